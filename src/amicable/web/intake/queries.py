"""Reading about records: uploads, past imports with their problems, pairs of clients, links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amicable.engines.ledger import FileRecord, ImportRecord, Ledger
from amicable.engines.linkage import SEPARATIONS, names
from amicable.engines.undoing import Undoing, look
from amicable.evidence import Problem
from amicable.i18n import N_
from amicable.web.intake import entering
from amicable.web.intake.models import Comparison, File, Pair, Upload
from amicable.web.jobs.models import OVER, Job
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import told

HOW = {
    "tax number": N_("same tax number"),
    "e-mail": N_("same e-mail address"),
    "mail domain": N_("same mail domain"),
    "name": N_("same name"),
    "person": N_("a person said so"),
    "rejected": N_("a person said that they are two"),
    "split": N_("a person split them"),
}
UPLOADS = "/uploads/"
FRONT_LINE = "Amicable front line"
"""The file that incidents and pulses are entered under; they are corrected where they were written down."""


@dataclass(frozen=True)
class Past:
    """An import as the list shows it."""

    import_id: str
    at: datetime
    files: tuple[str, ...]
    read: int
    entered: int
    problems: int
    undone_at: datetime | None = None


def open_uploads() -> list[Upload]:
    """Uploads with files that were not imported yet, latest first."""
    found = Upload.objects.filter(files__outcome__isnull=True).distinct()
    return list(found.select_related("look", "entry").prefetch_related("files")[:20])


def upload(number: UUID) -> Upload:
    """The upload of this number."""
    found = Upload.objects.filter(pk=number).select_related("look", "entry").first()
    if not found:
        raise Http404
    return found


def file(number: UUID, file_number: int) -> File:
    """A file of an upload that has not been imported."""
    found = (
        File.objects.filter(upload=number, pk=file_number, outcome__isnull=True)
        .select_related("upload")
        .first()
    )
    if not found:
        raise Http404
    return found


def past() -> list[Past]:
    """Every import, also those that were taken back; latest first."""
    opened = ledger()
    found = [_past(record) for record in opened.imports()]
    found += [_past(record, at) for record, at in opened.undone()]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _past(record: ImportRecord, undone_at: datetime | None = None) -> Past:
    return Past(
        record.import_id,
        record.at,
        tuple(dict.fromkeys(shown_name(each.file) for each in record.files)),
        sum(each.read for each in record.files),
        sum(each.rows_entered for each in record.files),
        sum(each.problems for each in record.files),
        undone_at,
    )


def record(import_id: str) -> tuple[ImportRecord, datetime | None]:
    """One import, and when it was taken back."""
    opened = ledger()
    known = [(one, None) for one in opened.imports()] + list(opened.undone())
    found = next(((one, at) for one, at in known if one.import_id == import_id), None)
    if not found:
        raise Http404
    return found


def is_front_line(one: ImportRecord) -> bool:
    """Whether it entered what people of the firm wrote down here."""
    return all(each.file == FRONT_LINE for each in one.files)


def shown_name(path: str) -> str:
    """A file's name as the person who brought it knows it."""
    _, mark, below = path.rpartition(UPLOADS)
    return below.partition("/")[2] if mark and "/" in below else PurePosixPath(path).name


def files_of(one: ImportRecord) -> list[dict[str, Any]]:
    """Its files as the result shows them."""
    return [_shown(each) for each in one.files]


def _shown(one: FileRecord) -> dict[str, Any]:
    return {
        "name": shown_name(one.file),
        "source": one.source,
        "sheet": one.sheet,
        "read": one.read,
        "seen": False,
        "entered": one.rows_entered,
        "folded": one.folded,
        "kept_out": one.kept_out,
        "left_out": [(told(left.reason, **left.values), left.rows) for left in one.left_out],
        "tables": [(table, *vars(written).values()) for table, written in one.entered.items()],
        "problems": one.problems,
    }


def left_behind(import_id: str) -> list[tuple[str, str]]:
    """Files of the same upload of which nothing could be read: name, and why."""
    found = []
    for each in File.objects.filter(import_id=import_id).exclude(outcome__isnull=True):
        found += [(each.name, sentence) for table in each.outcome if not table["read"] for sentence in sentences(table["problems"])]  # fmt: skip
    return found


def sentences(problems: list[dict[str, Any]]) -> list[str]:
    """Kept problems in the reader's language."""
    return [told(one["message"], **{**one["values"], "file": "…"} if "file" in one["values"] else one["values"]) for one in problems]  # fmt: skip


def problems(one: ImportRecord) -> Iterator[tuple[str, int, str, str, int]]:
    """File, line, column, sentence and rows of each problem."""
    for problem in one.problems():
        yield shown_name(problem.file), problem.line, problem.column, _sentence(problem), problem.rows


def _sentence(problem: Problem) -> str:
    return told(problem.message, **problem.values)


def undoing(import_id: str) -> Undoing:
    """What taking an import back would do."""
    return look(ledger(), import_id)


def undo_job(import_id: str) -> Job | None:
    """The work that takes this import back, while it is under way or has failed."""
    found = _jobs(entering.take_back).filter(given__import_id=import_id).first()
    return found if found and found.state != "done" else None


def compare_job() -> Job | None:
    """The comparison that is under way."""
    return _jobs(entering.compare).exclude(state__in=OVER).first()


def clock_job() -> Job | None:
    """The change of the firm's clock that is under way."""
    return _jobs(entering.follow_clock).exclude(state__in=OVER).first()


def _jobs(work: Any) -> QuerySet[Job]:  # noqa: ANN401 (a function)
    return Job.objects.filter(function=f"{work.__module__}.{work.__name__}")


def pairs() -> QuerySet[Pair]:
    """Pairs to be decided: first those that nobody has put off, the surest first."""
    return Pair.objects.all()


def comparison() -> Comparison | None:
    """The latest comparison."""
    return Comparison.objects.first()


def is_outdated(found: Comparison) -> bool:
    """Whether rows have changed since the clients were compared."""
    return found.tables != entering.tables_version(ledger())


def links(opened: Ledger) -> list[dict[str, Any]]:
    """Which ids were linked or kept apart, a person's decisions first, the latest first."""
    rows = opened.links().to_pylist()
    rows.sort(key=lambda row: (row["decided_by"] is None, -_stamp(row["decided_at"]), row["alias"]))
    return [row | {"apart": row["how"] in SEPARATIONS} for row in rows]


def _stamp(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


def named(opened: Ledger, rows: list[dict[str, Any]]) -> Mapping[str, str]:
    """What the clients in these links are called."""
    return names(opened, [row[end] for row in rows for end in ("alias", "client_id")])
