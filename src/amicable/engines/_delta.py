"""Delta tables as the ledger uses them: the files of a version, and how one version follows another."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.transaction import AddAction, RemoveAction

from amicable.evidence.schema import Table

ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}


@dataclass(frozen=True)
class DataFile:
    """One Parquet file of a table, and what its statistics promise about its values."""

    path: str
    quarter: int
    """Its partition; 0 where the table has none."""
    rows: int
    lowest: Mapping[str, str] = field(default_factory=dict)
    """Smallest value as text, for the columns of `measured`; absent where it is not known."""
    highest: Mapping[str, str] = field(default_factory=dict)

    def may_hold(self, client_id: str) -> bool:
        """Whether the ranges leave it open that rows of this client are in the file."""
        lowest, highest = self.lowest.get("client_id", ""), self.highest.get("client_id", client_id)
        return lowest <= client_id <= highest

    def latest(self, column: str) -> date | None:
        """The latest day in a DATE column; None where every row is empty."""
        return date.fromisoformat(self.highest[column]) if column in self.highest else None


def columns(table: Table) -> dict[str, str]:
    """Columns of `table` as they lie in the ledger: name -> SQL type; `quarter` only where partitioned."""
    return {name: kind for name, kind in table.stored.items() if table.happened or name != "quarter"}


def measured(table: Table) -> list[str]:
    """Columns whose range stands in the Delta log: days, and those by which readers save work."""
    return [
        name for name, kind in columns(table).items() if kind == "DATE" or name in {"client_id", "currency"}
    ]


def data_files(folder: Path, table: Table, version: int) -> tuple[DataFile, ...]:
    """The files of one version, by quarter."""
    delta = DeltaTable(folder, version=version)
    actions = pa.table(delta.get_add_actions(flatten=True)).to_pylist()
    found = (_data_file(folder, action, measured(table)) for action in actions)
    return tuple(sorted(found, key=lambda file: (file.quarter, file.path)))


def _data_file(folder: Path, action: Mapping[str, object], names: Sequence[str]) -> DataFile:
    lowest = {name: str(value) for name in names if (value := action.get(f"min.{name}")) is not None}
    highest = {name: str(value) for name in names if (value := action.get(f"max.{name}")) is not None}
    path, rows = str(folder / str(action["path"])), int(str(action["num_records"]))
    return DataFile(path, int(str(action.get("partition.quarter", 0))), rows, lowest, highest)


def create(folder: Path, table: Table) -> int:
    """Make an empty Delta table and return its version."""
    schema = pa.schema([(name, ARROW_TYPES[kind]) for name, kind in columns(table).items()])
    return DeltaTable.create(
        folder, schema, partition_by=_partition(table), description=table.about
    ).version()


def commit(
    folder: Path, table: Table, version: int, added: Sequence[DataFile], removed: Sequence[DataFile]
) -> int:
    """Put files into the table and take others out, at one stroke; return the new version."""
    delta = DeltaTable(folder, version=version)
    actions = [_adding(folder, table, file) for file in added] + [
        _removing(folder, table, file) for file in removed
    ]
    delta.create_write_transaction(actions, "append", delta.schema(), _partition(table))
    return latest(folder)


def latest(folder: Path) -> int:
    """The last version, whether or not any manifest names it."""
    return DeltaTable(folder).version()


def restore(folder: Path, version: int) -> int:
    """Undo what came after `version`; return the new version, which has the same files."""
    DeltaTable(folder).restore(version)
    return latest(folder)


def _partition(table: Table) -> list[str]:
    return ["quarter"] if table.happened else []


def _values(table: Table, file: DataFile) -> dict[str, str | None]:
    return {"quarter": str(file.quarter)} if table.happened else {}


def _adding(folder: Path, table: Table, file: DataFile) -> AddAction:
    path = Path(file.path)
    stat = path.stat()
    statistics = {"numRecords": file.rows, "minValues": file.lowest, "maxValues": file.highest}
    return AddAction(
        path=str(path.relative_to(folder)),
        size=stat.st_size,
        partition_values=_values(table, file),
        modification_time=int(stat.st_mtime * 1000),
        data_change=True,
        stats=json.dumps(statistics),
    )


def _removing(folder: Path, table: Table, file: DataFile) -> RemoveAction:
    path = Path(file.path)
    stat = path.stat()
    name, moment = str(path.relative_to(folder)), int(stat.st_mtime * 1000)
    return RemoveAction(name, True, moment, stat.st_size, _values(table, file))
