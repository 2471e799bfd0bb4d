"""We made mistakes."""

from amicable.signs.our_errors import our_errors

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-03-01 | 100
    2          | anna      | 2025-04-01 | 100
"""


def test_counts_our_mistakes_and_reopened_tickets_per_delivery(spec):
    """Their mistakes are not ours."""
    spec(
        our_errors,
        {
            "invoices": INVOICES,
            "incidents": """
            incident_id | client_id | happened_on | kind
            1           | anna      | 2025-03-11  | our_error
            2           | anna      | 2025-03-12  | error
            """,
            "tickets": """
            ticket_id | client_id | opened_at        | reopened
            1         | anna      | 2025-03-20 10:00 | 2
            2         | anna      | 2025-03-21 10:00 | 0
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 1
        anna      | 2025-04-01  | 0      | 1
        anna      | 2025-03-11  | 1      | 0
        anna      | 2025-03-20  | 1      | 0
        """,
    )
