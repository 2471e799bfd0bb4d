"""Leaves debts that are never paid."""

from amicable.signs.bad_debt import bad_debt


def test_counts_what_is_open_for_half_a_year_and_what_was_written_off(spec):
    """What fell due lately may still be paid."""
    spec(
        bad_debt,
        {
            "invoices": """
            invoice_id | client_id | issued_on  | due_on     | paid_on    | total
            1          | anna      | 2025-01-01 | 2025-02-01 | 2025-02-01 | 100
            2          | anna      | 2025-01-01 | 2025-02-01 | -          | 100
            3          | anna      | 2025-11-01 | 2025-12-01 | -          | 100
            """,
            "credits": """
            credit_id | client_id | issued_on  | amount | kind
            1         | anna      | 2025-06-01 | 50     | write_off
            2         | anna      | 2025-06-01 | 50     | goodwill
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-02-01  | 0      | 1
        anna      | 2025-02-01  | 1      | 1
        anna      | 2025-06-01  | 1      | 0
        """,
    )
