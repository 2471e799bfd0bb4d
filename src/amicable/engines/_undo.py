"""What taking an import back means for one table: which rows go, and which older ones come back.

A row that replaced another comes back as it was before the import: Delta tables keep their older versions. Where
the older row was entered by an import that was taken back as well, the one before that comes back.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from deltalake.exceptions import DeltaError

from amicable.engines import _delta, _imports
from amicable.engines._delta import DataFile
from amicable.engines._sql import literal, parquet
from amicable.evidence.schema import Table

Older = Callable[[str], Sequence[DataFile] | None]
"""The files of a table as an import found it; None where they are no longer known."""


@dataclass(frozen=True)
class Undo:
    """What happens to one table."""

    goes: int
    """Rows of the import that stand in the table now."""
    returns: int
    """Rows that they replaced and that come back."""
    forgotten: bool = False
    """Whether older rows could not be looked up, so that any that were replaced do not come back."""


def older_files(folder: Path, table: Table) -> Older:
    """How the ledger in `folder` remembers what `table` was before an import."""

    def files(import_id: str) -> Sequence[DataFile] | None:
        versions = _imports.before(folder / "imports", import_id)
        if versions is None:
            return None
        if table.name not in versions:
            return ()
        try:
            found = _delta.data_files(folder / "tables" / table.name, table, versions[table.name])
        except DeltaError:
            return None
        return found if all(Path(file.path).exists() for file in found) else None

    return files


def find(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    import_id: str,
    files: Sequence[DataFile],
    older: Older,
    undone: Collection[str],
) -> Undo:
    """Make the tables `going` (evidence_id, quarter) and `replaced` (rows as they lie in the files)."""
    there = parquet([file.path for file in files])
    partition = "quarter" if table.happened else "0"
    connection.execute(
        f"CREATE OR REPLACE TABLE going AS SELECT evidence_id, CAST({partition} AS INTEGER) AS quarter "
        f"FROM {there} WHERE import_id = {literal(import_id)}"
    )
    connection.execute(f"CREATE OR REPLACE TABLE replaced AS SELECT * FROM {there} LIMIT 0")
    connection.execute(
        f"CREATE OR REPLACE TABLE missing AS SELECT evidence_id, {literal(import_id)} AS taken FROM going"
    )
    forgotten = False
    while taken := connection.execute("SELECT min(taken) FROM missing").fetchall()[0][0]:
        before = older(taken)
        forgotten = forgotten or before is None
        _bring_back(connection, taken, before or (), {*undone, import_id})
    goes, returns = (
        connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in ("going", "replaced")
    )
    return Undo(goes, returns, forgotten)


def _bring_back(
    connection: duckdb.DuckDBPyConnection, taken: str, files: Sequence[DataFile], undone: Collection[str]
) -> None:
    """Move the ids `taken` out of `missing`: into `replaced`, or back under the import that entered them."""
    connection.execute(
        f"CREATE OR REPLACE TABLE asked AS SELECT evidence_id FROM missing WHERE taken = {literal(taken)}"
    )
    connection.execute(f"DELETE FROM missing WHERE taken = {literal(taken)}")
    if files:
        there = parquet([file.path for file in files])
        gone = ", ".join(literal(each) for each in sorted(undone))
        connection.execute(
            f"CREATE OR REPLACE TABLE found AS SELECT * FROM {there} SEMI JOIN asked USING (evidence_id)"
        )
        connection.execute(
            f"INSERT INTO replaced BY NAME SELECT * FROM found WHERE import_id NOT IN ({gone})"
        )
        connection.execute(
            f"INSERT INTO missing SELECT evidence_id, import_id FROM found WHERE import_id IN ({gone})"
        )
