"""Texts of a file as values of the evidence: SQL that gives null where a text is no such value."""

from collections.abc import Callable
from dataclasses import dataclass

from amicable.connectors._clock import Clock
from amicable.connectors._expression import Piece, Sort, literal
from amicable.connectors._mapping import From
from amicable.connectors._numbers import among, currency, length, minor_units, number, scaled
from amicable.connectors._proving import Proof
from amicable.evidence.schema import SQL_TYPES, Column, Kind
from amicable.i18n import N_

YES = (
    *("yes", "true", "1", "y", "t", "on", "x", "sí", "si", "verdadero", "cert", "tak", "prawda", "kyllä"),
    *("tosi", "có", "đúng", "ja", "oui", "vrai"),
)
NO = (
    *("no", "false", "0", "n", "f", "off", "-", "falso", "fals", "nie", "fałsz", "ei", "epätosi", "không"),
    *("sai", "nein", "non", "faux"),
)

MISSING = N_("This must not be empty; fill it in at the source and import again.")
WRONG: dict[Kind, str] = {
    Kind.DATE: N_("“{value}” is not a date that exists; correct it in the source and import again."),
    Kind.TIMESTAMP: N_("“{value}” is not a time that exists; correct it in the source and import again."),
    Kind.MONEY: N_("“{value}” is not an amount of money; correct it in the source and import again."),
    Kind.CURRENCY: N_("“{value}” is not a currency; write its three letters, such as EUR."),
    Kind.SECONDS: N_("“{value}” is not a length of time; write hours (1.5) or a clock (1:30)."),
    Kind.INTEGER: N_("“{value}” is not a whole number; correct it in the source and import again."),
    Kind.NUMBER: N_("“{value}” is not a number; correct it in the source and import again."),
    Kind.BOOLEAN: N_("“{value}” is neither yes nor no; translate it with “values” in a mapping."),
    Kind.CHOICE: N_("“{value}” is none of {choices}; translate it with “values” in a mapping."),
}
"""What is said of a text that is no value of its kind; a text or an id cannot be wrong."""


@dataclass(frozen=True)
class Setting:
    """What is true for all values of one table."""

    namespace: str
    native: bool
    """Our own format: ids may bear their namespace already."""
    firm_zone: str
    zone: str
    """Of naive times."""
    proof: Proof

    def number(self, text: str) -> str:
        """A number, for comparisons and sums in expressions."""
        return number(text, self.proof.mark)

    def day(self, text: str) -> str:
        """A date, for comparisons and sums in expressions."""
        return self.clock(From()).day(text)

    def clock(self, source: From) -> Clock:
        """How the dates and times of a column are read."""
        return Clock(source.date, source.zone or self.zone, self.firm_zone, self.proof)


def value(piece: Piece, column: Column, source: From, setting: Setting, money_in: str) -> str:
    """`piece` as a value of `column`; `money_in` is the SQL of the row's currency."""
    if piece.sort is not Sort.TEXT:
        return _of_result(piece.sql, column.kind, source, setting, money_in)
    return _BUILDERS.get(column.kind, _text)(_Cell(piece.sql, column, source, setting, money_in))


def native(column: Column, source: From, text: str, setting: Setting) -> str:
    """The SQL type as which DuckDB may read a cell while it parses the file; empty: only as text."""
    if column.kind is Kind.DATE and setting.clock(source).is_iso(text):
        return "TIMESTAMP"
    return "DECIMAL(14, 6)" if column.kind is Kind.MONEY and _mark(source, setting) == "." else ""


def of_native(cell: str, kind: Kind, source: From, money_in: str) -> str:
    """A cell that was read as such a type, as a value."""
    if kind is Kind.MONEY:
        return f"CAST({cell} * try_cast({_minor(source, money_in)} AS DECIMAL(4, 0)) AS BIGINT)"
    return f"CASE WHEN {cell} >= TIMESTAMP '1900-01-01' AND {cell} < TIMESTAMP '2200-01-01' THEN CAST({cell} AS DATE) END"


def _mark(source: From, setting: Setting) -> str:
    return source.decimal or setting.proof.mark


@dataclass(frozen=True)
class _Cell:
    text: str
    column: Column
    source: From
    setting: Setting
    currency: str

    @property
    def mark(self) -> str:
        return _mark(self.source, self.setting)

    @property
    def number(self) -> str:
        return number(self.text, self.mark)


def _of_result(sql: str, kind: Kind, source: From, setting: Setting, money_in: str) -> str:
    """What an expression has worked out, as a value."""
    match kind:
        case Kind.MONEY:
            return f"CAST(round({sql} * {_minor(source, money_in)}) AS BIGINT)"
        case Kind.SECONDS:
            return f"CAST(round({sql} * {_seconds(source)}) AS BIGINT)"
        case Kind.INTEGER:
            return f"CAST(round({sql}) AS BIGINT)"
        case Kind.TIMESTAMP:
            return f"timezone('UTC', timezone({literal(setting.firm_zone)}, CAST({sql} AS TIMESTAMP)))"
    return f"CAST({sql} AS {SQL_TYPES[kind]})"


def _text(cell: _Cell) -> str:
    return cell.text


def _money(cell: _Cell) -> str:
    return scaled(cell.text, cell.mark, _minor(cell.source, cell.currency))


def _minor(source: From, money_in: str) -> str:
    return "1" if source.unit == "minor" else minor_units(money_in)


def _length(cell: _Cell) -> str:
    return length(cell.text, cell.mark, _seconds(cell.source))


def _seconds(source: From) -> int:
    return {"minutes": 60, "seconds": 1}.get(source.unit, 3600)


def _integer(cell: _Cell) -> str:
    return f"CASE WHEN {cell.number} = round({cell.number}) THEN CAST({cell.number} AS BIGINT) END"


def _double(cell: _Cell) -> str:
    return f"CAST({cell.number} AS DOUBLE)"


def _boolean(cell: _Cell) -> str:
    text = f"lower({cell.text})"
    return f"CASE WHEN {among(text, YES)} THEN true WHEN {among(text, NO)} THEN false END"


def _choice(cell: _Cell) -> str:
    whens = " ".join(f"WHEN {literal(word.casefold())} THEN {literal(word)}" for word in cell.column.choices)
    return f"CASE replace(lower({cell.text}), ' ', '_') {whens} END"


def _currency(cell: _Cell) -> str:
    return currency(cell.text)


def _day(cell: _Cell) -> str:
    return cell.setting.clock(cell.source).day(cell.text)


def _time(cell: _Cell) -> str:
    return cell.setting.clock(cell.source).time(cell.text)


def _id(cell: _Cell) -> str:
    """An id with its namespace; a person of ours is known by the folded name in every tool."""
    if cell.column.refers_to == "staff":
        return f"lower(regexp_replace({cell.text}, '\\s+', ' ', 'g'))"
    has_one = f"starts_with({cell.text}, 'address:')"
    if cell.setting.native:
        has_one = f"contains({cell.text}, ':') AND regexp_matches({cell.text}, '^[a-z][a-z0-9_]*:.')"
    prefixed = f"{literal(cell.setting.namespace + ':')} || {cell.text}"
    return f"CASE WHEN {has_one} THEN {cell.text} ELSE {prefixed} END"


_BUILDERS: dict[Kind, Callable[[_Cell], str]] = {
    Kind.KEY: _id,
    Kind.REF: _id,
    Kind.DATE: _day,
    Kind.TIMESTAMP: _time,
    Kind.MONEY: _money,
    Kind.CURRENCY: _currency,
    Kind.SECONDS: _length,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _double,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
}
