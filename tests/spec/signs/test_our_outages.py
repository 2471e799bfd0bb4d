"""Our service was down."""

from amicable.signs.our_outages import our_outages


def test_counts_outages_per_year_of_the_relationship(spec):
    """Anna has been a client for two years."""
    spec(
        our_outages,
        {
            "clients": """
            client_id | name | since_on
            anna      | Anna | 2023-06-01
            """,
            "incidents": """
            incident_id | client_id | happened_on | kind
            1           | anna      | 2025-03-11  | outage
            2           | anna      | 2025-03-12  | other
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2023-06-01  | 0      | 2
        anna      | 2025-03-11  | 1      | 0
        """,
    )
