"""How Parquet files of the ledger become a table of evidence: one SELECT per table.

It hides what was not known yet, reads aliases as the client they stand for, and expresses money in the firm's
currency. Whatever the files' statistics prove needless is left out of it, because every row pays for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import pyarrow.compute as pc

from amicable.engines._delta import DataFile, columns
from amicable.engines._links import effective
from amicable.engines._sql import identifier, literal, parquet
from amicable.engines.ledger import Ledger
from amicable.evidence import Firm
from amicable.evidence.schema import Kind, Table
from amicable.money import digits

EXCHANGED = """
    CREATE MACRO exchanged(minor, numerator, denominator) AS CAST(sign(minor) * (
        (abs(CAST(minor AS HUGEINT)) * numerator) // denominator
        + CASE
            WHEN 2 * ((abs(CAST(minor AS HUGEINT)) * numerator) % denominator) > denominator THEN 1
            WHEN 2 * ((abs(CAST(minor AS HUGEINT)) * numerator) % denominator) < denominator THEN 0
            ELSE ((abs(CAST(minor AS HUGEINT)) * numerator) // denominator) % 2
          END
    ) AS BIGINT)
"""
"""minor * numerator / denominator in whole numbers, halves to the even one."""

RANK = "(CASE WHEN linked.alias IS NULL THEN '0' WHEN raw.mentioned THEN '2' ELSE '1' END || raw.client_id)"
"""Whose word goes first about a client known under several ids: the surviving one's, then full rows, then mentions."""

ADDRESS = "address:"
"""Begins the id of a mail address that nobody has tied to a client."""


@dataclass(frozen=True)
class View:
    """What a reader may see of `ledger` on `as_of`; of all clients, or only of `clients`."""

    ledger: Ledger
    as_of: date
    clients: tuple[str, ...] | None = None

    def statement(self, name: str, table: Table, files: Sequence[DataFile], kind: str = "VIEW") -> str:
        """The CREATE VIEW for `table` over `files`. An empty table gives an empty view of the same types."""
        last = quarter_of(self.as_of)
        seen = [file for file in files if not table.happened or file.quarter <= last]
        if self.clients is not None and "client_id" in table.columns:
            seen = [file for file in seen if any(map(file.may_hold, self._raw_ids))]
        body = self._select(table, seen) if seen else _empty(table)
        return f"CREATE OR REPLACE {kind} {identifier(name)} AS {body}"

    def _select(self, table: Table, files: Sequence[DataFile]) -> str:
        values = {name: f"raw.{identifier(name)}" for name in columns(table)}
        values |= self._masked(table, files) | self._client(table, files) | self._money(table, files)
        chosen = ", ".join(f"{value} AS {identifier(name)}" for name, value in values.items())
        conditions = " AND ".join(self._conditions(table, files)) or "TRUE"
        join = " LEFT JOIN linked ON raw.client_id = linked.alias" if self._joins(table) else ""
        if self._by_day(table, files):
            day = identifier(table.happened_on)
            join += (
                f" ASOF LEFT JOIN exchange ON raw.currency = exchange.currency AND raw.{day} >= exchange.day"
            )
        lacking = {name: columns(table)[name] for name, column in table.columns.items() if column.later}
        source = f"FROM {parquet([file.path for file in files], lacking)} AS raw{join} WHERE {conditions}"
        if table.key == "client_id" and self._joins(table):
            return self._merged(values, f"SELECT {chosen}, {RANK} AS _rank {source}")
        return f"SELECT {chosen} {source}"

    @staticmethod
    def _merged(values: Mapping[str, str], rows: str) -> str:
        """One row per client out of all its rows: each value from the first row, in order of rank, that has one."""
        first = [
            f"arg_min({identifier(name)}, _rank) AS {identifier(name)}"
            for name in values
            if name != "client_id"
        ]
        return f"SELECT client_id, {', '.join(first)} FROM ({rows}) GROUP BY client_id"

    def _conditions(self, table: Table, files: Sequence[DataFile]) -> list[str]:
        found = []
        day = identifier(table.happened_on)
        if table.happened and _reaches(files, table.happened_on, self.as_of):
            found.append(f"(raw.{day} <= {literal(self.as_of)} OR raw.{day} IS NULL)")
        if self.clients is not None and "client_id" in table.columns:
            wanted = ", ".join(literal(client) for client in self._raw_ids)
            found.append(f"raw.client_id IN ({wanted})" if wanted else "FALSE")
        return found

    def _masked(self, table: Table, files: Sequence[DataFile]) -> dict[str, str]:
        """Columns that were not known before some day, null before it."""
        found = {}
        for name, column in table.columns.items():
            day = known_day(table, column.known_from)
            if day and _reaches(files, day, self.as_of):
                for each in (name, *_derived_from(table, name)):
                    unknown = f"raw.{identifier(day)} > {literal(self.as_of)}"
                    found[each] = f"CASE WHEN {unknown} THEN NULL ELSE raw.{identifier(each)} END"
        return found

    def _client(self, table: Table, files: Sequence[DataFile]) -> dict[str, str]:
        if "client_id" not in table.columns:
            return {}
        known = "raw.client_id"
        if _may_hold_addresses(files):
            known = (
                f"CASE WHEN starts_with(raw.client_id, {literal(ADDRESS)}) THEN NULL ELSE raw.client_id END"
            )
        return {"client_id": f"coalesce(linked.client_id, {known})" if self._joins(table) else known}

    def _money(self, table: Table, files: Sequence[DataFile]) -> dict[str, str]:
        if not (amounts := table.of_kind(Kind.MONEY)):
            return {}
        currency = self.ledger.firm.currency
        found = {"currency": literal(currency), "original_currency": "raw.currency"}
        if self._abroad(files):
            found |= {name: self._exchanged(table, f"raw.{identifier(name)}") for name in amounts}
        return found

    def _abroad(self, files: Sequence[DataFile]) -> bool:
        """Whether any row may be in another currency than the firm's."""
        own = self.ledger.firm.currency
        return not all(own == file.lowest.get("currency") == file.highest.get("currency") for file in files)

    def _by_day(self, table: Table, files: Sequence[DataFile]) -> bool:
        """Whether amounts of this table are to be looked up by day."""
        dated = any(isinstance(rate, Mapping) for rate in self.ledger.firm.exchange.values())
        money = table.happened and table.of_kind(Kind.MONEY)
        return bool(dated and money and self._abroad(files))

    def _exchanged(self, table: Table, amount: str) -> str:
        """`amount` in the firm's currency (also that of rows that name none); null where no rate is known."""
        own = self.ledger.firm.currency
        cases = [f"WHEN coalesce(raw.currency, {literal(own)}) = {literal(own)} THEN {amount}"]
        for code, rate in self.ledger.firm.exchange.items():
            if isinstance(rate, Mapping) and table.happened:
                ratio: tuple[object, object] | None = ("exchange.numerator", "exchange.denominator")
            else:
                ratio = _ratio(own, code, rate, self.as_of)
            if ratio:
                cases.append(
                    f"WHEN raw.currency = {literal(code)} THEN exchanged({amount}, {ratio[0]}, {ratio[1]})"
                )
        return f"CASE {' '.join(cases)} END"

    def _joins(self, table: Table) -> bool:
        return bool(self._aliases) and "client_id" in table.columns

    @cached_property
    def _aliases(self) -> dict[str, str]:
        links = effective(self.ledger.links())
        linked = links.filter(pc.not_equal(links["alias"], links["client_id"]))
        return dict(zip(linked["alias"].to_pylist(), linked["client_id"].to_pylist(), strict=True))

    @cached_property
    def _raw_ids(self) -> list[str]:
        """The ids of `clients` as the files have them: their own, and those that are read as theirs."""
        wanted = set(self.clients or ())
        return sorted(wanted | {alias for alias, client in self._aliases.items() if client in wanted})


def dated_rates(firm: Firm) -> list[tuple[str, str, int, int]]:
    """Currency, day from which it holds, numerator and denominator, of all rates that have a day."""
    return [
        (code, day, *_as_ratio(firm.currency, code, rate))
        for code, rates in firm.exchange.items()
        if isinstance(rates, Mapping)
        for day, rate in rates.items()
    ]


def _ratio(own: str, code: str, rate: float | Mapping[str, float], as_of: date) -> tuple[int, int] | None:
    """The rate of `as_of`, or the latest before it, for a fact without a day; None where there is none."""
    if not isinstance(rate, Mapping):
        return _as_ratio(own, code, rate)
    before = [day for day in rate if day <= as_of.isoformat()]
    return _as_ratio(own, code, rate[max(before)]) if before else None


def _as_ratio(own: str, code: str, rate: float) -> tuple[int, int]:
    return Decimal(str(rate)).scaleb(digits(own) - digits(code)).as_integer_ratio()


def quarter_of(day: date) -> int:
    """The partition in which facts of `day` lie."""
    return day.year * 4 + (day.month - 1) // 3


def known_day(table: Table, known_from: str) -> str:
    """The DATE column behind a `known_from`; empty where there is none."""
    if known_from and table.columns[known_from].kind is Kind.TIMESTAMP:
        return known_from.removesuffix("_at") + "_on"
    return known_from


def masking_days(table: Table) -> list[str]:
    """The DATE columns by which rows or values are hidden before their day."""
    found = {known_day(table, column.known_from) for column in table.columns.values()} | {table.happened_on}
    return sorted(found - {""})


def _derived_from(table: Table, name: str) -> list[str]:
    stem = name[:-3]
    own = table.columns[name].kind in {Kind.DATE, Kind.TIMESTAMP}
    return [each for each in table.derived if own and each in {f"{stem}_on", f"{stem}_day", f"{stem}_minute"}]


def _reaches(files: Sequence[DataFile], column: str, as_of: date) -> bool:
    """Whether any row may have a later day than `as_of`."""
    return any((day := file.latest(column)) is not None and day > as_of for file in files)


def _may_hold_addresses(files: Sequence[DataFile]) -> bool:
    after = ADDRESS[:-1] + chr(ord(ADDRESS[-1]) + 1)
    return any(
        file.lowest.get("client_id", "") < after and file.highest.get("client_id", after) >= ADDRESS
        for file in files
    )


def _empty(table: Table) -> str:
    kinds = columns(table) | ({"original_currency": "VARCHAR"} if table.of_kind(Kind.MONEY) else {})
    chosen = ", ".join(f"CAST(NULL AS {kind}) AS {identifier(name)}" for name, kind in kinds.items())
    return f"SELECT {chosen} WHERE FALSE"
