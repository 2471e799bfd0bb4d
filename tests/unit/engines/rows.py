"""Rows as a connector hands them to the ledger."""

from datetime import datetime

import pyarrow as pa

from amicable.evidence import schema
from amicable.evidence.schema import SQL_TYPES

ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}


def rows_of(table, rows):
    kinds = {name: ARROW[SQL_TYPES[column.kind]] for name, column in schema(table).columns.items()}
    given = [{**row, "evidence_id": row[schema(table).key], "line": at} for at, row in enumerate(rows, 2)]
    return pa.Table.from_pylist(
        given, schema=pa.schema([*kinds.items(), ("evidence_id", pa.string()), ("line", pa.int64())])
    )


def utc(text):
    """A time as the ledger takes it: in UTC, without saying so."""
    return datetime.fromisoformat(text)
