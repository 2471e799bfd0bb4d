"""Laying the tasks of a closing out: what the product knows of endings becomes rows with people and days."""

from collections.abc import Mapping

from amicable.offboarding import Access, Ending, Planned, all_tasks, plan
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.closing.calendar import calendar
from amicable.web.closing.deadlines.writing import write_for_tasks
from amicable.web.closing.models import Closing, OffboardingTask
from amicable.web.rights import Role

FACTS = ("holds_money", "owes_refund", "has_files", "has_originals", "has_mandates", "has_deadlines", "has_subscriptions", "cut_off")  # fmt: skip
"""What a closing knows that tasks depend on, under the same names."""


def ending_of(closing: Closing) -> Ending:
    """The same as a plain value."""
    lines = closing.access.all()
    return Ending(
        told_on=closing.told_on,
        end_on=closing.end_on,
        erase_on=closing.erase_on,
        trade=closing.trade,
        third_parties=tuple(line for line in closing.third_parties.splitlines() if line.strip()),
        successor=closing.successor,
        access=tuple(Access(one.system, one.holder, one.side, tuple(one.after)) for one in lines),
        **{name: getattr(closing, name) for name in FACTS},
    )


def planned(closing: Closing) -> tuple[Planned, ...]:
    """Every task that this closing has, by its day."""
    return plan(ending_of(closing), calendar())


def lay_out(closing: Closing) -> None:
    """Make the rows follow what is known: new tasks come, days move, open tasks that are no longer wanted go."""
    wanted = {one.key: one for one in planned(closing)}
    there = {one.key: one for one in closing.tasks.all()}
    closing.tasks.filter(done_at=None, accepted_at=None).exclude(key__in=wanted).delete()
    people = _people(closing.case)
    fresh = [_row(closing, one, people) for key, one in wanted.items() if key not in there]
    OffboardingTask.objects.bulk_create(fresh)
    moved = [row for key, one in wanted.items() if (row := there.get(key)) and _follows(row, one)]
    OffboardingTask.objects.bulk_update(moved, ["due_on", "after", "holder"])
    write_for_tasks(closing.tasks.select_related("closing__case__led_by", "person"))


def _row(closing: Closing, one: Planned, people: Mapping[str, Person]) -> OffboardingTask:
    return OffboardingTask(
        closing=closing,
        key=one.key,
        task=one.task.name,
        subject=one.subject,
        holder=one.holder,
        person=people[one.task.owner],
        due_on=one.due_on,
        after=list(one.after),
    )


def _follows(row: OffboardingTask, one: Planned) -> bool:
    """Give an open row the day and the order of its task; whether anything changed."""
    before = (row.due_on, row.after, row.holder)
    row.due_on, row.after, row.holder = one.due_on, list(one.after), one.holder
    return not row.is_over and before != (row.due_on, row.after, row.holder)


def _people(case: Case) -> dict[str, Person]:
    """Whom each kind of task falls to, until somebody else is named: the lead, where nobody is nearer."""
    active = Person.objects.filter(is_active=True)
    coordinator = active.filter(role=Role.COORDINATOR).first() or case.led_by
    manager = active.filter(assignments__client=case.client).first() or case.led_by
    owner = active.filter(role=Role.OWNER).first() or case.led_by
    return {
        "speaker": case.led_by,
        "coordinator": coordinator,
        "manager": manager,
        "owner": owner,
        "books": coordinator,
        "systems": coordinator,
    }


def title(row: OffboardingTask) -> str:
    """What the task is called, untranslated."""
    return all_tasks()[row.task].title
