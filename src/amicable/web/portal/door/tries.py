"""Counting tries in the database, so that several servers count together; the same statements for every key."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from amicable.web.closing.store import derived
from amicable.web.portal.models import Tries

PURPOSE = b"amicable portal tries"


@transaction.atomic
def counted(kind: str, what: str, now: datetime, span: timedelta) -> int:
    """How often it was tried in this span, this time included; what was tried is kept as a keyed hash."""
    key = f"{kind}:{keyed(what)}"
    Tries.objects.bulk_create([Tries(key=key, began_at=now)], ignore_conflicts=True)
    Tries.objects.filter(key=key, began_at__lte=now - span).update(began_at=now, count=0)
    Tries.objects.filter(key=key).update(count=F("count") + 1)
    return int(Tries.objects.values_list("count", flat=True).get(key=key))


def so_far(kind: str, what: str, now: datetime, span: timedelta) -> int:
    """How often it was tried in this span; asking counts as no try."""
    rows = Tries.objects.filter(key=f"{kind}:{keyed(what)}", began_at__gt=now - span)
    return rows.values_list("count", flat=True).first() or 0


def forget_old(now: datetime, span: timedelta) -> None:
    """Rows whose span is over are gone."""
    Tries.objects.filter(began_at__lt=now - span).delete()


def keyed(what: str) -> str:
    """A hash that only this installation can make."""
    return hmac.new(derived(settings.DEPLOYMENT.secret(), PURPOSE), what.encode(), hashlib.sha256).hexdigest()
