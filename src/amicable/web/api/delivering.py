"""Delivering to webhooks: each delivery is signed, tried until it is taken, and given up after more than a day."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from amicable.web.api.actions import signing_key
from amicable.web.api.models import Delivery, DeliveryState
from amicable.web.api.sending import NotSent, post

PAUSES = (1, 5, 30, 120, 360, 720, 1440)
"""Minutes until the next try, after each that failed; after the last the delivery is given up."""
UNDER_WAY = timedelta(minutes=2)
"""While one sends, no other worker does; should it die, the delivery is due again after this."""
AT_ONCE = 100
TAKEN = range(200, 300)


def deliver_due(now: datetime | None = None) -> int:
    """Send what is due; how many were taken."""
    moment = now or timezone.now()
    due = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=moment).order_by("due_at")
    return sum(
        _deliver(one, moment) for one in due.select_related("webhook")[:AT_ONCE] if _claimed(one, moment)
    )


def _claimed(one: Delivery, now: datetime) -> bool:
    """Whether this worker is the one that sends it."""
    same = Delivery.objects.filter(pk=one.pk, state=DeliveryState.WAITING, due_at=one.due_at, tries=one.tries)
    return bool(same.update(due_at=now + UNDER_WAY, tries=F("tries") + 1))


def _deliver(one: Delivery, now: datetime) -> bool:
    body = written(one)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Amicable",
        "Amicable-Event": one.event,
        "Amicable-Delivery": str(one.pk),
        "Amicable-Signature": signature(signing_key(one.webhook), body, int(now.timestamp())),
    }
    try:
        status = post(one.webhook.url, body, headers, inside=settings.DEPLOYMENT.webhooks_inside)
    except NotSent as reason:
        _put_off(one, now, str(reason))
        return False
    if status in TAKEN:
        Delivery.objects.filter(pk=one.pk).update(
            state=DeliveryState.DELIVERED, delivered_at=now, answered=str(status)
        )
        return True
    _put_off(one, now, str(status))
    return False


def _put_off(one: Delivery, now: datetime, answered: str) -> None:
    tried = one.tries
    over = tried >= len(PAUSES)
    pause = timedelta(minutes=PAUSES[min(tried, len(PAUSES) - 1)])
    state = DeliveryState.GIVEN_UP if over else DeliveryState.WAITING
    Delivery.objects.filter(pk=one.pk).update(state=state, due_at=now + pause, answered=answered[:200])


def written(one: Delivery) -> bytes:
    """The body as it is sent: ids only; who wants to know more asks with a token."""
    content = {"id": str(one.pk), "event": one.event, "at": one.made_at.isoformat(), **one.body}
    return json.dumps(content, separators=(",", ":")).encode()


def signature(key: str, body: bytes, timestamp: int) -> str:
    """HMAC-SHA256 over timestamp, dot and body, so that an old delivery cannot be sent again as a new one."""
    made = hmac.new(key.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={made}"
