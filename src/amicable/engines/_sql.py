"""SQL text for DuckDB from names and values of ours."""

from collections.abc import Mapping, Sequence
from datetime import date


def identifier(name: str) -> str:
    """A column or table name."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | date) -> str:
    """A constant."""
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'"


def parquet(paths: Sequence[str], lacking: Mapping[str, str] | None = None) -> str:
    """The rows of Parquet files; `quarter` comes from the names of their folders where it is one.

    `lacking`: columns, with their types, that some files may lack; they are empty there.
    """
    files = ", ".join(literal(path) for path in paths)
    apart = any("/quarter=" in path for path in paths)
    hive = ", hive_partitioning = true, hive_types = {'quarter': INTEGER}" if apart else ""
    if not lacking:
        return f"read_parquet([{files}]{hive})"
    empty = ", ".join(f"CAST(NULL AS {kind}) AS {identifier(name)}" for name, kind in lacking.items())
    rows = f"SELECT * FROM read_parquet([{files}]{hive}, union_by_name = true)"
    return f"({rows} UNION ALL BY NAME SELECT {empty} WHERE FALSE)"
