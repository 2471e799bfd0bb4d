"""One sheet as SQL: each row's values, why it stays out, or what is wrong with it, in a single pass."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from amicable.connectors._expression import (
    Piece,
    Scope,
    Sort,
    UnknownColumn,
    compiled,
    condition,
    literal,
    unknown_column,
)
from amicable.connectors._mapping import Fill, From, LeaveOut
from amicable.connectors._numbers import currency
from amicable.connectors._proving import Proof
from amicable.connectors._reading import Shelf
from amicable.connectors._recognising import Header, Match, columns
from amicable.connectors._values import MISSING, WRONG, Setting, native, of_native, value
from amicable.evidence import Firm, schema, schemas
from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

EMPTY = N_("Empty rows are no evidence.")
TOTALS = N_("Totals lines only repeat the rows above them.")
ELSEWHERE = N_("Nothing in these rows is evidence.")
UNFILLED = N_("A row of {table} needs “{column}”, which the mapping does not give.")

QUOTED = re.compile('"([^"]+)"')
CODE = re.compile("[A-Z]{3}")
NUMERIC = (Kind.MONEY, Kind.SECONDS, Kind.INTEGER, Kind.NUMBER)
TIMES = (Kind.DATE, Kind.TIMESTAMP)


@dataclass(frozen=True)
class Check:
    """What is said where a value is wrong."""

    source: str
    """Name of the column in the file."""
    column: Column
    text: str
    """SQL of what stands in the file."""
    wrong: str
    """SQL condition."""

    @property
    def message(self) -> tuple[str, dict[str, object]]:
        """The sentence about a value that is there but wrong."""
        choices = ", ".join(self.column.choices)
        return WRONG.get(self.column.kind, MISSING), {"choices": choices} if choices else {}


@dataclass(frozen=True)
class FillPlan:
    """One table that a sheet fills."""

    number: int
    fill: Fill
    table: Table
    out: str
    """SQL of the number of the reason why the row is not for this table; 0: it is."""
    order: str
    checks: range
    """Numbers of its checks."""
    names: Mapping[str, str]
    """Evidence column -> column of the typed rows; tables that say the same share it."""

    def column(self, name: str) -> str:
        """Name of an evidence column in the table of typed rows."""
        return self.names[name]


@dataclass
class Plan:
    """How the rows of one shelf become typed rows."""

    match: Match
    shelf: Shelf
    firm: Firm
    proof: Proof
    lenient: bool
    """A column that is absent from the file leaves its evidence column empty instead of being refused."""
    namespace: str = ""
    looked_up: Mapping[str, str] = field(default_factory=dict)
    """Columns joined from other files: folded name -> SQL."""
    native: Mapping[str, str] = field(default_factory=dict)
    """Cells that DuckDB reads as numbers and times while it parses the file: cell -> SQL type."""
    may_be_native: dict[str, str] = field(default_factory=dict)
    """Cells that it might read so."""
    uses: Counter[str] = field(default_factory=Counter)
    """How often a cell is asked for."""
    numbers: dict[str, None] = field(default_factory=dict)
    """Texts that were read as numbers."""
    dates: dict[str, None] = field(default_factory=dict)
    """Texts that were read as dates."""
    texts: dict[str, str] = field(default_factory=dict)
    """Composed texts: SQL -> name in the prepared rows."""
    cells: dict[str, None] = field(default_factory=dict)
    """Cells that are used."""
    stored: dict[str, str] = field(default_factory=dict)
    """Typed values: SQL -> column of the typed rows."""
    reasons: list[str] = field(default_factory=lambda: ["", ELSEWHERE, EMPTY, TOTALS])
    checks: list[Check] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Source columns without which a table cannot be filled."""

    def __post_init__(self) -> None:
        sheet = self.match.sheet
        for name in sheet.needs:
            self._cell(name)
        self.uses.clear()  # whether a cell is empty can be asked of any type
        self.outs = self._outs(sheet.leave_out)
        plans = (self._fill(number, fill) for number, fill in enumerate(sheet.fills))
        self.fills = [plan for plan in plans if plan]

    @property
    def header(self) -> Header:
        """The header of the file."""
        return self.match.header

    @property
    def main(self) -> list[FillPlan]:
        """Tables for which a row stands; the others are only mentioned in it."""
        return [plan for plan in self.fills if not plan.fill.mention] or self.fills

    @cached_property
    def setting(self) -> Setting:
        """What is true for all values."""
        zone = self.match.sheet.zone or self.firm.zone
        namespace = self.namespace or self.match.namespace
        return Setting(namespace, self.match.connector == "amicable", self.firm.zone, zone, self.proof)

    @cached_property
    def scope(self) -> Scope:
        """What expressions see."""
        return Scope(self._cell, self._number, self._date, (*self.header.names, *self.looked_up))

    @property
    def natives(self) -> dict[str, str]:
        """Cells that are nothing but a number or a day, so that their text is not needed."""
        found = self.may_be_native if self.shelf.natively else {}
        return {cell: sql_type for cell, sql_type in found.items() if self.uses[cell] == 1}

    # What stands in the file

    def _cell(self, name: str) -> str | None:
        index = self.header.find(name)
        sql = f"c{index}" if index is not None else self.looked_up.get(name.casefold().strip())
        if sql:
            self.cells[sql] = None
            self.uses[sql] += 1
        return sql

    def _number(self, text: str) -> str:
        self.numbers[text] = None
        return f"CAST({self.setting.number(text)} AS DOUBLE)"

    def _date(self, text: str) -> str:
        self.dates[text] = None
        return self.setting.day(text)

    def _text(self, source: From) -> Piece | None:
        """What the file says for one evidence column; None where it has no such column."""
        if source.compute:
            return self._computed(source)
        if source.constant:
            return Piece(literal(source.constant), Sort.TEXT)
        names = columns(source)
        found = [sql for sql in map(self._cell, names) if sql]
        if not found and not self.lenient:
            raise unknown_column(names[0], (*self.header.names, *self.looked_up))
        if not found:
            return None
        sql = found[0] if len(found) == 1 else f"coalesce({', '.join(found)})"
        return Piece(self._composed(_translated(sql, source.values)), Sort.TEXT)

    def _computed(self, source: From) -> Piece | None:
        numbers, dates = len(self.numbers), len(self.dates)
        try:
            piece = compiled(source.compute, self.scope)
        except UnknownColumn:
            if not self.lenient:
                raise
            return None
        self._check_inside(source, Kind.NUMBER, list(self.numbers)[numbers:], self.setting.number)
        self._check_inside(source, Kind.DATE, list(self.dates)[dates:], self.setting.day)
        if piece.sort is not Sort.TEXT:
            return piece
        return Piece(self._composed(_translated(f"nullif(trim({piece.sql}), '')", source.values)), Sort.TEXT)

    def _check_inside(
        self, source: From, kind: Kind, texts: Sequence[str], read: Callable[[str], str]
    ) -> None:
        """A number or date inside an expression must be one, or the sum would be wrong without a word."""
        for text in texts:
            wrong = f"{text} IS NOT NULL AND {read(text)} IS NULL"
            self.checks.append(Check(_name(source), Column(kind, ""), text, wrong))

    def _composed(self, sql: str) -> str:
        """A short name for a text that is more than one cell."""
        return sql if sql in self.cells else self.texts.setdefault(sql, f"v{len(self.texts)}")

    # What it means

    def _outs(self, rules: Sequence[LeaveOut]) -> str:
        """The number of the first reason that holds."""
        whens = []
        for rule in rules:
            try:
                test = condition(rule.when, self.scope)
            except UnknownColumn:
                if not self.lenient:
                    raise
                continue
            whens.append(f"WHEN {test} THEN {self._reason(rule.reason)}")
        return f"CASE {' '.join(whens)} ELSE 0 END" if whens else "0"

    def _reason(self, reason: str) -> int:
        if not reason:
            return 1
        if reason not in self.reasons:
            self.reasons.append(reason)
        return self.reasons.index(reason)

    def _fill(self, number: int, fill: Fill) -> FillPlan | None:
        table = schema(fill.table)
        sources = {name: _source(given) for name, given in fill.columns.items()}
        begun = len(self.checks)
        money_in = self._currency(sources) if "currency" in table.columns else ""
        names = {"currency": self._kept(money_in)} if money_in else {}
        for name, source in sources.items():
            piece = self._text(source)
            if piece is None and name == table.key and table.name not in referred():
                continue
            if piece is None and _needed(table, name):
                self.missing.append(_name(source))
                del self.checks[begun:]
                return None
            if piece is not None and name != "currency":
                names[name] = self._value(table, name, source, piece, money_in)
        order = compiled(fill.order_by, self.scope).sql if fill.order_by else ""
        checks = range(begun + 1, len(self.checks) + 1)
        return FillPlan(number, fill, table, self._outs(fill.leave_out), order, checks, names)

    def _kept(self, sql: str) -> str:
        return self.stored.setdefault(sql, f"t{len(self.stored)}")

    def _value(self, table: Table, name: str, source: From, piece: Piece, money_in: str) -> str:
        """Column of the typed rows that holds the value."""
        column = _as_reference(table, name)
        self._remember(column.kind, source, piece)
        if piece.sql in self.native:
            typed = self._kept(of_native(piece.sql, column.kind, source, money_in))
        else:
            typed = self._kept(value(piece, column, source, self.setting, money_in))
        if piece.sql in self.cells and (sql_type := native(column, source, piece.sql, self.setting)):
            self.may_be_native[piece.sql] = sql_type
        if _needed(table, name):
            self.checks.append(Check(_name(source), column, piece.sql, f"{typed} IS NULL"))
        elif column.kind in WRONG:
            self.checks.append(
                Check(_name(source), column, piece.sql, f"{typed} IS NULL AND {piece.sql} IS NOT NULL")
            )
        return typed

    def _remember(self, kind: Kind, source: From, piece: Piece) -> None:
        if piece.sort is not Sort.TEXT or source.constant:
            return
        if kind in NUMERIC and not source.decimal and source.unit != "clock":
            self.numbers[piece.sql] = None
        if kind in TIMES and "%" not in source.date and not source.date.startswith("epoch"):
            self.dates[piece.sql] = None

    def _currency(self, sources: Mapping[str, From]) -> str:
        """SQL of the currency of a row's amounts: its own, the file's, the header's, the firm's."""
        own = sources.get("currency")
        chain = [self._own_currency(source) for source in (own, self._stated_currency()) if source]
        told = (self.header.currency(name) for source in sources.values() for name in columns(source))
        chain.append(literal(next((code for code in told if code), self.firm.currency)))
        chain = [sql for sql in chain if sql]
        return chain[0] if len(chain) == 1 else self._composed(f"coalesce({', '.join(chain)})")

    def _stated_currency(self) -> From | None:
        given = self.match.sheet.currency
        is_code = isinstance(given, str) and CODE.fullmatch(given)
        return (From(constant=str(given)) if is_code else _source(given)) if given else None

    def _own_currency(self, source: From) -> str:
        piece = self._text(source)
        if piece is None or source.constant:
            return piece.sql if piece else ""
        sql = self._composed(currency(piece.sql))
        column = Column(Kind.CURRENCY, "")
        self.checks.append(
            Check(_name(source), column, piece.sql, f"{piece.sql} IS NOT NULL AND {sql} IS NULL")
        )
        return sql


