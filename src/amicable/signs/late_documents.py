"""Sends documents late."""

import ibis

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, sign


@sign(
    title=N_("Sends documents late"),
    explanation=N_(
        "Documents that came well after the day by which we needed them, or not at all, out of all we asked for."
    ),
    family="slow_response",
    needs=("document_requests",),
    situation=N_("Needed by {date}, and late: {quote}."),
    rule_out=(
        N_("we asked too late, or for the wrong thing"),
        N_("a bank or an office let them wait"),
        N_("the documents came another way and nobody noted it"),
    ),
    framing=N_("Documents have often come after the day by which we needed them."),
    remedies=("educate",),
    above=0.3,
    about={"grace_days": N_("Days after the day agreed that are not yet counted as late.")},
)
def late_documents(evidence: Evidence, *, grace_days: int = 3) -> Occasions:
    """Documents that came or should have come, and those more than `grace_days` late."""
    asked = evidence.document_requests
    grace_ends_on = asked.due_on + ibis.interval(days=grace_days)
    overdue = asked.due_day + grace_days < evidence.day
    return Occasions(
        "document_requests",
        of=asked,
        on="due_on",
        where=asked.received_day.notnull() | overdue,
        amount=ibis.coalesce(asked.received_day, evidence.day) - asked.due_day > grace_days,
        decided_on=ibis.coalesce(asked.received_on, grace_ends_on),
    )
