"""SQL text for DuckDB from names and values of ours."""

from collections.abc import Sequence
from datetime import date


def identifier(name: str) -> str:
    """A column or table name."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | date) -> str:
    """A constant."""
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'"


def parquet(paths: Sequence[str]) -> str:
    """The rows of Parquet files; `quarter` comes from the names of their folders where it is one."""
    files = ", ".join(literal(path) for path in paths)
    apart = any("/quarter=" in path for path in paths)
    hive = ", hive_partitioning = true, hive_types = {'quarter': INTEGER}" if apart else ""
    return f"read_parquet([{files}]{hive})"
