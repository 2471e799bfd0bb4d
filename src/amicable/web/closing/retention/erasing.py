"""Erasing a client for good: ledger, files and database, step by step; whatever interrupts it, it is gone on with."""

import hashlib
import json
import mmap
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from amicable.engines import erasing
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.moving import move
from amicable.web.closing.models import ClientFile, Closing, Erasure, OffboardingTask, Pack
from amicable.web.closing.offboarding.facts import known
from amicable.web.closing.retention.database import forget, places, unsay_diary, vacuum
from amicable.web.closing.retention.figures import keep_figures
from amicable.web.closing.retention.listing import Noted, hashes, note
from amicable.web.closing.retention.words import Named, named, rows_of, searched
from amicable.web.closing.store import forget as forget_bytes
from amicable.web.diary.actions import NOBODY, write
from amicable.web.frontline.models import Attachment
from amicable.web.jobs.actions import Moved
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import ledger, let_go
from amicable.web.rendering import told

BACKUPS = N_("Backups from before this day still hold the data until they are deleted. When one is restored, the list of erasures is played again.")  # fmt: skip

AT_WORK = timedelta(hours=1)
"""After which an erasure that is not done was interrupted."""


class AnotherCase(Refusal):
    """The client has come back since."""


def erase(*, by: Person, case: Case) -> Erasure:
    """Take the last step of the path, and erase everything that names the client."""
    return finish(begin_erasing(by=by, case=case))


def begin_erasing(*, by: Person, case: Case) -> Erasure:
    """Take the last step of the path and write down what is to be erased; refuses what the path refuses."""
    rows = rows_of(case.client, erasing.ids_of(ledger(), case.client.client_id))
    others = Case.objects.filter(client__in=rows).exclude(pk=case.pk)
    if others.exclude(state__in=("archived", "erased", "withdrawn")).exists():
        raise AnotherCase(N_("There is another case about this client, so their data are still needed."))
    with transaction.atomic():
        moved = move(by=by, case=case, action="erase", done=known(case, timezone.localdate()))
        task = OffboardingTask.objects.filter(closing__case=case, task="data_erased", done_at=None)
        task.update(done_at=timezone.now(), done_by=NOBODY)
        return begun(moved.client, closing=Closing.objects.filter(case=case).first(), by=by.email)


def begun(client: Client, *, closing: Closing | None, by: str, counted: bool = False) -> Erasure:
    """Write down what is to be erased, and keep the sums, unless they were `counted` before."""
    found = named(client)
    if not counted:
        keep_figures(client)
    made: Erasure = Erasure.objects.create(
        closing=closing,
        by=by,
        begun_at=timezone.now(),
        marks={"client": client.pk, "ids": sorted(found.ids), "words": sorted(found.words)},
        hashes=hashes(found.ids),
    )
    return made


def finish_one(moved: Moved, by: str, erasure: int) -> dict[str, object]:
    """Long work: every step of one erasure."""
    moved(told(N_("Erasing from records, files and database")), 0.1)
    found = finish(Erasure.objects.get(pk=erasure))
    return {"erasure": found.pk, "by": by}


def finish_begun(now: datetime | None = None) -> int:
    """Go on with erasures that were interrupted, once nobody can be at them any more; how many."""
    waiting = Erasure.objects.filter(done_at=None, begun_at__lte=(now or timezone.now()) - AT_WORK)
    return len([finish(one) for one in list(waiting)])


def finish(erasure: Erasure) -> Erasure:
    """Every step that is not done yet; each may be done twice without harm."""
    marks = erasure.marks
    if marks:
        found = Named(frozenset(marks["ids"]), frozenset(marks["words"]))
        client = Client.objects.get(pk=marks["client"])
        case = erasure.closing.case_id if erasure.closing else 0
        note(Noted(case, erasure.begun_at.isoformat(), tuple(erasure.hashes)))
        _step(erasure, "ledger", _ledger(found))
        _step(erasure, "files", _files(client, found))
        with transaction.atomic():
            rows = forget(client, found)
            entries = unsay_diary(found)
            rows["diary_entry"] = len(entries)
            write("closing.erased", by=erasure.by, about=f"case:{case}", case=case, entries=entries)
            erasure.steps = {**erasure.steps, "database": rows}
            erasure.certificate = {"left": sorted(set(places(found.words)))}
            erasure.marks = {}
            erasure.save()
        let_go()
    vacuum()
    return _certified(erasure)


def _ledger(found: Named) -> dict[str, Any]:
    done = erasing.erase(ledger(), found.ids, found.words, at=timezone.now())
    return {table: {"rows": one.rows, "mentions": one.mentions} for table, one in done.items()}


def _files(client: Client, found: Named) -> dict[str, int]:
    """Bytes beside the database: proofs, packs, attachments, and files that wait to be imported and name the client."""
    rows = rows_of(client, found.ids)
    of_client = {"closing__case__client__in": rows}
    stored = [*ClientFile.objects.filter(**of_client).values_list("stored", flat=True)]
    stored += Pack.objects.filter(**of_client).exclude(stored=None).values_list("stored", flat=True)
    stored += OffboardingTask.objects.filter(**of_client).exclude(proof=None).values_list("proof", flat=True)
    counts = {"closing": sum(forget_bytes(one) for one in stored), "incidents": 0, "uploads": 0}
    for attachment in Attachment.objects.filter(incident__client__in=rows):
        counts["incidents"] += attachment.place.exists()
        attachment.place.unlink(missing_ok=True)
    for path in naming(settings.DEPLOYMENT.files, found.words):
        path.unlink()
        counts["uploads"] += 1
    return counts


def naming(folder: Path, words: Collection[str]) -> Iterator[Path]:
    """Files in which any of the words stands."""
    pattern = searched(words)
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        if path.is_file() and path.stat().st_size and not path.is_symlink():
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                hit = pattern.search(content) is not None
            if hit:
                yield path


def _step(erasure: Erasure, where: str, done: dict[str, Any]) -> None:
    """Note what a step did; a second time adds nothing, because nothing was left."""
    erasure.steps = {**erasure.steps, where: {**erasure.steps.get(where, {}), **done}}
    erasure.save(update_fields=["steps"])


def _certified(erasure: Erasure) -> Erasure:
    """What was erased where, when and by whom, with a digest over it all; it names nobody of the client."""
    says = {
        "case": erasure.closing.case_id if erasure.closing else 0,
        "begun_at": erasure.begun_at.isoformat(),
        "done_at": timezone.now().isoformat(),
        "by": erasure.by,
        "erased": erasure.steps,
        "left": erasure.certificate.get("left", []),
        "hashes": erasure.hashes,
        "backups": BACKUPS,
    }
    digest = hashlib.sha256(json.dumps(says, sort_keys=True).encode()).hexdigest()
    erasure.certificate, erasure.done_at = {**says, "sha256": digest}, timezone.now()
    erasure.save()
    return erasure
