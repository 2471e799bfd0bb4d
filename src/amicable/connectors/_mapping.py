"""How columns of a file become columns of the evidence: plain data, the same in code and in TOML.

A `Source` knows one tool; a `Sheet` one shape of table that the tool exports, recognised by the
names of its columns; a `Fill` one table of evidence that is filled from it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from amicable.evidence import Firm, Problem

Row = Mapping[str, str | None]


@dataclass(frozen=True)
class From:
    """Where the value of one evidence column comes from. A bare string stands for `From(column=...)`."""

    column: str | tuple[str, ...] = ""
    """Source column; of several, the first that exists in the file and is not empty in the row.
    `{currency}` in a name matches any ISO code and tells the file's currency: "Amount ({currency})"."""
    constant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """Translation of values, compared without case; "*" is for all others, "" for an empty cell."""
    compute: str = ""
    """A safe expression over columns in double quotes: number("Quantity") * number("Unit price")."""
    date: str = ""
    """Date format in strptime's letters; "dmy", "mdy" or "ymd" state only the order; "epoch" and
    "epoch_ms" are seconds and milliseconds since 1970; empty: proved from the column."""
    zone: str = ""
    """IANA zone of naive times; empty: the firm's zone."""
    decimal: str = ""
    """Decimal mark, "." or ","; empty: proved from the column."""
    unit: str = ""
    """For time worked, planned or late: "hours", "minutes", "seconds", "clock" (h:mm[:ss]); empty:
    hours, or a clock where there is a colon. For money: "major", "minor"."""
    take: str = ""
    """With `Fill.keep`: which of the rows of one key gives the value: "first", "last" (that are not empty),
    "min", "max", "sum", "count" (rows that are not empty); empty: the row that is kept."""


@dataclass(frozen=True)
class LeaveOut:
    """Rows that are no evidence, and the reason a reader is given."""

    when: str
    """A safe expression: "Type" = 'ACCPAY'."""
    reason: str
    """A sentence for the reader, marked with N_: "Bills of suppliers are not evidence about clients."."""


@dataclass(frozen=True)
class Fill:
    """One evidence table filled from one sheet."""

    table: str
    columns: Mapping[str, str | From]
    """Evidence column -> where it comes from. The table's key column gives the id; without it the id is
    made of the table's identity columns. References (client_id, staff_id ...) are raw ids of this source."""
    leave_out: tuple[LeaveOut, ...] = ()
    keep: str = ""
    """Several rows of one key: "first", "last" or "" (each row has its own key)."""
    order_by: str = ""
    """A safe expression that puts the rows of one key in order (with `keep`); empty: the file's order."""
    sums: tuple[str, ...] = ()
    """Evidence columns added up over the rows of one key (with `keep`)."""
    mention: bool = False
    """The row is only mentioned in passing (a client's name on an invoice): a full row replaces it."""
    enrich: bool = False
    """The row only completes what the same import or the ledger names elsewhere (a contact list that holds
    suppliers too): it makes no new row by itself."""


@dataclass(frozen=True)
class Lookup:
    """Columns joined from another file by a key, as if they stood in the same row."""

    file: str | tuple[str, ...]
    """Name of the other file, beside the one that is read; `*` stands for any letters. Of several names
    the first that is there."""
    on: str
    """Key column of the file that is read."""
    key: str = ""
    """Key column of the other file, where it has another name; its first row of each key counts."""


@dataclass(frozen=True)
class Sheet:
    """One shape of table, recognised by the columns it must have."""

    name: str
    needs: tuple[str, ...]
    """Column names that must all be there (compared without case and outer blanks)."""
    fills: tuple[Fill, ...]
    lacks: tuple[str, ...] = ()
    """Column names that must not be there (tells two shapes of the same tool apart)."""
    exclusive: bool = False
    """Columns that no fill reads must not be there."""
    leave_out: tuple[LeaveOut, ...] = ()
    """Rows left out of every fill (totals lines, deleted rows)."""
    currency: str | From = ""
    """The file's currency, for money in rows that do not name one; empty: the header's, else the firm's."""
    zone: str = ""
    """Zone of naive times in this shape ("UTC" for API-level exports)."""
    date: str = ""
    """Date order of this shape, where the tool fixes it."""
    lookups: tuple[Lookup, ...] = ()
    """Other files that complete the rows of this one."""


@dataclass(frozen=True)
class Source:
    """One tool whose exports can be read."""

    title: str
    sheets: tuple[Sheet, ...]
    namespace: str = ""
    """Prefix of ids; empty: the connector's own name. Sources with the same namespace share ids."""
    recognises: Callable[[Path, bytes], bool] | None = None
    """For what is not a table (mail, calendars): whether the path, beginning with these bytes, is ours."""
    rows: Callable[[Path, Firm, list[Problem]], Iterator[Row]] | None = None
    """For what is not a table: its rows, each with "_line" and the columns that the sheets name."""
