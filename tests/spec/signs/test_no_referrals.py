"""Never refers new business."""

from amicable.signs.no_referrals import no_referrals

CLIENTS = """
    client_id | name  | since_on   | ended_on
    anna      | Anna  | 2021-03-01 | -
    berta     | Berta | 2022-01-01 | 2024-02-01
    carla     | Carla | 2025-06-01 | -
"""
REFERRALS = """
    referral_id | client_id | referred_on | referred
    1           | anna      | 2023-05-05  | Dora
"""


def test_counts_full_years_less_the_referrals_made(spec):
    """Anna: four years and one referral. Berta: two years until she left. Carla is too new to tell."""
    spec(
        no_referrals,
        {"clients": CLIENTS, "referrals": REFERRALS},
        """
        client_id | happened_on | amount | out_of
        anna      | 2021-03-01  | 4      | 4
        anna      | 2023-05-05  | -1     | 0
        berta     | 2022-01-01  | 2      | 2
        """,
    )


def test_says_nothing_where_the_beginning_is_not_known(spec):
    """Without a first day there are no years to count, and no year that a referral makes up for."""
    spec(
        no_referrals,
        {
            "clients": """
            client_id | name | since_on
            anna      | Anna | -
            """,
            "referrals": REFERRALS,
        },
        """
        client_id | happened_on | amount | out_of
        """,
    )
