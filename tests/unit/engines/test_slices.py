"""A table with many rows: how they lie in files, so that one client's are found quickly."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger, Written
from amicable.evidence import schema

ROWS, CLIENTS = 300_000, 1_000
NOON = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)


def invoices(total=100, rows=ROWS):
    """Invoices of one quarter in no order: each client has one in every thousand."""
    numbers = range(rows)
    known = {
        "invoice_id": pa.array([f"x:{n}" for n in numbers]),
        "client_id": pa.array([f"x:{n * 7 % CLIENTS:03}" for n in numbers]),
        "issued_on": pa.array([date(2024, 2, 1)] * rows),
        "total": pa.array([total] * rows),
        "line": pa.array(numbers),
    }
    rest = {name: pa.nulls(rows) for name in schema("invoices").columns if name not in known}
    return pa.table(known | rest)


def enter(folder, rows):
    with Ledger.open(folder).importing(at=NOON) as batch:
        return batch.write("invoices", rows, source="books", file="books.csv", mention=False, distinct=True)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large") / "ledger"
    assert enter(folder, invoices()) == Written(new=ROWS)
    return folder


def test_one_client_lies_in_few_files_of_a_large_quarter(large):
    files = Ledger.open(large).data_files("invoices")
    assert len(files) == 5
    assert sum(file.may_hold("x:500") for file in files) == 1
    assert max(file.rows for file in files) < ROWS / 2


def test_the_rows_of_a_large_quarter_are_all_there_once_and_in_order(large):
    found = pa.concat_tables(
        [pq.read_table(path, partitioning=None) for path in Ledger.open(large).files("invoices")]
    )
    assert sorted(found["evidence_id"].to_pylist()) == sorted(f"x:{n}" for n in range(ROWS))
    for path in Ledger.open(large).files("invoices"):
        clients = pq.read_table(path, partitioning=None)["client_id"].to_pylist()
        assert clients == sorted(clients)


@pytest.mark.parametrize("client", ["x:000", "x:500", "x:999"])
def test_one_clients_evidence_is_whole_whichever_files_are_passed_over(large, client):
    ledger = Ledger.open(large)
    evidence = open_evidence(ledger, today=date(2025, 1, 15), clients=[client])
    assert evidence.invoices.count().execute() == ROWS / CLIENTS


def test_the_same_rows_again_change_nothing_and_corrected_ones_replace_theirs(large):
    assert enter(large, invoices()) == Written(unchanged=ROWS)
    before = Ledger.open(large)
    assert enter(large, invoices(total=200, rows=10)) == Written(corrected=10)
    after = Ledger.open(large)
    assert after.rows()["invoices"] == ROWS
    evidence = open_evidence(after, today=date(2025, 1, 15))
    assert evidence.invoices.total.sum().execute() == 100 * ROWS + 10 * 100
    assert open_evidence(before, today=date(2025, 1, 15)).invoices.total.sum().execute() == 100 * ROWS
