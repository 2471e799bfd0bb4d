from datetime import UTC, datetime

import pytest

from amicable.engines.ledger import Ledger

from .rows import rows_of


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "our ledger"


@pytest.fixture
def enter(folder):
    """Imports rows into one table and gives what became of them."""

    def _enter(table, *rows, mention=False):
        with Ledger.open(folder).importing(at=datetime(2024, 5, 2, 9, 30, tzinfo=UTC)) as batch:
            return batch.write(table, rows_of(table, rows), source="books", file="books.csv", mention=mention)

    return _enter
