"""Beginning an offboarding, its register of access, its services; ticking tasks, and accepting exceptions by name."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from amicable.decision.path import OVER
from amicable.i18n import N_
from amicable.offboarding import all_tasks
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.moving import about, move
from amicable.web.closing.deadlines.writing import hand_over, write_for_closing, write_for_tasks
from amicable.web.closing.models import AccessLine, Closing, Deadline, NewWork, OffboardingTask, Service
from amicable.web.closing.offboarding.facts import erase_day, known
from amicable.web.closing.offboarding.planning import lay_out, title
from amicable.web.closing.store import kept
from amicable.web.diary.actions import NOBODY, write
from amicable.web.rendering import told
from amicable.web.rights import Role

TOLD = frozenset({"told", "notice", "winding_down"})
"""States in which an offboarding can begin."""
SEEN = frozenset({"stop_new_work", "file_pack", "retention_set", "data_restricted", "data_erased"})
"""Tasks that the application sees done by itself, and nobody ticks."""
RUNNING = frozenset({Role.OWNER, Role.MANAGER, Role.COORDINATOR})
"""Who may do what is somebody else's, and accept exceptions."""


class NotTold(Refusal):
    """The client does not know yet."""


class Waits(Refusal):
    """Other tasks come first."""


class Over(Refusal):
    """It is done, or accepted undone, already."""


class NoProof(Refusal):
    """What shows that it is done is missing."""


class NotWaived(Refusal):
    """Nobody may accept that this is not done."""


class NotYourTask(Refusal):
    """It is somebody else's."""


class Twice(Refusal):
    """The register has this line already."""


@transaction.atomic
def begin(*, by: Person, case: Case, given: Mapping[str, Any]) -> Closing:
    """Lay the offboarding out, with every task and deadline; `given`: fields of a Closing."""
    if case.state not in TOLD:
        raise NotTold(
            N_("An offboarding begins when the client has been told. Write that down in the case first.")
        )
    end_on: date = given["end_on"]
    made = Closing.objects.create(
        case=case, made_by=by.email, **{**given, "erase_on": end_on + timedelta(days=1)}
    )
    _follow(made)
    seen(made, "stop_new_work")
    write("closing.begun", by=by.email, about=about(case), name=case.client.name)
    return made


@transaction.atomic
def change(*, by: Person, closing: Closing, given: Mapping[str, Any]) -> Closing:
    """Other facts about the ending; days and tasks follow, what is done stays done."""
    for name, value in given.items():
        setattr(closing, name, value)
    closing.erase_on = max(closing.erase_on, closing.end_on + timedelta(days=1))
    _follow(closing)
    write("closing.changed", by=by.email, about=about(closing.case), name=closing.case.client.name)
    return closing


def _follow(closing: Closing) -> None:
    closing.erase_on = erase_day(closing)
    closing.save()
    lay_out(closing)
    write_for_closing(closing)


@transaction.atomic
def add_access(*, by: Person, closing: Closing, line: AccessLine) -> AccessLine:
    """One more line of the register; its removal is a task."""
    line.closing, line.added_by = closing, by.email
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as error:
        raise Twice(N_("The register has “{system}” on this side already."), system=line.system) from error
    lay_out(closing)
    write("closing.access_added", by=by.email, about=about(closing.case), name=closing.case.client.name)
    return line


@transaction.atomic
def drop_access(*, by: Person, line: AccessLine) -> None:
    """Take a line out that was never true; one whose removal is done stays."""
    key = f"remove_{'our' if line.side == 'ours' else 'their'}_access:{line.system}"
    if line.closing.tasks.filter(key=key).exclude(done_at=None).exists():
        raise Over(N_("This access was removed with proof, so its line stays in the register."))
    closing = line.closing
    line.delete()
    lay_out(closing)
    write("closing.access_dropped", by=by.email, about=about(closing.case), name=closing.case.client.name)


@transaction.atomic
def add_service(*, by: Person, closing: Closing, service: Service) -> Service:
    """One service that was provided, and its last day."""
    service.closing = closing
    service.save()
    write("closing.service_added", by=by.email, about=about(closing.case), name=closing.case.client.name)
    return service


@transaction.atomic
def drop_service(*, by: Person, service: Service) -> None:
    """Take a service off the list."""
    service.delete()
    case = service.closing.case
    write("closing.service_dropped", by=by.email, about=about(case), name=case.client.name)


@transaction.atomic
def tick(
    *, by: Person, task: OffboardingTask, note: str = "", file: UploadedFile | None = None
) -> OffboardingTask:
    """Write down that a task is done, with what shows it; only when everything before it is over."""
    found = _locked(task)
    _refuse_strangers(by, found)
    kind = all_tasks()[found.task]
    if found.task in SEEN:
        raise NoProof(N_("Amicable sees this by itself: it is ticked when it has happened."))
    if kind.proof in ("note", "client", "system") and not note.strip():
        raise NoProof(
            N_("Write down what was done, or how it was confirmed; that is the proof of this task.")
        )
    if kind.proof == "file" and not file:
        raise NoProof(
            N_("Add a file that shows it: a confirmation, a screenshot, a receipt. Without one, the task can be accepted as an exception.")
        )  # fmt: skip
    if file:
        found.proof, found.proof_name = kept(file.chunks()), str(file.name)[-200:]
    return _done(found, by.email, note)


