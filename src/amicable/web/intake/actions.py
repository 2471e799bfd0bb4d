"""What people do with records: bring files in, answer questions, import, take back, say who is the same client."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from amicable.connectors import mapping_of
from amicable.engines import linkage
from amicable.engines.linkage import AlreadyOne, Link
from amicable.i18n import N_
from amicable.importing import listed
from amicable.refusal import Refusal
from amicable.web.diary.actions import write
from amicable.web.intake import entering, looking, queries
from amicable.web.intake.models import KEPT, File, Pair, Upload
from amicable.web.intake.uploads import UploadRefused, kept
from amicable.web.jobs.actions import begin
from amicable.web.jobs.models import OVER, Job
from amicable.web.portfolio.actions import follow_links
from amicable.web.portfolio.reviewing import ledger

QUICK_BYTES = 5 << 20


class Busy(Refusal):
    """The ledger is being written to."""


class NotHere(Refusal):
    """What is to be changed is changed elsewhere."""


def receive(files: Sequence[UploadedFile], *, places: Sequence[str] = (), by: str, language: str) -> Upload:
    """Keep the files and begin to look at them."""
    sweep()
    upload = Upload(by=by)
    upload.folder.mkdir(parents=True, mode=0o700)
    try:
        upload.passed_over = kept(upload.folder, files, places)
        _received(upload, language)
    except BaseException:
        shutil.rmtree(upload.folder, ignore_errors=True)
        raise
    return upload


@transaction.atomic
def _received(upload: Upload, language: str) -> None:
    paths = list(listed([upload.folder]))
    if not paths:
        raise UploadRefused(
            N_("There are no records among these files: only notes, settings or hidden files.")
        )
    upload.passed_over += _files(upload.folder) - sum(_files(path) for path in paths)
    upload.save()
    File.objects.bulk_create(
        File(upload=upload, name=path.relative_to(upload.folder).as_posix(), size=_size(path))
        for path in paths
    )
    write("intake.uploaded", by=upload.by, about=f"upload:{upload.pk}", files=len(paths))
    upload.look = begin(looking.look, by=upload.by, language=language, upload=str(upload.pk))
    upload.save(update_fields=["look"])


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in _inside(path))


def _files(path: Path) -> int:
    return sum(1 for _ in _inside(path))


def _inside(path: Path) -> Iterator[Path]:
    """The files in a folder, or the one file."""
    return (file for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file())


def sweep() -> int:
    """Forget files that nobody imported for a week; how many uploads they were."""
    found = Upload.objects.filter(made_at__lt=timezone.now() - KEPT, files__outcome__isnull=True).distinct()
    count = 0
    for upload in found:
        count += 1
        _forget(upload)
    known = {str(pk) for pk in Upload.objects.values_list("pk", flat=True)}
    for folder in entering.uploads_folder().glob("*"):
        if folder.name not in known and folder.stat().st_mtime < (timezone.now() - KEPT).timestamp():
            shutil.rmtree(folder, ignore_errors=True)
    return count


def _forget(upload: Upload) -> None:
    """Let go what was not imported; what was imported stays to be read about."""
    shutil.rmtree(upload.folder, ignore_errors=True)
    upload.files.filter(outcome__isnull=True).delete()
    if not upload.files.exists():
        upload.delete()


def discard(upload: Upload) -> None:
    """Let the files go that have not been imported."""
    _refuse_while_at_work(upload)
    _forget(upload)


def look_again(upload: Upload, *, by: str, language: str) -> None:
    """Look at the files anew, after it did not go well or something has changed."""
    _refuse_while_at_work(upload)
    upload.entry = None
    _look(upload, list(upload.files.filter(outcome__isnull=True)), by=by, language=language)


def answer(file: File, *, date_order: str, decimal: str, by: str, language: str) -> None:
    """What a person says about dates and numbers of a file; it is looked at again."""
    _refuse_while_at_work(file.upload)
    file.date_order, file.decimal = date_order, decimal
    file.save(update_fields=["date_order", "decimal"])
    _look(file.upload, [file], by=by, language=language)


def map_file(file: File, *, text: str, name: str, by: str, language: str) -> None:
    """Keep a mapping beside the ledger, read this file by it, and all others of the upload that it fits."""
    _refuse_while_at_work(file.upload)
    mapping_of(text, name)  # refuses what cannot be
    folder = looking.mappings_folder()
    folder.mkdir(exist_ok=True)
    stem = mapping_stem(name)
    draft = folder / f".{stem}.toml"
    draft.write_text(text, encoding="utf-8")
    draft.replace(folder / f"{stem}.toml")
    file.mapping, file.mapping_name = text, stem
    file.save(update_fields=["mapping", "mapping_name"])
    others = [other for other in file.upload.files.filter(outcome__isnull=True) if other.stands == "unknown"]
    _look(file.upload, [file, *(other for other in others if other.pk != file.pk)], by=by, language=language)


def _look(upload: Upload, files: Sequence[File], *, by: str, language: str) -> None:
    """Small files are looked at before the page is answered, large ones in the background."""
    if sum(file.size for file in files) <= QUICK_BYTES:
        for file in files:
            looking.look_at(file)
        upload.look = None
    else:
        numbers = [file.pk for file in files]
        upload.look = begin(looking.look, by=by, language=language, upload=str(upload.pk), files=numbers)
    upload.save(update_fields=["look", "entry"])


def mapping_stem(name: str) -> str:
    """The name of a mapping's file."""
    return re.sub(r"[^\w-]+", "_", name.casefold()).strip("_")[:60] or "mapping"


