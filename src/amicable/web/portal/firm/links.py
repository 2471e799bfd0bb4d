"""Making links for the client and ending them; answering what the client asked."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.mails import is_set_up
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.moving import about
from amicable.web.closing.deadlines import outbox
from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding.actions import Over, Waits, seen
from amicable.web.diary.actions import write
from amicable.web.portal.door.codes import still_open
from amicable.web.portal.door.secret import digest, fresh
from amicable.web.portal.firm.released import release_of
from amicable.web.portal.models import OPEN, Link, Visit, Word
from amicable.web.rendering import figures, firm, told

MARGIN_DAYS = 60
"""Days after the last day of service until which a page stays open, unless somebody says otherwise."""
SUBJECT = N_("Your page at {firm}")
TEXT = N_(
    "Hello {name},\n\nwe told you that our work together ends on {end}. On this page you find what happens when, who does what, your files, and whom you can turn to:\n\n{address}\n\nWhen you open it, a code is sent to this e-mail address, so that nobody else can read it. The page stays open until {until}.\n\nIf anything is unclear, please write to me or call me.\n\n{contact}\n{reach}\n{firm}"
)
ANSWERED = N_("There is an answer on your page at {firm}")
ANSWERED_TEXT = N_(
    "Hello {name},\n\n{contact} has answered what you wrote. You find it on your page, behind the link that we sent you earlier.\n\n{firm}"
)


class CannotOpen(Refusal):
    """There is nothing that the client could open."""


class NoMail(Refusal):
    """The code could not reach anybody."""


@dataclass(frozen=True)
class To:
    """Who gets a link, in which language, until when it works."""

    name: str
    email: str
    language: str
    until: date


def open_links(case: Case, now: datetime) -> list[Link]:
    """Links of a case that lead to its page."""
    return list(case.portal_links.filter(still_open(now)))


@transaction.atomic
def make(*, by: Person, closing: Closing, to: To) -> Link:
    """A link, sent by mail; its secret is told to nobody else."""
    case = closing.case
    if case.state not in OPEN:
        raise CannotOpen(N_("The case is not at a point at which the client reads a page about it. They hear it from a person first."))  # fmt: skip
    if not is_set_up() or not settings.DEPLOYMENT.address.netloc:
        raise NoMail(N_("The link and its code go by e-mail, and this installation cannot send any yet. Ask whoever runs it to set AMICABLE_MAIL and AMICABLE_URL; until then, hand things over in person."))  # fmt: skip
    if to.until < timezone.localdate():
        raise CannotOpen(N_("Choose a day to come until which the page stays open."))
    release = release_of(case)
    if release.pk is None:
        release.released_by = by.email
        release.save()
    secret = fresh()
    made = Link.objects.create(
        case=case, to_name=to.name, to_email=to.email, language=to.language, digest=digest(secret), made_by=by.email,
        expires_at=datetime.combine(to.until + timedelta(days=1), time(), ZoneInfo(firm().zone)),
    )  # fmt: skip
    _send(made, closing, f"{settings.DEPLOYMENT.address.geturl()}/portal/{to.language}/{secret}/")
    write("portal.link_sent", by=by.email, about=about(case), name=case.client.name)
    return made


def _send(link: Link, closing: Closing, address: str) -> None:
    release = release_of(link.case)
    with translation.override(link.language):
        shown = figures()
        subject = told(SUBJECT, firm=firm().name)
        text = told(
            TEXT, name=link.to_name, end=shown.day(closing.end_on, "long"), address=address,
            until=shown.day(link.expires_at.date() - timedelta(days=1), "long"), contact=release.contact.name,
            reach=" · ".join(filter(None, (release.contact.email, release.phone))), firm=firm().name,
        )  # fmt: skip
    outbox.put(
        key=f"portal:link:{link.pk}", to=link.to_email, subject=subject, text=text, at=timezone.now(), case=link.case
    )  # fmt: skip


@transaction.atomic
def end(*, by: Person, link: Link, now: datetime) -> None:
    """The link leads nowhere from now on, and whoever reads the page is out."""
    ended = Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now)
    Visit.objects.filter(link=link).delete()
    link.codes.all().delete()
    if not ended:
        return
    write("portal.link_ended", by=by.email, about=about(link.case), name=link.case.client.name)
    if not open_links(link.case, now):
        _close(link.case.closing, by)


def _close(closing: Closing, by: Person) -> None:
    """The last link is gone: the page is closed, as soon as what comes before is over."""
    try:
        seen(closing, "portal_closed", by=by.email)
    except (Waits, Over):
        return


@transaction.atomic
def answer(*, by: Person, word: Word, text: str, now: datetime) -> Word:
    """Answer on the page; a mail says that there is an answer, not which."""
    if not text.strip():
        raise CannotOpen(N_("The answer is empty. Write it, then send it."))
    word.answer, word.answered_by, word.answered_at = text.strip(), by, now
    word.save(update_fields=["answer", "answered_by", "answered_at"])
    write("portal.answered", by=by.email, about=about(word.case), name=word.case.client.name)
    with translation.override(word.link.language):
        name = firm().name
        subject, said = told(ANSWERED, firm=name), told(ANSWERED_TEXT, name=word.link.to_name, contact=by.name, firm=name)  # fmt: skip
    outbox.put(key=f"portal:answer:{word.pk}:{now.timestamp()}", to=word.link.to_email, subject=subject, text=said, at=now, case=word.case)  # fmt: skip
    return word
