"""What is due happens once: the deadline is done and its letter written in one transaction, or neither is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone, translation

from amicable.i18n import N_
from amicable.offboarding import all_tasks
from amicable.web.accounts.models import Person
from amicable.web.closing.deadlines.outbox import put
from amicable.web.closing.models import Deadline
from amicable.web.rendering import counted, figures, told

MOST = 30_000
"""Deadlines of one sweep, so that it ends within seconds; the next, a minute later, goes on."""
AT_ONCE = 2_000
"""Deadlines of one statement."""
NAMED = 30
"""Lines of a letter; what is beyond stands on the page."""
LINES = {
    "remind": N_("Due on {day}: {task} ({client})."),
    "overdue": N_("Since {day} overdue: {task} ({client})."),
    "escalate": N_("Nobody has done it since {day}, and it waits for you: {task} ({client})."),
    "new_work": N_(
        "The records show new work for {client} from {day}, although nothing new was to begin. Say what it is."
    ),
    "last_day": N_("{day} was the last day of service for {client}. Begin to wind down."),
    "erase": N_("Since {day} the data of {client} may be erased. See whether anything speaks against it."),
    "look_3": N_("Three months ago the relationship with {client} ended. Look back at what came of it."),
    "look_6": N_("Six months ago the relationship with {client} ended. Look back at what came of it."),
    "look_12": N_("A year ago the relationship with {client} ended. Look back at what came of it."),
}
GRAVER = tuple(LINES)
"""Where a server was down for a week, several are due for one task: the last of these is told."""


@dataclass(frozen=True)
class Due:
    """One deadline, as a letter speaks of it."""

    number: int
    kind: str
    about: str
    person: int
    task: str
    subject: str
    day: date
    client: str


@transaction.atomic
def sweep_deadlines(now: datetime | None = None) -> int:
    """Tell people of everything that is due, each in one letter; how many deadlines it were. Again, it does nothing."""
    moment = now or timezone.now()
    due = _waiting(moment)
    for some in _at_once([one.number for one in due]):
        Deadline.objects.filter(pk__in=some).update(done_at=moment)
    for person, theirs in _by_person(due).items():
        _write(person, theirs, moment)
    return len(due)


def _waiting(moment: datetime) -> list[Due]:
    """What is due, everything of one person together; where two servers sweep, each takes what the other has not."""
    rows = Deadline.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        done_at=None, due_at__lte=moment
    )
    found = rows.order_by("person", "due_at", "pk").values_list(
        "pk", "kind", "closing", "person", "task__task", "task__subject", "task__due_on", "due_at",
        "closing__case__client__name", "task",
    )[:MOST]  # fmt: skip
    return [_due(*row) for row in found.iterator(chunk_size=AT_ONCE)]


def _at_once(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))


def _due(  # noqa: PLR0913, PLR0917 (a row of the database)
    number: int, kind: str, closing: int, person: int, task: str | None, subject: str | None,
    due_on: date | None, due_at: datetime, client: str, task_number: int | None,
) -> Due:  # fmt: skip
    about = f"task:{task_number}" if task_number else f"closing:{closing}:{kind}"
    return Due(number, kind, about, person, task or "", subject or "", due_on or due_at.date(), client)


def _by_person(due: Iterable[Due]) -> dict[int, list[Due]]:
    """Of each thing the gravest, by whom it is told to."""
    gravest: dict[tuple[int, str], Due] = {}
    for one in due:
        key = (one.person, one.about)
        if key not in gravest or GRAVER.index(one.kind) > GRAVER.index(gravest[key].kind):
            gravest[key] = one
    found: dict[int, list[Due]] = defaultdict(list)
    for one in gravest.values():
        found[one.person].append(one)
    return found


def _write(number: int, theirs: Sequence[Due], moment: datetime) -> None:
    person = Person.objects.filter(pk=number, is_active=True).first()
    if not person:
        return
    with translation.override(person.language or "en"):
        lines = [_line(one) for one in theirs[:NAMED]]
        if len(theirs) > NAMED:
            lines.append(str(counted("{count} more stands on the page of your tasks.", "{count} more stand on the page of your tasks.", len(theirs) - NAMED)))  # fmt: skip
        subject = str(counted("{count} thing is due", "{count} things are due", len(theirs)))
        text = told(
            N_("Hello,\n\nthis is due in endings that you take part in:\n\n{list}\n\nAmicable"),
            list="\n".join(lines),
        )
    first = min(one.number for one in theirs)
    put(key=f"due:{person.pk}:{first}", to=person.email, subject=subject, text=text, at=moment)


def _line(one: Due) -> str:
    task = all_tasks().get(one.task)
    title = told(task.title) if task else ""
    named = f"{title}: {one.subject}" if one.subject else title
    return "– " + told(LINES[one.kind], day=figures("XXX").day(one.day), task=named, client=one.client)
