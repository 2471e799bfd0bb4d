"""Costs more than it brings."""

from amicable.evidence import Firm
from amicable.signs.unprofitable import unprofitable

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-02-15 | 1000
    2          | berta     | 2025-02-15 | 1000
"""
STAFF = """
    staff_id | name  | hourly_cost
    s1       | Sofia | 50
    s2       | Tomas | -
"""


def test_sets_the_cost_to_serve_against_the_revenue(spec):
    """Anna took 24 hours at 50 and postage of 30: 1,230 (in cents) for 1,000. Berta took ten hours."""
    spec(
        unprofitable,
        {
            "invoices": INVOICES,
            "staff": STAFF,
            "costs": """
            cost_id | client_id | incurred_on | amount
            1       | anna      | 2025-03-01  | 30
            """,
            "time_entries": """
            entry_id | client_id | staff_id | worked_on  | seconds
            1        | anna      | s1       | 2025-01-20 | 86400
            2        | berta     | s1       | 2025-01-20 | 36000
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 123000 | 100000
        berta     | 2025-01-01  | 50000  | 100000
        """,
    )


HOURS_WITHOUT_RATE = """
    entry_id | client_id | staff_id | worked_on  | seconds
    1        | anna      | s1       | 2025-01-20 | 3600
    2        | anna      | s2       | 2025-01-20 | 86400
"""


def test_a_missing_rate_never_turns_a_loss_into_a_profit(spec):
    """What Tomas costs is not known: Anna's quarter is no occasion, although the known cost is only 50."""
    spec(
        unprofitable,
        {"invoices": INVOICES, "staff": STAFF, "time_entries": HOURS_WITHOUT_RATE},
        """
        client_id | happened_on | amount | out_of
        """,
    )


def test_tells_the_loss_once_the_rate_is_known(spec):
    """With a rate for anybody, the same 25 hours are a loss: 50 + 24 x 45 = 1,130 for 1,000."""
    spec(
        unprofitable,
        {"invoices": INVOICES, "staff": STAFF, "time_entries": HOURS_WITHOUT_RATE},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 113000 | 100000
        """,
        firm=Firm(hourly_cost={"*": 45}),
    )


def test_says_nothing_of_clients_whose_cost_nobody_recorded(spec):
    """Berta has revenue and neither hours nor costs: that is missing evidence, not a client that costs nothing."""
    spec(
        unprofitable,
        {
            "invoices": INVOICES,
            "costs": """
            cost_id | client_id | incurred_on | amount
            1       | anna      | 2025-03-01  | 30
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 3000   | 100000
        """,
    )


def test_waits_until_the_quarter_is_over(spec):
    """In February, what will be invoiced in March is not yet missing."""
    spec(
        unprofitable,
        {
            "costs": """
            cost_id | client_id | incurred_on | amount
            1       | anna      | 2025-02-01  | 30
            """
        },
        """
        client_id | happened_on | amount | out_of
        """,
        as_of="2025-02-20",
    )
