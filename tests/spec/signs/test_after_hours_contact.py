"""Writes outside working hours."""

from amicable.evidence import Firm
from amicable.signs.after_hours_contact import after_hours_contact


def test_counts_what_reached_us_in_the_evening_and_at_the_weekend(spec):
    """Friday noon is at work, Friday evening and Saturday noon are not; what we wrote ourselves is no occasion."""
    spec(
        after_hours_contact,
        {
            "messages": """
            message_id | client_id | direction | sent_at
            1          | anna      | in        | 2025-03-07 12:00
            2          | anna      | in        | 2025-03-07 21:15
            3          | anna      | in        | 2025-03-08 12:00
            4          | anna      | out       | 2025-03-08 23:00
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-07  | 0      | 1
        anna      | 2025-03-07  | 1      | 1
        anna      | 2025-03-08  | 1      | 1
        """,
    )


def test_reads_the_clock_of_the_staff(spec):
    """23:30 UTC is half past eight in the morning of the next day in Tokyo, where the staff sit; 10:00 UTC is evening there."""
    spec(
        after_hours_contact,
        {
            "messages": """
            message_id | client_id | direction | sent_at
            1          | anna      | in        | 2025-03-05 23:30
            2          | anna      | in        | 2025-03-06 10:00
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-06  | 0      | 1
        anna      | 2025-03-06  | 1      | 1
        """,
        firm=Firm(zone="Asia/Tokyo"),
    )


HOLIDAY = """
    message_id | client_id | direction | sent_at
    1          | anna      | in        | 2025-05-01 11:00
    2          | anna      | in        | 2025-07-04 11:00
"""


def test_knows_the_public_holidays_of_the_firms_country(spec):
    """The first of May is a holiday in Spain, the fourth of July is not."""
    spec(
        after_hours_contact,
        {"messages": HOLIDAY},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-05-01  | 1      | 1
        anna      | 2025-07-04  | 0      | 1
        """,
        firm=Firm(country="ES", zone="Europe/Madrid"),
    )


def test_leaves_out_messages_of_machines(spec):
    """An automatic answer at three in the morning is nobody's impatience."""
    spec(
        after_hours_contact,
        {
            "messages": """
            message_id | client_id | direction | sent_at          | automatic
            1          | anna      | in        | 2025-03-05 03:00 | yes
            2          | anna      | in        | 2025-03-05 03:01 | no
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-05  | 1      | 1
        """,
    )


def test_allows_a_margin_around_the_working_day(spec):
    """The firm works from nine to five: with an hour of margin, 08:00 and 18:00 still pass, 18:01 does not."""
    spec(
        after_hours_contact,
        {
            "messages": """
            message_id | client_id | direction | sent_at
            1          | anna      | in        | 2025-03-05 07:59
            2          | anna      | in        | 2025-03-05 08:00
            3          | anna      | in        | 2025-03-05 18:00
            4          | anna      | in        | 2025-03-05 18:01
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-05  | 1      | 1
        anna      | 2025-03-05  | 0      | 1
        anna      | 2025-03-05  | 0      | 1
        anna      | 2025-03-05  | 1      | 1
        """,
        firm=Firm(opens="09:00", closes="17:00"),
        margin_minutes=60,
    )


def test_takes_the_workdays_of_the_firm(spec):
    """A firm that works from Sunday to Thursday is off on Friday."""
    spec(
        after_hours_contact,
        {
            "messages": """
            message_id | client_id | direction | sent_at
            1          | anna      | in        | 2025-03-07 12:00
            2          | anna      | in        | 2025-03-09 12:00
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-07  | 1      | 1
        anna      | 2025-03-09  | 0      | 1
        """,
        firm=Firm(workdays=(6, 0, 1, 2, 3)),
    )
