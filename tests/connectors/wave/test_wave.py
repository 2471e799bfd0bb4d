"""What is read from Wave."""

from pathlib import Path

from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_a_debit_of_the_receivable_is_an_invoice_and_a_credit_a_payment():
    outcome = check(
        HERE / "journal.csv",
        {
            "invoices": """
            invoice_id | client_id    | number | issued_on  | due_on | total
            2          | Alder & Sons | 2      | 2024-01-28 | -      | 360.00
            3          | Birch Dental | 3      | 2024-02-11 | -      | 80.50
            """,
            "payments": """
            payment_id | client_id    | invoice_id | paid_on    | amount | method
            101        | Alder & Sons | 2          | 2024-02-10 | 100.00 | Cash on Hand
            """,
            "clients": """
            client_id    | name         | mentioned
            Alder & Sons | Alder & Sons | yes
            Birch Dental | Birch Dental | yes
            """,
        },
    )
    assert sum(outcome.left_out.values()) == 6


def test_customers_become_clients_and_contacts():
    check(
        HERE / "customers.csv",
        {
            "clients": """
            client_id    | name         | email             | phone
            Alder & Sons | Alder & Sons | ann@alder.example | 555-0101
            Birch Dental | Birch Dental | bo@birch.example  | 555-0102
            """,
            "contacts": """
            client_id    | name      | email             | phone
            Alder & Sons | Ann Alder | ann@alder.example | 555-0101
            Birch Dental | Bo Birch  | bo@birch.example  | 555-0102
            """,
        },
    )


def test_a_real_journal_gives_its_receivables(shared):
    outcome = read_all(shared / "formats/invoice_ninja_tests/wave_invoices.csv")
    assert {row["number"] for row in outcome.tables["invoices"]} == {"2", "3", "4"}
    assert sum(row["total"] for row in outcome.tables["invoices"]) == 906_491
    assert sum(row["amount"] for row in outcome.tables["payments"]) == 59_050
    assert sum(outcome.left_out.values()) == 15 - 4


def test_a_real_customer_list_is_read(shared):
    clients = read_all(shared / "formats/invoice_ninja_tests/wave_clients.csv").tables["clients"]
    assert {"Homer Simpson", "Mark Walberg"} <= {row["name"] for row in clients}
