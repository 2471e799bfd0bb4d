"""Asks for or does what is not right."""

from amicable.signs.unethical_conduct import unethical_conduct


def test_counts_only_what_a_person_has_confirmed(spec):
    """Words that a rule found, and an incident without a second person, are nothing yet."""
    spec(
        unethical_conduct,
        {
            "incidents": """
            incident_id | client_id | happened_on | kind | confirmed
            1           | anna      | 2025-03-01  | unethical | yes
            2           | anna      | 2025-03-02  | unethical | no
            3           | berta     | 2025-03-03  | boundary | yes
            """,
            "readings": """
            reading_id | client_id | message_id | sent_at          | situation | confirmed | stands
            r1         | carla     | m1         | 2025-03-04 10:00 | unethical | yes       | yes
            r2         | berta     | m2         | 2025-03-05 10:00 | unethical | -         | yes
            r3         | berta     | m3         | 2025-03-06 10:00 | unethical | no        | yes
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 1      | 1
        carla     | 2025-03-04  | 1      | 1
        """,
    )


def test_needs_no_messages_where_people_write_incidents_down(spec):
    """A firm that never reads messages still knows what its people wrote down."""
    spec(
        unethical_conduct,
        {
            "incidents": """
            incident_id | client_id | happened_on | kind | confirmed
            1           | anna      | 2025-03-01  | unethical | yes
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 1      | 1
        """,
    )
