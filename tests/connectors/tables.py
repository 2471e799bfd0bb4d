"""What a connector reads, compared with tables written down."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from amicable.connectors import read
from amicable.evidence import Firm, Problem, schema
from amicable.evidence.schema import Kind
from amicable.money import digits
from tests.spec.tables import parse

Row = dict[str, Any]


@dataclass
class Outcome:
    """Everything that one file gave; ids are without their namespace."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    completing: set[str] = field(default_factory=set)
    """Tables whose rows only complete what is named elsewhere."""


def read_all(path: Path, firm: Firm | None = None) -> Outcome:
    """What is read from one file."""
    outcome = Outcome()
    for reading in read(path, firm=firm or Firm()):
        assert reading.adds_up, reading
        outcome.left_out.update(reading.left_out)
        outcome.problems += reading.problems
        outcome.doubts += reading.doubts
        for filled in reading.filled:
            rows = [_bare(filled.table, row, filled.mention) for row in filled.rows.read_all().to_pylist()]
            assert len(rows) == filled.count
            if rows:
                outcome.tables.setdefault(filled.table, []).extend(rows)
            if filled.enrich:
                outcome.completing.add(filled.table)
    return outcome


def check(path: Path, expected: dict[str, str], firm: Firm | None = None) -> Outcome:
    """Reads `path`; the tables in `expected` must be those rows, in the columns written down."""
    outcome = read_all(path, firm)
    assert not outcome.problems, [str(problem) for problem in outcome.problems]
    for table, text in expected.items():
        wanted = parse(text)
        shown = [
            {name: _shown(table, name, row) for name in wanted[0]} for row in outcome.tables.get(table, [])
        ]
        assert shown == wanted, table
    if not expected:
        assert not outcome.tables
    return outcome


def _bare(table: str, row: Row, mention: bool) -> Row:
    """The row without namespaces in its ids."""
    named = schema(table).of_kind(Kind.KEY, Kind.REF)
    ids = {name: row[name].split(":", 1)[-1] for name in named if row[name]}
    return row | ids | {"mentioned": mention}


def _shown(table: str, name: str, row: Row) -> str:
    """A value as it is written in a table."""
    value = row[name]
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
    if name in schema(table).columns and schema(table).columns[name].kind is Kind.MONEY:
        places = digits(row["currency"])
        return f"{value / 10**places:.{places}f}"
    return str(value)
