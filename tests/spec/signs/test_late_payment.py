"""Pays late."""

from amicable.signs.late_payment import late_payment

INVOICES = """
    invoice_id | client_id | issued_on  | due_on     | paid_on    | total
    1          | anna      | 2025-01-01 | 2025-01-31 | 2025-01-31 | 100
    2          | anna      | 2025-02-01 | 2025-03-03 | 2025-03-13 | 100
    3          | anna      | 2025-03-01 | 2025-03-31 | -          | 100
    4          | berta     | 2025-01-01 | 2025-01-15 | 2025-01-20 | 100
"""


def test_counts_from_the_day_the_invoice_fell_due(spec):
    """Ten days after the due date is late; the day itself is not; an open invoice is not yet either."""
    spec(
        late_payment,
        {"invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-31  | 0      | 1
        anna      | 2025-03-03  | 1      | 1
        berta     | 2025-01-15  | 0      | 1
        """,
    )


def test_forgives_the_days_of_grace(spec):
    """With no grace, five days late is late."""
    spec(
        late_payment,
        {"invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-31  | 0      | 1
        anna      | 2025-03-03  | 1      | 1
        berta     | 2025-01-15  | 1      | 1
        """,
        grace_days=0,
    )
