"""Is unhappy after deliveries."""

from amicable.signs.complaints_after_delivery import complaints_after_delivery

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-03-01 | 100
    2          | anna      | 2025-04-01 | 100
"""


def test_counts_complaints_and_low_marks_per_delivery(spec):
    """A mark of 2 is low, 3 is not."""
    spec(
        complaints_after_delivery,
        {
            "invoices": INVOICES,
            "readings": """
            reading_id | client_id | message_id | sent_at          | situation | kind      | stands
            r1         | anna      | m1         | 2025-03-05 10:00 | complaint | complaint | yes
            """,
            "tickets": """
            ticket_id | client_id | opened_at        | score
            t1        | anna      | 2025-04-02 10:00 | 2
            t2        | anna      | 2025-04-03 10:00 | 3
            t3        | anna      | 2025-04-04 10:00 | -
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 1
        anna      | 2025-04-01  | 0      | 1
        anna      | 2025-03-05  | 1      | 0
        anna      | 2025-04-02  | 1      | 0
        """,
    )


def test_our_own_mistake_excuses_a_complaint(spec):
    """Whoever complains about a mistake of ours is right."""
    spec(
        complaints_after_delivery,
        {
            "invoices": INVOICES,
            "readings": """
            reading_id | client_id | message_id | sent_at          | situation | kind      | stands
            r1         | anna      | m1         | 2025-03-05 10:00 | complaint | complaint | yes
            """,
            "incidents": """
            incident_id | client_id | happened_on | kind
            1           | anna      | 2025-03-04  | our_error
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 1
        anna      | 2025-04-01  | 0      | 1
        anna      | 2025-03-05  | 1      | 0
        anna      | 2025-03-04  | -1     | 0
        """,
    )


def test_a_shop_delivers_orders(spec):
    """Where there are no invoices, each order is a delivery."""
    spec(
        complaints_after_delivery,
        {
            "orders": """
            order_id | client_id | ordered_at       | amount
            1        | anna      | 2025-03-03 10:00 | 80
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        """,
    )
