"""Writes outside working hours."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import ibis

from amicable.evidence import Evidence, Firm
from amicable.i18n import N_
from amicable.signs import Occasions, sign

EPOCH = date(1970, 1, 1)


@sign(
    title=N_("Writes outside working hours"),
    explanation=N_(
        "Messages that reached us outside our working hours, by our own clock and calendar, out of all messages from the client."
    ),
    family="no_boundaries",
    needs=("messages",),
    situation=N_("Wrote on {date} at {time}, outside our working hours ({quote})."),
    rule_out=(
        N_("the client lives in another time zone"),
        N_("nobody expected an answer before morning"),
        N_("a busy season for everybody"),
    ),
    framing=N_("Many of your messages reach us outside our working hours."),
    remedies=("set_boundary", "educate", "another_contact"),
    above=0.3,
    enough=12,
    about={"margin_minutes": N_("Minutes before opening and after closing that are not yet counted.")},
)
def after_hours_contact(evidence: Evidence, *, margin_minutes: int = 30) -> Occasions:
    """Messages of people at the client, and those sent while our staff were off."""
    messages, firm = evidence.messages, evidence.firm
    opens, closes = _minute(firm.opens) - margin_minutes, _minute(firm.closes) + margin_minutes
    # 1970-01-01, day 0, was a Thursday; Monday is 0 in `workdays`
    workday = ((messages.sent_day + 3) % 7).isin(list(firm.workdays))
    at_work = workday & ~_on_holiday(evidence) & messages.sent_minute.between(opens, closes)
    return Occasions(
        "messages",
        of=messages,
        on="sent_on",
        where=(messages.direction == "in") & ~messages.automatic.fill_null(False),
        amount=~at_work,
    )


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _on_holiday(evidence: Evidence) -> ibis.Value:
    """Whether a message was sent on a public holiday; a day is looked up among those of its own quarter."""
    messages = evidence.messages
    days = _holidays(evidence.firm.country, evidence.as_of)
    cases = [(quarter, messages.sent_day.isin(list(own))) for quarter, own in days.items()]
    return messages.quarter.cases(*cases, else_=False) if cases else ibis.literal(False)


@cache
def _holidays(country: str, until: date) -> Mapping[int, tuple[int, ...]]:
    """Quarter -> the day numbers of its public holidays."""
    found: dict[int, tuple[int, ...]] = {}
    for day in Firm(country=country).holidays(until - timedelta(days=3660), until):
        quarter = day.year * 4 + (day.month - 1) // 3
        found[quarter] = (*found.get(quarter, ()), (day - EPOCH).days)
    return found
