"""Takes much of the owner's time."""

from amicable.signs.owner_time import owner_time

HOURS = """
    entry_id | client_id | staff_id | worked_on  | seconds
    1        | anna      | s1       | 2025-03-01 | 7200
    2        | anna      | s2       | 2025-03-02 | 3600
    3        | anna      | s3       | 2025-03-03 | 3600
"""


def test_counts_hours_of_owners_and_partners_out_of_all_hours(spec):
    """Hours of somebody whose role nobody wrote down tell nothing."""
    spec(
        owner_time,
        {
            "staff": """
            staff_id | name | role
            s1       | Ada  | employee
            s2       | Ben  | partner
            s3       | Cem  | -
            """,
            "time_entries": HOURS,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 2
        anna      | 2025-03-02  | 1      | 1
        """,
    )


def test_knows_a_person_from_two_sources_by_the_name(spec):
    """The hours come from a source that tells no roles; the firm's own list of staff does."""
    spec(
        owner_time,
        {
            "staff": """
            staff_id | name     | role
            s2       | Ben Owen | -
            own:2    | ben owen | owner
            """,
            "time_entries": HOURS,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-02  | 1      | 1
        """,
    )
