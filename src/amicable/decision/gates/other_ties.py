"""The client is also supplier, investor or relative."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Supplier, investor or relative"),
    explanation=N_(
        "The client is also our supplier, our investor, or a relative of one of us: who decides must have no interest in it."
    ),
    question=N_("Is the client also our supplier or investor, or a relative of somebody here?"),
    blocks=frozenset({"decide"}),
    override=("owner",),
    reasons=N_("Who decides instead of whoever has an interest."),
    second_reviewer=True,
)
def other_ties(circumstances: Circumstances) -> Answer:
    """Whether that is so; only people know."""
    return circumstances.answered("other_ties")
