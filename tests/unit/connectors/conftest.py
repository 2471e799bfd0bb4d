"""A file and a mapping in, a reading and its rows out."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from amicable.connectors import Reading, read
from amicable.connectors._toml import source
from amicable.evidence import Firm

INVOICES = """
namespace = "shop"
needs = ["No", "Client", "Date", "Total"]
[[fill]]
table = "invoices"
[fill.columns]
invoice_id = "No"
client_id = "Client"
issued_on = "Date"
total = "Total"
"""


@dataclass
class Outcome:
    """What one table of a file gave."""

    reading: Reading
    tables: dict[str, list[dict[str, object]]]

    def column(self, name: str, table: str = "") -> list[object]:
        """The values of one column."""
        rows = self.tables[table] if table else next(iter(self.tables.values()))
        return [row[name] for row in rows]

    @property
    def problems(self) -> list[tuple[int, str, str]]:
        """Line, column and sentence of each problem."""
        return [(problem.line, problem.column, problem.sentence) for problem in self.reading.problems]

    @property
    def doubts(self) -> list[str]:
        """The sentence of each doubt."""
        return [doubt.sentence for doubt in self.reading.doubts]


@pytest.fixture
def outcomes(tmp_path: Path) -> Callable[..., list[Outcome]]:
    """Reads `content`, with a mapping in TOML or by what is known; one outcome per table in it."""

    def run(
        content: str | bytes,
        mapping: str = "",
        *,
        firm: Firm | None = None,
        name: str = "export.csv",
        **options,
    ):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        known = source(tomllib.loads(mapping), "test") if mapping else None
        readings = read(path, firm=firm or Firm(), mapping=known, **options)
        return [
            Outcome(reading, {filled.table: filled.rows.read_all().to_pylist() for filled in reading.filled})
            for reading in readings
        ]

    return run


@pytest.fixture
def outcome(outcomes) -> Callable[..., Outcome]:
    """The outcome of a file with one table."""

    def run(*args, **options):
        (found,) = outcomes(*args, **options)
        assert found.reading.adds_up
        return found

    return run
