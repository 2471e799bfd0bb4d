"""The firm's working days, and the moment at which a day begins for deadlines."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from amicable.offboarding import Calendar
from amicable.web.rendering import firm

MORNING = time(7)
"""When what falls on a day becomes due: at this hour every clock shows once, also on days on which it is changed."""


def calendar() -> Calendar:
    """Working days of the firm."""
    return Calendar.of(firm())


def morning(day: date) -> datetime:
    """The moment at which `day` begins for deadlines, by the firm's clock."""
    return datetime.combine(day, MORNING, ZoneInfo(firm().zone))
