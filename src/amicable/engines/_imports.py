"""What each import read, entered and left out: the ledger's own diary, in plain JSON lines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from amicable.evidence import Problem


@dataclass(frozen=True)
class Written:
    """What became of the rows handed to one table; the four add up to the rows given."""

    new: int = 0
    corrected: int = 0
    unchanged: int = 0
    repeated: int = 0
    """Rows whose id came again later in the same input; the last one counts."""

    def __add__(self, other: "Written") -> "Written":
        return Written(
            self.new + other.new,
            self.corrected + other.corrected,
            self.unchanged + other.unchanged,
            self.repeated + other.repeated,
        )


@dataclass(frozen=True)
class LeftOut:
    """Rows of a file that are no evidence, and why."""

    reason: str
    """A sentence marked for translation, with named placeholders."""
    rows: int
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class FileRecord:
    """One file (or one sheet of it) as it was imported."""

    file: str
    digest: str
    """Hash of the content and of the mapping by which it was read."""
    source: str
    sheet: str = ""
    read: int = 0
    """Rows found in the file."""
    entered: Mapping[str, Written] = field(default_factory=dict)
    """Table -> what became of its rows."""
    left_out: tuple[LeftOut, ...] = ()
    problems: int = 0
    """How many problems were found; `ImportRecord.problems()` reads them."""
    folded: int = 0
    """Rows that told more about a row that entered."""
    kept_out: int = 0
    """Rows that stayed out because something is wrong with them."""

    @property
    def rows_entered(self) -> int:
        """Rows that stand in the ledger: with those merged, left out and kept out they add up to `read`."""
        return self.read - self.folded - sum(one.rows for one in self.left_out) - self.kept_out


@dataclass(frozen=True)
class ImportRecord:
    """One import: everything between taking the lock and publishing the new snapshot."""

    import_id: str
    at: datetime
    files: tuple[FileRecord, ...]
    folder: Path

    def problems(self) -> Iterator[Problem]:
        """The problems of all its files, in the order in which they were found."""
        path = _problems(self.folder, self.import_id)
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                yield from (Problem(**json.loads(line)) for line in lines)


def append(folder: Path, import_id: str, file: FileRecord, problems: Iterable[Problem]) -> None:
    """Add one file to the diary of an import that is under way."""
    folder.mkdir(exist_ok=True)
    _append(_files(folder, import_id), [asdict(file)])
    _append(_problems(folder, import_id), (asdict(problem) for problem in problems))


def load(folder: Path, import_id: str, at: str) -> ImportRecord:
    """The diary of one import."""
    path = _files(folder, import_id)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    files = tuple(_file_record(json.loads(line)) for line in lines)
    return ImportRecord(import_id, datetime.fromisoformat(at), files, folder)


def note_before(folder: Path, import_id: str, tables: Mapping[str, int]) -> None:
    """Write down which versions of the tables an import found, so that it can be taken back."""
    folder.mkdir(exist_ok=True)
    _before(folder, import_id).write_text(json.dumps(tables), encoding="utf-8")


def before(folder: Path, import_id: str) -> Mapping[str, int] | None:
    """Version of each table before an import; None where nobody wrote it down."""
    path = _before(folder, import_id)
    found: Mapping[str, int] | None = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    return found


def _file_record(found: dict[str, object]) -> FileRecord:
    entered: dict[str, dict[str, int]] = found.pop("entered")  # type: ignore[assignment]
    left_out: list[dict[str, object]] = found.pop("left_out")  # type: ignore[assignment]
    return FileRecord(
        entered={table: Written(**counts) for table, counts in entered.items()},
        left_out=tuple(LeftOut(**rows) for rows in left_out),  # type: ignore[arg-type]
        **found,  # type: ignore[arg-type]
    )


def _append(path: Path, rows: Iterable[dict[str, object]]) -> None:
    with path.open("a", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)


def _files(folder: Path, import_id: str) -> Path:
    return folder / f"{import_id}.jsonl"


def _before(folder: Path, import_id: str) -> Path:
    return folder / f"{import_id}.before.json"


def _problems(folder: Path, import_id: str) -> Path:
    return folder / f"{import_id}.problems.jsonl"
