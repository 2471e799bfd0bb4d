"""Moving a case along its path: one transaction, one step, one line in the diary."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from amicable.decision import path
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case, Step
from amicable.web.cases.readiness.held import held
from amicable.web.diary.actions import write


class OnlyTheLead(Refusal):
    """Steps that a gate can stop are taken by one person, who knows all gates."""


@transaction.atomic
def move(*, by: Person, case: Case, action: str, reason: str = "", done: Collection[str] = ()) -> Case:
    """Take an action; `done`: which of path.NEEDS the caller has just seen to.

    Raises OnlyTheLead, path.NotPossible, path.NotYet.
    """
    found = Case.objects.select_for_update(of=("self",)).select_related("client", "led_by").get(pk=case.pk)
    if path.ACTIONS[action].blocked_as and by != found.led_by:
        raise OnlyTheLead(
            N_("This step is taken by {lead}, who leads the case. Ask them, or let them hand the case over."),
            lead=found.led_by,
        )
    state, before = path.taken(held(found, reason=reason, done=done), action)
    Step.objects.create(
        case=found, action=action, came_from=found.state, leads_to=state, reason=reason.strip(), by=by.email
    )
    found.state, found.before, found.moved_at = state, before, timezone.now()
    found.save(update_fields=["state", "before", "moved_at"])
    write(f"case.{action}", by=by.email, about=about(found), name=found.client.name)
    return found


def about(case: Case) -> str:
    """What the diary says a case is about."""
    return f"client:{case.client.client_id}"[:254]
