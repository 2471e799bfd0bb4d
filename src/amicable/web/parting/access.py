"""Who may see and do what about an ending: owners and managers, and the one who speaks."""

from django.db.models import Q, QuerySet
from django.http import Http404

from amicable.decision.path import OVER
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.parting.models import Conversation
from amicable.web.rights import ALL_CLIENTS, DECIDE, Role


def case_of(person: Person, number: int) -> Case:
    """The case of this number for those who prepare its ending or read about it; for all others it does not exist."""
    found = Case.objects.select_related("client", "led_by").filter(pk=number).first()
    if not found or Role(person.role) not in ALL_CLIENTS:
        raise Http404
    return found


def case_spoken_by(person: Person, number: int) -> Case:
    """The case of this number also for the one who speaks, or sits beside them."""
    found = Case.objects.select_related("client", "led_by", "conversation").filter(pk=number).first()
    if not found or not (Role(person.role) in ALL_CLIENTS or speaks(person, found)):
        raise Http404
    return found


def speaks(person: Person, case: Case) -> bool:
    """Whether the person is named for the conversation."""
    plan = conversation_of(case)
    return plan is not None and person.pk in (plan.speaker_id, plan.beside_id)


def may_call(person: Person, case: Case) -> bool:
    """Whether the person may hold the conversation and write down what came of it."""
    plan = conversation_of(case)
    return plan is not None and (person.pk == plan.speaker_id or person.may(DECIDE, writing=True))


def conversation_of(case: Case) -> Conversation | None:
    """How it is planned that the client is told."""
    found: Conversation | None = Conversation.objects.select_related("speaker", "beside").filter(case=case).first()  # fmt: skip
    return found


def conversations(person: Person) -> QuerySet[Conversation]:
    """Conversations that the person may know of, those ahead first."""
    found = Conversation.objects.exclude(case__state__in=sorted(OVER)).select_related("case", "case__client", "speaker")  # fmt: skip
    if Role(person.role) not in ALL_CLIENTS:
        found = found.filter(Q(speaker=person) | Q(beside=person))
    return found.order_by("starts_at", "pk")
