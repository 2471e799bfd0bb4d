"""Writes outside working hours."""

from datetime import date, timedelta
from functools import cache

from amicable.evidence import Evidence, Firm
from amicable.i18n import N_
from amicable.signs import Occasions, sign


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
    above=0.3,
    enough=12,
    about={"margin_minutes": N_("Minutes before opening and after closing that are not yet counted.")},
)
def after_hours_contact(evidence: Evidence, *, margin_minutes: int = 30) -> Occasions:
    """Messages of people at the client, and those sent while our staff were off."""
    messages, firm = evidence.messages, evidence.firm
    opens, closes = _minute(firm.opens) - margin_minutes, _minute(firm.closes) + margin_minutes
    # 1970-01-01, day 0, was a Thursday; Monday is 0 in `workdays`
    workday = ((messages.sent_day + 3) % 7).isin(list(firm.workdays)) & ~messages.sent_day.isin(
        _holidays(firm.country, evidence.as_of)
    )
    at_work = workday & messages.sent_minute.between(opens, closes)
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


@cache
def _holidays(country: str, until: date) -> list[int]:
    epoch = date(1970, 1, 1)
    days = Firm(country=country).holidays(until - timedelta(days=3660), until)
    return sorted((day - epoch).days for day in days) or [-1]
