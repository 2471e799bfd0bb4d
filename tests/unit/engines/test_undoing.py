"""Taking an import back."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pyarrow.parquet as pq
import pytest

from amicable.engines.ledger import FileRecord, Ledger
from amicable.engines.linkage import confirm
from amicable.engines.undoing import NotImported, look, undo

from .rows import rows_of

NOON = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)


def invoice(number, total=100, on=date(2024, 2, 1)):
    return {"invoice_id": f"x:{number}", "client_id": "x:acme", "issued_on": on, "total": total}


def totals(folder):
    ledger = Ledger.open(folder)
    rows = [
        row for path in ledger.files("invoices") for row in pq.read_table(path, partitioning=None).to_pylist()
    ]
    return {row["invoice_id"]: row["total"] for row in rows}


@pytest.fixture
def bring(folder):
    """Imports rows as a file of its own, an hour after the import before; the import's id."""
    hours = iter(range(1000))

    def _bring(*rows, table="invoices", digest=None):
        at = NOON + timedelta(hours=next(hours))
        with Ledger.open(folder).importing(at=at) as batch:
            written = batch.write(table, rows_of(table, rows), source="x", file="x.csv", mention=False)
            batch.record(
                FileRecord("x.csv", digest or repr(rows), "x", read=len(rows), entered={table: written})
            )
        return batch.import_id

    return _bring


def take_back(folder, import_id, days=30):
    return undo(Ledger.open(folder), import_id, at=NOON + timedelta(days=days))


def test_new_rows_go_and_replaced_rows_come_back_in_their_own_quarter(folder, bring):
    bring(invoice(1), invoice(2))
    second = bring(invoice(1, 250, date(2025, 7, 1)), invoice(3))
    assert totals(folder) == {"x:1": 250, "x:2": 100, "x:3": 100}
    done = take_back(folder, second)
    assert (done.goes, done.returns, done.followed, done.forgotten) == (2, 1, False, False)
    assert totals(folder) == {"x:1": 100, "x:2": 100}
    assert {file.quarter for file in Ledger.open(folder).data_files("invoices")} == {2024 * 4}


def test_looking_changes_nothing(folder, bring):
    bring(invoice(1))
    second = bring(invoice(1, 250))
    before = Ledger.open(folder).manifest
    assert look(Ledger.open(folder), second).tables["invoices"].goes == 1
    assert Ledger.open(folder).manifest == before


def test_what_a_later_import_corrected_stays_as_it_left_it(folder, bring):
    first = bring(invoice(1), invoice(2))
    bring(invoice(1, 300))
    done = take_back(folder, first)
    assert (done.goes, done.returns, done.followed) == (1, 0, True)
    assert totals(folder) == {"x:1": 300}


def test_a_row_comes_back_from_before_every_import_that_was_taken_back(folder, bring):
    bring(invoice(1, 1))
    second = bring(invoice(1, 2))
    third = bring(invoice(1, 3))
    take_back(folder, second)
    assert totals(folder) == {"x:1": 3}
    take_back(folder, third)
    assert totals(folder) == {"x:1": 1}


def test_after_the_only_import_is_taken_back_the_ledger_is_empty(folder, bring):
    only = bring(invoice(1))
    take_back(folder, only)
    ledger = Ledger.open(folder)
    assert ledger.rows()["invoices"] == 0
    assert ledger.imports() == []
    assert [record.import_id for record, _ in ledger.undone()] == [only]


def test_twice_is_refused_and_changes_nothing(folder, bring):
    only = bring(invoice(1))
    take_back(folder, only)
    before = Ledger.open(folder).manifest
    with pytest.raises(NotImported, match="taken back before"):
        take_back(folder, only)
    with pytest.raises(NotImported, match="no import nonsense"):
        take_back(folder, "nonsense")
    assert Ledger.open(folder).manifest == before


def test_its_files_and_those_that_only_confirmed_it_can_be_imported_again(folder, bring):
    first = bring(invoice(1), digest="a")
    bring(invoice(1), digest="b")
    bring(invoice(2), digest="c")
    take_back(folder, first)
    with Ledger.open(folder).importing(at=NOON + timedelta(days=40)) as batch:
        assert [batch.seen(digest) for digest in "abc"] == [False, False, True]
    assert totals(folder) == {"x:2": 100}


def test_where_the_history_is_gone_it_says_so_before(folder, bring):
    bring(invoice(1, 1))
    second = bring(invoice(1, 2))
    (folder / "imports" / f"{second}.before.json").unlink()
    assert look(Ledger.open(folder), second).forgotten
    take_back(folder, second)
    assert totals(folder) == {}


def test_links_made_by_themselves_go_with_the_last_row_and_a_persons_stay(folder, bring):
    row = {"name": "Acme Ltd", "tax_number": "ESB1234567"}
    other = {"name": "Brightwater", "email": "ann@brightwater.example"}
    bring({"client_id": "a:1", **row}, {"client_id": "a:2", **other}, table="clients")
    second = bring({"client_id": "b:1", **row}, {"client_id": "b:2", "name": "BW"}, table="clients")
    from amicable.engines.linkage import recognise

    recognise(Ledger.open(folder), now=NOON)
    confirm(Ledger.open(folder), "a:2", "b:2", by="ona@example.com", at=NOON)
    assert Ledger.open(folder).links()["alias"].to_pylist() == ["b:1", "b:2"]
    take_back(folder, second)
    assert Ledger.open(folder).links()["alias"].to_pylist() == ["b:2"]


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from amicable.engines import _manifest
from amicable.engines.ledger import Ledger
from amicable.engines.undoing import undo

_manifest.publish = lambda *_: os._exit(9)
undo(Ledger.open(Path(sys.argv[1])), sys.argv[2], at=datetime(2024, 6, 1, tzinfo=UTC))
"""


def test_killed_half_way_nothing_has_happened_and_it_can_be_done_again(folder, bring):
    bring(invoice(1))
    second = bring(invoice(1, 250), invoice(2))
    before = json.loads((folder / "manifest.json").read_text())
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), second], check=False)
    assert killed.returncode == 9
    assert json.loads((folder / "manifest.json").read_text()) == before
    assert totals(folder) == {"x:1": 250, "x:2": 100}
    take_back(folder, second)
    assert totals(folder) == {"x:1": 100}
