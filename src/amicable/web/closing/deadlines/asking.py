"""Whoever has to answer in a case is written to: a signature, a gate that somebody let pass, an objection."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from amicable.decision.gates import all_gates
from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.cases import queries
from amicable.web.cases.models import Case, Override
from amicable.web.closing.deadlines.outbox import put
from amicable.web.diary.models import Entry
from amicable.web.rendering import figures, told

SUBJECT = N_("A case waits for your answer")
"""Without the client's name: subjects stay readable where nobody looks after them."""
TEXT = N_("Hello {person},\n\n{asked}\n\nThis page opens it:\n{address}\n\nAmicable")


@dataclass(frozen=True)
class Asked:
    """What is asked, on which page, and of whom of those who decide."""

    says: str
    page: str
    of: Callable[[Case, Entry], Iterable[Person]]


def _others(_case: Case, entry: Entry) -> Iterable[Person]:
    return queries.people_who_decide().exclude(email=entry.by)


def _reviewers(case: Case, entry: Entry) -> Iterable[Person]:
    """Nobody, where no second person has to look; what is confidential never comes this way."""
    last: Override | None = case.overrides.filter(track=None).order_by("-pk").first()
    if not last or last.by.email != entry.by:  # the diary tells of whoever looks at an earlier one, too
        return ()
    waits = last.reviewed_by_id is None and all_gates()[last.gate].second_reviewer
    return _others(case, entry) if waits else ()


def _uninvolved(case: Case, _entry: Entry) -> Iterable[Person]:
    return queries.people_who_decide().exclude(email__in=queries.involved(case))


ASKED = {
    "case.recorded": Asked(
        N_("{by} recorded a decision about {client}. A second person has to sign it, or say why not."),
        "case_decision",
        _others,
    ),
    "case.overrode": Asked(
        N_("{by} let a gate of the case about {client} pass. A second person has to look at the reason."),
        "case_gates",
        _reviewers,
    ),
    "case.contest": Asked(
        N_("{client} contests the ending. Somebody who had no part in the decision has to answer by {day}."),
        "case_decision",
        _uninvolved,
    ),
}
"""By the act that the diary tells of."""


def note_askings(entry: Entry) -> None:
    """A letter to each person who may answer, in the transaction of what they are asked about."""
    asked = ASKED.get(entry.act)
    case = _case(entry) if asked else None
    if asked and case:
        for person in asked.of(case, entry):
            _write(person, case, asked, entry)


def _case(entry: Entry) -> Case | None:
    client_id = entry.about.removeprefix("client:")
    found: Case | None = (
        Case.objects.select_related("client", "led_by")
        .filter(client__client_id=client_id)
        .order_by("-pk")
        .first()
    )
    return found


def _write(person: Person, case: Case, asked: Asked, entry: Entry) -> None:
    address = f"{settings.DEPLOYMENT.address.geturl()}{reverse(asked.page, args=[case.pk])}"
    by = Person.objects.filter(email=entry.by).first()
    until = timezone.localdate() + timedelta(days=queries.rules().contest_days)
    client = case.client.name
    with translation.override(person.language or "en"):
        says = told(asked.says, by=by.name if by else entry.by, client=client, day=figures("XXX").day(until))
        subject = told(SUBJECT)
        text = told(TEXT, person=person.name, asked=says, address=address)
    key = f"asked:{entry.number}:{person.pk}"
    put(key=key, to=person.email, subject=subject, text=text, at=entry.at, case=case)
