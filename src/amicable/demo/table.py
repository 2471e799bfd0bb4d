"""A table on its way to a CSV file."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = Sequence[object]


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Row]) -> int:
    """Write the table to `path`; the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for count, row in enumerate(rows, start=1):  # noqa: B007 (counts)
            writer.writerow(row)
    return count


def money(amount: float) -> str:
    """An amount in whole units, with two decimals."""
    return f"{amount:.2f}"