@transaction.atomic
def seen(closing: Closing, name: str, note: str = "", by: str = NOBODY) -> OffboardingTask | None:
    """The application, or the client, has done it; nothing where this ending has no such task, or it is over."""
    found = closing.tasks.filter(task=name, done_at=None, accepted_at=None).first()
    return _done(_locked(found), by, note) if found else None


def _done(task: OffboardingTask, by: str, note: str) -> OffboardingTask:
    refuse_early(task)
    task.done_at, task.done_by, task.note = timezone.now(), by, note.strip()
    task.save()
    _end_deadlines(task)
    case = task.closing.case
    write("closing.task_done", by=by, about=about(case), name=case.client.name, task=task.key)
    return task


@transaction.atomic
def accept(*, by: Person, task: OffboardingTask, reason: str) -> OffboardingTask:
    """Accept by name that a task is not done; what waits for it may begin."""
    found = _locked(task)
    if by.role not in RUNNING:
        raise NotYourTask(N_("Exceptions are accepted by an owner, a manager or a coordinator."))
    if not all_tasks()[found.task].may_be_waived:
        raise NotWaived(N_("Nobody may pass this over: it protects the client, or the law asks for it."))
    found.accepted_by, found.accepted_at, found.accepted_reason = by.email, timezone.now(), reason.strip()
    found.save()
    _end_deadlines(found)
    case = found.closing.case
    write("closing.task_accepted", by=by.email, about=about(case), name=case.client.name, task=found.key)
    return found


@transaction.atomic
def reopen(*, by: Person, task: OffboardingTask) -> OffboardingTask:
    """Take a tick or an exception back; the proof stays until there is another."""
    found = _locked(task, over=True)
    _refuse_strangers(by, found)
    later = [one for one in found.closing.tasks.all() if one.is_over and found.key in one.after]
    if later or found.task in SEEN:
        raise Waits(N_("What came after it is done already, so it stays as it is."))
    found.done_at, found.done_by, found.accepted_at, found.accepted_by = None, "", None, ""
    found.save()
    Deadline.objects.filter(task=found).delete()
    write_for_tasks([found])
    case = found.closing.case
    write("closing.task_reopened", by=by.email, about=about(case), name=case.client.name, task=found.key)
    return found


@transaction.atomic
def give(*, by: Person, task: OffboardingTask, person: Person) -> OffboardingTask:
    """Let somebody else look after a task."""
    found = _locked(task)
    _refuse_strangers(by, found)
    found.person = person
    found.save(update_fields=["person"])
    hand_over(found)
    case = found.closing.case
    write("closing.task_given", by=by.email, about=about(case), name=case.client.name, person=str(person))
    return found


@transaction.atomic
def explain(*, by: Person, work: NewWork, reason: str) -> NewWork:
    """Say what a piece of new work is; until then the case is not closed."""
    work.settled_by, work.settled_reason = by.email, reason.strip()
    work.save(update_fields=["settled_by", "settled_reason"])
    case = work.closing.case
    write("closing.new_work_explained", by=by.email, about=about(case), name=case.client.name)
    return work


def move_on(*, by: Person, case: Case, action: str, reason: str = "") -> Case:
    """Take a step of the path that asks for what the closing knows."""
    return move(by=by, case=case, action=action, reason=reason, done=known(case, timezone.localdate()))


def refuse_early(task: OffboardingTask) -> None:
    """Refuse what still waits for other tasks, and name the first of them."""
    rows = {one.key: one for one in task.closing.tasks.all()}
    waits = [rows[key] for key in task.after if key in rows and not rows[key].is_over]
    if waits:
        first = told(title(waits[0])) + (f": {waits[0].subject}" if waits[0].subject else "")
        raise Waits(N_("This comes after another task, which is not over yet: “{first}”."), first=first)


def _locked(task: OffboardingTask, *, over: bool = False) -> OffboardingTask:
    found = OffboardingTask.objects.select_for_update(of=("self",)).select_related("closing__case__client", "closing__case__led_by", "person").get(pk=task.pk)  # fmt: skip
    if found.is_over != over:
        raise Over(
            N_("Somebody has written down already what became of this task. Load the page anew to see it.")
        )
    if found.closing.case.state in OVER - {"closed", "archived"}:
        raise Over(N_("The case is over, and its tasks stay as they are."))
    return found


def _refuse_strangers(by: Person, task: OffboardingTask) -> None:
    if by.role not in RUNNING and by != task.person:
        raise NotYourTask(
            N_("This task is looked after by {person}. Ask them, or a coordinator."), person=task.person
        )


def _end_deadlines(task: OffboardingTask) -> None:
    Deadline.objects.filter(task=task, done_at=None).update(done_at=task.done_at or task.accepted_at)
