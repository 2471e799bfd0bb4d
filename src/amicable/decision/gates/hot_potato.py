"""The client is ended to make room for a better one with opposing interests."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Making room for a better client"),
    explanation=N_(
        "Ending one client to take another whose interests oppose it breaks loyalty in some professions."
    ),
    question=N_("Is this ending meant to make room for another client whose interests oppose this one?"),
    blocks=frozenset({"decide", "tell"}),
    override=("owner",),
    reasons=N_("Why no duty of loyalty stands against it."),
    second_reviewer=True,
)
def hot_potato(circumstances: Circumstances) -> Answer:
    """Whether that is the reason; only people know."""
    return circumstances.answered("hot_potato")
