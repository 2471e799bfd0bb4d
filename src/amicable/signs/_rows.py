"""Rows that several signs look at; asked for by the same words, they are read once for all of them."""

import ibis

from amicable import costing
from amicable.evidence import Evidence, Firm, count
from amicable.signs._occasions import Occasions

DAY = 24 * 60
"""Minutes."""


def work(evidence: Evidence) -> ibis.Table:
    """Time worked, each entry with the `role` of whoever worked: the very rows that costing reads."""
    return costing.SUMS["time_entries"](evidence).of


def people_at_work(evidence: Evidence) -> ibis.Table:
    """Time worked, each entry with `role`, `left_on` and `left_day` of whoever worked.

    A person who is known from two sources is one person, by the name, and what one source says holds for both.
    """
    staff = evidence.staff.select(
        "staff_id", "role", "left_on", "left_day", called=evidence.staff.name.lower()
    )
    known = staff.group_by("called").aggregate(
        their_role=staff.role.max(), last_on=staff.left_on.max(), last_day=staff.left_day.max()
    )
    both = staff.inner_join(known, "called").select(
        "staff_id", role=known.their_role, left_on=known.last_on, left_day=known.last_day
    )
    entries = evidence.time_entries
    return entries.left_join(both, "staff_id").select(entries, "role", "left_on", "left_day")


def written(evidence: Evidence) -> Occasions:
    """What people at the client wrote: each message is an occasion for whatever may be said in it."""
    messages = evidence.messages
    return Occasions("messages", of=messages, on="sent_on", where=_by_people(messages), amount=0)


def said(evidence: Evidence, situation: str, *kinds: str, confirmed: bool = False) -> Occasions:
    """Messages in which the client said such a thing; `confirmed`: only those that a person has confirmed.

    What a person has rejected, or the present rules no longer find, counts for nothing.
    """
    found = _situations(evidence)
    where = (found.situation == situation) & (found.confirmed if confirmed else ~found.rejected)
    if kinds:
        where &= found.kind.isin(kinds).fill_null(False)
    out_of = 1 if confirmed else 0
    return Occasions("readings", of=found, on="sent_on", where=where, amount=1, out_of=out_of)


def _situations(evidence: Evidence) -> ibis.Table:
    """One row per message, situation and kind, however many rules found it."""
    readings = evidence.readings
    standing = readings.filter(readings.stands.fill_null(True))
    grouped = standing.group_by("client_id", "message_id", "situation", "kind", "sent_on", "quarter")
    rows = grouped.aggregate(
        evidence_id=standing.evidence_id.min(),
        sent_day=standing.sent_day.min(),
        yes=count(standing.confirmed),
        no=count(~standing.confirmed),
    )
    return rows.mutate(confirmed=rows.yes > 0, rejected=(rows.yes == 0) & (rows.no > 0))


def days_written(evidence: Evidence) -> ibis.Table:
    """One row per client and day on which people there wrote: how many messages they `sent`."""
    messages = evidence.messages
    theirs = messages.filter(_by_people(messages))
    return theirs.group_by("client_id", "sent_on", "quarter").aggregate(
        sent=theirs.count(), evidence_id=theirs.evidence_id.max()
    )


def exchanges(evidence: Evidence) -> ibis.Table:
    """One row per thread and quarter: who began, and how long the other side took to answer.

    `ours` and `theirs` count messages; `begun_by_us`; `hours` are working hours from the first word of one
    side to the first of the other, null where no answer came.
    """
    messages = evidence.messages
    kept = messages.filter(messages.thread_id.notnull() & ~messages.automatic.fill_null(False))
    moment = kept.sent_day.cast("int64") * DAY + kept.sent_minute
    theirs = kept.direction == "in"
    rows = kept.group_by("client_id", "thread_id", "quarter").aggregate(
        sent_on=kept.sent_on.min(),
        evidence_id=kept.evidence_id.min(),
        ours=count(~theirs),
        theirs=count(theirs),
        our_first=moment.min(where=~theirs),
        their_first=moment.min(where=theirs),
    )
    begun_by_us = rows.their_first.isnull() | (rows.our_first < rows.their_first).fill_null(False)
    from_us, from_them = (working(evidence.firm, moment) for moment in (rows.our_first, rows.their_first))
    minutes = ibis.ifelse(begun_by_us, from_them - from_us, from_us - from_them)
    return rows.mutate(begun_by_us=begun_by_us, hours=minutes / 60)


def working(firm: Firm, moment: ibis.Value) -> ibis.Value:
    """Working minutes of the firm from 1970-01-01 until `moment` (minutes since then); holidays count as work."""
    opens, closes = (minute(clock) for clock in (firm.opens, firm.closes))
    day, clock = moment // DAY, moment % DAY
    # day 0 was a Thursday: the first Monday, 0 in `workdays`, is day 4
    first = {workday: (workday + 4) % 7 for workday in firm.workdays}
    before = sum(((day - own + 6) // 7 for own in first.values()), start=ibis.literal(0))
    at_work = ((day + 3) % 7).isin(list(firm.workdays))
    today = ibis.ifelse(at_work, clock.clip(opens, closes) - opens, 0)
    return before * (closes - opens) + today


def minute(clock: str) -> int:
    """The minute of the day of a time like "08:30"."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _by_people(messages: ibis.Table) -> ibis.Value:
    return (messages.direction == "in") & ~messages.automatic.fill_null(False)
