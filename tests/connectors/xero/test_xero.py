"""What is read from Xero."""

from pathlib import Path

import pytest

from amicable.connectors._common import BILL, DRAFT, VOID
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_reads_sales_invoices_and_leaves_supplier_bills_out_with_a_reason():
    outcome = check(
        HERE / "invoices.csv",
        {
            "invoices": """
            invoice_id | client_id | number   | issued_on  | due_on     | paid_on    | total   | net     | tax    | paid_amount | open_amount | currency
            i-1        | c-alder   | INV-0001 | 2024-01-10 | 2024-02-09 | 2024-02-20 | 1200.00 | 1000.00 | 200.00 | 1200.00     | 0.00        | GBP
            i-2        | c-birch   | INV-0002 | 2024-02-28 | 2024-03-29 | -          | 750.50  | 750.50  | 0.00   | 0.00        | 750.50      | USD
            """,
            "clients": """
            client_id | name    | mentioned
            c-alder   | c-alder | yes
            c-birch   | c-birch | yes
            """,
        },
    )
    assert outcome.left_out == {BILL: 2, VOID: 1, DRAFT: 1}


def test_contacts_only_complete_clients_that_something_else_names():
    outcome = check(
        HERE / "contacts.csv",
        {
            "clients": """
            client_id | name               | email
            c-alder   | Alder & Sons       | -
            c-birch   | Birch Dental       | -
            c-paper   | Paper Supplies Ltd | -
            """
        },
    )
    assert outcome.completing == {"clients"}
    assert outcome.left_out == {VOID: 1}


def test_reads_credit_notes_without_tax():
    outcome = check(
        HERE / "credit_notes.csv",
        {
            "credits": """
            credit_id | client_id | issued_on  | amount | currency | kind        | reason
            n-1       | c-alder   | 2024-03-05 | 100.00 | GBP      | credit_note | hours billed twice
            """
        },
    )
    assert outcome.left_out == {BILL: 1, VOID: 1}


def test_says_why_a_list_of_bare_credit_notes_is_no_evidence():
    outcome = check(HERE / "bare_credit_notes.csv", {})
    assert list(outcome.left_out.values()) == [2]


def test_folds_the_lines_of_the_screen_export_into_one_invoice():
    outcome = check(
        HERE / "screen.csv",
        {
            "invoices": """
            invoice_id | client_id    | issued_on  | due_on     | paid_on | total   | tax    | paid_amount | open_amount | currency
            INV-0101   | Alder & Sons | 2024-04-03 | 2024-05-03 | -       | 1200.00 | 200.00 | 0.00        | 1200.00     | GBP
            INV-0102   | Birch Dental | 2024-04-04 | 2024-05-04 | -       | 360.00  | 60.00  | 360.00      | 0.00        | GBP
            """,
            "credits": """
            credit_id | client_id    | issued_on  | amount | currency | kind        | reason
            CN-0011   | Alder & Sons | 2024-04-07 | 100.00 | GBP      | credit_note | late report
            """,
            "clients": """
            client_id    | name         | email
            Alder & Sons | Alder & Sons | office@alder.example
            Birch Dental | Birch Dental | desk@birch.example
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1, VOID: 1}


@pytest.mark.parametrize("folder", ["xero_company", "formats/fivetran_seeds/xero"])
def test_a_real_company_gives_the_figures_counted_by_hand(shared, folder):
    outcome = read_all(shared / f"{folder}/xero_invoice_data.csv")
    invoices = outcome.tables["invoices"]
    paid = [row for row in invoices if row["paid_on"]]
    still_open = [row for row in invoices if not row["paid_on"]]
    assert outcome.left_out == {BILL: 484, VOID: 1}
    assert len(invoices) == 116
    assert len({row["client_id"] for row in invoices}) == len(outcome.tables["clients"]) == 18
    assert len(paid) == 103
    assert sum(row["total"] for row in paid) == 35_770_059
    assert sum(row["paid_on"] > row["due_on"] for row in paid) == 43
    assert sum(row["open_amount"] for row in still_open) == 4_284_100
    assert not outcome.problems


def test_a_real_contact_list_makes_no_clients_of_suppliers(shared):
    outcome = read_all(shared / "xero_company/xero_contact_data.csv")
    assert outcome.completing == {"clients"}
    assert len(outcome.tables["clients"]) == 152


def test_real_credit_notes_without_amounts_are_left_out(shared):
    outcome = read_all(shared / "xero_company/xero_credit_note_data.csv")
    assert sum(outcome.left_out.values()) == 2
    assert not outcome.tables
