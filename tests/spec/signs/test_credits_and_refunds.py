"""Gets much credited."""

from amicable.signs.credits_and_refunds import credits_and_refunds

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-01-15 | 500
    2          | anna      | 2025-02-15 | 500
"""


def test_counts_credits_against_invoices(spec):
    """Credit note, refund, goodwill and chargeback alike; two on one invoice count twice."""
    spec(
        credits_and_refunds,
        {
            "invoices": INVOICES,
            "credits": """
            credit_id | client_id | invoice_id | issued_on  | amount | kind        | our_fault
            1         | anna      | 1          | 2025-02-01 | 50     | credit_note | no
            2         | anna      | 1          | 2025-02-20 | 20     | goodwill    | -
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-15  | 0      | 1
        anna      | 2025-02-15  | 0      | 1
        anna      | 2025-02-01  | 1      | 0
        anna      | 2025-02-20  | 1      | 0
        """,
    )


def test_leaves_out_credits_that_mended_our_own_mistakes(spec):
    """What we got wrong says nothing about the client."""
    spec(
        credits_and_refunds,
        {
            "invoices": INVOICES,
            "credits": """
            credit_id | client_id | issued_on  | amount | our_fault
            1         | anna      | 2025-02-01 | 50     | yes
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-15  | 0      | 1
        anna      | 2025-02-15  | 0      | 1
        """,
    )
