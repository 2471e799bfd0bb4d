"""Packs that nobody can fetch any more are let go; the files they were built from stay, and another can be built."""

from datetime import datetime, timedelta

from django.utils import timezone

from amicable.web.closing.models import Pack
from amicable.web.closing.store import forget

KEPT = timedelta(days=7)
"""So long after its link expired, a pack can be released anew without being built again."""


def let_go(now: datetime | None = None) -> int:
    """Remove the bytes of packs whose links expired a while ago; how many packs."""
    over = Pack.objects.filter(expires_at__lte=(now or timezone.now()) - KEPT, stored__isnull=False)
    return len([_emptied(one) for one in over.select_related("stored")])


def _emptied(pack: Pack) -> Pack:
    """The bytes first: if the program ends here, the next sweep finds the row again."""
    stored, pack.stored = pack.stored, None
    if stored:
        forget(stored.pk)
        pack.save(update_fields=["stored"])
        stored.delete()
    return pack
