"""Gathering files, building the pack, releasing it for download, and writing down that it arrived."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from amicable.duties import RECORDS
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.moving import about
from amicable.web.closing.models import ClientFile, Closing, Pack, Stored
from amicable.web.closing.offboarding.actions import refuse_early, seen
from amicable.web.closing.store import Sealing, forget, kept, opened
from amicable.web.diary.actions import NOBODY, write
from amicable.web.jobs.actions import Moved
from amicable.web.rendering import told

OPEN_DAYS = 30
"""How long the link of a pack works, unless somebody says otherwise."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive: the same files make the same archive."""


class NothingToPack(Refusal):
    """There are no files."""


class Twice(Refusal):
    """The class has a file of this name already."""


def add_file(*, by: Person, closing: Closing, record_class: str, file: File) -> ClientFile:
    """Keep a file of the client, encrypted, in its class of records."""
    name = str(file.name).replace("\\", "/").rpartition("/")[2][-300:]
    stored = kept(file.chunks())
    try:
        with transaction.atomic():
            made: ClientFile = ClientFile.objects.create(
                closing=closing, stored=stored, name=name, record_class=record_class, added_by=by.email
            )
            write("closing.file_added", by=by.email, about=about(closing.case), name=closing.case.client.name)
    except IntegrityError as error:
        _drop(stored)
        raise Twice(N_("There is a file “{name}” in this class already. Rename it, or take the other one out."), name=name) from error  # fmt: skip
    return made


def drop_file(*, by: Person, file: ClientFile) -> None:
    """Take a file out of the next pack; its bytes are gone."""
    closing, stored = file.closing, file.stored
    with transaction.atomic():
        file.delete()
        write("closing.file_removed", by=by.email, about=about(closing.case), name=closing.case.client.name)
    _drop(stored)


def build(moved: Moved, by: str, closing: int) -> dict[str, object]:
    """Long work: build the pack of all files as they are now."""
    found = Closing.objects.select_related("case__client").get(pk=closing)
    files = list(found.files.select_related("stored"))
    if not files:
        raise NothingToPack(
            N_("No file has been gathered yet. Add the client's files first, each in its class.")
        )
    with Sealing() as sealing:
        _write(sealing, files, moved)
        with transaction.atomic():
            made = Pack.objects.create(closing=found, stored=sealing.finished(), files=len(files), made_by=by)
            write(
                "closing.pack_made",
                by=by,
                about=about(found.case),
                name=found.case.client.name,
                files=len(files),
            )
    return {"pack": str(made.pk)}


def _write(sealing: Sealing, files: list[ClientFile], moved: Moved) -> None:
    """One archive (zip64) of all files."""
    with ZipFile(sealing, "w", ZIP_STORED, allowZip64=True) as archive:
        add_all(archive, files, moved)


def add_all(archive: ZipFile, files: list[ClientFile], moved: Moved | None = None) -> None:
    """The files with a list and checksums after them; never more than one part of a file in memory."""
    whole, done = sum(one.stored.size for one in files) or 1, 0
    for one in files:
        if moved:
            moved(told(N_("Packing {name}"), name=one.name), done / whole)
        with archive.open(ZipInfo(place(one), FIRST_DAY), "w", force_zip64=True) as target:
            for some in opened(one.stored):
                target.write(some)
        done += one.stored.size
    listed = json.dumps(manifest(files), ensure_ascii=False, indent=1)
    archive.writestr(ZipInfo("manifest.json", FIRST_DAY), listed)
    sums = "".join(f"{one.stored.sha256}  {place(one)}\n" for one in files)
    archive.writestr(ZipInfo("SHA256SUMS", FIRST_DAY), sums)


def manifest(files: list[ClientFile]) -> dict[str, object]:
    """What is in the archive: place, class, size and SHA-256 of each file."""
    return {
        "format": "amicable.pack/1",
        "files": [
            {"place": place(one), "class": one.record_class, "title": told(RECORDS[one.record_class]), "bytes": one.stored.size, "sha256": one.stored.sha256}
            for one in files
        ],
    }  # fmt: skip


def place(one: ClientFile) -> str:
    """Where a file lies in an archive."""
    return f"{one.record_class}/{one.name}"


@transaction.atomic
def release(*, by: Person, pack: Pack, days: int = OPEN_DAYS) -> str:
    """Let the client fetch the pack; the secret of its link, which is told once and is nowhere afterwards."""
    found = (
        Pack.objects.select_for_update(of=("self",)).select_related("closing__case__client").get(pk=pack.pk)
    )
    if not found.stored_id:
        raise NothingToPack(N_("This pack was let go a week after its link had expired. Build it anew."))
    task = found.closing.tasks.filter(task="file_pack", done_at=None, accepted_at=None).first()
    if task:
        refuse_early(task)
    secret, now = secrets.token_urlsafe(32), timezone.now()
    found.released_at, found.expires_at, found.digest = now, now + timedelta(days=days), digest(secret)
    found.save()
    seen(found.closing, "file_pack", by=by.email)
    case = found.closing.case
    write("closing.pack_released", by=by.email, about=about(case), name=case.client.name)
    return secret


def open_part(pack: Pack, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes of a pack from `start` up to, not including, `end`; notes when the last was fetched."""
    if pack.stored is None:
        return
    yield from opened(pack.stored, start, end)
    if (end is None or end >= pack.stored.size) and not pack.fetched_at:
        Pack.objects.filter(pk=pack.pk, fetched_at=None).update(fetched_at=timezone.now())


@transaction.atomic
def confirm(*, pack: Pack, by: str = NOBODY) -> Pack:
    """The client says that the files arrived and are complete."""
    if not pack.confirmed_at:
        pack.confirmed_at = timezone.now()
        pack.save(update_fields=["confirmed_at"])
        seen(pack.closing, "file_pack_received", by=by)
        case = pack.closing.case
        write("closing.pack_confirmed", by=by, about=about(case), name=case.client.name)
    return pack


def released(secret: str, now: datetime) -> Pack | None:
    """The pack behind a link, as long as it works."""
    found: Pack | None = Pack.objects.select_related("stored", "closing__case").filter(digest=digest(secret), expires_at__gt=now).first()  # fmt: skip
    return found if found and found.stored and secret else None


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _drop(stored: Stored) -> None:
    forget(stored.pk)
    stored.delete()
