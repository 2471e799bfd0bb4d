"""Evidence written down as tables, for specs: the same table is read here, by the engines and in the manual."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa

from amicable.evidence import Evidence, Firm, schemas
from amicable.evidence.schema import PROVENANCE, Kind, Table

TYPES = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}
FRESH = count()
EMPTY: dict[tuple[int, str], ibis.Table] = {}
Row = Mapping[str, str]


def parse(text: str) -> list[Row]:
    """Rows of a table written with | between the cells; the first line names the columns."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(header, row, strict=True)) for row in rows]


READ: Mapping[Kind, Callable[[str], object]] = {
    Kind.DATE: date.fromisoformat,
    Kind.TIMESTAMP: datetime.fromisoformat,
    Kind.MONEY: lambda text: round(float(text) * 100),
    Kind.NUMBER: float,
    Kind.BOOLEAN: lambda text: text == "yes",
    Kind.INTEGER: int,
    Kind.SECONDS: int,
}
"""How a cell is read; everything else is text. Money is written in whole units and lies in the ledger in cents."""


def _typed(table: Table, name: str, text: str) -> object:
    if text in ("", "-"):
        return None
    if name in PROVENANCE:
        return int(text) if TYPES[PROVENANCE[name]] != pa.string() else text
    return READ.get(table.columns[name].kind, str)(text)


def _stored(table: Table, row: Row, number: int, zone: ZoneInfo) -> dict[str, object]:
    """The row as it lies in the ledger, with the columns that the ledger adds."""
    stored: dict[str, object] = dict.fromkeys(table.stored)
    stored |= {name: _typed(table, name, text) for name, text in row.items()}
    for name in table.of_kind(Kind.TIMESTAMP):
        moment = stored[name]
        if isinstance(moment, datetime):
            ours = moment.replace(tzinfo=UTC).astimezone(zone)
            stored[name[:-3] + "_on"] = ours.date()
            stored[name[:-3] + "_minute"] = ours.hour * 60 + ours.minute
    for name in [*table.of_kind(Kind.DATE), *(n for n in table.derived if n.endswith("_on"))]:
        day = stored[name]
        if isinstance(day, date):
            stored[name[:-3] + "_day"] = day.toordinal() - 719_163
    happened = stored.get(table.happened_on)
    stored["quarter"] = happened.year * 4 + (happened.month - 1) // 3 if isinstance(happened, date) else 0
    stored["evidence_id"] = stored[table.key] or f"{table.name}:{number}"
    return stored


def _fields(table: Table) -> pa.Schema:
    return pa.schema([(column, TYPES[kind]) for column, kind in table.stored.items()])


def _empty(connection: ibis.BaseBackend, name: str) -> ibis.Table:
    """An empty table of this kind; made once for all specs on one connection."""
    # by identity: two connections to memory compare equal and hold different tables
    key = (id(connection), name)
    if key not in EMPTY:
        EMPTY[key] = connection.create_table(f"no_{name}", _fields(schemas()[name]).empty_table())
    return EMPTY[key]


def evidence(
    connection: ibis.BaseBackend,
    tables: Mapping[str, str | Sequence[Row]],
    *,
    as_of: date,
    firm: Firm | None = None,
) -> Evidence:
    """The tables written down in `tables`, bound to `connection`; all others are there and empty.

    Whoever is named in any of them is a client, as after an import.

    Timestamps are written in UTC, as in the ledger; the firm's zone says what they are by the staff's clock.
    """
    us = firm or Firm()
    bound = {name: _empty(connection, name) for name in schemas()}
    counted = dict.fromkeys(bound, 0)
    parsed = {name: parse(rows) if isinstance(rows, str) else rows for name, rows in tables.items()}
    for name, rows in _with_clients(parsed).items():
        table = schemas()[name]
        stored = [_stored(table, row, number, ZoneInfo(us.zone)) for number, row in enumerate(rows, 1)]
        filled = pa.Table.from_pylist(stored, schema=_fields(table))
        bound[name] = connection.create_table(f"{name}_{next(FRESH)}", filled)
        counted[name] = len(rows)
    return Evidence(bound, as_of=as_of, firm=us, rows=counted)


def _with_clients(tables: Mapping[str, Sequence[Row]]) -> Mapping[str, Sequence[Row]]:
    known = list(tables.get("clients", ()))
    ids = {row["client_id"] for row in known}
    named = {row.get("client_id", "-") for rows in tables.values() for row in rows} - {"-", ""} - ids
    return {**tables, "clients": [*known, *({"client_id": client} for client in sorted(named))]}
