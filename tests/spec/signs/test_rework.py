"""Makes us do work again."""

from amicable.signs.rework import rework


def test_counts_hours_of_rework_out_of_all_hours(spec):
    """Half an hour of rework beside two hours of work; an entry without a kind is work."""
    spec(
        rework,
        {
            "time_entries": """
            entry_id | client_id | worked_on  | seconds | kind
            1        | anna      | 2025-03-01 | 7200    | work
            2        | anna      | 2025-03-02 | 1800    | rework
            3        | anna      | 2025-03-03 | 3600    | -
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 2
        anna      | 2025-03-02  | 0.5    | 0.5
        anna      | 2025-03-03  | 0      | 1
        """,
    )
