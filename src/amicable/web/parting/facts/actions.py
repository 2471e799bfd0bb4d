"""Keeping what people know about an ending."""

from typing import Any

from django.db import transaction

from amicable.decision.path import OVER
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.moving import about
from amicable.web.diary.actions import write
from amicable.web.parting.facts.drafting import draft_of, kept
from amicable.web.parting.models import Facts


class NotDecided(Refusal):
    """Nothing is prepared before it is decided, nor after it is over."""


def refuse_unless_decided(case: Case) -> None:
    """Refuse what only an ending that is under way can have."""
    if case.state in ("open", "repairing") or case.state in OVER:
        raise NotDecided(
            N_("An ending is prepared once it is decided, and until the case is over. Look at the case to see where it stands.")
        )  # fmt: skip


@transaction.atomic
def keep(*, by: Person, case: Case, content: dict[str, Any]) -> Facts:
    """Keep what is known now; refuses what no letter could be written from."""
    refuse_unless_decided(case)
    if content == kept(case):
        return Facts.objects.filter(case=case).first() or Facts(case=case, content=content)
    draft_of(case, content)
    made, _ = Facts.objects.update_or_create(case=case, defaults={"content": content, "changed_by": by.email})
    write("parting.prepared", by=by.email, about=about(case), name=case.client.name)
    return made
