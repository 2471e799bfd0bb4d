"""Rows on their way into one table: staged in a scratch database until it is known which are new.

Everything is one pass of DuckDB over what streams in, so that memory stays bounded; of the rows already in
the ledger only ids and hashes are read.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import duckdb
import pyarrow as pa

from amicable.engines._delta import DataFile, columns, measured
from amicable.engines._imports import Written
from amicable.engines._manifest import sync
from amicable.engines._sql import identifier, literal, parquet
from amicable.engines._undo import Older, Undo, find
from amicable.evidence.schema import PROVENANCE, SQL_TYPES, Kind, Table

SLICE = 65_536
"""Rows in a file at most: of a quarter with more, one client's rows are found by opening few of its files."""
CROWDED = 16
"""So many files of one quarter that are not full are written anew together."""
PACKED = "COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 16384, WRITE_BLOOM_FILTER false"
"""A few rows are read by unpacking few others; rows lie in order, so that ranges tell what a filter would."""

UNSAID = r"\1[…]\2"
"""What stands in place of words that were erased, between what stood around them."""


class Staging:
    """A scratch database with the rows for one table: `staged`, with what cannot be worked out while writing."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: Table, zone: str) -> None:
        self._connection = connection
        self._table = table
        self._zone = zone
        self._own = [name for name in table.columns if name != table.key]
        self._same: dict[str, str] = {}
        """What all staged rows have in common: column -> SQL expression."""
        self._in_order = False
        """Whether the staged rows lie as they are to be written."""

    def fill(
        self, rows: pa.RecordBatchReader | pa.Table, provenance: dict[str, str], *, in_order: bool
    ) -> None:
        """Take in `rows`, `in_order` where all of them stay. `provenance`: column -> SQL expression."""
        hashed = [
            "evidence_id" if name == self._table.key else identifier(name) for name in self._table.columns
        ]
        # >> 1: Delta knows no unsigned integers
        row_hash = f"CAST(hash({', '.join(hashed)}) >> 1 AS BIGINT) AS row_hash"
        self._connection.register("incoming", rows)
        self._stage(f"SELECT *, {row_hash} FROM ({self._incoming()})", self._order if in_order else "")
        self._connection.unregister("incoming")
        self._same = provenance

    def complete(
        self, rows: pa.RecordBatchReader | pa.Table, provenance: dict[str, str], files: Sequence[DataFile]
    ) -> Written:
        """Take in the rows of `files` that `rows` tell more about; empty cells of `rows` change nothing.

        A full row keeps its own place and hash: the file that it came from can be imported again, and says
        nothing new. A row that was only mentioned becomes a full one, with the place of what completes it.
        """
        names = [identifier(name) for name in self._own]
        whole = [f"coalesce(given.{name}, there.{name}) AS {name}" for name in names]
        place = provenance | {"line": "given.line"}
        kept = [
            f"CASE WHEN there.mentioned THEN {place[n]} ELSE there.{n} END AS {n}"
            for n in ("source", "file", "line")
        ]
        told = " OR ".join(
            f"coalesce(given.{name}, there.{name}) IS DISTINCT FROM there.{name}" for name in names
        )
        self._connection.register("incoming", rows)
        there = parquet([file.path for file in files])
        self._stage(f"""
            SELECT {", ".join([*whole, *kept])}, there.evidence_id, {provenance["import_id"]} AS import_id,
                   false AS mentioned, there.row_hash
            FROM ({self._incoming()}) AS given JOIN {there} AS there USING (evidence_id)
            WHERE there.mentioned OR {told}
        """)
        self._connection.unregister("incoming")
        partition = "there.quarter" if self._table.happened else "0"
        self._run(
            f"INSERT INTO corrected SELECT evidence_id, {partition} FROM staged JOIN {there} AS there USING (evidence_id)"
        )
        return Written(corrected=self._count("staged"))

    def _incoming(self) -> str:
        """The schema's own columns of what comes in, in their types, with the key under its common name."""
        kinds = {name: SQL_TYPES[self._table.columns[name].kind] for name in self._own}
        own = [f"CAST({identifier(name)} AS {kind}) AS {identifier(name)}" for name, kind in kinds.items()]
        own.append(f"CAST({identifier(self._table.key)} AS VARCHAR) AS evidence_id")
        return f"SELECT {', '.join([*own, 'CAST(line AS BIGINT) AS line'])} FROM incoming"

    def refill(self, files: Sequence[DataFile]) -> None:
        """Take in what the ledger holds, to be derived anew (the firm's clock has changed)."""
        self._stage(self._there(files))

    def settle(self, files: Sequence[DataFile], *, mention: bool, distinct: bool) -> Written:
        """Keep only rows that the ledger must take; `corrected` then holds the ids that give way to them."""
        given = self._count("staged")
        if not distinct:
            self._run(REPEATED)
        repeated = given - self._count("staged")
        if not files:
            return Written(new=given - repeated, repeated=repeated)
        self._compare(files, mention=mention)
        left, corrected = self._count("staged"), self._count("corrected")
        return Written(left - corrected, corrected, given - repeated - left, repeated)

    def undo(self, import_id: str, files: Sequence[DataFile], older: Older, undone: Collection[str]) -> Undo:
        """Keep what an import replaced; `corrected` then holds the ids of its own rows, which go."""
        found = find(self._connection, self._table, import_id, files, older, undone)
        self._stage(self._without_derived("replaced"))
        self._run("INSERT INTO corrected SELECT evidence_id, quarter FROM going")
        return found

    def expel(self, files: Sequence[DataFile], goes: str, words: str) -> tuple[int, int]:
        """Keep rows in whose texts the pattern `words` is found, without it; `corrected` then holds the ids of these, too.

        Rows that meet `goes`, a condition of ours, go. How many rows go, and how many lose words.
        """
        there = parquet([file.path for file in files])
        texts = [name for name in (*self._table.of_kind(Kind.TEXT), "file") if name != self._table.key]
        found = " OR ".join(f"regexp_matches({identifier(name)}, {literal(words)})" for name in texts)
        said = f"NOT ({goes}) AND ({found})" if words else "FALSE"
        less = {name: f"regexp_replace({identifier(name)}, {literal(words)}, {literal(UNSAID)}, 'g') AS {identifier(name)}" for name in texts}  # fmt: skip
        kept = [name for name in (*self._own, *PROVENANCE) if name != "quarter"]
        columns = ", ".join(less.get(name, identifier(name)) for name in kept)
        self._stage(f"SELECT {columns} FROM {there} WHERE {said}")
        partition = "quarter" if self._table.happened else "0"
        self._run(
            f"INSERT INTO corrected SELECT evidence_id, {partition} FROM {there} WHERE ({goes}) OR ({said})"
        )
        told = self._count("staged")
        return self._count("corrected") - told, told

    def store(self, folder: Path, files: Sequence[DataFile]) -> tuple[list[DataFile], list[DataFile]]:
        """Write the rows into new files under `folder`: (files to add, files they replace)."""
        replaced = self._replaced(files)
        self._arrange(replaced)
        quarters = self._connection.execute(
            "SELECT quarter, min(rowid), count(*) FROM arranged GROUP BY quarter ORDER BY quarter"
        ).fetchall()
        added = [
            self._write(folder, quarter, first + start, min(SLICE, rows - start))
            for quarter, first, rows in quarters
            for start in range(0, rows, SLICE)
        ]
        return added, replaced

    def _replaced(self, files: Sequence[DataFile]) -> list[DataFile]:
        """Files that have rows which give way, or that are small and many."""
        corrected, found = self._quarters("corrected"), list[DataFile]()
        for quarter in sorted(self._quarters("staged") | corrected):
            there = [file for file in files if file.quarter == quarter]
            small = [file for file in there if file.rows < SLICE]
            found += there if quarter in corrected else small if len(small) >= CROWDED else []
        return found

    def _arrange(self, replaced: Sequence[DataFile]) -> None:
        """Make `arranged`: the staged rows and those of `replaced` that stay, in the order of the files."""
        if self._in_order:
            self._run("ALTER TABLE staged RENAME TO arranged")
            return
        rows = "SELECT * FROM staged"
        if replaced:
            same = "".join(f", {value} AS {name}" for name, value in self._same.items())
            kept = f"{self._placed(self._there(replaced))} ANTI JOIN corrected USING (evidence_id)"
            rows = f"SELECT *{same} FROM staged UNION ALL BY NAME {kept}"
            self._same = {}
        self._run(f"CREATE TABLE arranged AS SELECT * FROM ({rows}) {self._order}")
        self._run("DROP TABLE staged")

    @property
    def _order(self) -> str:
        return f"ORDER BY quarter, {'client_id' if 'client_id' in self._own else 'evidence_id'}"

    def _stage(self, rows: str, order: str = "") -> None:
        self._run(f"CREATE TABLE staged AS {self._placed(rows)} {order}")
        self._in_order = bool(order)
        self._run("CREATE TABLE corrected (evidence_id VARCHAR, quarter INTEGER)")

    def _placed(self, rows: str) -> str:
        """`rows` with the partition of each."""
        day = _derivations(self._table, self._zone).get(
            self._table.happened_on, identifier(self._table.happened)
        )
        quarter = f"year({day}) * 4 + quarter({day}) - 1" if self._table.happened else "NULL"
        return f"SELECT *, CAST(coalesce({quarter}, 0) AS INTEGER) AS quarter FROM ({rows})"

    def _there(self, files: Sequence[DataFile]) -> str:
        """The rows of `files`, without what can be worked out."""
        return self._without_derived(parquet([file.path for file in files]))

    def _without_derived(self, rows: str) -> str:
        names = [*self._own, *(name for name in PROVENANCE if name != "quarter")]
        return f"SELECT {', '.join(map(identifier, names))} FROM {rows}"

    def _compare(self, files: Sequence[DataFile], *, mention: bool) -> None:
        partition = "there.quarter" if self._table.happened else "0"
        self._run(f"""
            CREATE TABLE met AS
            SELECT staged.rowid AS place, evidence_id, {partition} AS quarter,
                   {mention} OR (there.row_hash = staged.row_hash AND NOT there.mentioned) AS settled
            FROM staged JOIN {parquet([file.path for file in files])} AS there USING (evidence_id)
        """)
        self._run("DELETE FROM staged WHERE rowid IN (SELECT place FROM met WHERE settled)")
        self._run("INSERT INTO corrected SELECT evidence_id, quarter FROM met WHERE NOT settled")

    def _write(self, folder: Path, quarter: int, first: int, rows: int) -> DataFile:
        """One file with the arranged rows from the place `first` on."""
        target = self._target(folder, quarter)
        written = self._connection.execute(f"""
            COPY (SELECT {self._stored()} FROM arranged WHERE rowid BETWEEN {first} AND {first + rows - 1})
            TO {literal(str(target))} (FORMAT parquet, {PACKED}, RETURN_STATS)
        """).fetchall()
        sync(target)
        return _described(self._table, str(target), quarter, rows, written[0][4])

    def _stored(self) -> str:
        """Every column as it lies in a file."""
        known = self._same | _derivations(self._table, self._zone) | {self._table.key: "evidence_id"}
        names = [name for name in columns(self._table) if name != "quarter"]
        return ", ".join(f"{known.get(name, identifier(name))} AS {identifier(name)}" for name in names)

    def _target(self, folder: Path, quarter: int) -> Path:
        place = folder / f"quarter={quarter}" if self._table.happened else folder
        place.mkdir(parents=True, exist_ok=True)
        return place / f"{uuid4().hex}.parquet"

    def _quarters(self, name: str) -> set[int]:
        return {
            quarter
            for (quarter,) in self._connection.execute(f"SELECT DISTINCT quarter FROM {name}").fetchall()
        }

    def _count(self, name: str) -> int:
        found = self._connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        return int(found[0]) if found else 0

    def _run(self, statement: str) -> None:
        self._connection.execute(statement)


