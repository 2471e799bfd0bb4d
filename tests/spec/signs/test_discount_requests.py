"""Asks for discounts."""

from amicable.signs.discount_requests import discount_requests

MESSAGES = """
    message_id | client_id | direction | sent_at          | automatic
    m1         | anna      | in        | 2025-03-03 10:00 | -
    m2         | anna      | in        | 2025-03-04 10:00 | -
    m3         | anna      | out       | 2025-03-04 11:00 | -
    m4         | anna      | in        | 2025-03-05 10:00 | yes
"""


def test_counts_requests_for_a_lower_price_per_message(spec):
    """What a machine or we wrote is no occasion; a rejected finding, one that stands no longer, and another situation do not count."""
    spec(
        discount_requests,
        {
            "messages": MESSAGES,
            "readings": """
            reading_id | client_id | message_id | sent_at          | situation | kind | confirmed | stands
            r1         | anna      | m1         | 2025-03-03 10:00 | discount | discount | -         | yes
            r2         | anna      | m2         | 2025-03-04 10:00 | discount | discount | no        | yes
            r3         | anna      | m2         | 2025-03-04 10:00 | discount | discount | -         | no
            r4         | anna      | m2         | 2025-03-04 10:00 | distrust | doubt | yes       | yes
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        anna      | 2025-03-04  | 0      | 1
        anna      | 2025-03-03  | 1      | 0
        """,
    )


def test_counts_a_message_once_however_many_rules_found_it(spec):
    """Two phrases of one message say one thing."""
    spec(
        discount_requests,
        {
            "messages": MESSAGES,
            "readings": """
            reading_id | client_id | message_id | sent_at          | situation | kind | stands
            r1         | anna      | m1         | 2025-03-03 10:00 | discount | discount | yes
            r2         | anna      | m1         | 2025-03-03 10:00 | discount | discount | yes
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-03  | 0      | 1
        anna      | 2025-03-04  | 0      | 1
        anna      | 2025-03-03  | 1      | 0
        """,
    )
