"""The portfolio is fresh in the morning: by night the application reviews it where records have changed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from amicable.web.diary.actions import NOBODY
from amicable.web.portfolio.actions import refresh
from amicable.web.portfolio.queries import is_stale, latest_review
from amicable.web.portfolio.reviewing import ledger

NIGHT = range(1, 6)
"""Hours by the firm's clock in which nobody waits for the machine."""


def refresh_by_night(now: datetime | None = None) -> int:
    """Review the portfolio anew if it is night and the last review is out of date; 1 if that was done."""
    hour = (now or timezone.now()).astimezone(ZoneInfo(ledger().firm.zone)).hour
    review = latest_review()
    if hour not in NIGHT or not review or not is_stale(review):
        return 0
    refresh(lambda _sentence, _progress: None, NOBODY)
    return 1
