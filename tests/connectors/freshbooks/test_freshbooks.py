"""What is read from FreshBooks."""

from pathlib import Path

from amicable.connectors._common import DRAFT
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_adds_the_lines_of_an_invoice_and_their_taxes():
    outcome = check(
        HERE / "invoices.csv",
        {
            "invoices": """
            invoice_id | client_id    | number  | issued_on  | due_on | paid_on    | total  | tax   | currency
            0000007    | Alder & Sons | 0000007 | 2024-01-10 | -      | 2024-02-20 | 276.00 | 26.00 | USD
            0000008    | Birch Dental | 0000008 | 2024-02-01 | -      | -          | 100.00 | 0.00  | USD
            """,
            "clients": """
            client_id    | name         | mentioned
            Alder & Sons | Alder & Sons | yes
            Birch Dental | Birch Dental | yes
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1}


def test_a_client_without_organisation_goes_by_its_person():
    check(
        HERE / "clients.csv",
        {
            "clients": """
            client_id    | name         | email            | phone
            Alder & Sons | Alder & Sons | ann@alder.example | 555-0101
            Bo Birch     | Bo Birch     | bo@birch.example  | -
            """,
            "contacts": """
            client_id    | name      | email             | phone
            Alder & Sons | Ann Alder | ann@alder.example | 555-0101
            Bo Birch     | Bo Birch  | bo@birch.example  | -
            """,
        },
    )


def test_a_real_export_gives_one_invoice_of_three_lines(shared):
    (invoice,) = read_all(shared / "formats/invoice_ninja_tests/freshbooks_invoices.csv").tables["invoices"]
    assert (invoice["number"], invoice["client_id"], invoice["total"]) == ("0000001", "X-Men", 789_000)
    assert invoice["paid_on"] is None


def test_a_real_client_list_is_read(shared):
    tables = read_all(shared / "formats/invoice_ninja_tests/freshbooks_clients.csv").tables
    assert [row["name"] for row in tables["clients"]] == ["Marge Simpson", "X-Men"]
    assert [row["name"] for row in tables["contacts"]] == ["Marge Simpson", "Scott Summer"]
