"""We answer slowly."""

from amicable.signs.our_late_replies import our_late_replies


def test_counts_threads_of_the_client_in_working_hours(spec):
    """Who began decides who waits; a message that came at night waits from the morning on."""
    spec(
        our_late_replies,
        {
            "messages": """
            message_id | client_id | direction | sent_at          | thread_id
            1          | anna      | in        | 2025-03-03 22:00 | t1
            2          | anna      | out       | 2025-03-04 10:00 | t1
            3          | anna      | in        | 2025-03-04 10:00 | t2
            4          | anna      | out       | 2025-03-04 12:01 | t2
            5          | anna      | out       | 2025-03-05 10:00 | t3
            6          | anna      | in        | 2025-03-20 10:00 | t3
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        anna      | 2025-03-04  | 1      | 1
        """,
        reply_hours=2,
    )


def test_an_answer_never_given_counts_once_the_client_asked_again(spec):
    """Thanks need no answer."""
    spec(
        our_late_replies,
        {
            "messages": """
            message_id | client_id | direction | sent_at          | thread_id
            1          | anna      | in        | 2025-03-03 10:00 | t1
            2          | anna      | in        | 2025-03-10 10:00 | t2
            3          | anna      | in        | 2025-03-12 10:00 | t2
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-10  | 1      | 1
        """,
    )
