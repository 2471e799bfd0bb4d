"""One import: rows go into the Delta tables at once, and become visible together at its end."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from secrets import token_hex

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from amicable.engines import _delta, _imports
from amicable.engines._delta import DataFile
from amicable.engines._imports import FileRecord, Written
from amicable.engines._manifest import Manifest, sync
from amicable.engines._sql import identifier, literal, parquet
from amicable.engines._staging import staging
from amicable.engines._undo import older_files
from amicable.evidence import Firm, Problem, schema, schemas
from amicable.evidence.schema import Kind

LINKS = pa.schema(
    {
        "alias": pa.string(),
        "client_id": pa.string(),
        "how": pa.string(),
        "certainty": pa.float64(),
        "decided_by": pa.string(),
        "decided_at": pa.timestamp("us"),
    }
)


ROWS_AT_ONCE = 100_000
"""Rows that are handed on together."""
PAID = """
    SELECT invoice_id, max(payments.paid_on) AS paid_on, CAST(0 AS BIGINT) AS line
    FROM {invoices} AS invoices JOIN {payments} AS payments USING (invoice_id)
    WHERE invoices.paid_on IS NULL AND invoices.currency IS NOT DISTINCT FROM payments.currency
    GROUP BY invoice_id, invoices.total
    HAVING sum(payments.amount) >= invoices.total AND invoices.total > 0
