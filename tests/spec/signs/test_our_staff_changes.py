"""We changed the people who serve them."""

from amicable.signs.our_staff_changes import our_staff_changes


def test_counts_hours_of_people_who_left_soon_after(spec):
    """Ben left in June: his hours of March count, those of the year before do not; Ada is still here."""
    spec(
        our_staff_changes,
        {
            "staff": """
            staff_id | name | left_on
            s1       | Ada  | -
            s2       | Ben  | 2025-06-30
            """,
            "time_entries": """
            entry_id | client_id | staff_id | worked_on  | seconds
            1        | anna      | s1       | 2025-03-01 | 7200
            2        | anna      | s2       | 2025-03-02 | 3600
            3        | anna      | s2       | 2024-03-02 | 3600
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 2
        anna      | 2025-03-02  | 1      | 1
        anna      | 2024-03-02  | 0      | 1
        """,
    )