@cache
def referred() -> frozenset[str]:
    """Tables whose keys stand in other tables, so that no key may be made up for them."""
    return frozenset(column.refers_to for table in schemas().values() for column in table.columns.values())


def _source(given: str | From) -> From:
    return From(given) if isinstance(given, str) else given


def _names(source: From) -> tuple[str, ...]:
    return (source.column,) if isinstance(source.column, str) else source.column


def _name(source: From) -> str:
    names = re.findall(r'"([^"]+)"', source.compute) if source.compute else columns(source)
    return ", ".join(dict.fromkeys(names))


def _needed(table: Table, name: str) -> bool:
    return table.columns[name].required or name == table.key


def _as_reference(table: Table, name: str) -> Column:
    """The column; the key of `staff` is a folded name like every reference to it."""
    column = table.columns[name]
    return replace(column, refers_to="staff") if name == table.key == "staff_id" else column


def _translated(sql: str, values: Mapping[str, str]) -> str:
    """`sql` with its values translated; what is not listed stays, unless "*" says otherwise."""
    if not values:
        return sql
    whens = [f"WHEN {sql} IS NULL THEN {_or_null(values[''])}"] if "" in values else []
    if "*" in values:
        whens += [] if "" in values else [f"WHEN {sql} IS NULL THEN NULL"]
    whens += [
        f"WHEN lower({sql}) = {literal(text.casefold())} THEN {_or_null(meaning)}"
        for text, meaning in values.items()
        if text not in {"", "*"}
    ]
    return f"CASE {' '.join(whens)} ELSE {_or_null(values['*']) if '*' in values else sql} END"


def _or_null(text: str) -> str:
    return literal(text) if text else "NULL"
