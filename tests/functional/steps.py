"""Imports in steps until somebody ends it. Called with: ledger folder, prefix of ids, first step, last step.

Step n enters ten more invoices and payments, and corrects the amounts of all earlier ones to n. So a snapshot is
whole if both tables hold 10 * (n + 1) ids, each once, and every amount is n.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from amicable.engines.ledger import FileRecord, Ledger
from amicable.evidence import schema

TABLES = {"invoices": ("invoice_id", "issued_on", "total"), "payments": ("payment_id", "paid_on", "amount")}


def rows(table, prefix, step):
    """What step `step` enters into `table`."""
    key, day, amount = TABLES[table]
    ids = [f"{prefix}:{number}" for number in range(10 * (step + 1))]
    given = {
        key: ids,
        "evidence_id": ids,
        "client_id": [f"{prefix}:{number % 3}" for number in range(len(ids))],
        day: [date(2024, 1 + number % 9, 1) for number in range(len(ids))],
        amount: [step] * len(ids),
        "line": list(range(len(ids))),
    }
    empty = {name: pa.nulls(len(ids)) for name in schema(table).columns}
    return pa.table(empty | given)


def enter(folder, prefix, step):
    """One import of both tables."""
    with Ledger.open(folder).importing(at=datetime(2024, 1, 1, tzinfo=UTC), timeout=60) as batch:
        for table in TABLES:
            batch.write(table, rows(table, prefix, step), source=prefix, file=f"{step}.csv", mention=False)
        batch.record(FileRecord(f"{step}.csv", f"{prefix}-{step}", prefix, read=10 * (step + 1)))


def main(folder, prefix, first, last):
    """Enter the steps from `first` to `last`; say so when the first is in, for then all is warm."""
    for step in range(int(first), int(last) + 1):
        enter(Path(folder), prefix, step)
        if step == int(first):
            print("begun", flush=True)  # noqa: T201 (the test waits for it)


if __name__ == "__main__":
    main(*sys.argv[1:])
