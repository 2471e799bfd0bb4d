"""Disputes invoices."""

from amicable.signs.disputed_invoices import disputed_invoices

INVOICES = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-03-01 | 100
    2          | anna      | 2025-04-01 | 100
"""


def test_counts_refusals_to_pay_and_chargebacks_per_invoice(spec):
    """A promise to pay is no dispute, and a chargeback that mended our mistake was right."""
    spec(
        disputed_invoices,
        {
            "invoices": INVOICES,
            "readings": """
            reading_id | client_id | message_id | sent_at          | situation      | kind    | stands
            r1         | anna      | m1         | 2025-03-20 10:00 | payment_excuse | dispute | yes
            r2         | anna      | m2         | 2025-03-21 10:00 | payment_excuse | promise | yes
            """,
            "credits": """
            credit_id | client_id | issued_on  | amount | kind       | our_fault
            1         | anna      | 2025-05-01 | 50     | chargeback | -
            2         | anna      | 2025-05-02 | 50     | chargeback | yes
            3         | anna      | 2025-05-03 | 50     | refund     | -
            """,
        },
        """
        client_id | happened_on | amount | out_of
        anna      | 2025-03-01  | 0      | 1
        anna      | 2025-04-01  | 0      | 1
        anna      | 2025-03-20  | 1      | 0
        anna      | 2025-05-01  | 1      | 0
        """,
    )
