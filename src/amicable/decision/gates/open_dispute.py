"""A dispute, complaint or insurance claim is open."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Open dispute, complaint or claim"),
    explanation=N_(
        "A dispute, complaint or insurance claim is open: it is settled or handed to the insurer before the client is told."
    ),
    question=N_("Is a dispute, complaint or insurance claim with this client open?"),
    blocks=frozenset({"tell", "end", "erase"}),
    override=(
        "owner",
        "manager",
    ),
    reasons=N_("How the open matter goes on after the ending, and that the insurer knows."),
    second_reviewer=True,
)
def open_dispute(circumstances: Circumstances) -> Answer:
    """Whether one is open; only people know."""
    return circumstances.answered("open_dispute")
