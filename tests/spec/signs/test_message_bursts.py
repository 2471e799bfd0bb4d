"""Writes many messages in a day."""

from amicable.signs.message_bursts import message_bursts


def test_counts_days_with_a_series_of_messages(spec):
    """Three messages are a series here; ours and those of machines are none of theirs."""
    spec(
        message_bursts,
        {
            "messages": """
            message_id | client_id | direction | sent_at          | automatic
            1          | anna      | in        | 2025-03-03 10:00 | -
            2          | anna      | in        | 2025-03-03 10:05 | -
            3          | anna      | in        | 2025-03-03 10:10 | -
            4          | anna      | in        | 2025-03-04 10:00 | -
            5          | anna      | in        | 2025-03-04 10:05 | -
            6          | anna      | out       | 2025-03-04 10:06 | -
            7          | anna      | in        | 2025-03-04 10:07 | yes
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 1      | 1
        anna      | 2025-03-04  | 0      | 1
        """,
        many=3,
    )
