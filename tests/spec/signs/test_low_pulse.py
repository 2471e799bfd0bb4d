"""Drains our people."""

from amicable.signs.low_pulse import low_pulse


def test_counts_answers_that_working_with_them_is_hard(spec):
    """2 is hard going, 3 is all right."""
    spec(
        low_pulse,
        {
            "pulses": """
            pulse_id | client_id | asked_on   | score
            1        | anna      | 2025-03-01 | 2
            2        | anna      | 2025-06-01 | 3
            3        | anna      | 2025-09-01 | 1
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 1      | 1
        anna      | 2025-06-01  | 0      | 1
        anna      | 2025-09-01  | 1      | 1
        """,
    )