"""
"""Invoices that payments booked to them cover, and the day of the last of these."""


class Batch:
    """What may be done between taking the lock and publishing the new snapshot."""

    def __init__(self, folder: Path, firm: Firm, manifest: Manifest, at: datetime, memory: str) -> None:
        self.import_id = f"{at:%Y%m%dT%H%M%S}-{token_hex(4)}"
        self._folder = folder
        self._firm = firm
        self._manifest = manifest
        self._at = at
        self._memory = memory
        self._versions = dict(manifest.tables)
        self._links = manifest.links
        self._digests: set[str] = set()
        self._undone: dict[str, Sequence[str]] = {}

    @property
    def folder(self) -> Path:
        """Where the ledger lies."""
        return self._folder

    def seen(self, digest: str) -> bool:
        """Whether a file with this digest has been imported already, so that nothing is to be done."""
        return digest in self._digests or digest in self._seen_before

    def ids(self, table: str) -> pa.ChunkedArray:
        """The evidence ids in `table`, with those that this import has entered so far."""
        paths = [file.path for file in self._files(table)]
        found = (pq.read_table(path, columns=["evidence_id"])["evidence_id"] for path in paths)
        return pa.chunked_array([chunk for column in found for chunk in column.chunks], pa.string())

    def write(
        self,
        table: str,
        rows: pa.RecordBatchReader | pa.Table,
        *,
        source: str,
        file: str,
        mention: bool,
        distinct: bool = False,
    ) -> Written:
        """Enter `rows`: the schema's own columns (times in UTC without zone), the key, and `line`.

        A row of a known id replaces the old one where it differs; a `mention` never does, and gives way.
        `distinct`: no id stands in two of the rows, so that this need not be looked for.
        """
        provenance = self._provenance(source, file) | {"mentioned": str(mention)}
        files = self._files(table)
        with staging(self._work, schema(table), self._firm.zone, self._memory) as staged:
            staged.fill(rows, provenance, in_order=distinct and not files)
            written = staged.settle(files, mention=mention, distinct=distinct)
            if written.new or written.corrected:
                self._commit(table, *staged.store(self._place(table), files))
        return written

    def count(self, table: str, where: str) -> int:
        """How many rows of this import meet `where`, a condition of ours in SQL."""
        return sum(some.num_rows for some in self.entered(table, (schema(table).key,), where))

    def entered(self, table: str, columns: Sequence[str], where: str) -> Iterator[pa.RecordBatch]:
        """These columns of the rows of this import that meet `where`, a condition of ours in SQL."""
        return self.rows(table, columns, f"import_id = {literal(self.import_id)} AND {where}")

    def rows(self, table: str, columns: Sequence[str], where: str = "true") -> Iterator[pa.RecordBatch]:
        """These columns of all rows that meet `where`, a condition of ours in SQL."""
        files = self._files(table)
        if not files:
            return
        named = ", ".join(identifier(name) for name in columns)
        statement = f"SELECT {named} FROM {parquet([file.path for file in files])} WHERE {where}"
        with duckdb.connect() as connection:
            yield from connection.sql(statement).to_arrow_reader(ROWS_AT_ONCE)

    def complete(
        self, table: str, rows: pa.RecordBatchReader | pa.Table, *, source: str = "", file: str = ""
    ) -> Written:
        """Complete the rows of known ids by `rows` (columns as in `write`); unknown ids stay out."""
        files = self._files(table)
        if not files:
            return Written()
        with staging(self._work, schema(table), self._firm.zone, self._memory) as staged:
            written = staged.complete(rows, self._provenance(source, file), files)
            if written.corrected:
                self._commit(table, *staged.store(self._place(table), files))
        return written

    def settle_invoices(self) -> Written:
        """Give each invoice without a day of payment the day on which payments booked to it covered it."""
        invoices, payments = self._files("invoices"), self._files("payments")
        if not invoices or not payments:
            return Written()
        with duckdb.connect() as connection:
            paid: pa.Table = connection.sql(
                PAID.format(
                    invoices=parquet([file.path for file in invoices]),
                    payments=parquet([file.path for file in payments]),
                )
            ).to_arrow_table()
        own = schema("invoices").columns
        empty = [pa.nulls(paid.num_rows, pa.null()) for name in own if name not in paid.column_names]
        names = [name for name in own if name not in paid.column_names]
        rows = pa.table([*paid.columns, *empty], names=[*paid.column_names, *names])
        return self.complete("invoices", rows) if rows.num_rows else Written()

    def _provenance(self, source: str, file: str) -> dict[str, str]:
        return {"source": literal(source), "file": literal(file), "import_id": literal(self.import_id)}

    def record(self, file: FileRecord, problems: Iterable[Problem] = ()) -> None:
        """Note in the ledger's diary what became of one file; `file.problems` is counted here."""
        found = list(problems)
        _imports.append(self._folder / "imports", self.import_id, replace(file, problems=len(found)), found)
        self._digests.add(file.digest)

    def write_links(self, links: pa.Table) -> None:
        """Replace what is known about ids of the same client. Columns as in `Ledger.links`."""
        place = self._folder / "links"
        place.mkdir(exist_ok=True)
        rows = links.select(LINKS.names).cast(LINKS).sort_by("alias").combine_chunks()
        digest = hashlib.sha256(repr(rows.to_pydict()).encode()).hexdigest()[:16]
        pq.write_table(rows, place / f"{digest}.parquet", compression="zstd")
        sync(place / f"{digest}.parquet")
        self._links = f"{digest}.parquet"

    def take_back(self, import_id: str) -> None:
        """Take an import's rows out of every table, and bring back those that they replaced."""
        undone = {*self._manifest.undone, import_id}
        for table in list(self._versions):
            if files := self._files(table):
                older = older_files(self._folder, schema(table))
                with staging(self._work, schema(table), self._firm.zone, self._memory) as staged:
                    if staged.undo(import_id, files, older, undone).goes:
                        self._commit(table, *staged.store(self._place(table), files))
        self._undone[import_id] = (self._manifest.imports[import_id], self._at.isoformat())

    def expel(self, table: str, goes: str, words: str) -> tuple[int, int]:
        """Take the rows out that meet `goes`, a condition of ours in SQL, and the pattern `words` out of all other texts.

        How many rows went, and how many lost words.
        """
        files = self._files(table)
        if not files:
            return 0, 0
        with staging(self._work, schema(table), self._firm.zone, self._memory) as staged:
            gone, told = staged.expel(files, goes, words)
            if gone or told:
                self._commit(table, *staged.store(self._place(table), files))
        return gone, told

    def derive_anew(self) -> None:
        """Write every table with times again, by the clock of the firm's zone."""
        for table in list(self._versions):
            if schema(table).of_kind(Kind.TIMESTAMP) and (files := self._files(table)):
                with staging(self._work, schema(table), self._firm.zone, self._memory) as staged:
                    staged.refill(files)
                    added, _ = staged.store(self._place(table), ())
                    self._commit(table, added, files)

    def finished(self) -> Manifest:
        """The snapshot that this import leaves behind."""
        shutil.rmtree(self._work, ignore_errors=True)
        entered = {self.import_id: self._at.isoformat()} if self._digests else {}
        if self._digests:
            _imports.note_before(self._folder / "imports", self.import_id, self._manifest.tables)
        there = {**self._manifest.imports, **entered}
        imports = {import_id: at for import_id, at in there.items() if import_id not in self._undone}
        return Manifest(self._versions, self._links, imports, {**self._manifest.undone, **self._undone})

    @cached_property
    def _seen_before(self) -> frozenset[str]:
        place = self._folder / "imports"
        records = (_imports.load(place, import_id, at) for import_id, at in self._manifest.imports.items())
        return frozenset(
            file.digest for record in records for file in record.files if self._stands(record.at, file)
        )

    def _stands(self, at: datetime, file: FileRecord) -> bool:
        """Whether all that a file said is still there: what it only confirmed may have been taken back since."""
        confirmed = any(written.unchanged for written in file.entered.values())
        lost = (map(datetime.fromisoformat, span) for span in self._manifest.undone.values())
        return not (confirmed and any(began <= at <= ended for began, ended in lost))

    @property
    def _work(self) -> Path:
        return self._folder / WORK

    def _place(self, table: str) -> Path:
        return self._folder / "tables" / table

    def _files(self, table: str) -> Sequence[DataFile]:
        if table not in self._versions:
            return ()
        return _delta.data_files(self._place(table), schema(table), self._versions[table])

    def _commit(self, table: str, added: Sequence[DataFile], removed: Sequence[DataFile]) -> None:
        place = self._place(table)
        before = self._versions.get(table)
        if before is None:
            before = _delta.create(place, schema(table))
        self._versions[table] = _delta.commit(place, schema(table), before, added, removed)


WORK = ".work"


def recovered(folder: Path, manifest: Manifest) -> Manifest:
    """The same snapshot, after undoing what an import that was killed has left behind."""
    shutil.rmtree(folder / WORK, ignore_errors=True)
    for draft in folder.glob(".manifest.json-*"):
        draft.unlink()
    versions = dict(manifest.tables)
    for table in schemas():
        place = folder / "tables" / table
        if table not in versions:
            shutil.rmtree(place, ignore_errors=True)
        elif _delta.latest(place) != versions[table]:
            versions[table] = _delta.restore(place, versions[table])
    return replace(manifest, tables=versions)
