"""We solve requests late."""

from amicable.signs.our_missed_deadlines import our_missed_deadlines


def test_counts_tickets_that_were_open_for_long(spec):
    """Five days are in time, six are late; a ticket whose end nobody wrote down tells nothing."""
    spec(
        our_missed_deadlines,
        {
            "tickets": """
            ticket_id | client_id | opened_at        | closed_at
            1         | anna      | 2025-03-03 10:00 | 2025-03-08 18:00
            2         | anna      | 2025-03-03 10:00 | 2025-03-09 08:00
            3         | anna      | 2025-03-03 10:00 | -
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        anna      | 2025-03-03  | 1      | 1
        """,
    )
