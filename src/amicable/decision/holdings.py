"""What the ledger holds: rows, dates, clients, sums, table by table."""

from dataclasses import dataclass
from datetime import date

import ibis

from amicable.evidence import Evidence, schemas
from amicable.evidence.schema import Table

AMOUNTS = ("total", "amount", "fee")
"""The money column that is summed up, the first that a table has."""


@dataclass(frozen=True)
class Holding:
    """One table of the ledger."""

    table: str
    rows: int
    first_on: date | None = None
    last_on: date | None = None
    clients: int | None = None
    amount: int | None = None
    """Sum in minor units of the reporting currency."""
    seconds: int | None = None


def holdings(evidence: Evidence) -> list[Holding]:
    """Every table, also the empty ones."""
    return [_holding(evidence, table) for table in schemas().values()]


def _holding(evidence: Evidence, table: Table) -> Holding:
    if not evidence.has(table.name):
        return Holding(table.name, 0)
    rows = evidence.tables[table.name]
    sums: dict[str, ibis.Value] = {"rows": rows.count()}
    if table.happened:
        sums |= {"first_on": rows[table.happened_on].min(), "last_on": rows[table.happened_on].max()}
    if "client_id" in table.columns:
        sums["clients"] = rows.client_id.nunique()
    amount = next((name for name in AMOUNTS if name in table.columns), None)
    if amount:
        sums["amount"] = rows[amount].sum().cast("int64")
    if "seconds" in table.columns:
        sums["seconds"] = rows.seconds.sum().cast("int64")
    return Holding(table=table.name, **rows.aggregate(**sums).to_pyarrow().to_pylist()[0])
