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
from amicable.evidence.schema import SQL_TYPES, Kind, Table

CROWDED = 16
"""Files of one quarter beyond which they are written anew as one."""
PACKED = "COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 122880"
"""Row groups that one client's rows are found in by reading few others, and few enough to be looked through."""


class Staging:
    """A scratch database with the rows for one table: `staged`, with the columns of `Table.stored`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: Table, zone: str) -> None:
        self._connection = connection
        self._table = table
        self._zone = zone

    def fill(self, rows: pa.RecordBatchReader | pa.Table, provenance: dict[str, str]) -> None:
        """Take in `rows`, with what the ledger derives from them. `provenance`: column -> SQL expression."""
        hashed = ", ".join(identifier(name) for name in self._table.columns)
        added = [f"{value} AS {name}" for name, value in provenance.items()]
        # >> 1: Delta knows no unsigned integers
        added.append(f"CAST(hash({hashed}) >> 1 AS BIGINT) AS row_hash")
        self._connection.register("incoming", rows)
        self._derive(f"SELECT *, {', '.join(added)} FROM (SELECT {self._own()} FROM incoming)")
        self._connection.unregister("incoming")

    def complete(
        self, rows: pa.RecordBatchReader | pa.Table, provenance: dict[str, str], files: Sequence[DataFile]
    ) -> Written:
        """Take in the rows of `files` that `rows` tell more about; empty cells of `rows` change nothing.

        A full row keeps its own place and hash: the file that it came from can be imported again, and says
        nothing new. A row that was only mentioned becomes a full one, with the place of what completes it.
        """
        names = [identifier(name) for name in self._table.columns]
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
        self._derive(f"""
            SELECT {", ".join([*whole, *kept])}, there.evidence_id, {provenance["import_id"]} AS import_id,
                   false AS mentioned, there.row_hash
            FROM (SELECT {self._own()} FROM incoming) AS given JOIN {there} AS there USING (evidence_id)
            WHERE there.mentioned OR {told}
        """)
        self._connection.unregister("incoming")
        partition = "there.quarter" if self._table.happened else "0"
        self._run(
            f"INSERT INTO corrected SELECT evidence_id, {partition} FROM staged JOIN {there} AS there USING (evidence_id)"
        )
        return Written(corrected=self._count("staged"))

    def _own(self) -> str:
        """The schema's own columns of what came in, in their types, with the key under its common name."""
        kinds = {name: SQL_TYPES[column.kind] for name, column in self._table.columns.items()}
        own = [f"CAST({identifier(name)} AS {kind}) AS {identifier(name)}" for name, kind in kinds.items()]
        own.append(f"CAST({identifier(self._table.key)} AS VARCHAR) AS evidence_id")
        return ", ".join([*own, "CAST(line AS BIGINT) AS line"])

    def refill(self, files: Sequence[DataFile]) -> None:
        """Take in what the ledger holds, derived anew (the firm's clock has changed)."""
        self._derive(f"SELECT * FROM {parquet([file.path for file in files])}")

    def settle(self, files: Sequence[DataFile], *, mention: bool) -> Written:
        """Keep only rows that the ledger must take; `corrected` then holds the ids that give way to them."""
        given = self._count("staged")
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
        self._derive("SELECT * FROM replaced")
        self._run("INSERT INTO corrected SELECT evidence_id, quarter FROM going")
        return found

    def store(self, folder: Path, files: Sequence[DataFile]) -> tuple[list[DataFile], list[DataFile]]:
        """Write the rows into new files under `folder`: (files to add, files they replace)."""
        added, removed = [], []
        corrected = self._quarters("corrected")
        for quarter in sorted(self._quarters("staged") | corrected):
            there = [file for file in files if file.quarter == quarter]
            replaced = there if quarter in corrected or len(there) >= CROWDED else []
            added += self._write(folder, quarter, replaced)
            removed += replaced
        return added, removed

    def _derive(self, rows: str) -> None:
        """Make `staged` from own columns and provenance: clock first, then days, then the partition."""
        stamps = self._table.of_kind(Kind.TIMESTAMP)
        local = "".join(f", {_local(name, self._zone)} AS {_clock(name)}" for name in stamps)
        happened = identifier(self._table.happened_on) if self._table.happened else "CAST(NULL AS DATE)"
        known = [name for name in self._table.stored if name not in {*self._table.derived, "quarter"}]
        derived = [f"{value} AS {identifier(name)}" for name, value in _derivations(self._table).items()]
        clocked = f"SELECT *{local} FROM ({rows})"
        self._run(f"""
            CREATE TABLE staged AS
            SELECT *, CAST(coalesce(year({happened}) * 4 + quarter({happened}) - 1, 0) AS INTEGER) AS quarter
            FROM (SELECT {", ".join([*map(identifier, known), *derived])} FROM ({clocked}))
        """)
        self._run("CREATE TABLE corrected (evidence_id VARCHAR, quarter INTEGER)")

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

    def _write(self, folder: Path, quarter: int, replaced: Sequence[DataFile]) -> list[DataFile]:
        names = ", ".join(identifier(name) for name in columns(self._table) if name != "quarter")
        rows = f"SELECT {names} FROM staged WHERE quarter = {quarter}"
        if replaced:
            there = parquet([file.path for file in replaced])
            rows += f" UNION ALL SELECT {names} FROM {there} ANTI JOIN corrected USING (evidence_id)"
        order = "client_id" if "client_id" in self._table.columns else "evidence_id"
        target = self._target(folder, quarter)
        written = self._connection.execute(f"""
            COPY (SELECT * FROM ({rows}) ORDER BY {order}) TO {literal(str(target))}
            (FORMAT parquet, {PACKED}, RETURN_STATS)
        """).fetchone()
        if written is None or written[1] == 0:
            target.unlink(missing_ok=True)
            return []
        sync(target)
        return [_described(self._table, str(target), quarter, written[1], written[4])]

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


def _clock(name: str) -> str:
    return identifier(f"{name} by the staff's clock")


def _local(name: str, zone: str) -> str:
    return f"timezone({literal(zone)}, timezone('UTC', {identifier(name)}))"


def _derivations(table: Table) -> dict[str, str]:
    """SQL for each derived column: the staff's day, its number since 1970-01-01, minutes since midnight."""
    found: dict[str, str] = {}
    for name in table.of_kind(Kind.TIMESTAMP):
        stem, clock = name[:-3], _clock(name)
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
