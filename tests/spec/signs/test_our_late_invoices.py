"""We send invoices late."""

from amicable.signs.our_late_invoices import our_late_invoices


def test_counts_quarters_of_work_without_an_invoice(spec):
    """Ten hours in the first and the second quarter, an invoice in the second only; one hour is no quarter's work."""
    spec(
        our_late_invoices,
        {
            "invoices": """
            invoice_id | client_id | issued_on  | total
            1          | anna      | 2025-05-01 | 1000
            """,
            "time_entries": """
            entry_id | client_id | worked_on  | seconds
            1        | anna      | 2025-02-01 | 36000
            2        | anna      | 2025-05-01 | 36000
            3        | anna      | 2025-08-01 | 3600
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 1      | 1
        anna      | 2025-04-01  | 0      | 1
        """,
    )
