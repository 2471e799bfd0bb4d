"""What is read from Invoice2go."""

from pathlib import Path

from amicable.connectors._common import DRAFT
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_an_unsent_invoice_counts_only_once_it_was_paid():
    outcome = check(
        HERE / "invoices.csv",
        {
            "invoices": """
            invoice_id | client_id    | number | issued_on  | due_on     | paid_on    | total  | net    | paid_amount | open_amount | currency
            d-1        | Alder & Sons | 1      | 2024-01-28 | 2024-02-27 | 2024-03-09 | 280.80 | 260.00 | 280.80      | 0.00        | USD
            d-2        | Birch Dental | 2      | 2024-01-30 | 2024-02-13 | -          | 72.90  | 67.50  | 0.00        | 72.90       | USD
            d-4        | Birch Dental | 4      | 2024-02-01 | 2024-02-01 | 2024-02-01 | 10.00  | 10.00  | 10.00       | 0.00        | USD
            """,
            "clients": """
            client_id    | name         | email
            Alder & Sons | Alder & Sons | ann@alder.example
            Birch Dental | Birch Dental | bo@birch.example
            """,
        },
    )
    assert outcome.left_out == {DRAFT: 1}


def test_the_unsent_invoices_of_a_real_export_are_no_debt(shared):
    outcome = read_all(shared / "formats/invoice_ninja_tests/i2g_invoices.csv")
    assert outcome.left_out == {DRAFT: 4}
    assert not outcome.tables
