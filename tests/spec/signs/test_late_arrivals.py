"""Comes late to meetings."""

from amicable.signs.late_arrivals import late_arrivals


def test_counts_meetings_to_which_the_client_came_late(spec):
    """Ten minutes are forgiven, eleven are not; a meeting that did not take place had no late arrival."""
    spec(
        late_arrivals,
        {
            "meetings": """
            meeting_id | client_id | starts_at        | outcome | late_seconds
            1          | anna      | 2025-03-03 10:00 | held    | 600
            2          | anna      | 2025-03-04 10:00 | held    | 660
            3          | anna      | 2025-03-05 10:00 | held    | -
            4          | anna      | 2025-03-06 10:00 | no_show | -
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        anna      | 2025-03-04  | 1      | 1
        anna      | 2025-03-05  | 0      | 1
        """,
    )
