"""Sends much back."""

from amicable.signs.returns import returns

ORDERS = """
    order_id | client_id | ordered_at       | amount
    1        | anna      | 2025-03-03 10:00 | 80
    2        | anna      | 2025-03-10 10:00 | 40
"""


def test_counts_returns_against_orders(spec):
    """Every order is an occasion, every return shows the sign; a return whose order is not known counts too."""
    spec(
        returns,
        {
            "orders": ORDERS,
            "returns": """
            return_id | client_id | order_id | ordered_at       | returned_at      | amount
            1         | anna      | 2        | 2025-03-10 10:00 | 2025-03-17 09:00 | 40
            2         | anna      | -        | -                | 2025-04-01 09:00 | 15
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        anna      | 2025-03-10  | 0      | 1
        anna      | 2025-03-17  | 1      | 0
        anna      | 2025-04-01  | 1      | 0
        """,
    )


SLIPS = """
    return_id | client_id | order_id | ordered_at       | returned_at      | amount
    1         | anna      | 1        | 2025-03-03 10:00 | 2025-03-03 11:00 | 80
    2         | anna      | 2        | 2025-03-10 10:00 | 2025-03-10 11:01 | 40
"""


def test_takes_a_purchase_undone_within_the_hour_for_a_typing_error(spec):
    """Sixty minutes are a slip, sixty-one are a return."""
    spec(
        returns,
        {"orders": ORDERS, "returns": SLIPS},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        anna      | 2025-03-10  | 0      | 1
        anna      | 2025-03-10  | 1      | 0
        """,
    )


def test_lets_the_firm_say_how_long_a_slip_may_take(spec):
    """With ten minutes, both were meant."""
    spec(
        returns,
        {"orders": ORDERS, "returns": SLIPS},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        anna      | 2025-03-10  | 0      | 1
        anna      | 2025-03-03  | 1      | 0
        anna      | 2025-03-10  | 1      | 0
        """,
        slip_minutes=10,
    )
