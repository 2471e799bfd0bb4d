"""The client cannot do without us."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Essential service or sole provider"),
    explanation=N_(
        "The client cannot do without this service, or nobody else nearby provides it: an alternative is found first."
    ),
    question=N_("Is our service essential to the client, with no other provider within reach?"),
    blocks=frozenset({"tell", "end"}),
    override=("owner",),
    reasons=N_("Which alternative the client has, and from when."),
    second_reviewer=True,
)
def essential_service(circumstances: Circumstances) -> Answer:
    """Whether it is; only people know."""
    return circumstances.answered("essential_service")
