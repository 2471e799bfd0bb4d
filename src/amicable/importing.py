"""From files to the ledger: read, enter, link the same client, say what stayed out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from amicable.connectors import Filled, Reading, read
from amicable.connectors._mapping import Source
from amicable.documenting import document
from amicable.engines.duckdb import usual_currency
from amicable.engines.ledger import Batch, FileRecord, Ledger, LeftOut, Written
from amicable.engines.linkage import Link, recognise
from amicable.evidence import Problem
from amicable.i18n import N_, say

Progress = Callable[[str, float], None]
"""Called with the name of the file under way, and how much of all files is done (0 to 1)."""


@dataclass(frozen=True)
class Asked:
    """How the files are to be read, where they do not say it themselves."""

    mapping: Source | None = None
    namespace: str = ""
    date_order: str = ""
    decimal: str = ""


NOTHING_ASKED: Mapping[Path, Asked] = MappingProxyType({})


@dataclass(frozen=True)
class Outcome:
    """What became of one file, or of one sheet of it."""

    file: str
    source: str
    sheet: str
    read: int = 0
    entered: dict[str, Written] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    folded: int = 0
    """Rows that told more about a row that entered (lines of one invoice)."""
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    kept_out: int = 0
    """Rows that stayed out because something is wrong with them."""
    seen: bool = False
    """The very same file was imported before: nothing to do."""


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    outcomes: tuple[Outcome, ...]
    links: tuple[Link, ...]
    """Ids newly recognised as the same client."""
    currency: str = ""
    """The reporting currency, where this import has settled it; empty: it was settled before."""
    import_id: str = ""
    """Under which the ledger remembers it; empty where nothing entered."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of all files."""
        return tuple(problem for outcome in self.outcomes for problem in outcome.problems)


def import_files(
    ledger: Ledger,
    paths: Iterable[Path],
    *,
    at: datetime,
    asked: Asked | None = None,
    asked_of: Mapping[Path, Asked] = NOTHING_ASKED,
    waiting: Callable[[], None] | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Enter every file under `paths` into the ledger; all of it becomes visible together, or nothing.

    `asked_of` says it for single files, where `asked` does not hold for all of them.
    """
    files = list(listed(paths))
    outcomes: list[Outcome] = []
    with ledger.importing(at=at, waiting=waiting) as batch:
        later: list[tuple[Outcome, Filled, pa.Table]] = []
        for number, path in enumerate(files):
            moved = _moved(progress, path, number, len(files))
            outcomes += _one_file(ledger, batch, path, asked_of.get(path) or asked or Asked(), later, moved)
        for outcome, filled, rows in later:
            _enter(batch, outcome, filled, rows)
        batch.settle_invoices()
        document(batch, _moved_reading(progress))
    after = Ledger.open(ledger.folder)
    import_id = batch.import_id if batch.import_id in after.manifest.imports else ""
    return Imported(tuple(outcomes), tuple(recognise(after, now=at)), _settled_currency(after), import_id)


def _settled_currency(ledger: Ledger) -> str:
    """A firm that has not named its currency reports in the one it mostly invoices in."""
    currency = "" if ledger.firm_is_known else usual_currency(ledger)
    if currency:
        ledger.set_firm(currency=currency)
    return currency


def _moved(progress: Progress | None, path: Path, number: int, files: int) -> Callable[[int, int], None]:
    """What a connector calls with the bytes it has looked at, of how many."""

    def moved(done: int, total: int) -> None:
        if progress:
            progress(path.name, (number + (done / total if total else 0)) / files)

    moved(0, 1)
    return moved


def _moved_reading(progress: Progress | None) -> Callable[[int, int], None]:
    """What reading the messages calls with those it has read, of how many."""

    def moved(done: int, total: int) -> None:
        if progress:
            progress(say(N_("Reading messages")), done / total if total else 1.0)

    return moved


def listed(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file under `paths`, in a stable order; hidden ones and our own settings are passed over."""
    for path in paths:
        if path.is_dir() and not _mailbox(path):
            inside = sorted(p for p in path.iterdir() if not p.name.startswith((".", "~$")))
            yield from listed(p for p in inside if p.is_dir() or _is_evidence(p))
        else:
            yield path


def _mailbox(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def _is_evidence(path: Path) -> bool:
    """Notes and settings beside the exports are no exports."""
    return path.suffix.lower() not in {".toml", ".md"} and not path.name.upper().startswith("README")


def _one_file(
    ledger: Ledger,
    batch: Batch,
    path: Path,
    asked: Asked,
    later: list[tuple[Outcome, Filled, pa.Table]],
    moved: Callable[[int, int], None],
) -> Iterator[Outcome]:
    readings = read(
        path,
        firm=ledger.firm,
        mapping=asked.mapping,
        namespace=asked.namespace,
        date_order=asked.date_order,
        decimal=asked.decimal,
        progress=moved,
    )
    for reading in readings:
        if reading.digest and batch.seen(reading.digest):
            yield Outcome(reading.file, reading.connector, reading.sheet, reading.read, seen=True)
            continue
        yield _one_reading(batch, reading, later)


def _one_reading(batch: Batch, reading: Reading, later: list[tuple[Outcome, Filled, pa.Table]]) -> Outcome:
    outcome = Outcome(
        file=reading.file,
        source=reading.source,
        sheet=" ".join(part for part in (reading.sheet, reading.page) if part),
        read=reading.read,
        left_out=tuple(LeftOut(reason, count) for reason, count in reading.left_out.items()),
        folded=reading.folded,
        kept_out=reading.faulty,
        problems=tuple(reading.problems),
        doubts=tuple(reading.doubts),
    )
    for filled in reading.filled:
        if filled.enrich:
            # what completes other rows must come after them, in whatever order the files lie
            later.append((outcome, filled, filled.rows.read_all()))
        else:
            _enter(batch, outcome, filled, filled.rows)
    if reading.filled:
        batch.record(
            FileRecord(
                outcome.file,
                reading.digest,
                outcome.source,
                outcome.sheet,
                outcome.read,
                outcome.entered,
                outcome.left_out,
                folded=outcome.folded,
                kept_out=outcome.kept_out,
            ),
            outcome.problems,
        )
    return outcome


def _enter(batch: Batch, outcome: Outcome, filled: Filled, rows: pa.RecordBatchReader | pa.Table) -> None:
    if filled.enrich:
        written = batch.complete(filled.table, rows, source=outcome.source, file=outcome.file)
    else:
        written = batch.write(
            filled.table,
            rows,
            source=outcome.source,
            file=outcome.file,
            mention=filled.mention,
            distinct=filled.distinct,
        )
    outcome.entered[filled.table] = outcome.entered.get(filled.table, Written()) + written
