"""Records never lie about new work: it is entered like any evidence, and somebody is asked what it is."""

from collections.abc import Iterator
from datetime import date

import ibis

from amicable.decision.path import ALLOWED
from amicable.decision.review import Review
from amicable.evidence import Evidence
from amicable.web.cases.moving import about
from amicable.web.closing.calendar import morning
from amicable.web.closing.models import Closing, Deadline, NewWork
from amicable.web.diary.actions import NOBODY, write
from amicable.web.portfolio.reviewing import NoFacts, reading

NOTHING_NEW = frozenset(state for state, works in ALLOWED.items() if not works.order) - {"erased"}
BEGINNINGS = (("engagements", "engagement_id", "started_on"), ("orders", "order_id", "ordered_on"))
"""Tables in which new work shows: the id of a row, and the day on which it began."""
Found = tuple[str, str, str, date]
"""Client, table, evidence id, day."""


def note_new_work(review: Review | None = None) -> int:
    """Write down new work of clients for whom nothing new was to begin; how much of it was not known yet."""
    closings = {one.case.client.client_id: one for one in Closing.objects.filter(case__state__in=sorted(NOTHING_NEW)).select_related("case__client", "case__led_by")}  # fmt: skip
    if not closings:
        return 0
    if review:
        return _noted(closings, list(_new(review.facts.evidence, list(closings))))
    try:
        with reading() as answer:
            found = list(_new(answer.facts.evidence, list(closings)))
    except NoFacts:
        return 0
    return _noted(closings, found)


def _new(evidence: Evidence, clients: list[str]) -> Iterator[Found]:
    for table, key, day in BEGINNINGS:
        if evidence.has(table):
            yield from _rows(getattr(evidence, table), table, key, day, clients)
    if evidence.has("time_entries") and evidence.has("engagements"):
        begun = evidence.engagements.select("engagement_id", "started_on")
        worked = evidence.time_entries.join(begun, "engagement_id")
        # time counts by the day on which its engagement began: finishing what was agreed is no new work
        yield from _rows(worked, "time_entries", "entry_id", "started_on", clients)


def _rows(rows: ibis.Table, table: str, key: str, day: str, clients: list[str]) -> Iterator[Found]:
    own = rows.filter(rows.client_id.isin(clients)).select("client_id", key, day)
    for row in own.to_pyarrow().to_pylist():
        if row[day]:
            yield row["client_id"], table, row[key], row[day]


def _noted(closings: dict[str, Closing], found: list[Found]) -> int:
    late = [(closings[client], table, number, day) for client, table, number, day in found if day > closings[client].told_on]  # fmt: skip
    count = 0
    for closing, table, number, day in late:
        _, fresh = NewWork.objects.get_or_create(closing=closing, table=table, evidence_id=number, defaults={"happened_on": day})  # fmt: skip
        count += fresh
        if fresh:
            _tell(closing, day)
    return count


def _tell(closing: Closing, day: date) -> None:
    """Whoever leads the case is told once a day; the page says it at once."""
    key = f"closing:{closing.pk}:new_work:{day.isoformat()}"
    Deadline.objects.get_or_create(
        key=key,
        defaults={
            "kind": "new_work",
            "closing": closing,
            "person": closing.case.led_by,
            "due_at": morning(day),
        },
    )
    write("closing.new_work_found", by=NOBODY, about=about(closing.case), name=closing.case.client.name)
