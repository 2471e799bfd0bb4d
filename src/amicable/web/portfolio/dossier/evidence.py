"""One row of the ledger as a person reads it: every column with its meaning, and where it was read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from amicable.evidence import schema
from amicable.evidence.schema import Column, Kind
from amicable.i18n import N_
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import figures, told

HOUR = 3600


@dataclass(frozen=True)
class Field:
    """One column of a row."""

    name: str
    about: str
    value: str
    """Empty: not written down in the source."""


@dataclass(frozen=True)
class Origin:
    """Where a row was read."""

    source: str
    file: str
    line: int | None
    imported: str
    """When; empty where the import is no longer known."""


def fields(table: str, row: Mapping[str, Any]) -> list[Field]:
    """The columns of a row, in the schema's order, in words."""
    return [
        Field(name, told(column.about), _written(column, row[name], row))
        for name, column in schema(table).columns.items()
    ]


def origin(row: Mapping[str, Any]) -> Origin:
    """Which source, file, line and import a row came from."""
    at = ledger().manifest.imports.get(row["import_id"] or "")
    return Origin(
        source=row["source"] or "",
        file=PurePath(row["file"] or "").name,
        line=row["line"] or None,
        imported=figures().moment(datetime.fromisoformat(at)) if at else "",
    )


def _written(column: Column, value: Any, row: Mapping[str, Any]) -> str:  # noqa: ANN401 (any column)
    if value is None or value == "":
        return ""
    if column.kind is Kind.MONEY:
        currency = row.get("currency") or figures().currency
        return f"{figures().exact(value, currency)} {currency}"
    return WRITTEN.get(column.kind, str)(value)


WRITTEN: Mapping[Kind, Callable[[Any], str]] = {
    Kind.BOOLEAN: lambda value: told(N_("yes")) if value else told(N_("no")),
    Kind.SECONDS: lambda value: told(N_("{hours} h"), hours=figures().number(value / HOUR, 2)),
    Kind.DATE: lambda value: figures().day(value, "full"),
    Kind.TIMESTAMP: lambda value: figures().moment(value),
    Kind.INTEGER: lambda value: figures().count(value),
    Kind.NUMBER: lambda value: figures().count(value),
}
"""How a value of each kind is written; all others as they stand."""
