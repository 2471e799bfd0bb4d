"""Has become too small for us to serve well."""

from amicable.signs.outgrown import outgrown


def test_counts_quarters_far_below_the_average_client(spec):
    """The average of 1,000, 980 and 20 is 667; a tenth of that is more than 20. The quarter not yet over does not count."""
    spec(
        outgrown,
        {
            "invoices": """
            invoice_id | client_id | issued_on  | total
            1          | anna      | 2025-01-15 | 1000
            2          | berta     | 2025-02-15 | 980
            3          | carla     | 2025-03-15 | 20
            4          | carla     | 2025-10-15 | 20
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 0      | 1
        berta     | 2025-01-01  | 0      | 1
        carla     | 2025-01-01  | 1      | 1
        """,
        share=0.1,
    )