def enter(upload: Upload, *, by: str, language: str) -> Job:
    """Begin to import the files of an upload that are ready."""
    _refuse_while_at_work(upload)
    ready = [
        file.pk for file in upload.files.filter(outcome__isnull=True) if file.stands in ("ready", "seen")
    ]
    if not ready:
        raise UploadRefused(N_("No file is ready to be imported. Answer the questions first."))
    upload.entry = begin(entering.enter, by=by, language=language, upload=str(upload.pk), files=ready)
    upload.save(update_fields=["entry"])
    return upload.entry


def _refuse_while_at_work(upload: Upload) -> None:
    if upload.job and not upload.job.is_over:
        raise Busy(N_("These files are being worked on. Wait until that has ended."))


def take_back(import_id: str, *, by: str, language: str) -> Job:
    """Begin to undo an import."""
    record, _ = queries.record(import_id)
    if queries.is_front_line(record):
        raise NotHere(N_("These are incidents and pulses that people of the firm wrote down. Correct them where they were written; nothing was changed."))  # fmt: skip
    return begin(entering.take_back, by=by, language=language, import_id=import_id)


def compare(*, by: str, language: str) -> Job:
    """Begin to look for clients that may be the same."""
    return begin(entering.compare, by=by, language=language)


def decide(pair: Pair, verdict: str, *, by: str) -> None:
    """Settle a pair: "same", "different" or "later"."""
    if verdict == "later":
        pair.postponed_at = timezone.now()
        pair.save(update_fields=["postponed_at"])
        return
    _refuse_while_writing()
    decided = linkage.confirm if verdict == "same" else linkage.reject
    act = "intake.merged" if verdict == "same" else "intake.kept_apart"
    try:
        link = decided(ledger(), pair.a, pair.b, by=by, at=timezone.now())
    except (AlreadyOne, linkage.UnknownClient):
        pair.delete()
        raise
    _decided(act, link, by=by, names={pair.a: pair.name_a, pair.b: pair.name_b})
    pair.delete()


def join(a: str, b: str, *, by: str) -> None:
    """Two ids that were kept apart are one client after all."""
    _refuse_while_writing()
    link = linkage.confirm(ledger(), a, b, by=by, at=timezone.now())
    _decided("intake.merged", link, by=by, names={})


def split(alias: str, *, by: str) -> None:
    """Undo a link: the id is a client of its own again."""
    _refuse_while_writing()
    link = linkage.split(ledger(), alias, by=by, at=timezone.now())
    _decided("intake.split", link, by=by, names={})


@transaction.atomic
def _decided(act: str, link: Link, *, by: str, names: Mapping[str, str]) -> None:
    one, other = (names.get(each, each) for each in (link.alias, link.client_id))
    write(act, by=by, about=f"client:{link.client_id}"[:254], one=one, other=other, alias=link.alias)
    follow_links(ledger())


def _refuse_while_writing() -> None:
    """Decisions would wait for the end of an import, and the page with them."""
    writing = (entering.enter, entering.take_back, entering.follow_clock)
    names = [f"{each.__module__}.{each.__name__}" for each in writing]
    if Job.objects.filter(function__in=names).exclude(state__in=OVER).exists():
        raise Busy(N_("Records are being imported. Decide when that has ended; nothing was changed."))


def change_firm(facts: dict[str, object], *, by: str, language: str) -> Job | None:
    """Write facts about the firm; with another time zone this is long work, whose job is returned."""
    opened = ledger()
    changed = {name: value for name, value in facts.items() if getattr(opened.firm, name) != value}
    if not changed and opened.firm_is_known:
        return None
    job = None
    if "zone" in changed and any(opened.rows().values()):
        _refuse_while_writing()
        opened.check_firm(**facts)
        plain = json.loads(json.dumps(facts, default=dict))
        job = begin(entering.follow_clock, by=by, language=language, facts=plain)
    else:
        opened.set_firm(**facts)
    write("firm.changed", by=by, about="firm", facts=", ".join(sorted(changed)) or "-")
    return job
