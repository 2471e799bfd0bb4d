"""Packs that nobody can fetch any more are let go, and what an interrupted download left; the files themselves stay."""

from datetime import datetime, timedelta

from django.utils import timezone

from amicable.web.closing.models import OffboardingTask, Pack, Stored
from amicable.web.closing.store import forget

LEFT = timedelta(days=1)
"""No download takes longer."""
KEPT = timedelta(days=7)
"""So long after its link expired, a pack can be released anew without being built again."""


def let_go(now: datetime | None = None) -> int:
    """Remove the bytes of packs whose links expired a while ago; how many packs."""
    over = Pack.objects.filter(expires_at__lte=(now or timezone.now()) - KEPT, stored__isnull=False)
    return len([_emptied(one) for one in over.select_related("stored")])


def let_go_of_left(now: datetime | None = None) -> int:
    """Remove what was made for one download that broke off before its end; how many."""
    proofs = OffboardingTask.objects.exclude(proof=None).values("proof")
    left = Stored.objects.filter(
        made_at__lte=(now or timezone.now()) - LEFT, client_file=None, pack=None
    ).exclude(pk__in=proofs)
    return len([_removed(one) for one in left])


def _removed(stored: Stored) -> Stored:
    forget(stored.pk)
    stored.delete()
    return stored


def _emptied(pack: Pack) -> Pack:
    """The bytes first: if the program ends here, the next sweep finds the row again."""
    stored, pack.stored = pack.stored, None
    if stored:
        pack.save(update_fields=["stored"])
        _removed(stored)
    return pack
