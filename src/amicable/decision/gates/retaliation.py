"""The client has just complained or used a right."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_

RECENT_DAYS = 90
"""So long after a complaint an ending looks like an answer to it."""


@gate(
    title=N_("Risk of retaliation"),
    explanation=N_(
        "The client complained, reviewed us or used a right lately: a second person looks, and some time passes, so that the ending cannot be an answer to it."
    ),
    question=N_("Has the client complained, reviewed us, reported us or used a right? Give the date, or no."),
    blocks=frozenset({"decide", "tell", "end"}),
    override=(
        "owner",
        "manager",
    ),
    reasons=N_("Which situations from before the complaint carry the decision."),
    second_reviewer=True,
    cooling_days=30,
)
def retaliation(circumstances: Circumstances) -> Answer:
    """Whether a complaint or a right used lies within the last `RECENT_DAYS`, told from messages or by a person."""
    told = circumstances.day("retaliation")
    known = [day for day in (circumstances.complained_on, told) if day]
    if known:
        return Answer.YES if (circumstances.as_of - max(known)).days <= RECENT_DAYS else Answer.NO
    return circumstances.answered("retaliation")
