"""What is read from QuickBooks Online."""

from pathlib import Path

from amicable.connectors._common import BILL, OFFER, TOTALS, VOID
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent
REAL = "formats/fivetran_seeds/quickbooks"


def test_deleted_and_voided_invoices_count_for_nothing():
    outcome = check(
        HERE / "invoice.csv",
        {
            "invoices": """
            invoice_id | client_id | number | issued_on  | due_on     | paid_on | total    | tax   | open_amount | currency
            501        | 71        | 1001   | 2024-01-19 | 2024-02-03 | -       | 565.25   | 65.25 | 0.00        | USD
            502        | 72        | 1002   | 2024-02-19 | 2024-03-03 | -       | 62507.50 | 0.00  | 62507.50    | EUR
            """,
            "clients": """
            client_id | name | mentioned
            71        | 71   | yes
            72        | 72   | yes
            """,
        },
    )
    assert outcome.left_out == {VOID: 2}


def test_reads_payments():
    check(
        HERE / "payment.csv",
        {
            "payments": """
            payment_id | client_id | paid_on    | amount | currency
            601        | 71        | 2024-02-10 | 500.00 | USD
            602        | 71        | 2024-02-12 | 65.25  | USD
            """
        },
    )


def test_lines_of_payments_tell_which_invoice_was_settled():
    outcome = check(
        HERE / "payment_line.csv",
        {
            "payments": """
            payment_id | invoice_id
            601        | 501
            602        | 501
            """
        },
    )
    assert outcome.completing == {"payments"}


def test_reads_credit_memos_without_tax():
    check(
        HERE / "credit_memo.csv",
        {
            "credits": """
            credit_id | client_id | issued_on  | amount | currency | kind        | reason
            701       | 72        | 2024-03-05 | 100.00 | USD      | credit_note | report was late
            """
        },
    )


def test_reads_customers():
    outcome = check(
        HERE / "customer.csv",
        {
            "clients": """
            client_id | name         | email             | phone
            71        | Alder & Sons | ann@alder.example | 555-0101
            72        | Birch Dental | bo@birch.example  | -
            """
        },
    )
    assert outcome.left_out == {VOID: 1}


def test_bills_are_no_evidence():
    assert check(HERE / "bill.csv", {}).left_out == {BILL: 1}


def test_reads_a_report_between_its_title_and_its_totals():
    outcome = check(
        HERE / "report.csv",
        {
            "invoices": """
            invoice_id | client_id    | number | issued_on  | due_on     | total   | open_amount
            1001       | Alder & Sons | 1001   | 2024-01-19 | 2024-02-18 | 1250.00 | 0.00
            1002       | Birch Dental | 1002   | 2024-02-19 | 2024-03-20 | 80.50   | 80.50
            """,
            "payments": """
            client_id    | paid_on    | amount
            Alder & Sons | 2024-02-10 | 1250.00
            """,
            "credits": """
            client_id    | issued_on  | amount | kind        | reason
            Birch Dental | 2024-03-05 | 10.00  | credit_note | report was late
            """,
            "clients": """
            client_id    | name
            Alder & Sons | Alder & Sons
            Birch Dental | Birch Dental
            """,
        },
    )
    assert outcome.left_out[BILL] == outcome.left_out[OFFER] == 1
    assert outcome.left_out[TOTALS] >= 1


def test_real_invoices_are_read_without_the_deleted(shared):
    outcome = read_all(shared / f"{REAL}/invoice_data.csv")
    assert outcome.left_out == {VOID: 11}
    assert sum(row["total"] for row in outcome.tables["invoices"]) == 63_024_055
    assert {row["client_id"] for row in outcome.tables["clients"]} == {"4783"}


def test_real_payments_are_read_and_told_their_invoices(shared):
    payments = read_all(shared / f"{REAL}/payment_data.csv").tables["payments"]
    lines = read_all(shared / f"{REAL}/payment_line_data.csv").tables["payments"]
    assert len(payments) == len(lines) == 12
    assert {row["invoice_id"] for row in lines if row["payment_id"] == "9001"} == {"50001"}


def test_real_credit_memos_are_read(shared):
    assert len(read_all(shared / f"{REAL}/credit_memo_data.csv").tables["credits"]) == 12


def test_real_customers_are_read(shared):
    clients = read_all(shared / f"{REAL}/customer_data.csv").tables["clients"]
    assert all(row["name"] for row in clients)


def test_real_bills_and_estimates_stay_out(shared):
    bills, estimates = (
        read_all(shared / f"{REAL}/bill_data.csv"),
        read_all(shared / f"{REAL}/estimate_data.csv"),
    )
    assert (set(bills.left_out), set(estimates.left_out)) == ({BILL}, {OFFER})
