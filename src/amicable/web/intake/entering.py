"""The long work: importing files, comparing clients, taking an import back; afterwards the review is refreshed."""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from amicable.engines.ledger import Ledger
from amicable.engines.linkage import Proposal, propose
from amicable.engines.undoing import undo
from amicable.i18n import N_
from amicable.importing import Asked, Imported, Outcome, import_files
from amicable.web.diary.actions import write
from amicable.web.intake.looking import mapping, plain
from amicable.web.intake.models import Comparison, File, Pair
from amicable.web.jobs.actions import Moved
from amicable.web.portfolio.actions import refresh
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import told

READING, COMPARING, REVIEWING = 0.6, 0.7, 0.3
"""How the work is shared out: until which share files are read and clients compared; what the review takes."""
KEPT_PROBLEMS = 20


def enter(moved: Moved, by: str, *, upload: str, files: list[int]) -> dict[str, object]:
    """Import files of an upload, compare the clients, and review the portfolio anew."""
    brought = list(
        File.objects.filter(upload=upload, pk__in=files, outcome__isnull=True).select_related("upload")
    )
    asked = {file.path: Asked(mapping(file), "", file.date_order, file.decimal) for file in brought}

    def progress(name: str, share: float) -> None:
        moved(told(N_("Reading {file}"), file=name), share * READING)

    done = import_files(ledger(), list(asked), at=timezone.now(), asked_of=asked, progress=progress)
    _settle(brought, done, by)
    gone([file.path for file in brought])
    afterwards(moved, by)
    return {"import_id": done.import_id, "links": len(done.links), "currency": done.currency}


@transaction.atomic
def _settle(files: Sequence[File], done: Imported, by: str) -> None:
    """Keep what became of each file."""
    for file in files:
        outcomes = [one for one in done.outcomes if one.file == str(file.path)]
        file.outcome = [_plain(one) for one in outcomes]
        file.import_id = done.import_id
        file.save(update_fields=["outcome", "import_id"])
    rows = sum(one.read for one in done.outcomes)
    write(
        "intake.imported",
        by=by,
        about=f"import:{done.import_id}",
        files=len(files),
        rows=rows,
        problems=sum(one.kept_out for one in done.outcomes),
    )


def gone(paths: Sequence[Path]) -> None:
    """Remove files, and folders that are empty then."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _plain(one: Outcome) -> dict[str, Any]:
    return {
        "source": one.source,
        "sheet": one.sheet,
        "read": one.read,
        "folded": one.folded,
        "kept_out": one.kept_out,
        "left_out": [[left.reason, dict(left.values), left.rows] for left in one.left_out],
        "tables": [[table, *vars(written).values()] for table, written in one.entered.items()],
        "problems": [plain(problem) for problem in one.problems[:KEPT_PROBLEMS]],
        "doubts": [plain(problem) for problem in one.doubts],
        "seen": one.seen,
    }


def afterwards(moved: Moved, by: str) -> None:
    """What follows a change of the ledger: clients are compared, and the portfolio is reviewed."""
    moved(told(N_("Comparing names, addresses and numbers")), READING)
    compared(ledger())
    if any(ledger().rows().values()):
        refresh(lambda sentence, share: moved(sentence, COMPARING + share * REVIEWING), by)


def compare(moved: Moved, by: str) -> dict[str, object]:
    """Look for clients that may be the same."""
    del by
    moved(told(N_("Comparing names, addresses and numbers")), 0.3)
    return {"pairs": compared(ledger())}


def compared(opened: Ledger) -> int:
    """Keep the pairs that a person is to be asked about; what was put off stays so."""
    found = propose(opened)
    with transaction.atomic():
        postponed = dict(Pair.objects.exclude(postponed_at=None).values_list("pk", "postponed_at"))
        before = {(pair.a, pair.b): postponed.get(pair.pk) for pair in Pair.objects.all()}
        Pair.objects.all().delete()
        Pair.objects.bulk_create([_pair(one, before.get((one.a, one.b))) for one in found], batch_size=1000)
        Comparison.objects.update_or_create(pk=1, defaults={"tables": tables_version(opened)})
    return len(found)


def _pair(one: Proposal, postponed_at: Any) -> Pair:  # noqa: ANN401 (a moment or nothing)
    return Pair(
        a=one.a,
        b=one.b,
        name_a=one.name_a[:300],
        name_b=one.name_b[:300],
        certainty=one.certainty,
        reasons=[[each.message, _values(each.values), each.weight] for each in one.reasons],
        postponed_at=postponed_at,
    )


def _values(values: Any) -> dict[str, str]:  # noqa: ANN401 (a mapping of anything)
    return {name: "" if value is None else str(value) for name, value in values.items()}


def tables_version(opened: Ledger) -> str:
    """Changes whenever rows of the ledger change."""
    return hashlib.sha256(repr(sorted(opened.manifest.tables.items())).encode()).hexdigest()


def take_back(moved: Moved, by: str, *, import_id: str) -> dict[str, object]:
    """Undo an import, then compare and review anew."""
    moved(told(N_("Taking the import back")), 0.1)
    done = undo(ledger(), import_id, at=timezone.now())
    write("intake.undone", by=by, about=f"import:{import_id}", rows=done.goes, back=done.returns)
    afterwards(moved, by)
    return {"rows": done.goes, "back": done.returns}


def follow_clock(moved: Moved, by: str, *, facts: dict[str, object]) -> dict[str, object]:
    """Write the firm's facts with another time zone: every day in the ledger is told anew by its clock."""
    del by
    moved(told(N_("Telling every time by the new clock")), 0.1)
    ledger().set_firm(**facts)
    return {}


def uploads_folder() -> Path:
    """Where uploads lie until they are imported."""
    return Path(settings.DEPLOYMENT.files) / "uploads"
