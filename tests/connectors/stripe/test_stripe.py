"""What is read from Stripe."""

from pathlib import Path

from amicable.connectors._common import DRAFT, REFUSED, TEST, VOID
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent
REAL = "formats/fivetran_seeds/stripe"


def test_reads_amounts_in_the_smallest_unit_of_their_currency():
    outcome = check(
        HERE / "invoice.csv",
        {
            "invoices": """
            invoice_id | client_id | number | issued_on  | due_on     | paid_on    | total  | net    | tax   | paid_amount | open_amount | currency
            in_1       | cus_alder | A-0001 | 2024-01-19 | 2024-02-18 | 2024-03-01 | 120.00 | 100.00 | 20.00 | 120.00      | 0.00        | USD
            in_2       | cus_birch | B-0001 | 2024-02-19 | -          | -          | 5000   | 5000   | 0     | 0           | 5000        | JPY
            """,
            "clients": """
            client_id | name      | mentioned
            cus_alder | cus_alder | yes
            cus_birch | cus_birch | yes
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1, VOID: 1, TEST: 1}


def test_only_charges_that_succeeded_are_payments():
    outcome = check(
        HERE / "charge.csv",
        {
            "payments": """
            payment_id | client_id | invoice_id | paid_on    | amount | currency
            ch_1       | cus_alder | in_1       | 2024-03-01 | 120.00 | USD
            ch_3       | cus_birch | -          | 2024-03-03 | 44.00  | USD
            """
        },
    )
    assert outcome.left_out == {REFUSED: 1}


def test_refunds_find_their_client_through_the_charge():
    outcome = check(
        HERE / "refund.csv",
        {
            "credits": """
            credit_id | client_id | issued_on  | amount | currency | kind   | our_fault | reason
            re_1      | cus_alder | 2024-03-05 | 30.00  | USD      | refund | yes       | duplicate
            re_3      | cus_birch | 2024-03-07 | 4.00   | USD      | refund | -         | requested_by_customer
            """
        },
    )
    assert outcome.left_out == {REFUSED: 1}


def test_refunds_without_the_charges_beside_them_say_what_is_missing(tmp_path):
    alone = tmp_path / "refund.csv"
    alone.write_bytes((HERE / "refund.csv").read_bytes())
    outcome = read_all(alone)
    assert not outcome.tables
    assert "*charge*" in outcome.problems[0].sentence


def test_disputes_that_took_money_are_chargebacks():
    outcome = check(
        HERE / "dispute.csv",
        {
            "credits": """
            credit_id | client_id | issued_on  | amount | currency | kind       | reason
            du_1      | cus_birch | 2024-03-17 | 44.00  | USD      | chargeback | product_unacceptable
            """
        },
    )
    assert sorted(outcome.left_out.values()) == [1, 1]


def test_a_credit_note_that_led_to_a_refund_is_not_counted_twice():
    outcome = check(
        HERE / "credit_note.csv",
        {
            "credits": """
            credit_id | client_id | invoice_id | issued_on  | amount | currency | kind        | our_fault | reason
            cn_1      | cus_alder | in_1       | 2024-03-10 | 5.00   | USD      | credit_note | yes       | hours billed twice
            """
        },
    )
    assert outcome.left_out[VOID] == 1
    assert sum(outcome.left_out.values()) == 2


def test_customers_without_a_name_go_by_their_description():
    outcome = check(
        HERE / "customer.csv",
        {
            "clients": """
            client_id | name         | country | email             | phone
            cus_alder | Alder & Sons | GB      | ann@alder.example | 555-0101
            cus_birch | Birch Dental | -       | bo@birch.example  | -
            """
        },
    )
    assert outcome.left_out == {VOID: 1}


def test_the_dashboard_writes_decimals():
    outcome = check(
        HERE / "dashboard" / "invoices.csv",
        {
            "invoices": """
            invoice_id | client_id         | issued_on  | total  | net    | paid_amount | open_amount
            in_1       | ann@alder.example | 2024-01-20 | 120.00 | 100.00 | 120.00      | 0.00
            in_2       | bo@birch.example  | 2024-02-19 | 50.00  | 50.00  | 0.00        | 50.00
            """,
            "clients": """
            client_id         | name         | email
            ann@alder.example | Alder & Sons | ann@alder.example
            bo@birch.example  | Birch Dental | bo@birch.example
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1}


def test_a_payment_of_the_dashboard_brings_its_refund():
    outcome = check(
        HERE / "dashboard" / "payments.csv",
        {
            "payments": """
            payment_id | client_id        | invoice_id | paid_on    | amount | currency | method
            ch_1       | cus_alder        | in_1       | 2024-03-01 | 120.00 | USD      | Visa
            ch_3       | bo@birch.example | -          | 2024-03-03 | 44.00  | USD      | Visa
            """,
            "credits": """
            credit_id      | client_id | invoice_id | issued_on  | amount | currency | kind
            refund of ch_1 | cus_alder | in_1       | 2024-03-05 | 30.00  | USD      | refund
            """,
        },
    )
    assert outcome.left_out == {REFUSED: 1, TEST: 1}


def test_real_invoices_of_the_test_mode_stay_out(shared):
    outcome = read_all(shared / f"{REAL}/invoice_data.csv")
    (invoice,) = outcome.tables["invoices"]
    assert (invoice["total"], invoice["currency"]) == (1000, "USD")
    assert outcome.left_out == {TEST: 1}


def test_real_charges_that_failed_are_no_payments(shared):
    outcome = read_all(shared / f"{REAL}/charge_data.csv")
    assert outcome.left_out == {REFUSED: 16}
    assert "payments" not in outcome.tables


def test_real_refunds_without_their_charge_become_problems(shared):
    outcome = read_all(shared / f"{REAL}/refund_data.csv")
    assert sum(problem.rows for problem in outcome.problems) == 4


def test_real_disputes_that_were_won_or_only_announced_stay_out(shared):
    outcome = read_all(shared / f"{REAL}/dispute_data.csv")
    assert sorted(outcome.left_out.values()) == [1, 3]


def test_real_customers_are_read_without_the_deleted(shared):
    outcome = read_all(shared / f"{REAL}/customer_data.csv")
    assert outcome.left_out == {VOID: 1}
    assert len(outcome.tables["clients"]) == 11


def test_real_credit_notes_are_read_with_their_refunds(shared):
    outcome = read_all(shared / f"{REAL}/credit_note_data.csv")
    assert sum(outcome.left_out.values()) == 2
    assert not outcome.tables
