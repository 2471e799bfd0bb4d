"""Takes much for little."""

from amicable.signs.hours_per_revenue import hours_per_revenue

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-02-15 | 4000
    2          | berta     | 2025-02-15 | 500
    3          | anna      | 2025-05-15 | 2000
    4          | dora      | 2025-05-15 | 2000
"""


def test_sets_the_hours_of_a_quarter_against_its_revenue(spec):
    """Ten hours for 4,000 and ten hours for 500: 2.5 and 20 hours per thousand."""
    spec(
        hours_per_revenue,
        {
            "invoices": INVOICES,
            "time_entries": """
            entry_id | client_id | worked_on  | seconds
            1        | anna      | 2025-01-20 | 18000
            2        | anna      | 2025-03-20 | 18000
            3        | berta     | 2025-01-20 | 36000
            4        | anna      | 2025-05-20 | 36000
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 10     | 4
        berta     | 2025-01-01  | 10     | 0.5
        anna      | 2025-04-01  | 10     | 2
        """,
    )


FEW_HOURS = """
    entry_id | client_id | worked_on  | seconds
    1        | anna      | 2025-01-20 | 3600
    2        | berta     | 2025-01-20 | 7200
    3        | carla     | 2025-01-20 | 36000
    4        | dora      | 2025-01-20 | 36000
"""


def test_passes_over_quarters_with_little_work_but_not_over_unpaid_work(spec):
    """One hour of Anna's says nothing; Dora's ten count although nothing was invoiced then; Carla was never billed."""
    spec(
        hours_per_revenue,
        {"invoices": INVOICES, "time_entries": FEW_HOURS},
        """
        client_id | happened_on | amount | out_of
        berta     | 2025-01-01  | 2      | 0.5
        dora      | 2025-01-01  | 10     | 0
        """,
    )


def test_waits_until_the_quarter_is_over(spec):
    """In February, work of January that will be invoiced in March is not held against anybody."""
    spec(
        hours_per_revenue,
        {"invoices": INVOICES, "time_entries": FEW_HOURS},
        """
        client_id | happened_on | amount | out_of
        """,
        as_of="2025-02-20",
    )
