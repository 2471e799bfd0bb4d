"""What is read from invoicely."""

from pathlib import Path

from amicable.connectors._common import DRAFT
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_reads_dates_with_the_name_of_the_month():
    outcome = check(
        HERE / "invoices.csv",
        {
            "invoices": """
            invoice_id | client_id    | number | issued_on  | due_on     | paid_on | total   | open_amount
            INV-1      | Alder & Sons | INV-1  | 2024-01-28 | 2024-02-28 | -       | 1020.00 | -
            INV-2      | Birch Dental | INV-2  | 2024-02-03 | 2024-02-13 | -       | 80.50   | 0.00
            """,
            "clients": """
            client_id    | name         | mentioned
            Alder & Sons | Alder & Sons | yes
            Birch Dental | Birch Dental | yes
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1}


def test_reads_the_list_of_clients():
    check(
        HERE / "clients.csv",
        {
            "clients": """
            client_id    | name         | email             | phone   | country
            Alder & Sons | Alder & Sons | ann@alder.example | 5550101 | IE
            Birch Dental | Birch Dental | bo@birch.example  | -       | US
            """
        },
    )


def test_a_real_export_gives_its_invoice(shared):
    (invoice,) = read_all(shared / "formats/invoice_ninja_tests/invoicely_invoices.csv").tables["invoices"]
    assert (invoice["total"], str(invoice["due_on"])) == (102_000, "2021-01-28")


def test_a_real_client_list_is_read(shared):
    clients = read_all(shared / "formats/invoice_ninja_tests/invoicely_clients.csv").tables["clients"]
    assert [row["name"] for row in clients] == ["Alexander Hamilton", "Bruce Wayne"]
