"""Changing the directory, and referring a client to somebody in it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.moving import about
from amicable.web.diary.actions import write
from amicable.web.parting.directory.queries import offered
from amicable.web.parting.models import Alternative, Referral
from amicable.web.parting.stage import refuse_unless_decided


@transaction.atomic
def put(*, by: Person, alternative: Alternative | None, **values: Any) -> Alternative:  # noqa: ANN401 (columns of the directory)
    """Write an alternative into the directory, or change one."""
    made = alternative or Alternative(added_by=by.email)
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    write("parting.alternative", by=by.email, about=f"alternative:{made.pk}", alternative=made.name)
    return made


@transaction.atomic
def refer(*, by: Person, case: Case, chosen: Iterable[str]) -> None:
    """Name these alternatives to the client of a case, and no others."""
    refuse_unless_decided(case)
    wanted = set(chosen)
    for one, is_named in offered(case):
        if str(one.pk) in wanted and not is_named:
            Referral.objects.create(case=case, alternative=one)
            write("parting.referred", by=by.email, about=about(case), name=case.client.name, alternative=one.name)  # fmt: skip
        elif is_named and str(one.pk) not in wanted:
            case.referrals.filter(alternative=one).delete()
