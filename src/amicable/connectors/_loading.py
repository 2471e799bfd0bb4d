"""Rows that come one by one (workbooks, JSON, mail, untidy text) into a DuckDB table of texts."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

import duckdb
import pyarrow as pa

BATCH = 20_000
BATCH_CELLS = 4_000_000


class Record(NamedTuple):
    """One row as it stands in the file: where it begins, its cells, and what is wrong with its form."""

    line: int
    cells: Sequence[str | None]
    damage: str = ""


def load(connection: duckdb.DuckDBPyConnection, table: str, records: Iterable[Record]) -> int:
    """Fill `table` with _line, _damage and as many of c0, c1, ... as the widest record has; their number."""
    loading = _Loading(connection, table)
    for record in records:
        loading.add(record)
    loading.flush()
    return loading.width


class _Loading:
    """A table that grows wider when a record does."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        self.connection, self.table, self.width = connection, table, 0
        self.waiting: list[Record] = []
        self.cells = 0
        connection.execute(f"CREATE OR REPLACE TABLE {table} (_line BIGINT, _damage VARCHAR)")

    def add(self, record: Record) -> None:
        self.waiting.append(record)
        self.cells += len(record.cells)
        if len(self.waiting) >= BATCH or self.cells >= BATCH_CELLS:
            self.flush()

    def flush(self) -> None:
        if not self.waiting:
            return
        self._widen(max(len(record.cells) for record in self.waiting))
        batch = self._batch()
        self.connection.from_arrow(batch).insert_into(self.table)
        self.waiting, self.cells = [], 0

    def _widen(self, width: int) -> None:
        for index in range(self.width, width):
            self.connection.execute(f"ALTER TABLE {self.table} ADD COLUMN c{index} VARCHAR")
        self.width = max(width, self.width)

    def _batch(self) -> pa.Table:
        lines = pa.array([record.line for record in self.waiting], pa.int64())
        damages = pa.array([record.damage or None for record in self.waiting], pa.string())
        cells = zip_longest(*(record.cells for record in self.waiting))
        columns = [pa.array(column, pa.string()) for column in cells]
        columns += [pa.nulls(len(self.waiting), pa.string())] * (self.width - len(columns))
        names = ["_line", "_damage", *(f"c{index}" for index in range(self.width))]
        return pa.table([lines, damages, *columns], names=names)
