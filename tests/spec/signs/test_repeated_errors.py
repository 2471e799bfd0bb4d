"""Makes the same mistakes again and again."""

from amicable.signs.repeated_errors import repeated_errors


def test_counts_their_mistakes_per_document_received(spec):
    """Our own mistakes are another matter."""
    spec(
        repeated_errors,
        {
            "document_requests": """
            request_id | client_id | due_on     | received_on
            1          | anna      | 2025-03-10 | 2025-03-09
            2          | anna      | 2025-04-10 | -
            """,
            "incidents": """
            incident_id | client_id | happened_on | kind
            1           | anna      | 2025-03-11  | error
            2           | anna      | 2025-03-12  | our_error
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-09  | 0      | 1
        anna      | 2025-03-11  | 1      | 0
        """,
    )
