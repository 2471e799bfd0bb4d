"""Answers slowly."""

from amicable.evidence import Firm
from amicable.signs.slow_replies import slow_replies


def test_counts_threads_of_ours_in_working_hours(spec):
    """Asked on Friday at five: an answer on Monday at ten took three working hours of a firm open from eight to six."""
    spec(
        slow_replies,
        {
            "messages": """
            message_id | client_id | direction | sent_at          | thread_id
            1          | anna      | out       | 2025-03-07 17:00 | t1
            2          | anna      | in        | 2025-03-10 10:00 | t1
            3          | anna      | out       | 2025-03-07 17:00 | t2
            4          | anna      | in        | 2025-03-10 10:01 | t2
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-07  | 0      | 1
        anna      | 2025-03-07  | 1      | 1
        """,
        reply_hours=3,
    )


def test_an_answer_never_given_counts_once_we_asked_again(spec):
    """A single message may have needed no answer."""
    spec(
        slow_replies,
        {
            "messages": """
            message_id | client_id | direction | sent_at          | thread_id
            1          | anna      | out       | 2025-03-03 10:00 | t1
            2          | anna      | out       | 2025-03-10 10:00 | t2
            3          | anna      | out       | 2025-03-17 10:00 | t2
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-10  | 1      | 1
        """,
    )


def test_leaves_out_threads_that_the_client_began_and_answers_of_machines(spec):
    """An out-of-office note is no answer."""
    spec(
        slow_replies,
        {
            "messages": """
            message_id | client_id | direction | sent_at          | thread_id | automatic
            1          | anna      | in        | 2025-03-03 10:00 | t1        | -
            2          | anna      | out       | 2025-03-03 11:00 | t1        | -
            3          | anna      | out       | 2025-03-03 10:00 | t2        | -
            4          | anna      | in        | 2025-03-03 10:01 | t2        | yes
            5          | anna      | in        | 2025-03-28 10:00 | t2        | -
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 1      | 1
        """,
    )


def test_goes_by_the_working_days_of_the_firm(spec):
    """A firm that works on Saturday, too, has waited ten hours more."""
    messages = """
        message_id | client_id | direction | sent_at          | thread_id
        1          | anna      | out       | 2025-03-07 17:00 | t1
        2          | anna      | in        | 2025-03-10 10:00 | t1
    """
    spec(
        slow_replies,
        {"messages": messages},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-07  | 1      | 1
        """,
        firm=Firm(workdays=(0, 1, 2, 3, 4, 5)),
        reply_hours=12,
    )
