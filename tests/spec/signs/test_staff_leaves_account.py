"""Our people stop working for them."""

from amicable.signs.staff_leaves_account import staff_leaves_account

STAFF = """
    staff_id | name
    s1       | Ada
    s2       | Ben
    s3       | Cem
"""
HOURS = """
    entry_id | client_id | staff_id | worked_on  | seconds
    1        | anna      | s1       | 2025-01-10 | 3600
    2        | anna      | s2       | 2025-01-10 | 3600
    3        | anna      | s2       | 2025-09-01 | 3600
    4        | berta     | s1       | 2025-09-01 | 3600
    5        | anna      | s3       | 2025-01-10 | 3600
"""


def test_counts_who_went_on_to_work_for_others_only(spec):
    """Ada left Anna and works for Berta; Ben is still there; Cem works for nobody any more, so Anna did not drive him away."""
    spec(
        staff_leaves_account,
        {"staff": STAFF, "time_entries": HOURS},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-10  | 1      | 1
        anna      | 2025-09-01  | 0      | 1
        anna      | 2025-01-10  | 0      | 1
        berta     | 2025-09-01  | 0      | 1
        """,
        least_entries=1,
    )


def test_leaves_out_who_only_helped_out(spec):
    """One entry of work is no account of one's own."""
    spec(
        staff_leaves_account,
        {"staff": STAFF, "time_entries": HOURS},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-09-01  | 0      | 1
        """,
        least_entries=2,
    )
