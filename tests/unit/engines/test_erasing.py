"""What is erased from a ledger is in no byte of it, and what is left is as it was."""

from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest

from amicable.engines.erasing import erase, ids_of
from amicable.engines.ledger import Ledger
from amicable.engines.snapshot import files
from amicable.importing import import_files

AT = datetime(2026, 10, 1, tzinfo=UTC)
CLIENTS = """client_id,name,email,phone
ann,Annwyn Quellbach,annwyn@quellbach.example,+34 600 111 222
ben,Benedek Bakery,shop@benedek.example,+34 600 333 444
"""
INVOICES = """invoice_id,client_id,number,issued_on,due_on,paid_on,total,currency
1,ann,A-1,2025-01-05,2025-02-04,{paid},100.00,EUR
3,ben,A-3,2025-02-05,2025-03-07,2025-03-01,100.00,EUR
"""
PAYMENTS = """payment_id,client_id,invoice_id,paid_on,amount,currency,method
p1,ann,1,2025-02-01,100.00,EUR,card of Annwyn Quellbach
p3,ben,3,2025-03-01,100.00,EUR,card
"""
TIME = """entry_id,client_id,staff_id,worked_on,seconds,billable,note
t1,ann,eva,2025-01-03,3600,true,Ledger of January
t2,ben,eva,2025-01-03,7200,true,"The same as for annwyn quellbach, but shorter"
"""


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    """Two clients, entered, and then corrected so that there are older versions."""
    place = tmp_path / "exports"
    place.mkdir()
    for name, text in {"clients": CLIENTS, "payments": PAYMENTS, "time_entries": TIME}.items():
        (place / f"{name}.csv").write_text(text, encoding="utf-8")
    for paid in ("", "2025-02-03"):
        (place / "invoices.csv").write_text(INVOICES.format(paid=paid), encoding="utf-8")
        import_files(Ledger.open(tmp_path / "ledger").set_firm(currency="EUR"), [place], at=AT)
    return Ledger.open(tmp_path / "ledger")


def own_id(ledger, name) -> str:
    return next(one for one in pq.read_table(ledger.files("clients")).to_pylist() if one["name"] == name)["client_id"]  # fmt: skip


def test_no_byte_of_the_ledger_names_an_erased_client_and_others_are_as_they_were(ledger):
    before = ledger.rows()
    client = own_id(ledger, "Annwyn Quellbach")
    ids = ids_of(ledger, client)
    words = ["Annwyn Quellbach", "annwyn@quellbach.example", "+34 600 111 222", *ids]
    found = erase(ledger, ids, words, at=AT)
    after = Ledger.open(ledger.folder)
    assert {table: one.rows for table, one in found.items()} == {"clients": 1, "invoices": 1, "payments": 1, "time_entries": 1}  # fmt: skip
    assert found["time_entries"].mentions == 1
    assert {table: before[table] - rows for table, rows in after.rows().items() if rows != before[table]} == {"clients": 1, "invoices": 1, "payments": 1, "time_entries": 1}  # fmt: skip
    for path in (one for one in ledger.folder.rglob("*") if one.is_file()):
        content = path.read_bytes().lower()
        for word in ("annwyn", "quellbach", "600 111 222"):
            assert word.encode() not in content, (path, word)
    assert list(files(after))
    assert erase(after, ids, words, at=AT) == {}


def test_imports_go_on_after_an_erasure(ledger, tmp_path):
    client = own_id(ledger, "Annwyn Quellbach")
    erase(ledger, ids_of(ledger, client), ["Annwyn Quellbach"], at=AT)
    (tmp_path / "more.csv").write_text(INVOICES.format(paid="2025-02-09").replace("ann", "cai").replace("\n1,", "\n9,"), encoding="utf-8")  # fmt: skip
    (tmp_path / "more.csv").rename(tmp_path / "invoices.csv")
    import_files(Ledger.open(ledger.folder), [tmp_path / "invoices.csv"], at=AT)
    assert Ledger.open(ledger.folder).rows()["invoices"] == 2
