"""What is read from Invoice Ninja."""

from pathlib import Path

from amicable.connectors._common import DRAFT, OFFER, TEMPLATE
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent
REAL = "formats/invoice_ninja_tests"


def test_reads_an_invoice_once_below_three_lines_of_title():
    outcome = check(
        HERE / "invoices.csv",
        {
            "invoices": """
            invoice_id | client_id    | number | issued_on  | due_on     | paid_on | total   | paid_amount | open_amount
            0001       | Alder & Sons | 0001   | 2024-01-25 | 2024-02-24 | -       | 1213.50 | 5.01        | 1208.49
            0002       | Alder & Sons | 0002   | 2024-02-19 | 2024-03-01 | -       | 26.67   | 26.67       | 0.00
            """,
            "clients": """
            client_id    | name         | email             | mentioned
            Alder & Sons | Alder & Sons | ann@alder.example | yes
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1}


def test_amounts_in_brackets_are_money_returned():
    check(
        HERE / "payments.csv",
        {
            "payments": """
            client_id    | invoice_id | paid_on    | amount
            Alder & Sons | 0001       | 2023-10-20 | 5.01
            Alder & Sons | 0002       | 2024-02-29 | 26.67
            Alder & Sons | 0002       | 2024-03-14 | -20.00
            Alder & Sons | 0002       | 2024-03-14 | -20.00
            """
        },
    )


def test_clients_bring_the_person_behind_them():
    check(
        HERE / "clients.csv",
        {
            "clients": """
            client_id    | name         | email             | phone    | tax_number
            Alder & Sons | Alder & Sons | ann@alder.example | 555-0100 | GB123
            Birch Dental | Birch Dental | bo@birch.example  | 555-0102 | -
            """,
            "contacts": """
            client_id    | name      | email             | phone
            Alder & Sons | Ann Alder | ann@alder.example | 555-0101
            Birch Dental | Bo Birch  | bo@birch.example  | 555-0102
            """,
        },
    )


def test_recurring_invoices_are_only_templates():
    assert check(HERE / "recurring.csv", {}).left_out == {TEMPLATE: 1}


def test_version_5_is_paid_on_the_day_of_its_last_payment():
    outcome = check(
        HERE / "version5.csv",
        {
            "invoices": """
            invoice_id | client_id    | issued_on  | due_on     | paid_on    | total  | tax   | open_amount | currency
            0010       | Alder & Sons | 2024-01-10 | 2024-02-09 | 2024-02-15 | 121.00 | 21.00 | 0.00        | EUR
            0011       | Birch Dental | 2024-01-11 | 2024-02-10 | -          | 50.00  | 0.00  | 50.00       | USD
            """,
            "payments": """
            payment_id | client_id    | invoice_id | paid_on    | amount | currency | method
            0001       | Alder & Sons | 0010       | 2024-02-01 | 100.00 | EUR      | Bank Transfer
            0002       | Alder & Sons | 0010       | 2024-02-15 | 21.00  | EUR      | Bank Transfer
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1}


def test_a_real_invoice_report_gives_the_figures_counted_by_hand(shared):
    tables = read_all(shared / f"{REAL}/invoice.csv").tables
    invoices = tables["invoices"]
    assert len(invoices) == 400
    assert len(tables["clients"]) == 20
    assert sum(row["total"] for row in invoices) == 1_186_087
    assert sum(row["paid_amount"] for row in invoices) == 568_621


def test_a_real_payment_report_gives_the_figures_counted_by_hand(shared):
    payments = read_all(shared / f"{REAL}/payments.csv").tables["payments"]
    assert len(payments) == len({row["payment_id"] for row in payments}) == 403
    assert sum(row["amount"] for row in payments) == 1_108_754
    assert sum(row["amount"] < 0 for row in payments) == 2


def test_a_real_client_report_is_read(shared):
    tables = read_all(shared / f"{REAL}/clients.csv").tables
    assert len(tables["clients"]) == len(tables["contacts"]) == 20


def test_real_quotes_and_recurring_invoices_stay_out(shared):
    quotes = read_all(shared / f"{REAL}/quotes.csv")
    recurring = read_all(shared / f"{REAL}/recurring_invoice.csv")
    assert (set(quotes.left_out), set(recurring.left_out)) == ({OFFER}, {TEMPLATE})
    assert not quotes.tables
    assert not recurring.tables
