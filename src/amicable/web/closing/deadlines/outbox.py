"""Letters by mail: written in the transaction of what they tell of; each leaves once.

A mail server cannot say afterwards whether it took a letter before the program ended. Such a letter is not sent
again by itself: a person sees it and decides, and what it told of stands on the pages anyway.
"""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from amicable.web.accounts.mails import is_set_up, send
from amicable.web.cases.models import Case
from amicable.web.closing.models import Letter, LetterState

PAUSES = (1, 5, 30, 120, 360, 720, 1440)
"""Minutes until the next try, after each that failed."""
LEAVES_WITHIN = timedelta(minutes=10)
AT_ONCE = 200


def put(*, key: str, to: str, subject: str, text: str, at: datetime, case: Case | None = None) -> None:
    """A letter that leaves when this transaction has ended; one of a known key is not written again."""
    Letter.objects.bulk_create(
        [Letter(key=key, to=to, subject=subject[:300], text=text, due_at=at, case=case)],
        ignore_conflicts=True,
    )


def deliver_letters(now: datetime | None = None) -> int:
    """Send what waits; how many left. Where no mail is set up, letters wait no longer than a day."""
    moment = now or timezone.now()
    leaving = Letter.objects.filter(state=LetterState.LEAVING, due_at__lte=moment - LEAVES_WITHIN)
    leaving.update(state=LetterState.UNSURE)
    waiting = Letter.objects.filter(state=LetterState.WAITING, due_at__lte=moment)
    if not is_set_up():
        old = waiting.filter(made_at__lte=moment - timedelta(days=1))
        old.update(state=LetterState.GIVEN_UP, text="")
        return 0
    return sum(_deliver(one, moment) for one in waiting.order_by("due_at")[:AT_ONCE] if _claimed(one, moment))


def _claimed(one: Letter, moment: datetime) -> bool:
    """Whether this worker is the one that sends it."""
    same = Letter.objects.filter(pk=one.pk, state=LetterState.WAITING)
    return bool(same.update(state=LetterState.LEAVING, tries=F("tries") + 1, due_at=moment))


def _deliver(one: Letter, moment: datetime) -> bool:
    message = EmailMessage(
        one.subject, one.text, to=[one.to], headers={"Message-ID": f"<{one.pk}@amicable.invalid>"}
    )
    mine = Letter.objects.filter(pk=one.pk)
    if send(message):
        mine.update(state=LetterState.SENT, sent_at=moment, text="")
        return True
    if one.tries >= len(PAUSES):
        mine.update(state=LetterState.GIVEN_UP, text="")
    else:
        mine.update(state=LetterState.WAITING, due_at=moment + timedelta(minutes=PAUSES[one.tries]))
    return False


def send_again(*, letter: Letter) -> None:
    """A person has decided that a letter of unknown fate is sent again."""
    Letter.objects.filter(pk=letter.pk, state=LetterState.UNSURE).update(
        state=LetterState.WAITING, due_at=timezone.now()
    )
