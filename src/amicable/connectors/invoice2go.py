"""Invoice2go: the export of invoices (lists nested in cells are not needed)."""

from amicable.connectors._common import DRAFT, no_voids
from amicable.connectors._mapping import Fill, From, LeaveOut, Sheet, Source

UNSENT = """lower("DocumentStatus") in ('unsent', 'draft') and coalesce(number("AmountPaidAmount"), 0) = 0"""
NET = 'number("SubtotalAmount") - coalesce(number("DiscountAmount"), 0)'
SETTLED = """case when number("BalanceDueAmount") = 0 then "DatePaid" end"""

INVOICES = Sheet(
    name="invoices",
    needs=(
        "DocumentDate",
        "DocumentNumber",
        "DocumentStatus",
        "Name",
        "DatePaid",
        "TotalAmount",
        "BalanceDueAmount",
    ),
    leave_out=(no_voids("State", "deleted"), LeaveOut(UNSENT, DRAFT)),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "Id",
                "client_id": "Name",
                "number": "DocumentNumber",
                "issued_on": "DocumentDate",
                "due_on": From(compute='date("DocumentDate") + integer("TermsOld")'),
                "paid_on": From(compute=SETTLED),
                "total": "TotalAmount",
                "net": From(compute=NET),
                "paid_amount": "AmountPaidAmount",
                "open_amount": "BalanceDueAmount",
                "currency": "CurrencyCode",
            },
        ),
        Fill(
            "clients",
            {"client_id": "Name", "name": "Name", "email": "EmailRecipient"},
            keep="first",
            mention=True,
        ),
    ),
)

SOURCE = Source(title="Invoice2go", sheets=(INVOICES,))
