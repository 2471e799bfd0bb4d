"""What one file tells about the rows of another: contacts about clients, payments about invoices."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Batch, Ledger
from amicable.evidence import schema

AT = datetime(2026, 1, 1, tzinfo=UTC)


def rows(table: str, *listed: dict) -> pa.Table:
    """Rows as a connector hands them over: every column of the schema, and the line."""
    names = [*schema(table).columns, "line"]
    return pa.table({name: pa.array([row.get(name) for row in listed]) for name in names})


def invoice(number: int, **known: object) -> dict:
    return {"invoice_id": f"x:{number}", "client_id": "x:a", "issued_on": date(2025, 1, 5), "due_on": date(2025, 2, 4), "total": 10000, "currency": "EUR", "line": number} | known  # fmt: skip


def payment(number: int, of: int, day: date, amount: int, currency: str = "EUR") -> dict:
    return {"payment_id": f"x:p{number}", "client_id": "x:a", "invoice_id": f"x:{of}", "paid_on": day, "amount": amount, "currency": currency, "line": number}  # fmt: skip


def enter(batch: Batch, table: str, *listed: dict, mention: bool = False):
    return batch.write(table, rows(table, *listed), source="x", file=f"{table}.csv", mention=mention)


def stored(folder: Path, table: str) -> dict[str, dict]:
    known = open_evidence(Ledger.open(folder), today=date(2026, 1, 1)).tables[table]
    return {row["evidence_id"]: row for row in known.to_pyarrow().to_pylist()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three invoices: one paid in two parts, one in part only, one in another currency."""
    with Ledger.open(tmp_path / "ledger").importing(at=AT) as batch:
        enter(batch, "clients", {"client_id": "x:a", "name": "Ann", "line": 1}, mention=True)
        enter(batch, "invoices", invoice(1), invoice(2), invoice(3))
        enter(
            batch,
            "payments",
            payment(1, 1, date(2025, 2, 1), 4000),
            payment(2, 1, date(2025, 3, 9), 6000),
            payment(3, 2, date(2025, 2, 1), 9999),
            payment(4, 3, date(2025, 2, 1), 10000, "USD"),
        )
        batch.settle_invoices()
    return tmp_path / "ledger"


def test_an_invoice_is_paid_on_the_day_of_the_payment_that_covered_it(folder):
    """The second part came on 9 March; what is not covered, or in another currency, stays open."""
    found = stored(folder, "invoices")
    assert [found[f"x:{n}"]["paid_on"] for n in (1, 2, 3)] == [date(2025, 3, 9), None, None]


def test_a_settled_invoice_keeps_the_place_it_came_from(folder):
    """The situation cites the invoice, not the payment."""
    found = stored(folder, "invoices")["x:1"]
    assert (found["file"], found["line"]) == ("invoices.csv", 1)


def test_the_same_invoices_again_change_nothing(folder):
    """A file that does not know the day of payment does not take it away."""
    with Ledger.open(folder).importing(at=AT) as batch:
        again = enter(batch, "invoices", invoice(1), invoice(2), invoice(3))
        settled = batch.settle_invoices()
    assert (again.unchanged, again.corrected, settled.corrected) == (3, 0, 0)
    assert stored(folder, "invoices")["x:1"]["paid_on"] == date(2025, 3, 9)


def test_contacts_complete_only_clients_that_a_fact_names(folder):
    """Ann gets her address; a supplier who was never invoiced does not become a client."""
    with Ledger.open(folder).importing(at=AT) as batch:
        told = [
            {"client_id": "x:a", "name": "Ann", "email": "ann@example.org", "line": 7},
            {"client_id": "x:supplier", "name": "Paper Ltd", "line": 8},
        ]
        first = batch.complete("clients", rows("clients", *told), source="x", file="contacts.csv")
        second = batch.complete("clients", rows("clients", *told), source="x", file="contacts.csv")
    found = stored(folder, "clients")
    assert (first.corrected, second.corrected) == (1, 0)
    assert [(key, row["email"], row["file"], row["line"]) for key, row in found.items()] == [
        ("x:a", "ann@example.org", "contacts.csv", 7)
    ]
