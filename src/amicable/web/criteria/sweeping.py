"""The review of the criteria falls due each quarter by itself, and its agenda is written by night."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from amicable.web.criteria.actions import catch_up
from amicable.web.criteria.agenda import agenda
from amicable.web.criteria.models import Meeting
from amicable.web.diary.actions import NOBODY, write
from amicable.web.jobs.actions import Moved
from amicable.web.portfolio.nightly import NIGHT
from amicable.web.portfolio.queries import latest_review
from amicable.web.portfolio.reviewing import NoFacts, ledger


def fall_due(now: datetime | None = None) -> int:
    """Write the agenda of this quarter's review if it is night and nobody has yet; 1 if that was done."""
    here = (now or timezone.now()).astimezone(ZoneInfo(ledger().firm.zone))
    if here.hour not in NIGHT or not latest_review() or is_written(here.date()):
        return 0
    try:
        write_agenda(lambda _sentence, _progress: None, NOBODY)
    except NoFacts:
        return 0
    return 1


def write_agenda(moved: Moved, by: str) -> dict[str, object]:
    """Write the agenda of this quarter's review, if there is none yet."""
    moved("", 0.1)
    at = timezone.now()
    quarter = quarter_of(at.astimezone(ZoneInfo(ledger().firm.zone)).date())
    catch_up(at)
    if not is_written(quarter):
        found = agenda(quarter)
        with transaction.atomic():
            Meeting.objects.create(quarter=quarter, written_at=at, agenda=found)
            write("criteria.due", by=by, about="criteria", quarter=quarter.isoformat())
    return {"quarter": quarter.isoformat()}


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def is_written(day: date) -> bool:
    """Whether the agenda of the quarter of this day stands."""
    return Meeting.objects.filter(quarter=quarter_of(day)).exists()
