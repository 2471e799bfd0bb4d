"""The tasks of an offboarding as people read them: by phase, each with what it waits for and what shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amicable.i18n import N_
from amicable.offboarding import PROOFS, Task, all_tasks
from amicable.web.accounts.models import Person
from amicable.web.closing.models import Closing, OffboardingTask
from amicable.web.closing.offboarding.actions import RUNNING, SEEN
from amicable.web.rendering import told

PHASES = {
    "before": N_("Until the last day"),
    "after": N_("After the last day"),
    "erase": N_("On the day of erasure"),
}
STATUS = {
    "done": N_("done"),
    "accepted": N_("accepted undone"),
    "late": N_("overdue"),
    "ready": N_("can be done now"),
    "waits": N_("waits"),
}


@dataclass(frozen=True)
class Row:
    """One task as it is shown."""

    row: OffboardingTask
    kind: Task
    status: str
    waits_for: tuple[str, ...]
    mine: bool
    """Whether the reader may tick it."""

    @property
    def title(self) -> str:
        """In the reader's language, with what it is about."""
        named = told(self.kind.title)
        return f"{named}: {self.row.subject}" if self.row.subject else named

    @property
    def seen(self) -> bool:
        """Whether the application ticks it by itself."""
        return self.row.task in SEEN

    @property
    def proof(self) -> str:
        """What shows that it is done, in the reader's language."""
        return told(PROOFS[self.kind.proof])


@dataclass(frozen=True)
class Phase:
    """Tasks of one stretch of time."""

    name: str
    title: str
    rows: tuple[Row, ...]

    @property
    def over(self) -> int:
        """How many of them are over."""
        return sum(one.row.is_over for one in self.rows)


def rows(tasks: Sequence[OffboardingTask], person: Person, today: date) -> list[Row]:
    """Tasks of one closing, in their order."""
    known = {one.key: one for one in tasks}
    return [_row(one, known, person, today) for one in tasks]


def phases(closing: Closing, person: Person, today: date) -> Iterator[Phase]:
    """The whole list, by phase."""
    found = rows(list(closing.tasks.select_related("person", "closing", "proof")), person, today)
    for name, title in PHASES.items():
        theirs = tuple(one for one in found if _phase(one, closing) == name)
        if theirs:
            yield Phase(name, told(title), theirs)


def _phase(one: Row, closing: Closing) -> str:
    if one.kind.due.anchor == "erase":
        return "erase"
    return "before" if one.row.due_on <= closing.end_on else "after"


def _row(one: OffboardingTask, known: Mapping[str, OffboardingTask], person: Person, today: date) -> Row:
    waits = tuple(_named(known[key]) for key in one.after if key in known and not known[key].is_over)
    mine = person == one.person or person.role in RUNNING
    return Row(one, all_tasks()[one.task], _status(one, waits, today), waits, mine)


def _status(one: OffboardingTask, waits: tuple[str, ...], today: date) -> str:
    if one.done_at:
        return "done"
    if one.accepted_at:
        return "accepted"
    if one.due_on < today:
        return "late"
    too_early = all_tasks()[one.task].due.anchor == "erase" and today < one.due_on
    return "waits" if waits or too_early else "ready"


def _named(one: OffboardingTask) -> str:
    title = told(all_tasks()[one.task].title)
    return f"{title}: {one.subject}" if one.subject else title
