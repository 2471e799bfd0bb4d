"""The ledger: every imported fact, as Delta tables in one folder, seen as one snapshot.

manifest.json   which versions belong together      firm.toml   the firm's own facts
tables/<name>/  one Delta table per kind of fact    links/      which client ids are the same client
imports/        what each import read               facts/      answers kept by quarter (may be deleted)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from amicable.engines import _delta, _firm_file, _imports, _manifest
from amicable.engines._batch import LINKS, Batch, recovered
from amicable.engines._delta import DataFile
from amicable.engines._imports import FileRecord, ImportRecord, LeftOut, Written
from amicable.engines._manifest import Manifest
from amicable.evidence import Firm, schema, schemas
from amicable.i18n import N_
from amicable.refusal import Refusal

__all__ = ["Batch", "FileRecord", "ImportRecord", "Ledger", "LedgerBusy", "LeftOut", "NotALedger", "Written"]

LOCK = ".lock"
WEB = "web"
"""Where the web application keeps its own things; it may be there first."""
WRITTEN_BY_HAND = ("criteria.toml", "profile.toml", _firm_file.RATES)
"""What a person may have put there, besides what is known about the firm."""
PATIENCE = 3600.0
"""Seconds that an import waits for another one."""
MEMORY = "2GB"
"""What an import may take; more is spilled to the disk."""

FIRM_FILE = _firm_file.NAME
"""The file of a ledger in which the firm's own facts stand."""


class NotALedger(Refusal):
    """The folder cannot serve as a ledger."""


class LedgerBusy(Refusal):
    """Another import has not finished in time."""

    exit_code = 4


@dataclass(frozen=True)
class Ledger:
    """One snapshot of a ledger; an import that ends later is not seen in it."""

    folder: Path
    firm: Firm
    manifest: Manifest
    _files: dict[str, tuple[DataFile, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path) -> "Ledger":
        """The ledger in `folder`, which is made on first use."""
        folder = folder.expanduser().resolve()
        _refuse_patterns(folder)
        if not (folder / _manifest.NAME).exists():
            _begin(folder)
        return cls(folder, _firm_file.read(folder), _manifest.read(folder))

    @property
    def firm_is_known(self) -> bool:
        """Whether somebody has written down anything about the firm."""
        return (self.folder / _firm_file.NAME).exists()

    def set_firm(self, **changes: object) -> "Ledger":
        """Write other facts about the firm; days by the staff's clock follow a new time zone."""
        firm = _firm_file.changed(self.firm, changes)
        if firm.zone != self.firm.zone:
            with self._locked(None, PATIENCE):
                self._follow_clock(firm)
        else:
            _firm_file.write(self.folder, firm)
        return Ledger.open(self.folder)

    def check_firm(self, **changes: object) -> None:
        """Refuse facts about the firm that cannot be right; nothing is written."""
        _firm_file.changed(self.firm, changes)

    def rows(self) -> dict[str, int]:
        """Rows of each table, from the log alone."""
        return {table: sum(file.rows for file in self.data_files(table)) for table in schemas()}

    def files(self, table: str) -> list[str]:
        """Paths of the Parquet files that make up `table`."""
        return [file.path for file in self.data_files(table)]

    def data_files(self, table: str) -> tuple[DataFile, ...]:
        """The same files with their partition, rows and ranges."""
        if table not in self._files:
            version = self.manifest.tables.get(table)
            place = self.folder / "tables" / table
            self._files[table] = () if version is None else _delta.data_files(place, schema(table), version)
        return self._files[table]

    def latest(self, table: str, column: str) -> date | None:
        """The latest day in a DATE column of `table`; None where there is none."""
        days = (file.latest(column) for file in self.data_files(table))
        return max((day for day in days if day), default=None)

    def imports(self) -> list[ImportRecord]:
        """Every finished import, oldest first."""
        place = self.folder / "imports"
        return [_imports.load(place, import_id, at) for import_id, at in self.manifest.imports.items()]

    def undone(self) -> list[tuple[ImportRecord, datetime]]:
        """Every import that was taken back, and when; oldest first."""
        place = self.folder / "imports"
        return [
            (_imports.load(place, import_id, began), datetime.fromisoformat(ended))
            for import_id, (began, ended) in self.manifest.undone.items()
        ]

    def links(self) -> pa.Table:
        """Which client ids are the same client: `alias` is to be read as `client_id`.

        Columns: alias, client_id, how, certainty (0 to 1), decided_by (null: by itself), decided_at (UTC).
        """
        return pq.read_table(path, schema=LINKS) if (path := self.links_file) else LINKS.empty_table()

    @property
    def links_file(self) -> Path | None:
        """Where the links lie; None where there are none."""
        return self.folder / "links" / self.manifest.links if self.manifest.links else None

    @contextmanager
    def importing(
        self,
        *,
        at: datetime,
        waiting: Callable[[], None] | None = None,
        timeout: float = PATIENCE,
        memory: str = MEMORY,
    ) -> Iterator[Batch]:
        """The one import that may write now; its rows become visible together, when the block ends well.

        `waiting` is called once if another import is under way; after `timeout` seconds it is a refusal.
        """
        with self._locked(waiting, timeout):
            before = _manifest.read(self.folder)
            firm = _firm_file.read(self.folder)
            batch = Batch(self.folder, firm, recovered(self.folder, before), at, memory)
            yield batch
            if (after := batch.finished()) != before:
                _manifest.publish(self.folder, after)

    @contextmanager
    def _locked(self, waiting: Callable[[], None] | None, timeout: float) -> Iterator[None]:
        lock = FileLock(self.folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if waiting:
                waiting()
            _wait(lock, timeout)
        try:
            yield
        finally:
            lock.release()

    def _follow_clock(self, firm: Firm) -> None:
        before = _manifest.read(self.folder)
        at = datetime.min  # noqa: DTZ901 (no rows are entered under it)
        batch = Batch(self.folder, firm, recovered(self.folder, before), at, MEMORY)
        batch.derive_anew()
        _firm_file.write(self.folder, firm)
        _manifest.publish(self.folder, batch.finished())


def _wait(lock: FileLock, timeout: float) -> None:
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        raise LedgerBusy(
            N_("Another import is still writing to this ledger after {seconds} seconds. Try again later."),
            seconds=round(timeout),
        ) from None


def _refuse_patterns(folder: Path) -> None:
    signs = [sign for sign in "*?[]{}=" if sign in str(folder)]
    if signs:
        raise NotALedger(
            N_("{folder} cannot hold a ledger: its path contains {sign}. Choose another folder."),
            folder=folder,
            sign=signs[0],
        )


def _begin(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotALedger(
            N_("{folder} is a file, not a folder. Choose a folder for the ledger."), folder=folder
        )
    if folder.exists() and any(not _ours(path.name) for path in folder.iterdir()):
        raise NotALedger(
            N_("{folder} holds other things and no ledger. Choose an empty folder, or a new one."),
            folder=folder,
        )
    folder.mkdir(parents=True, exist_ok=True)
    _manifest.create(folder)


def _ours(name: str) -> bool:
    """Whether a beginning ledger, or the web application on it, may have left `name` behind."""
    return name in {LOCK, _firm_file.NAME, WEB, *WRITTEN_BY_HAND} or name.startswith(f".{_manifest.NAME}")
