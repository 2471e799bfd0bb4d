"""Does not fit our values."""

from amicable.signs.values_misfit import values_misfit


def test_counts_what_a_second_person_has_confirmed(spec):
    """One person's displeasure is no verdict of the firm."""
    spec(
        values_misfit,
        {
            "incidents": """
            incident_id | client_id | happened_on | kind   | confirmed
            1           | anna      | 2025-03-01  | values | yes
            2           | berta     | 2025-03-02  | values | -
            3           | berta     | 2025-03-03  | other  | yes
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 1      | 1
        """,
    )
