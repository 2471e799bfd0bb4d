"""Work was begun and is not finished or billed."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_

UNDER_WAY = frozenset({"once", "year"})
"""Agreed once, it is begun until it ends; agreed by the year, it was as a rule paid in advance."""


@gate(
    title=N_("Work in progress"),
    explanation=N_(
        "Work was begun or paid in advance and is not finished: what is finished, handed over or refunded is written down first."
    ),
    question=N_("Is any work for this client begun, or paid in advance, and not finished?"),
    blocks=frozenset({"end"}),
    override=(
        "owner",
        "manager",
        "coordinator",
    ),
    reasons=N_("What will be finished until when, and what will not."),
)
def work_in_progress(circumstances: Circumstances) -> Answer:
    """Whether hours are unbilled or a piece of work is under way; asked where the ledger tells neither."""
    hours, agreed = circumstances.unbilled_hours, circumstances.agreed
    if (hours or 0) > 0 or any(one.fee_period in UNDER_WAY for one in agreed or ()):
        return Answer.YES
    return circumstances.answered("work_in_progress") if hours is None or agreed is None else Answer.NO
