"""What the firm releases to the client, and the account as it stood then."""

from datetime import date
from typing import Any

from django.db import transaction

from amicable.disengagement.account import account
from amicable.disengagement.settlement import Settlement
from amicable.disengagement.texts import Texts
from amicable.i18n import LANGUAGES, N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.moving import about
from amicable.web.diary.actions import write
from amicable.web.parting.facts.drafting import draft_of
from amicable.web.parting.words.own import own_texts
from amicable.web.portal.models import Release


class NoAccount(Refusal):
    """There is no final account yet."""


def release_of(case: Case) -> Release:
    """What is released of a case; before anybody has said, the days, the tasks and the files."""
    found = Release.objects.select_related("contact").filter(case=case).first()
    return found or Release(case=case, contact=case.led_by)


@transaction.atomic
def put(*, by: Person, case: Case, sections: list[str], contact: Person, phone: str, today: date) -> Release:
    """Say what the client sees; the account is shown as it stands today, until it is released anew."""
    made = release_of(case)
    made.sections, made.contact, made.phone, made.released_by = sections, contact, phone.strip(), by.email
    made.account, made.account_on = (accounts(case), today) if "money" in sections else ({}, None)
    made.save()
    write("portal.released", by=by.email, about=about(case), name=case.client.name)
    return made


def accounts(case: Case) -> dict[str, Any]:
    """The table of the final account, by language, that of the letter first."""
    parting = draft_of(case).drafted.parting
    if not parting.settlement:
        raise NoAccount(N_("There is no final account yet, so it cannot be shown. Write it down on the page of the money first."))  # fmt: skip
    order = sorted(LANGUAGES, key=lambda one: one != parting.language)
    return {one: _table(parting.settlement, Texts(one, parting.formal, own_texts(one))) for one in order}


def _table(settlement: Settlement, texts: Texts) -> dict[str, Any]:
    made = account(settlement, texts)
    return {"columns": made.columns, "rows": made.rows, "total_at": made.total_at}
