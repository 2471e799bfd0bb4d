"""A look at files before they enter: what they are, how many rows they hold, what must be asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings

from amicable.connectors import Filled, Reading, fitting, load_mapping, mapping_of, question, read
from amicable.connectors._mapping import Source
from amicable.engines.ledger import Ledger
from amicable.evidence import Problem, schema
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.intake.models import File
from amicable.web.jobs.actions import Moved
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import told

SHOWN_ROWS = 3
SHOWN_PROBLEMS = 5
MAPPINGS = "mappings"
LONGEST_TEXT = 300
LONGEST_CELL = 120


def look(moved: Moved, by: str, *, upload: str, files: Sequence[int] = ()) -> dict[str, object]:
    """Look at every file of an upload that has not been imported, or at some of them."""
    del by
    found = File.objects.filter(upload=upload, outcome__isnull=True).select_related("upload")
    chosen = list(found.filter(pk__in=files) if files else found)
    for number, file in enumerate(chosen):

        def done(read_: int, total: int, *, file: File = file, number: int = number) -> None:
            share = (number + (read_ / total if total else 0)) / len(chosen)
            moved(told(N_("Looking at {file}"), file=file.name), share)

        done(0, 1)
        look_at(file, done)
    return {"files": len(chosen)}


def look_at(file: File, progress: Callable[[int, int], None] | None = None) -> None:
    """Look at one file and keep what was seen."""
    opened = ledger()
    if not file.mapping:
        _known_mapping(file)
    seen = frozenset(each.digest for record in opened.imports() for each in record.files)
    file.tables = [_table(reading, seen, opened) for reading in _readings(file, opened, progress)]
    file.save(update_fields=["tables", "mapping", "mapping_name"])


def _readings(
    file: File, opened: Ledger, progress: Callable[[int, int], None] | None = None
) -> Iterator[Reading]:
    yield from read(
        file.path,
        firm=opened.firm,
        mapping=mapping(file),
        date_order=file.date_order,
        decimal=file.decimal,
        progress=progress,
    )


def mapping(file: File) -> Source | None:
    """The mapping by which a person says that the file is read."""
    return mapping_of(file.mapping, file.mapping_name) if file.mapping else None


def mappings_folder() -> Path:
    """Where mappings are kept: beside the ledger's tables, for the command line too."""
    return Path(settings.DEPLOYMENT.ledger) / MAPPINGS


def _known_mapping(file: File) -> None:
    """Find a mapping that was written before, or lies beside the file, where no connector knows it."""
    known: dict[str, tuple[Source, Path]] = {}
    for path in [*sorted(mappings_folder().glob("*.toml")), *sorted(file.upload.folder.rglob("*.toml"))]:
        try:
            known[path.stem] = load_mapping(path), path
        except Refusal:
            continue  # some other settings, or one that its writer is still at
    name = fitting(file.path, {name: source for name, (source, _) in known.items()}) if known else ""
    if name and not _recognised(file):
        file.mapping = known[name][1].read_text(encoding="utf-8-sig")
        file.mapping_name = name[:80]


def _recognised(file: File) -> bool:
    return any(reading.connector for reading in _readings(file, ledger()))


def _table(reading: Reading, seen: frozenset[str], opened: Ledger) -> dict[str, Any]:
    """What one table gave, as plain values."""
    asked = [problem for problem in (*reading.problems, *reading.doubts) if question(problem)]
    return {
        "stands": _stands(reading, seen, asked),
        "source": reading.source,
        "sheet": " ".join(part for part in (reading.sheet, reading.page) if part),
        "read": reading.read,
        "entered": reading.entered,
        "folded": reading.folded,
        "kept_out": reading.faulty,
        "left_out": [[reason, {}, rows] for reason, rows in reading.left_out.items()],
        "questions": [[question(problem), _values(problem)] for problem in asked],
        "problems": [plain(one) for one in reading.problems if not question(one)][:SHOWN_PROBLEMS],
        "doubts": [plain(one) for one in reading.doubts if not question(one)],
        "previews": [_preview(filled, opened) for filled in reading.filled if filled.count and not filled.mention][:2],
        "tables": [[filled.table, filled.count] for filled in reading.filled if filled.count and not filled.enrich],
    }  # fmt: skip


def _stands(reading: Reading, seen: frozenset[str], asked: list[Problem]) -> str:
    if any(question(problem) == "mapping" for problem in asked):
        return "unknown"
    if reading.digest in seen:
        return "seen"
    if not reading.entered and not reading.left_out:
        return "asks" if asked else "unreadable"
    return "ready"


def plain(problem: Problem) -> dict[str, Any]:
    """A problem as it is kept."""
    return {
        "message": problem.message,
        "values": _values(problem),
        "line": problem.line,
        "column": problem.column,
        "rows": problem.rows,
    }


def _values(problem: Problem) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else _text(value) for name, value in problem.values.items()}


def _text(value: object) -> str:
    """Text that every database keeps: no zero bytes, no halves of characters."""
    return (
        str(value)[:LONGEST_TEXT]
        .replace("\x00", "\N{REPLACEMENT CHARACTER}")
        .encode(errors="replace")
        .decode()
    )


def _preview(filled: Filled, opened: Ledger) -> dict[str, Any]:
    """The first rows as they would enter: columns with their kinds, and cells as plain values."""
    table = schema(filled.table)
    rows = list(islice(_rows(filled), SHOWN_ROWS))
    names = [name for name in table.columns if any(row[name] is not None for row in rows)]
    cells = [[_cell(row[name]) for name in names] for row in rows]
    currencies = [row.get("currency") or opened.firm.currency for row in rows]
    columns = [[name, table.columns[name].kind.value] for name in names]
    return {"table": filled.table, "columns": columns, "rows": cells, "currencies": currencies}


def _rows(filled: Filled) -> Iterator[Mapping[str, Any]]:
    for batch in filled.rows:
        yield from batch.slice(0, SHOWN_ROWS).to_pylist()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    return _text(value)[:LONGEST_CELL]


def mapping_outcome(file: File, text: str, name: str) -> list[dict[str, Any]]:
    """What would come out if the file were read by this mapping; nothing enters."""
    opened = ledger()
    readings = read(
        file.path,
        firm=opened.firm,
        mapping=mapping_of(text, name),
        date_order=file.date_order,
        decimal=file.decimal,
    )
    return [_table(reading, frozenset(), opened) for reading in readings]
