"""Xero: the API-level export (Fivetran's table names) and the screen's export of sales invoices."""

from amicable.connectors._common import BILL, named, no_drafts, no_voids
from amicable.connectors._mapping import Fill, From, LeaveOut, Sheet, Source
from amicable.i18n import N_

API_STATUS = (no_drafts("status", "draft", "submitted"), no_voids("status", "voided", "deleted"))
SALES_TYPES = "'sales invoice', 'sales credit note'"

API_INVOICES = Sheet(
    name="invoices",
    needs=("invoice_id", "contact_id", "type", "status", "date", "due_date", "fully_paid_on_date", "total"),
    leave_out=(LeaveOut(""""type" = 'ACCPAY'""", BILL), *API_STATUS),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "invoice_id",
                "client_id": "contact_id",
                "number": "invoice_number",
                "issued_on": "date",
                "due_on": "due_date",
                "paid_on": "fully_paid_on_date",
                "total": "total",
                "net": "sub_total",
                "tax": "total_tax",
                "paid_amount": "amount_paid",
                "open_amount": "amount_due",
                "currency": "currency_code",
            },
        ),
        named("contact_id", From(("contact_name", "contact_id"))),
    ),
    zone="UTC",
    date="ymd",
)

API_CONTACTS = Sheet(
    name="contacts",
    needs=("contact_id", "name", "_fivetran_deleted"),
    leave_out=(no_voids("_fivetran_deleted", "true"),),
    fills=(
        Fill(
            "clients",
            {
                "client_id": "contact_id",
                "name": "name",
                "email": "email_address",
                "tax_number": "tax_number",
            },
            enrich=True,
        ),
    ),
)

API_CREDIT_NOTES = Sheet(
    name="credit notes",
    needs=("credit_note_id", "contact_id", "date", "total"),
    leave_out=(LeaveOut(""""type" = 'ACCPAYCREDIT'""", BILL), *API_STATUS),
    fills=(
        Fill(
            "credits",
            {
                "credit_id": "credit_note_id",
                "client_id": "contact_id",
                "issued_on": "date",
                "amount": From(("sub_total", "total")),
                "currency": "currency_code",
                "kind": From(constant="credit_note"),
                "reason": "reference",
            },
        ),
        named("contact_id", From(("contact_name", "contact_id"))),
    ),
    zone="UTC",
    date="ymd",
)

BARE_CREDIT_NOTES = Sheet(
    name="credit notes without amounts",
    needs=("credit_note_id", "contact_id"),
    lacks=("date", "total"),
    leave_out=(
        LeaveOut(
            '"credit_note_id" is not null',
            N_("A credit note without date and amount says nothing; export the full table."),
        ),
    ),
    fills=(),
)

SCREEN_INVOICES = Sheet(
    name="sales invoices of the screen",
    needs=(
        "ContactName",
        "InvoiceNumber",
        "InvoiceDate",
        "DueDate",
        "Total",
        "InvoiceAmountDue",
        "Type",
        "Status",
    ),
    leave_out=(
        LeaveOut(f'lower("Type") not in ({SALES_TYPES})', BILL),
        no_drafts("Status", "draft", "awaiting approval"),
        no_voids("Status", "voided", "deleted"),
    ),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "InvoiceNumber",
                "client_id": "ContactName",
                "number": "InvoiceNumber",
                "issued_on": "InvoiceDate",
                "due_on": "DueDate",
                "total": "Total",
                "tax": "TaxTotal",
                "paid_amount": "InvoiceAmountPaid",
                "open_amount": "InvoiceAmountDue",
                "currency": "Currency",
            },
            leave_out=(LeaveOut("""lower("Type") = 'sales credit note'""", ""),),
            keep="first",
        ),
        Fill(
            "credits",
            {
                "credit_id": "InvoiceNumber",
                "client_id": "ContactName",
                "issued_on": "InvoiceDate",
                "amount": From(compute='abs(number("Total")) - coalesce(abs(number("TaxTotal")), 0)'),
                "currency": "Currency",
                "kind": From(constant="credit_note"),
                "reason": "Reference",
            },
            leave_out=(LeaveOut("""lower("Type") = 'sales invoice'""", ""),),
            keep="first",
        ),
        Fill(
            "clients",
            {"client_id": "ContactName", "name": "ContactName", "email": "EmailAddress"},
            keep="first",
            mention=True,
        ),
    ),
    date="dmy",
)

SOURCE = Source(
    title="Xero",
    sheets=(API_INVOICES, API_CONTACTS, API_CREDIT_NOTES, BARE_CREDIT_NOTES, SCREEN_INVOICES),
)
