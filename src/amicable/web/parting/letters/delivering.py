"""Handing letters to the mail server: each once. Where nobody can know whether it went, a person is asked."""

from datetime import datetime, timedelta
from email.utils import formataddr, make_msgid, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from amicable.web.accounts.mails import is_set_up
from amicable.web.cases.moving import about
from amicable.web.diary.actions import NOBODY, write
from amicable.web.parting.access import conversation_of
from amicable.web.parting.models import Letterhead, Posted
from amicable.web.rendering import firm

LOG = structlog.get_logger("amicable.letters")
PAUSES = (1, 5, 30, 120, 360, 720)
"""Minutes until the next try, after each that the server did not take."""
SILENCE = timedelta(minutes=10)
"""After which a letter that was being sent when the program ended is in doubt."""
FOR_GOOD = 500
"""SMTP replies from here on are final (RFC 5321, 4.2.1)."""


def deliver_due(now: datetime | None = None) -> int:
    """Send what is due; how many letters the server took."""
    moment = now or timezone.now()
    Posted.objects.filter(state="sending", due_at__lt=moment - SILENCE).update(state="doubtful")
    if not is_set_up():
        return 0
    due = Posted.objects.filter(state="waiting", way="email", due_at__lte=moment).select_related("case__client", "case__led_by")  # fmt: skip
    return sum(_deliver(one, moment) for one in due if _claimed(one, moment))


def _claimed(one: Posted, now: datetime) -> bool:
    """Whether this worker is the one that sends it; from here on it is never sent again by itself."""
    same = Posted.objects.filter(pk=one.pk, state="waiting", tries=one.tries)
    one.message_id = one.message_id or make_msgid(one.pk.hex[:8], domain=_sender()[1].rpartition("@")[2])
    return bool(same.update(state="sending", due_at=now, tries=F("tries") + 1, message_id=one.message_id))


def _sender() -> tuple[str, str]:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)


def _deliver(one: Posted, now: datetime) -> bool:
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        _put_off(one, now, str(error))
        return False
    try:
        message(one, connection).send()
    except SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        _refused(one, now, code, _text(said))
        return False
    except SMTPResponseException as error:
        _refused(one, now, error.smtp_code, _text(error.smtp_error))
        return False
    except (SMTPException, OSError) as error:
        LOG.warning("nobody knows whether a letter went", error=str(error))
        Posted.objects.filter(pk=one.pk).update(state="doubtful", answered=str(error)[:300])
        return False
    finally:
        _close(connection)
    _taken(one)
    return True


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]  # Django's backends have no common type
    except (SMTPException, OSError):
        LOG.info("the mail server hung up first")


def message(one: Posted, connection: object = None) -> EmailMultiAlternatives:
    """The letter as an e-mail: text, HTML, and the PDF."""
    plan, head = conversation_of(one.case), Letterhead.objects.first()
    speaker = plan.speaker if plan and plan.speaker else one.case.led_by
    answer_to = (head.email if head else "") or speaker.email
    made = EmailMultiAlternatives(
        " ".join(one.subject.split()),
        one.text,
        formataddr((speaker.name or firm().name, _sender()[1])),
        [formataddr((one.to_name, one.to_email))],
        reply_to=[answer_to],
        headers={"Message-ID": one.message_id},
        connection=connection,
    )
    made.attach_alternative(one.html, "text/html")
    made.attach("letter.pdf", bytes(one.pdf), "application/pdf")
    return made


def _taken(one: Posted) -> None:
    with transaction.atomic():
        Posted.objects.filter(pk=one.pk).update(
            state="sent", sent_at=timezone.now(), counts_from=timezone.localdate(), answered=""
        )
        write("parting.letter_sent", by=NOBODY, about=about(one.case), name=one.case.client.name, to=one.to_name)  # fmt: skip


def _refused(one: Posted, now: datetime, code: int, said: str) -> None:
    """A final answer of the server is a letter that came back; any other is tried again."""
    if code < FOR_GOOD:
        _put_off(one, now, f"{code} {said}")
        return
    with transaction.atomic():
        Posted.objects.filter(pk=one.pk).update(
            state="came_back", came_back_on=timezone.localdate(), came_back_why=f"{code} {said}"[:300]
        )
        write("parting.letter_came_back", by=NOBODY, about=about(one.case), name=one.case.client.name, to=one.to_name)  # fmt: skip


def _put_off(one: Posted, now: datetime, answered: str) -> None:
    over = one.tries >= len(PAUSES)
    pause = timedelta(minutes=PAUSES[min(one.tries, len(PAUSES) - 1)])
    state = "given_up" if over else "waiting"
    Posted.objects.filter(pk=one.pk).update(state=state, due_at=now + pause, answered=answered[:300])


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
