"""How a table of facts is declared: columns with a meaning, a unit and a currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds, and how it lies in the ledger."""

    KEY = "key"  # this row's own id, prefixed with its source
    REF = "ref"  # the id of a row in another table, prefixed with the same source
    TEXT = "text"
    DATE = "date"  # a calendar day; `<stem>_day` (days since 1970-01-01) lies beside it
    TIMESTAMP = "timestamp"  # UTC; `<stem>_on`, `_day`, `_minute` of the staff's clock lie beside it
    MONEY = "money"  # int64 minor units of the row's currency
    CURRENCY = "currency"  # ISO 4217
    SECONDS = "seconds"  # int64; worked, planned or late time
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """One column: what it means, in which unit, and since when it is known."""

    kind: Kind
    about: str
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    known_from: str = ""
    """The date column before which this column was not yet known (`paid_on` for `paid_amount`)."""
    later: bool = False
    """It came with a later version: ledgers of before lack it, and it is empty there."""


@dataclass(frozen=True)
class Table:
    """One kind of fact. `happened` is the date by which rows are known, partitioned and windowed."""

    name: str
    about: str
    key: str
    columns: Mapping[str, Column]
    happened: str = ""
    quote: str = ""
    """The column a documented situation quotes (the subject of a message)."""
    identity: tuple[str, ...] = field(default=())
    """Columns that name a row where its source has no id of its own."""
    read_from: str = ""
    """The table that these rows are read out of as it is imported; empty: they come from outside."""

    @property
    def happened_on(self) -> str:
        """The DATE column behind `happened`."""
        if self.happened and self.columns[self.happened].kind is Kind.TIMESTAMP:
            return self.happened.removesuffix("_at") + "_on"
        return self.happened

    @property
    def derived(self) -> dict[str, str]:
        """Columns the ledger adds from others: name -> SQL type."""
        added: dict[str, str] = {}
        for name, column in self.columns.items():
            stem = name[:-3]
            if column.kind is Kind.TIMESTAMP:
                added |= {f"{stem}_on": "DATE", f"{stem}_day": "INTEGER", f"{stem}_minute": "INTEGER"}
            elif column.kind is Kind.DATE:
                added[f"{stem}_day"] = "INTEGER"
        return added

    @property
    def stored(self) -> dict[str, str]:
        """Every column in the ledger, in order: name -> SQL type."""
        own = {name: SQL_TYPES[column.kind] for name, column in self.columns.items()}
        return own | self.derived | PROVENANCE

    def of_kind(self, *kinds: Kind) -> list[str]:
        """Names of the columns of these kinds."""
        return [name for name, column in self.columns.items() if column.kind in kinds]


SQL_TYPES = {
    Kind.KEY: "VARCHAR",
    Kind.REF: "VARCHAR",
    Kind.TEXT: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.TIMESTAMP: "TIMESTAMP",
    Kind.MONEY: "BIGINT",
    Kind.CURRENCY: "VARCHAR",
    Kind.SECONDS: "BIGINT",
    Kind.INTEGER: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.CHOICE: "VARCHAR",
}

PROVENANCE = {
    "evidence_id": "VARCHAR",  # the row's key, under one name in every table
    "source": "VARCHAR",
    "file": "VARCHAR",
    "line": "BIGINT",
    "import_id": "VARCHAR",
    "mentioned": "BOOLEAN",  # known only because another fact names it; gives way to a full row
    "row_hash": "BIGINT",  # of the own columns; tells a corrected row from the same row
    "quarter": "INTEGER",  # year * 4 + quarter - 1 of `happened`; the partition
}
