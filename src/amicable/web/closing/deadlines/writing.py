"""Writing deadlines down: each under a key that says what happens to what and when, so that it is there once."""

from collections.abc import Iterable, Iterator
from datetime import date

from amicable.duties.pack import months_after
from amicable.offboarding import Calendar
from amicable.web.accounts.models import Person
from amicable.web.closing.calendar import calendar, morning
from amicable.web.closing.models import Closing, Deadline, OffboardingTask

OF_TASKS = {"remind": -3, "overdue": 1, "escalate": 4}
"""What happens so many working days after (before, where negative) a task is due."""
LOOKS = (3, 6, 12)
"""Months after the end at which one looks back."""


def write_for_tasks(tasks: Iterable[OffboardingTask]) -> None:
    """Deadlines of open tasks; those of other days, and of tasks that are over, are gone."""
    given = [one for one in tasks if not one.is_over]
    days = calendar()
    wanted = [row for one in given for row in _of_task(one, days)]
    Deadline.objects.filter(task__in=given, done_at=None).exclude(
        key__in=[row.key for row in wanted]
    ).delete()
    Deadline.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=500)


def _of_task(one: OffboardingTask, days: Calendar) -> Iterator[Deadline]:
    for kind, count in OF_TASKS.items():
        person = one.closing.case.led_by if kind == "escalate" else one.person
        yield _row(f"task:{one.pk}", kind, days.moved(one.due_on, count), one.closing, person, task=one)


def write_for_closing(closing: Closing) -> None:
    """Deadlines of the ending as a whole."""
    lead = closing.case.led_by
    wanted = [
        _row(f"closing:{closing.pk}", "last_day", closing.end_on, closing, lead),
        _row(f"closing:{closing.pk}", "erase", closing.erase_on, closing, lead),
    ]
    wanted += [
        _row(f"closing:{closing.pk}", f"look_{months}", months_after(closing.end_on, months), closing, lead)
        for months in LOOKS
    ]
    open_ones = Deadline.objects.filter(closing=closing, task=None, done_at=None)
    open_ones.exclude(key__in=[row.key for row in wanted]).delete()
    Deadline.objects.bulk_create(wanted, ignore_conflicts=True)


def hand_over(task: OffboardingTask) -> None:
    """From now on another person is told."""
    Deadline.objects.filter(task=task, done_at=None).exclude(kind="escalate").update(person=task.person)


def _row(
    what: str, kind: str, day: date, closing: Closing, person: Person, *, task: OffboardingTask | None = None
) -> Deadline:
    return Deadline(
        key=f"{what}:{kind}:{day.isoformat()}",
        kind=kind,
        closing=closing,
        task=task,
        person=person,
        due_at=morning(day),
    )
