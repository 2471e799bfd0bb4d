"""What the client says on the page: kept in their words, told to the firm, written in the diary."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.decisions.actions import contest
from amicable.web.cases.moving import about
from amicable.web.closing.deadlines import outbox
from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding.actions import Over, Waits, seen
from amicable.web.closing.packs.actions import confirm
from amicable.web.diary.actions import write
from amicable.web.portal.door.visits import CLIENT
from amicable.web.portal.models import Link, Release, Word
from amicable.web.portal.page.reading import AT_MOST, pack_of, support_of
from amicable.web.rendering import told

NEED_TEXT = frozenset({"missing", "question", "contest"})
ACTS = {
    "complete": "portal.complete",
    "missing": "portal.missing",
    "acknowledged": "portal.acknowledged",
    "question": "portal.question",
    "contest": "portal.contest",
}
SUBJECT = N_("{client} wrote on their page")
TEXT = N_(
    "Hello {person},\n\n{client} left a word on their page. Read it, and answer where an answer is due:\n\n{address}\n\nAmicable"
)


class NoWords(Refusal):
    """Nothing was written."""


class NotOpen(Refusal):
    """There is nothing to which this could be said now."""


class Enough(Refusal):
    """A conversation of this length is held with a person."""


@transaction.atomic
def say(*, link: Link, closing: Closing, kind: str, text: str, now: datetime) -> Word:
    """Keep what the client says; a contest moves the case, a confirmation ticks its task."""
    words = text.strip()
    _refuse(closing, kind, words, now)
    made = Word.objects.create(case=closing.case, link=link, kind=kind, text=words)
    if kind == "contest":
        contest(by=Person(email=CLIENT, name=link.to_name), case=closing.case, words=words)
    elif kind in ("complete", "acknowledged"):
        _ticked(closing, kind, words, now)
    write(ACTS[kind], by=CLIENT, about=about(closing.case), name=closing.case.client.name)
    _tell(made)
    return made


def _refuse(closing: Closing, kind: str, words: str, now: datetime) -> None:
    if kind in NEED_TEXT and not words:
        raise NoWords(N_("The field was empty, so nothing was sent. Please write a few words, and send it again."))  # fmt: skip
    if kind == "question" and not support_of(closing, now.date()):
        raise NotOpen(N_("The time for questions on this page is over. Please write to the person named on it."))  # fmt: skip
    if kind in ("complete", "missing") and not pack_of(closing, now):
        raise NotOpen(N_("There are no files on this page now. Please write to the person named on it."))
    if closing.case.words.count() >= AT_MOST:
        raise Enough(N_("A lot has been written on this page already. Please write to the person named on it, or call them."))  # fmt: skip


def _ticked(closing: Closing, kind: str, words: str, now: datetime) -> None:
    """Tick the task; where others come first, it stays open for the firm, and the word stands all the same."""
    try:
        pack = pack_of(closing, now)
        if kind == "complete" and pack:
            confirm(pack=pack, by=CLIENT)
        elif not words:  # with exceptions, a person looks first
            seen(closing, "acknowledged", by=CLIENT)
    except (Waits, Over):
        return


def _tell(word: Word) -> None:
    """Tell whoever is named on the page; what was said stays there."""
    release = Release.objects.select_related("contact").get(case=word.case)
    person, client = release.contact, word.case.client.name
    address = f"{settings.DEPLOYMENT.address.geturl()}{reverse('portal_firm', args=[word.case_id])}"
    with translation.override(person.language or "en"):
        subject = told(SUBJECT, client=client)
        text = told(TEXT, person=person.name, client=client, address=address)
    outbox.put(
        key=f"portal:word:{word.pk}", to=person.email, subject=subject, text=text, at=word.at, case=word.case
    )
