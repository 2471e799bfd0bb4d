"""The demo firm's calendar: days are counted from START, months from 0 to 35."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

START = date(2023, 10, 1)
END = date(2026, 9, 30)
"""Last day of the demo firm's records: fixed, so that the same seed gives the same firm in any year."""
DAYS = (END - START).days + 1
MONTHS = 36
LATER = 150
"""Days after END that are still known to the calendar (due dates)."""

SATURDAY, SUNDAY, FRIDAY = 5, 6, 4
FEASTS = {(1, 1), (1, 6), (5, 1), (11, 1), (12, 25), (12, 26)}


@cache
def day(number: int) -> date:
    """The date of day `number`; negative before START."""
    return START + timedelta(days=number)


@cache
def iso(number: int) -> str:
    """Day `number` as 2025-03-31."""
    return day(number).isoformat()


def number(when: date) -> int:
    """Which day `when` is, counted from START."""
    return (when - START).days


ALL = [day(n) for n in range(DAYS + LATER)]
MONTH_OF: Ints = np.array([(d.year - START.year) * 12 + d.month - START.month for d in ALL])
CALENDAR_MONTH: Ints = np.array([(START.month - 1 + m) % 12 + 1 for m in range(MONTHS)])
WORKDAY: Flags = np.array([d.weekday() < SATURDAY and (d.month, d.day) not in FEASTS for d in ALL])
WORKDAYS: Ints = np.flatnonzero(WORKDAY)
FRIDAYS: Ints = np.flatnonzero(np.array([d.weekday() == FRIDAY for d in ALL]))
WEEKEND: Ints = np.flatnonzero(np.array([d.weekday() in (SATURDAY, SUNDAY) for d in ALL]))
FIRST: Ints = np.searchsorted(MONTH_OF, np.arange(MONTHS + 2))
"""First day of each month, and of the two after the last."""


def some_workday(rng: np.random.Generator, months: Ints) -> Ints:
    """A working day of each of `months`."""
    low = np.searchsorted(WORKDAYS, FIRST[months])
    high = np.searchsorted(WORKDAYS, FIRST[months + 1])
    return WORKDAYS[low + (rng.random(len(months)) * (high - low)).astype(np.int64)]


def next_workday(days: Ints) -> Ints:
    """Each day itself if it is worked, else the next that is."""
    return WORKDAYS[np.searchsorted(WORKDAYS, days)]


def next_friday(days: Ints) -> Ints:
    """Each day itself if it is a Friday, else the next."""
    return FRIDAYS[np.searchsorted(FRIDAYS, days)]


def next_weekend(days: Ints) -> Ints:
    """Each day itself if it is a Saturday or Sunday, else the Saturday after."""
    return WEEKEND[np.searchsorted(WEEKEND, days)]


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone `name`."""
    return ZoneInfo(name)


def moment(day_number: int, minute: int, zone_name: str, second: int = 0) -> datetime:
    """The instant at which clocks of the zone show that minute of that day, with the zone's offset."""
    midnight = datetime.combine(day(int(day_number)), datetime.min.time(), tzinfo=zone(zone_name))
    return midnight + timedelta(minutes=int(minute), seconds=second)


def utc(when: datetime) -> str:
    """An instant as 2025-03-31T08:15:00Z."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
