"""Must be chased for payment."""

from amicable.signs.chased_payment import chased_payment

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-03-01 | 100
    2          | anna      | 2025-04-01 | 100
"""


def test_counts_entries_of_chasing_per_invoice(spec):
    """Ordinary work is no chasing."""
    spec(
        chased_payment,
        {
            "invoices": INVOICES,
            "time_entries": """
            entry_id | client_id | worked_on  | seconds | kind
            1        | anna      | 2025-05-01 | 600     | chasing
            2        | anna      | 2025-05-02 | 3600    | work
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 1
        anna      | 2025-04-01  | 0      | 1
        anna      | 2025-05-01  | 1      | 0
        """,
    )
