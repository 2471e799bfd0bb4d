"""Sends documents late."""

from amicable.signs.late_documents import late_documents


def test_counts_documents_that_came_late_or_not_at_all(spec):
    """Three days of grace; what is not due yet is no occasion."""
    spec(
        late_documents,
        {
            "document_requests": """
            request_id | client_id | requested_on | due_on     | received_on
            1          | anna      | 2025-03-01   | 2025-03-10 | 2025-03-13
            2          | anna      | 2025-04-01   | 2025-04-10 | 2025-04-14
            3          | anna      | 2025-05-01   | 2025-05-10 | -
            4          | anna      | 2025-05-01   | 2025-05-30 | -
            """
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-10  | 0      | 1
        anna      | 2025-04-10  | 1      | 1
        anna      | 2025-05-10  | 1      | 1
        """,
        as_of="2025-05-31",
    )
