"""How the firm fared besides money: what staff say, work at odd days, complaints; before and after, with how many."""

from dataclasses import dataclass

import ibis

from amicable.evidence import Evidence

YEAR = 4
COMPLAINT = "complaint"
"""The situation in clients' messages that counts as one."""


@dataclass(frozen=True)
class Change:
    """One measure before and after; None: nothing was recorded on that side."""

    before: float | None
    after: float | None
    counted: tuple[int, int]
    """On how many answers, hours or messages each side rests."""


@dataclass(frozen=True)
class Mood:
    """Measures over the whole firm, the year before the end and the quarters after it."""

    pulse: Change
    """Mean answer of staff to how it is to work with clients, 1 to 5."""
    odd_days: Change
    """Share of hours worked on days on which the firm does not work."""
    complaints: Change
    """Complaints read in clients' messages, for each message."""


def mood(evidence: Evidence, last: int, quarters: int) -> Mood:
    """The year before the quarter `last`, and so many quarters after it."""
    sides = ((last - YEAR, last), (last + 1, last + 1 + quarters))
    return Mood(
        pulse=_change([_pulse(evidence, *side) for side in sides]),
        odd_days=_change([_odd_days(evidence, *side) for side in sides]),
        complaints=_change([_complaints(evidence, *side) for side in sides]),
    )


def _change(sides: list[tuple[float, int]]) -> Change:
    (one, many), (other, others) = sides
    return Change(one / many if many else None, other / others if others else None, (many, others))


def _pulse(evidence: Evidence, start: int, end: int) -> tuple[float, int]:
    if not evidence.has("pulses"):
        return 0.0, 0
    rows = _within(evidence.pulses, start, end)
    return _sums(rows, rows.score.sum(), rows.score.count())


def _odd_days(evidence: Evidence, start: int, end: int) -> tuple[float, int]:
    """In hours; 1970-01-01, day 0, was a Thursday, and Monday is 0 in `workdays`."""
    if not evidence.has("time_entries"):
        return 0.0, 0
    rows = _within(evidence.time_entries, start, end)
    odd = ((rows.worked_day + 3) % 7).notin(list(evidence.firm.workdays))
    return _sums(rows, rows.seconds.sum(where=odd) / 3600, (rows.seconds.sum() / 3600).cast("int64"))


def _complaints(evidence: Evidence, start: int, end: int) -> tuple[float, int]:
    if not evidence.has("messages"):
        return 0.0, 0
    sent = _within(evidence.messages, start, end)
    messages = sent.count(where=sent.direction == "in")
    _, many = _sums(sent, messages, messages)
    if not evidence.has("readings"):
        return 0.0, 0  # messages were never read: that there are no complaints is not known
    read = _within(evidence.readings, start, end)
    found = read.count(where=(read.situation == COMPLAINT) & read.confirmed.fill_null(True))
    return _sums(read, found, found)[0], many


def _within(rows: ibis.Table, start: int, end: int) -> ibis.Table:
    return rows.filter((rows.quarter >= start) & (rows.quarter < end))


def _sums(rows: ibis.Table, amount: ibis.Value, count: ibis.Value) -> tuple[float, int]:
    found = rows.aggregate(amount=amount, count=count).to_pyarrow().to_pylist()[0]
    return float(found["amount"] or 0), int(found["count"] or 0)
