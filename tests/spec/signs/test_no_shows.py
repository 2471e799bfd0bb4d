"""Does not come to meetings."""

from amicable.signs.no_shows import no_shows


def test_counts_meetings_to_which_the_client_did_not_come(spec):
    """One missed, one held; a meeting called off in time is neither."""
    spec(
        no_shows,
        {
            "meetings": """
            meeting_id | client_id | starts_at        | outcome   | caused_by
            1          | anna      | 2025-03-03 10:00 | no_show   | client
            2          | anna      | 2025-03-10 10:00 | held      | -
            3          | anna      | 2025-03-17 10:00 | cancelled | client
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 1      | 1
        anna      | 2025-03-10  | 0      | 1
        """,
    )


def test_never_holds_our_own_absence_against_the_client(spec):
    """The meeting that we missed is no occasion; where nobody wrote down who was absent, it was the client."""
    spec(
        no_shows,
        {
            "meetings": """
            meeting_id | client_id | starts_at        | outcome | caused_by
            1          | anna      | 2025-03-03 10:00 | no_show | us
            2          | berta     | 2025-03-03 10:00 | no_show | -
            """
        },
        """
        client_id | happened_on | amount | out_of
        berta     | 2025-03-03  | 1      | 1
        """,
    )


def test_says_nothing_of_a_meeting_whose_outcome_nobody_wrote_down(spec):
    """Unknown is not "held"; a meeting still planned or moved is no occasion either."""
    spec(
        no_shows,
        {
            "meetings": """
            meeting_id | client_id | starts_at        | outcome     | caused_by
            1          | anna      | 2025-03-03 10:00 | -           | -
            2          | anna      | 2025-03-10 10:00 | planned     | -
            3          | anna      | 2025-03-17 10:00 | rescheduled | client
            4          | anna      | 2025-03-24 10:00 | held        | -
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-24  | 0      | 1
        """,
    )
