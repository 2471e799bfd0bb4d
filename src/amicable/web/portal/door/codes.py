"""Codes by mail.

Asking for one only writes down that somebody asked: whether the address leads anywhere is looked up afterwards, so
that guessed, expired, ended and true addresses get the same answer in the same time.
"""

import hmac
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.models import Q
from django.utils import timezone, translation

from amicable.i18n import N_
from amicable.web.closing.deadlines import outbox
from amicable.web.portal.door.secret import digest
from amicable.web.portal.door.tries import counted, forget_old, keyed, so_far
from amicable.web.portal.models import OPEN, Asked, Code, Link
from amicable.web.rendering import firm, told

DIGITS = 8
MINUTES = 15
ASKS_AN_HOUR = 6
"""Of one link; further ones get the same answer, and no mail."""
TRIES_A_DAY = 20
"""Of one link, whoever tries: 600 in a month against 100 million codes."""
FROM_ONE_PLACE, SPAN = 30, timedelta(minutes=10)
"""Asks, tries and wrong links to files from one network address; above it, everybody there waits."""
DAY = timedelta(days=1)
NO_CODE = "0" * 64
POOL = ThreadPoolExecutor(1, thread_name_prefix="portal")

SUBJECT = N_("Your code for the page of {firm}")
TEXT = N_(
    "Hello {name},\n\nyour code is:\n\n{digits}\n\nIt opens your page once, within {minutes} minutes. If you did not ask for it, there is nothing to do: without the code nobody gets in.\n\n{firm}"
)


def hurries(place: str, now: datetime) -> bool:
    """Whether too much was tried from one network address."""
    return counted("place", place, now, SPAN) > FROM_ONE_PLACE


def has_hurried(place: str, now: datetime) -> bool:
    """The same, where asking for what is there is no try: a download is asked for in many parts."""
    return so_far("place", place, now, SPAN) >= FROM_ONE_PLACE


def ask(secret: str, now: datetime) -> None:
    """Write down that somebody asks for a code; it is sent, if at all, after the answer."""
    with transaction.atomic():
        if counted("ask", digest(secret), now, timedelta(hours=1)) <= ASKS_AN_HOUR:
            Asked.objects.create(digest=digest(secret), at=now)
    if settings.WORK_AT_ONCE:
        send_codes(now)
    else:
        transaction.on_commit(lambda: POOL.submit(_in_background))


def _in_background() -> None:
    close_old_connections()
    try:
        send_codes()
    finally:
        close_old_connections()


def send_codes(now: datetime | None = None) -> int:
    """Send a code to whoever asked at an address that leads somewhere; how many."""
    moment = now or timezone.now()
    sent = sum(_answered(one, moment) for one in Asked.objects.order_by("pk")[:1000])
    if sent:
        outbox.deliver_letters(moment)
    forget_old(moment, DAY)
    return sent


@transaction.atomic
def _answered(one: Asked, now: datetime) -> bool:
    """Whether the address leads somewhere; each is answered by one worker."""
    mine, _ = Asked.objects.filter(pk=one.pk).delete()
    link = Link.objects.filter(still_open(now), digest=one.digest).first() if mine else None
    if link:
        _send(link, now)
    return link is not None


def still_open(now: datetime, path: str = "") -> Q:
    """Links that lead somewhere, as a condition on Link, or on what `path` leads to it from."""
    return Q(**{f"{path}revoked_at": None, f"{path}expires_at__gt": now, f"{path}case__state__in": OPEN})


def _send(link: Link, now: datetime) -> None:
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    Code.objects.filter(link=link).delete()  # only the latest one opens
    made = Code.objects.create(
        link=link, digest=_kept(link.digest, digits), expires_at=now + timedelta(minutes=MINUTES)
    )
    shown, name = f"{digits[:4]} {digits[4:]}", firm().name
    with translation.override(link.language):
        subject = told(SUBJECT, firm=name)
        text = told(TEXT, name=link.to_name, digits=shown, minutes=MINUTES, firm=name)
    outbox.put(
        key=f"portal:code:{made.pk}:{now.timestamp()}",
        to=link.to_email,
        subject=subject,
        text=text,
        at=now,
        case=link.case,
    )


def right(secret: str, digits: str, now: datetime) -> Link | None:
    """The link that these digits open, now used up; nothing otherwise, after the same statements each time."""
    known = digest(secret)
    is_within = counted("try", known, now, DAY) <= TRIES_A_DAY
    found = Code.objects.select_related("link__case__client").filter(
        still_open(now, "link__"), link__digest=known, used_at=None, expires_at__gt=now
    ).first()  # fmt: skip
    is_right = hmac.compare_digest(
        found.digest if found else NO_CODE, _kept(known, "".join(filter(str.isdigit, digits)))
    )
    if not (found and is_right and is_within):
        return None
    is_mine = Code.objects.filter(pk=found.pk, used_at=None).update(used_at=now)
    link: Link = found.link
    return link if is_mine else None


def _kept(link: str, digits: str) -> str:
    return keyed(f"{link}:{digits}")
