"""Cancels at the last minute."""

from amicable.signs.late_cancellations import late_cancellations

MEETINGS = """
    meeting_id | client_id | starts_at        | outcome   | cancelled_at     | caused_by
    1          | anna      | 2025-03-04 10:00 | cancelled | 2025-03-03 10:01 | client
    2          | anna      | 2025-03-11 10:00 | cancelled | 2025-03-10 10:00 | client
    3          | anna      | 2025-03-18 10:00 | cancelled | 2025-03-18 10:05 | client
    4          | anna      | 2025-03-25 10:00 | held      | -                | -
"""


def test_counts_what_was_called_off_less_than_a_day_before_by_the_clock(spec):
    """A minute under 24 hours is late, 24 hours are not, although both are "the day before"; after the start is late."""
    spec(
        late_cancellations,
        {"meetings": MEETINGS},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-04  | 1      | 1
        anna      | 2025-03-11  | 0      | 1
        anna      | 2025-03-18  | 1      | 1
        anna      | 2025-03-25  | 0      | 1
        """,
    )


def test_takes_the_notice_that_the_firm_asks_for(spec):
    """Where two hours are enough, only the cancellation after the start remains."""
    spec(
        late_cancellations,
        {"meetings": MEETINGS},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-04  | 0      | 1
        anna      | 2025-03-11  | 0      | 1
        anna      | 2025-03-18  | 1      | 1
        anna      | 2025-03-25  | 0      | 1
        """,
        notice_hours=2,
    )


def test_leaves_out_what_we_called_off_or_nobody_knows(spec):
    """Called off by us, by nobody knows whom, or nobody knows when: no occasion. A missed meeting was not cancelled."""
    spec(
        late_cancellations,
        {
            "meetings": """
            meeting_id | client_id | starts_at        | outcome   | cancelled_at     | caused_by
            1          | anna      | 2025-03-04 10:00 | cancelled | 2025-03-04 09:00 | us
            2          | anna      | 2025-03-11 10:00 | cancelled | 2025-03-11 09:00 | -
            3          | anna      | 2025-03-18 10:00 | cancelled | -                | client
            4          | anna      | 2025-03-25 10:00 | no_show   | -                | client
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-25  | 0      | 1
        """,
    )
