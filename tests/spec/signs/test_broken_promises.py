"""Breaks promises to pay."""

from amicable.signs.broken_promises import broken_promises

PROMISES = """
    reading_id | client_id | message_id | sent_at          | situation      | kind    | stands
    r1         | anna      | m1         | 2025-03-01 10:00 | payment_excuse | promise | yes
    r2         | anna      | m2         | 2025-05-01 10:00 | payment_excuse | promise | yes
    r3         | anna      | m3         | 2025-05-01 10:00 | payment_excuse | excuse  | yes
    r4         | berta     | m4         | 2025-05-01 10:00 | payment_excuse | promise | yes
"""
INVOICES = """
    invoice_id | client_id | issued_on  | due_on     | paid_on    | total
    1          | anna      | 2025-01-01 | 2025-02-01 | 2025-03-10 | 100
    2          | anna      | 2025-03-01 | 2025-04-01 | -          | 100
    3          | berta     | 2025-03-01 | 2025-04-01 | 2025-04-01 | 100
"""


def test_a_promise_is_broken_when_an_invoice_stays_open(spec):
    """The first was kept after nine days, the second never; Berta owed nothing when she wrote."""
    spec(
        broken_promises,
        {"readings": PROMISES, "invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 1
        anna      | 2025-05-01  | 1      | 1
        """,
    )


def test_waits_until_the_promise_could_have_been_kept(spec):
    """Five days after the promise nobody knows yet."""
    spec(
        broken_promises,
        {"readings": PROMISES, "invoices": INVOICES},
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 1
        """,
        as_of="2025-05-06",
    )
