"""Reading about closings: which ones a person sees, one's own tasks, and whether new work may begin."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from amicable.decision.path import allowed, in_words
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.queries import cases_seen_by
from amicable.web.closing.models import Closing, OffboardingTask
from amicable.web.portfolio.models import Client
from amicable.web.rights import Role

SEE_RESTRICTED = frozenset({Role.OWNER, Role.COORDINATOR, Role.AUDITOR})


@dataclass(frozen=True)
class May:
    """Whether something may be done for a client now, and why."""

    may: bool
    state: str
    """Where its latest case stands; empty: there is none."""
    sentence: str
    """What is allowed, in words to be translated; empty: everything."""


def may(client: Client, what: str) -> May:
    """Whether `what` (quote, order, deliver, invoice, collect, support) may be done for the client."""
    case = Case.objects.filter(client=client.survivor or client).order_by("-pk").first()
    if not case:
        return May(may=True, state="", sentence="")
    found = allowed(case.state, case.before)
    return May(bool(getattr(found, what)), case.state, in_words(case.state, case.before))


def winding_down(client: Client) -> May | None:
    """What stands as a banner over a client for whom nothing new may begin."""
    found = may(client, "order")
    return None if found.may else found


def banner(client: Client) -> str:
    """What stands over the client's dossier; empty while everything is allowed."""
    found = winding_down(client)
    return found.sentence if found and found.state != "erased" else ""


def out_of_sight(person: Person) -> QuerySet[int]:
    """Numbers of the clients that the person no longer sees, because their data are restricted."""
    restricted = Closing.objects.exclude(restricted_at=None)
    if person.role in SEE_RESTRICTED:
        restricted = restricted.none()
    numbers: QuerySet[int] = restricted.values_list("case__client", flat=True)
    return numbers


def closing_of(case: Case) -> Closing | None:
    """The closing of a case, once it was laid out."""
    found: Closing | None = (
        Closing.objects.select_related("case__client", "case__led_by").filter(case=case).first()
    )
    return found


def closing_seen_by(person: Person, number: int) -> Closing:
    """The closing of the case of this number; one the person may not see does not exist for them."""
    found = Closing.objects.select_related("case__client", "case__led_by").filter(case__in=cases_seen_by(person), case=number).first()  # fmt: skip
    if not found:
        raise Http404
    return found


def task_seen_by(person: Person, number: int) -> OffboardingTask:
    """The task of this number, of a client that the person sees, or their own."""
    found = (
        OffboardingTask.objects.select_related("closing__case__client", "person").filter(pk=number).first()
    )
    if not found or not (
        found.person == person or cases_seen_by(person).filter(pk=found.closing.case_id).exists()
    ):
        raise Http404
    return found


def open_tasks(person: Person) -> QuerySet[OffboardingTask]:
    """What the person still has to do, the next first."""
    found = OffboardingTask.objects.filter(person=person, done_at=None, accepted_at=None)
    return found.select_related("closing__case__client").order_by("due_on", "pk")
