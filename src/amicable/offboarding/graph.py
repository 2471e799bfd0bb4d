"""The tasks of one ending as a dated graph: each after those it needs, none due before them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from amicable.i18n import N_
from amicable.offboarding.calendar import Calendar
from amicable.offboarding.ending import Access, Ending
from amicable.offboarding.tasks import Due, Task, all_tasks
from amicable.refusal import Refusal

REMOVALS = {"ours": "remove_our_access", "theirs": "remove_their_access"}
"""Tasks of which there is one for each line of the access register."""


class CircularTasks(Refusal):
    """Tasks wait for one another, so that none could ever be done."""


@dataclass(frozen=True)
class Planned:
    """One task of one ending."""

    key: str
    """The task's name, and for a line of the access register its system: "remove_our_access:bank"."""
    task: Task
    due_on: date
    after: tuple[str, ...]
    """Keys of the tasks before it that this ending has."""
    subject: str = ""
    """What it is about, where there are several of its kind: the system."""
    holder: str = ""
    """Who holds the access that is removed."""


@dataclass(frozen=True)
class Taken:
    """What became of a task so far."""

    done: bool = False
    accepted_by: str = ""
    """Who accepted by name that it is not done."""

    @property
    def over(self) -> bool:
        """Whether tasks that wait for it may begin."""
        return self.done or bool(self.accepted_by)


def plan(ending: Ending, calendar: Calendar, tasks: Mapping[str, Task] | None = None) -> tuple[Planned, ...]:
    """Every task of this ending in an order in which they can be done, with due dates that keep to that order."""
    wanted = {name: task for name, task in (tasks or all_tasks()).items() if task.wanted(ending)}
    keyed = dict(_keyed(wanted, ending))
    by_name: dict[str, tuple[str, ...]] = {}
    for key, (task, _) in keyed.items():
        by_name[task.name] = (*by_name.get(task.name, ()), key)
    after = {key: _before(task, access, by_name) for key, (task, access) in keyed.items()}
    planned: dict[str, Planned] = {}
    for key in _ordered(after):
        task, access = keyed[key]
        earliest = max((planned[one].due_on for one in after[key]), default=date.min)
        due = max(_due(task.due, ending, calendar), earliest)
        subject, holder = (access.system, access.holder) if access else ("", "")
        planned[key] = Planned(key, task, due, after[key], subject, holder)
    return tuple(sorted(planned.values(), key=lambda one: one.due_on))


def startable(planned: tuple[Planned, ...], taken: Mapping[str, Taken]) -> tuple[Planned, ...]:
    """Tasks that can be ticked now: not over yet, and all that they wait for is."""
    nothing = Taken()
    open_ones = (one for one in planned if not taken.get(one.key, nothing).over)
    return tuple(one for one in open_ones if all(taken.get(key, nothing).over for key in one.after))


def _keyed(wanted: Mapping[str, Task], ending: Ending) -> Iterator[tuple[str, tuple[Task, Access | None]]]:
    for name, task in wanted.items():
        if name not in REMOVALS.values():
            yield name, (task, None)
    for access in ending.access:
        task = wanted[REMOVALS[access.side]]
        yield _key(access), (task, access)


def _key(access: Access) -> str:
    return f"{REMOVALS[access.side]}:{access.system}"


def _before(task: Task, access: Access | None, by_name: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What this one waits for; an access also for the systems of its side that must be closed first."""
    named = [key for name in task.after for key in by_name.get(name, ())]
    own = by_name.get(task.name, ())
    first = [f"{task.name}:{system}" for system in access.after] if access else []
    return (*named, *(key for key in first if key in own))


def _ordered(after: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    try:
        yield from TopologicalSorter(after).static_order()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise CircularTasks(
            N_("These wait for one another, so that none could be done: {circle}. Take one of the conditions away."),
            circle=circle,
        ) from error  # fmt: skip


def _due(due: Due, ending: Ending, calendar: Calendar) -> date:
    """A working day, and never before the client was told."""
    anchor = ending.anchor(due.anchor)
    day = calendar.moved(anchor, due.days) if due.days else _on(anchor, due, calendar)
    return max(day, calendar.on_or_after(ending.told_on))


def _on(anchor: date, due: Due, calendar: Calendar) -> date:
    """What is due on the last day of service is done before a weekend; what is erased, never early, after it."""
    return calendar.on_or_before(anchor) if due.anchor == "end" else calendar.on_or_after(anchor)
