"""Keeping what people know about an ending."""

from typing import Any

from django.db import transaction

from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.moving import about
from amicable.web.diary.actions import write
from amicable.web.parting.facts.drafting import draft_of, kept
from amicable.web.parting.models import Facts
from amicable.web.parting.stage import refuse_unless_decided


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
