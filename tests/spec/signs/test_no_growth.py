"""Does not grow."""

from amicable.signs.no_growth import no_growth

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2024-02-15 | 1000
    2          | anna      | 2024-05-15 | 1000
    3          | anna      | 2024-08-15 | 1000
    4          | anna      | 2025-02-15 | 1100
    5          | anna      | 2025-05-15 | 1000
"""


def test_compares_each_quarter_with_the_same_quarter_a_year_before(spec):
    """The first quarter grew, the second did not, and a silent third one has not grown either."""
    spec(
        no_growth,
        {"invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 0      | 1
        anna      | 2025-04-01  | 1      | 1
        anna      | 2025-07-01  | 1      | 1
        """,
    )


def test_waits_until_the_quarter_is_over(spec):
    """On 20 May the second quarter may still grow."""
    spec(
        no_growth,
        {"invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 0      | 1
        """,
        as_of="2025-05-20",
    )


def test_lets_the_firm_say_what_growth_is(spec):
    """Ten per cent more in the first quarter is not the fifteen that this firm asks for."""
    spec(
        no_growth,
        {"invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 1      | 1
        anna      | 2025-04-01  | 1      | 1
        anna      | 2025-07-01  | 1      | 1
        """,
        growth_rate=0.15,
    )


def test_compares_what_remained_after_credits_in_both_years(spec):
    """800 after 700 is growth, also when both are what a credit note of 200 left over."""
    spec(
        no_growth,
        {
            "invoices": """
            invoice_id | client_id | issued_on  | total
            1          | anna      | 2024-02-15 | 900
            2          | anna      | 2025-02-15 | 1000
            """,
            "credits": """
            credit_id | client_id | issued_on  | amount
            1         | anna      | 2024-03-01 | 200
            2         | anna      | 2025-03-01 | 200
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-01-01  | 0      | 1
        """,
    )
