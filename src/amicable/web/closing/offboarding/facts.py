"""What a case asks of its closing before it moves on: answered from the rows, never from a tick of its own."""

from datetime import date

from amicable.offboarding import all_tasks
from amicable.offboarding.retention import Kept, erased_on, may_go, schedule
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.gates import pack_of
from amicable.web.closing.models import Closing, OffboardingTask
from amicable.web.closing.queries import closing_of

SOON_DAYS = 10
"""Working days after the end until which the tasks of the offboarding itself are due; later ones settle it."""


def known(case: Case, today: date) -> frozenset[str]:
    """Which of decision.path.NEEDS are there as far as the closing can tell."""
    closing = closing_of(case)
    if not closing:
        return frozenset()
    tests = {
        "last_day": today > closing.end_on,
        "offboarded": offboarded(closing),
        "settled": settled(closing),
        "retention": retention_over(closing, today),
    }
    return frozenset(name for name, is_there in tests.items() if is_there)


def offboarded(closing: Closing) -> bool:
    """Whether every task of the offboarding itself is done or accepted, and new work is explained."""
    return not any(_of_offboarding(one) for one in _open(closing)) and not closing.new_work.filter(settled_by="").exists()  # fmt: skip


def settled(closing: Closing) -> bool:
    """Whether every task but the last erasure is over."""
    return all(_anchor(one) == "erase" for one in _open(closing))


def retention_over(closing: Closing, today: date) -> bool:
    """Whether no class of records has to be kept any longer, and no hold stands."""
    kept = kept_of(closing)
    return not closing.on_hold and len(may_go(kept, today, hold=False)) == len(kept)


def kept_of(closing: Closing) -> tuple[Kept, ...]:
    """How long each class of records is kept."""
    longer = {name: date.fromisoformat(day) for name, day in closing.longer.items()}
    return schedule(pack_of(closing.case), closing.end_on, longer)


def erase_day(closing: Closing) -> date:
    """The day on which the last class may go."""
    return erased_on(kept_of(closing), closing.end_on)


def _open(closing: Closing) -> list[OffboardingTask]:
    return [one for one in closing.tasks.all() if not one.is_over]


def _anchor(one: OffboardingTask) -> str:
    return all_tasks()[one.task].due.anchor


def _of_offboarding(one: OffboardingTask) -> bool:
    due = all_tasks()[one.task].due
    return due.anchor == "told" or (due.anchor == "end" and due.days <= SOON_DAYS)
