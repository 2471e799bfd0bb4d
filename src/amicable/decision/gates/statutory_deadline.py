"""A deadline set by law is near."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_

NEAR_DAYS = 45
"""A deadline within so many days must be met before the client is left alone with it."""


@gate(
    title=N_("Deadline near"),
    explanation=N_(
        "A deadline set by law (tax, court, payroll) is near: it is met, extended, or the client is warned in time."
    ),
    question=N_(
        "Which deadline set by law comes next for this client (tax, court, payroll)? Give the date, or no."
    ),
    blocks=frozenset({"tell", "end"}),
    override=(
        "owner",
        "manager",
    ),
    reasons=N_("Who meets the deadline, or how the client was warned of it."),
)
def statutory_deadline(circumstances: Circumstances) -> Answer:
    """Whether the date that was given falls within `NEAR_DAYS`; a plain yes counts as near."""
    due_on = circumstances.day("statutory_deadline")
    if due_on is None:
        return circumstances.answered("statutory_deadline")
    return Answer.YES if 0 <= (due_on - circumstances.as_of).days <= NEAR_DAYS else Answer.NO
