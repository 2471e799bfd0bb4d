"""Keeping criteria as a new version, noticing those changed by hand, holding the review of a quarter."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from amicable.decision.criteria import Criteria, read, text
from amicable.i18n import N_
from amicable.place import use
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.criteria.models import Meeting, Version
from amicable.web.diary.actions import NOBODY, write
from amicable.web.rendering import told

FILE = "criteria.toml"
BY_HAND = N_("Changed by hand in the file.")


class NothingChanged(Refusal):
    """The criteria read as before."""


class HeldAlready(Refusal):
    """The review was held, and its minutes stay as they are."""


def file() -> Path:
    """Where the criteria in force stand."""
    folder: Path = settings.DEPLOYMENT.ledger
    return folder / FILE


def of_version(version: Version | None) -> Criteria:
    """The criteria of a version; none: those shipped with the product."""
    use(settings.DEPLOYMENT.ledger)
    return read(version.text, FILE) if version and version.text else Criteria()


@transaction.atomic
def catch_up(at: datetime | None = None) -> Version | None:
    """The version in force; where somebody changed the file by hand, that is written down as one first."""
    _one_at_a_time()
    written = file().read_text(encoding="utf-8") if file().exists() else ""
    latest: Version | None = Version.objects.first()
    if written == (latest.text if latest else ""):
        return latest
    made = Version.objects.create(text=written, by=NOBODY, reason=BY_HAND, at=at or timezone.now())
    write("criteria.by_hand", by=NOBODY, about="criteria", number=made.pk)
    return made


@transaction.atomic
def keep(*, by: Person, draft: Criteria, reason: str, at: datetime) -> Version:
    """From now on the draft holds; the file is written anew, and the history knows who and why."""
    before = catch_up(at)
    if _same(draft, of_version(before)):
        raise NothingChanged(
            N_("These criteria are those that hold already. Change something, or leave them as they are.")
        )
    made = Version.objects.create(by=by.email, reason=reason.strip(), at=at)
    made.text = text(replace(draft, version=told(N_("version {number}"), number=made.pk)))
    made.save(update_fields=["text"])
    write("criteria.changed", by=by.email, about="criteria", number=made.pk, reason=made.reason)
    _put(made.text)
    return made


def _same(one: Criteria, other: Criteria) -> bool:
    return text(replace(one, version="")) == text(replace(other, version=""))


def _put(written: str) -> None:
    """Whole or not at all, whoever reads it meanwhile."""
    file().parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=file().parent, delete=False) as beside:
        beside.write(written)
    Path(beside.name).replace(file())


def _one_at_a_time() -> None:
    """Two people who keep criteria at once come one after the other; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE criteria_version IN EXCLUSIVE MODE")


@transaction.atomic
def hold(*, by: Person, meeting: Meeting, minutes: str, at: datetime) -> None:
    """The review was held: what was decided, in one's own words."""
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.held_at:
        raise HeldAlready(N_("This review was held already, and its minutes stay as they are."))
    found.held_at, found.held_by, found.minutes = at, by.email, minutes.strip()
    found.save(update_fields=["held_at", "held_by", "minutes"])
    write("criteria.reviewed", by=by.email, about="criteria", quarter=found.quarter.isoformat())