REPEATED = """
    DELETE FROM staged WHERE rowid IN (
        SELECT place FROM (
            SELECT rowid AS place, row_number() OVER (PARTITION BY evidence_id ORDER BY rowid DESC) AS turn
            FROM staged
            WHERE evidence_id IN (SELECT evidence_id FROM staged GROUP BY evidence_id HAVING count(*) > 1)
        ) WHERE turn > 1
    )
"""


@contextmanager
def staging(work: Path, table: Table, zone: str, memory: str) -> Iterator[Staging]:
    """A fresh scratch database in memory, which spills into the folder `work`."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(work),
    }
    with duckdb.connect(config=config) as connection:
        yield Staging(connection, table, zone)


def _local(column: str, zone: str) -> str:
    return f"timezone({literal(zone)}, timezone('UTC', {column}))"


def _derivations(table: Table, zone: str) -> dict[str, str]:
    """SQL for each derived column: the staff's day, its number since 1970-01-01, minutes since midnight."""
    found: dict[str, str] = {}
    for name in table.of_kind(Kind.TIMESTAMP):
        stem, clock = name[:-3], _local(identifier(name), zone)
        found[f"{stem}_on"] = f"CAST({clock} AS DATE)"
        found[f"{stem}_day"] = _day_number(f"CAST({clock} AS DATE)")
        found[f"{stem}_minute"] = f"CAST(hour({clock}) * 60 + minute({clock}) AS INTEGER)"
    for name in table.of_kind(Kind.DATE):
        found[f"{name[:-3]}_day"] = _day_number(identifier(name))
    return found


def _day_number(day: str) -> str:
    return f"CAST(date_diff('day', DATE '1970-01-01', {day}) AS INTEGER)"


def _described(
    table: Table, path: str, quarter: int, rows: int, statistics: dict[str, dict[str, str]]
) -> DataFile:
    """A file just written, with the ranges that the Parquet writer measured (only exact ones)."""
    found = {name: statistics.get(identifier(name), {}) for name in measured(table)}
    lowest = {name: range_["min"] for name, range_ in found.items() if range_.get("min_is_exact") == "true"}
    highest = {name: range_["max"] for name, range_ in found.items() if range_.get("max_is_exact") == "true"}
    return DataFile(path, quarter, rows, lowest, highest)
