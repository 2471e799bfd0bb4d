"""Leaves invoices open."""

from amicable.signs.overdue_invoices import overdue_invoices

INVOICES = """
    invoice_id | client_id | issued_on  | due_on     | paid_on    | total
    1          | anna      | 2025-01-01 | 2025-01-31 | 2025-02-20 | 100
    2          | anna      | 2025-01-01 | 2025-02-14 | -          | 100
    3          | anna      | 2025-02-01 | 2025-02-28 | -          | 100
    4          | anna      | 2025-03-01 | 2025-04-30 | -          | 100
"""


def test_counts_invoices_still_open_a_month_after_they_fell_due(spec):
    """On 30 March the one due on 28 February is exactly thirty days late: not yet. Paid late is not open."""
    spec(
        overdue_invoices,
        {"invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-31  | 0      | 1
        anna      | 2025-02-14  | 1      | 1
        """,
        as_of="2025-03-30",
    )


def test_forgives_the_days_of_grace(spec):
    """Without grace the invoice of 28 February is open too; the one due in April is not."""
    spec(
        overdue_invoices,
        {"invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-31  | 0      | 1
        anna      | 2025-02-14  | 1      | 1
        anna      | 2025-02-28  | 1      | 1
        """,
        as_of="2025-03-30",
        grace_days=0,
    )


def test_takes_an_invoice_of_which_nothing_is_open_for_paid(spec):
    """Some exports say that nothing is open without the day on which it was paid."""
    spec(
        overdue_invoices,
        {
            "invoices": """
            invoice_id | client_id | issued_on  | due_on     | paid_on | total | open_amount
            1          | anna      | 2025-01-01 | 2025-01-31 | -       | 100   | 0
            2          | anna      | 2025-01-01 | 2025-01-31 | -       | 100   | 40
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-31  | 0      | 1
        anna      | 2025-01-31  | 1      | 1
        """,
    )
