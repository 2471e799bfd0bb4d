"""What the application itself knows about a client, in sections that the client can read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from amicable.decision.ladder import all_remedies
from amicable.decision.path import STATES
from amicable.i18n import N_
from amicable.web.cases.decisions.sealing import said
from amicable.web.cases.models import Case
from amicable.web.cases.queries import is_signed, pending
from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding.facts import kept_of
from amicable.web.frontline.models import Incident
from amicable.web.frontline.words import KINDS
from amicable.web.parting.models import Posted
from amicable.web.portfolio.dossier.file import HIDDEN
from amicable.web.portfolio.models import Client, Note
from amicable.web.rendering import told


@dataclass(frozen=True)
class Said:
    """One thing that is known: since when or until when, what it is, and its words."""

    on: date | datetime | None
    what: str
    text: str = ""


def about(client: Client) -> dict[str, tuple[str, list[Said]]]:
    """Name of a section -> its title and what stands in it, in the language that is spoken; nothing confidential."""
    sides = list(Client.objects.filter(Q(pk=client.pk) | Q(survivor=client)))
    cases = list(Case.objects.filter(client__in=sides).order_by("pk"))
    by_case = {
        name: (told(title), [one for case in cases for one in found(case)])
        for name, (title, found) in OF_CASES.items()
    }
    return {
        **by_case,
        "notes": (told(N_("Notes")), list(_notes(sides))),
        "incidents": (told(N_("Incidents")), list(_incidents(sides))),
        "records": (told(N_("Until when records are kept, and why")), list(_records(cases))),
    }


def letters(client: Client) -> Iterator[Posted]:
    """Letters that have left for the client, oldest first."""
    cases = Case.objects.filter(Q(client=client) | Q(client__survivor=client))
    yield from Posted.objects.filter(case__in=cases).exclude(sent_at=None).order_by("sent_at")


def file_of(letter: Posted) -> str:
    """Where a letter lies in the archive."""
    return f"letters/{letter.sent_at:%Y-%m-%d}-{letter.pk}.pdf"


def _is_told(case: Case) -> bool:
    """Whether the client has heard of it: a conversation brings that news, never a file."""
    return bool(case.steps.filter(action="tell").exists())


def _steps(case: Case) -> Iterator[Said]:
    for one in case.steps.order_by("at") if _is_told(case) else ():
        yield Said(one.at, told(STATES[one.leads_to]))


def _decisions(case: Case) -> Iterator[Said]:
    """The decision that holds; none that was declined or taken back, and none where nothing may hint at its reason."""
    record = pending(case)
    words = said(record) if record else {}
    if record and words and is_signed(record) and _is_told(case) and not _may_not_hint(case):
        yield Said(record.at, told(N_("Decision")), words["reasons"])


def _may_not_hint(case: Case) -> bool:
    last = case.answers.filter(gate="confidential_suspicion").order_by("pk").last()
    return bool(last and last.answer == "yes")


def _plans(case: Case) -> Iterator[Said]:
    for one in case.plans.order_by("agreed_on", "pk"):
        yield Said(one.agreed_on, told(all_remedies()[one.remedy].title), one.agreement)


def _talks(case: Case) -> Iterator[Said]:
    for one in case.talks.exclude(said="").order_by("began_at"):
        yield Said(one.told_on or one.began_at, told(N_("What was said")), one.said)


def _letters(case: Case) -> Iterator[Said]:
    for one in case.posted.exclude(sent_at=None).defer("pdf", "html").order_by("sent_at"):
        yield Said(one.sent_at, one.subject, file_of(one))


def _words(case: Case) -> Iterator[Said]:
    """What the client said on its page, and what was answered."""
    for one in case.words.order_by("pk"):
        yield Said(one.at, told(N_("Your words")), one.text)
        if one.answered_at:
            yield Said(one.answered_at, told(N_("Answer")), one.answer)


def _notes(sides: list[Client]) -> Iterator[Said]:
    for one in Note.objects.filter(client__in=sides, track=None).order_by("happened_on", "pk"):
        yield Said(one.happened_on, told(N_("Taken back") if one.withdrawn_at else Note.KINDS[one.kind]), one.text)  # fmt: skip


def _incidents(sides: list[Client]) -> Iterator[Said]:
    open_ones = Incident.objects.filter(client__in=sides, track=None).exclude(kind=HIDDEN)
    for one in open_ones.order_by("happened_on", "pk"):
        yield Said(one.happened_on, told(KINDS[one.kind].title), one.note)


def _records(cases: list[Case]) -> Iterator[Said]:
    closing = Closing.objects.filter(case__in=cases).order_by("-pk").first()
    for one in kept_of(closing) if closing else ():
        yield Said(one.kept_until, told(one.title), told(one.basis))


OF_CASES: Mapping[str, tuple[str, Callable[[Case], Iterator[Said]]]] = {
    "cases": (N_("The case"), _steps),
    "decisions": (N_("Reasons"), _decisions),
    "agreements": (N_("What we agreed on with you"), _plans),
    "conversations": (N_("Conversations"), _talks),
    "letters": (N_("Letters"), _letters),
    "page": (N_("Your page"), _words),
}
"""Sections that every case of the client adds to."""
