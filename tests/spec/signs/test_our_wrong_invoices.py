"""Our invoices were wrong."""

from amicable.signs.our_wrong_invoices import our_wrong_invoices

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-03-01 | 100
    2          | anna      | 2025-04-01 | 100
"""


def test_counts_credits_that_mended_a_mistake_of_ours(spec):
    """A credit whose reason nobody wrote down is not held against ourselves."""
    spec(
        our_wrong_invoices,
        {
            "invoices": INVOICES,
            "credits": """
            credit_id | client_id | issued_on  | amount | our_fault
            1         | anna      | 2025-05-01 | 50     | yes
            2         | anna      | 2025-05-02 | 50     | no
            3         | anna      | 2025-05-03 | 50     | -
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 1
        anna      | 2025-04-01  | 0      | 1
        anna      | 2025-05-01  | 1      | 0
        """,
    )
