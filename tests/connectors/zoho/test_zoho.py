"""What is read from Zoho."""

from pathlib import Path

from amicable.connectors._common import DRAFT, SUPPLIER, VOID
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_counts_an_invoice_once_and_calls_it_paid_only_when_settled():
    outcome = check(
        HERE / "invoices.csv",
        {
            "invoices": """
            invoice_id | client_id | number     | issued_on  | due_on     | paid_on    | total  | net    | open_amount | currency
            900        | 71        | INV-000001 | 2024-01-28 | 2024-02-27 | 2024-03-05 | 300.00 | 250.00 | 0.00        | EUR
            901        | 72        | INV-000002 | 2024-02-01 | 2024-02-15 | -          | 80.00  | 80.00  | 30.00       | EUR
            902        | 72        | INV-000003 | 2024-02-02 | 2024-02-16 | -          | 90.00  | 90.00  | 0.00        | EUR
            """,
            "clients": """
            client_id | name         | mentioned
            71        | Alder & Sons | yes
            72        | Birch Dental | yes
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1, VOID: 1}


def test_vendors_in_the_contact_list_are_no_clients():
    outcome = check(
        HERE / "contacts.csv",
        {
            "clients": """
            client_id | name         | kind     | email             | phone
            71        | Alder & Sons | business | ann@alder.example | 555-0101
            72        | Birch Dental | consumer | bo@birch.example  | 555-0102
            """,
            "contacts": """
            client_id | name      | email
            71        | Ann Alder | ann@alder.example
            72        | Bo Birch  | bo@birch.example
            """,
        },
    )
    assert outcome.left_out == {SUPPLIER: 1}


def test_the_drafts_of_a_real_export_are_no_debt(shared):
    outcome = read_all(shared / "formats/invoice_ninja_tests/zoho_invoices.csv")
    assert outcome.left_out == {DRAFT: 13}
    assert not outcome.tables


def test_a_real_contact_list_is_read(shared):
    clients = read_all(shared / "formats/invoice_ninja_tests/zoho_contacts.csv").tables["clients"]
    assert "Jessica Jones" in {row["name"] for row in clients}
    assert {row["kind"] for row in clients} <= {"business", "consumer"}
