"""Entering the register, looking somebody up in it, and ending an entry."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from amicable.i18n import N_
from amicable.offboarding.register import LONGEST_YEARS, MARKS, fingerprints
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.closing.models import Fingerprint, Listing
from amicable.web.closing.store import derived
from amicable.web.diary.actions import write

PURPOSE = b"amicable readmission register"
YEAR_DAYS = 365
LONGEST_MARK = 254
Marks = Iterable[tuple[str, str]]
"""Kind out of register.MARKS, and the mark as it was written."""


class NoMark(Refusal):
    """Nothing was given by which somebody could be recognised."""


class TooLong(Refusal):
    """An entry of this class ends earlier."""


@transaction.atomic
def enter(
    *, by: Person, marks: Marks, reason: str, until: date, terms: str = "", case: Case | None = None
) -> Listing:
    """One entry; of the marks only keyed hashes are kept."""
    found = fingerprints(marks, _key())
    if not found:
        raise NoMark(
            N_("Give an e-mail address, a telephone number or a tax number. Names alone are no mark: two people may share one.")
        )  # fmt: skip
    last = timezone.localdate() + timedelta(days=YEAR_DAYS * LONGEST_YEARS[reason] + 1)
    if until > last:
        raise TooLong(
            N_("An entry for this reason ends by {day} at the latest. Choose an earlier day."), day=last
        )
    made: Listing = Listing.objects.create(
        case=case, reason=reason, until=until, terms=terms.strip(), made_by=by.email
    )
    Fingerprint.objects.bulk_create(Fingerprint(listing=made, digest=one) for one in sorted(found))
    write("closing.listed", by=by.email, about=f"listing:{made.pk}", reason=reason)
    return made


@transaction.atomic
def end(*, by: Person, listing: Listing, reason: str) -> Listing:
    """End an entry before its day: they may come back."""
    listing.removed_at, listing.removed_by, listing.removed_reason = timezone.now(), by.email, reason.strip()
    listing.save()
    listing.fingerprints.all().delete()
    write("closing.unlisted", by=by.email, about=f"listing:{listing.pk}")
    return listing


@transaction.atomic
def look_up(*, by: Person, marks: Marks) -> list[Listing]:
    """Entries that count today and share a mark, longest first; that somebody looked stands in the diary."""
    found = list(recognised(marks))
    write("closing.register_checked", by=by.email, found=len(found))
    return found


def looked_up(by: Person, asked: Mapping[str, str]) -> list[Listing] | None:
    """The same for a prospect, by what was typed under the names of `MARKS`; None: nothing was."""
    marks = [(kind, asked[kind].strip()[:LONGEST_MARK]) for kind in MARKS if asked.get(kind, "").strip()]
    return look_up(by=by, marks=marks) if marks else None


def recognised(marks: Marks) -> QuerySet[Listing]:
    """Entries that count today and share a mark."""
    digests = fingerprints(marks, _key())
    return standing().filter(fingerprints__digest__in=digests).distinct()


def standing() -> QuerySet[Listing]:
    """Entries that count today."""
    return Listing.objects.filter(removed_at=None, until__gte=timezone.localdate())


def expire() -> int:
    """Forget the marks of entries whose day has passed; how many entries."""
    over = Listing.objects.filter(until__lt=timezone.localdate(), fingerprints__isnull=False).distinct()
    count = over.count()
    if count:
        Fingerprint.objects.filter(listing__in=list(over)).delete()
    return count


def _key() -> bytes:
    return derived(settings.DEPLOYMENT.secret(), PURPOSE)
