"""What day it is for the firm: by the clock of its own time zone, not by that of the server."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from amicable.web.portfolio.reviewing import ledger


def today(at: datetime) -> date:
    """The day on which `at` lies for the people of the firm."""
    return at.astimezone(ZoneInfo(ledger().firm.zone)).date()
