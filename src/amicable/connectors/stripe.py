"""Stripe: the API's tables (amounts in cents) and the dashboard's exports (amounts with decimals)."""

from dataclasses import replace

from amicable.connectors._common import DRAFT, REFUSED, TEST, named, no_drafts, no_voids, one_of
from amicable.connectors._mapping import Fill, From, LeaveOut, Lookup, Sheet, Source
from amicable.i18n import N_

NOT_LIVE = LeaveOut(one_of("livemode", "false"), TEST)
DELETED = no_voids("is_deleted", "true")
CHARGES_BESIDE = (Lookup("*charge*", on="charge_id", key="id"),)
"""Refunds and disputes name only the charge; the charge names the customer."""
INVOICES_BESIDE = (Lookup("*invoice*", on="invoice_id", key="id"),)
OUR_FAULT = From("reason", values={"duplicate": "true", "*": ""})


def cents(*columns: str) -> From:
    """An amount in the smallest unit of its currency."""
    return From(columns, unit="minor")


INVOICES = Sheet(
    name="invoices",
    needs=(
        "id",
        "customer_id",
        "currency",
        "amount_due",
        "amount_remaining",
        "billing_reason",
        "status",
        "total",
    ),
    leave_out=(NOT_LIVE, DELETED, no_drafts("status", "draft"), no_voids("status", "void", "deleted")),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "id",
                "client_id": "customer_id",
                "number": "number",
                "issued_on": From(("created", "effective_at", "period_end")),
                "due_on": "due_date",
                "paid_on": From(("status_transitions_paid_at", "paid_at")),
                "total": cents("total"),
                "net": cents("subtotal"),
                "tax": cents("tax"),
                "paid_amount": cents("amount_paid"),
                "open_amount": cents("amount_remaining"),
                "currency": "currency",
            },
        ),
        named("customer_id"),
    ),
    zone="UTC",
    date="ymd",
)

CHARGES = Sheet(
    name="charges",
    needs=("id", "amount", "amount_refunded", "captured", "created", "currency", "customer_id", "status"),
    leave_out=(NOT_LIVE,),
    fills=(
        Fill(
            "payments",
            {
                "payment_id": "id",
                "client_id": "customer_id",
                "invoice_id": "invoice_id",
                "paid_on": "created",
                "amount": cents("amount"),
                "currency": "currency",
                "method": From(("payment_method_details_type", "calculated_statement_descriptor")),
            },
            leave_out=(
                LeaveOut("lower(\"status\") <> 'succeeded' or lower(\"captured\") = 'false'", REFUSED),
            ),
        ),
        named("customer_id"),
    ),
    zone="UTC",
    date="ymd",
)

REFUNDS = Sheet(
    name="refunds",
    needs=("id", "charge_id", "amount", "created", "currency", "reason", "status", "receipt_number"),
    leave_out=(LeaveOut(one_of("status", "failed", "canceled", "pending", "requires_action"), REFUSED),),
    fills=(
        Fill(
            "credits",
            {
                "credit_id": "id",
                "client_id": "customer_id",
                "issued_on": "created",
                "amount": cents("amount"),
                "currency": "currency",
                "kind": From(constant="refund"),
                "our_fault": OUR_FAULT,
                "reason": "reason",
            },
        ),
    ),
    zone="UTC",
    date="ymd",
    lookups=CHARGES_BESIDE,
)

DISPUTES = Sheet(
    name="disputes",
    needs=("id", "charge_id", "amount", "created", "currency", "evidence_details_due_by", "reason", "status"),
    leave_out=(
        NOT_LIVE,
        LeaveOut(one_of("status", "won"), N_("A dispute that we won took no money from us.")),
        LeaveOut(
            """lower("status") like 'warning%' or lower("status") = 'prevented'""",
            N_("An inquiry is not yet a chargeback; no money was taken back."),
        ),
    ),
    fills=(
        Fill(
            "credits",
            {
                "credit_id": "id",
                "client_id": "customer_id",
                "issued_on": "created",
                "amount": cents("amount"),
                "currency": "currency",
                "kind": From(constant="chargeback"),
                "our_fault": OUR_FAULT,
                "reason": "reason",
            },
        ),
    ),
    zone="UTC",
    date="ymd",
    lookups=CHARGES_BESIDE,
)

CREDIT_NOTES = Sheet(
    name="credit notes",
    needs=("id", "amount", "created", "currency", "invoice_id", "refund_id", "status", "voided_at"),
    leave_out=(
        NOT_LIVE,
        no_voids("status", "void"),
        LeaveOut(
            '"refund_id" is not null', N_("The money of this credit note is read with the refund it led to.")
        ),
    ),
    fills=(
        Fill(
            "credits",
            {
                "credit_id": "id",
                "client_id": "customer_id",
                "invoice_id": "invoice_id",
                "issued_on": "created",
                "amount": From(("subtotal", "amount"), unit="minor"),
                "currency": "currency",
                "kind": From(constant="credit_note"),
                "our_fault": OUR_FAULT,
                "reason": From(("memo", "reason")),
            },
        ),
    ),
    zone="UTC",
    date="ymd",
    lookups=INVOICES_BESIDE,
)

CUSTOMERS = Sheet(
    name="customers",
    needs=("id", "name", "email", "delinquent", "invoice_prefix", "created"),
    leave_out=(NOT_LIVE, DELETED),
    fills=(
        Fill(
            "clients",
            {
                "client_id": "id",
                "name": From(("name", "description", "email", "id")),
                "country": "address_country",
                "email": "email",
                "phone": "phone",
                "tax_number": "tax_info_tax_id",
            },
        ),
    ),
    zone="UTC",
    date="ymd",
)

DASHBOARD_CLIENT = From(("CUSTOMER", "CUSTOMER_ID", "CUSTOMER_EMAIL", "CUSTOMER_NAME"))

DASHBOARD_INVOICES = Sheet(
    name="invoices of the dashboard",
    needs=(
        "ID",
        "CREATED",
        "AMOUNT_DUE",
        "AMOUNT_PAID",
        "AMOUNT_REMAINING",
        "TOTAL",
        "EFFECTIVE_AT",
        "CUSTOMER_NAME",
    ),
    lacks=("livemode", "STATUS"),
    leave_out=(LeaveOut('"EFFECTIVE_AT" is null and coalesce(number("AMOUNT_PAID"), 0) = 0', DRAFT),),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "ID",
                "client_id": DASHBOARD_CLIENT,
                "number": From(("NUMBER", "RECEIPT_NUMBER", "ID")),
                "issued_on": From(("EFFECTIVE_AT", "CREATED")),
                "due_on": "DUE_DATE",
                "paid_on": "PAID_AT",
                "total": "TOTAL",
                "net": "TOTAL_EXCLUDING_TAX",
                "paid_amount": "AMOUNT_PAID",
                "open_amount": "AMOUNT_REMAINING",
                "currency": "CURRENCY",
            },
        ),
        Fill(
            "clients",
            {
                "client_id": DASHBOARD_CLIENT,
                "name": From(("CUSTOMER_NAME", "CUSTOMER_EMAIL")),
                "email": "CUSTOMER_EMAIL",
            },
            keep="first",
            mention=True,
        ),
    ),
    zone="UTC",
)

DASHBOARD_INVOICES_WITH_STATUS = replace(
    DASHBOARD_INVOICES,
    name="invoices of the dashboard with status",
    needs=(*DASHBOARD_INVOICES.needs, "STATUS"),
    lacks=("livemode",),
    leave_out=(no_drafts("STATUS", "draft"), no_voids("STATUS", "void", "deleted")),
)

PAYER = From(("Customer ID", "Customer Email", "Card Name"))

UNPAID = LeaveOut(f"not {one_of('Status', 'paid', 'refunded', 'partially refunded', 'succeeded')}", REFUSED)

DASHBOARD_PAYMENTS = Sheet(
    name="payments of the dashboard",
    needs=("id", "Amount", "Amount Refunded", "Currency", "Captured", "Status"),
    lacks=("customer_id", "amount_refunded"),
    leave_out=(LeaveOut(one_of("Mode", "test"), TEST), UNPAID),
    fills=(
        Fill(
            "payments",
            {
                "payment_id": "id",
                "client_id": PAYER,
                "invoice_id": "Invoice ID",
                "paid_on": From(("Created date (UTC)", "Created (UTC)")),
                "amount": "Amount",
                "currency": "Currency",
                "method": From(("Card Brand", "Payment Source Type")),
            },
        ),
        Fill(
            "credits",
            {
                "credit_id": From(compute="""'refund of ' || "id" """),
                "client_id": PAYER,
                "invoice_id": "Invoice ID",
                "issued_on": From(("Refunded date (UTC)", "Created date (UTC)", "Created (UTC)")),
                "amount": "Amount Refunded",
                "currency": "Currency",
                "kind": From(constant="refund"),
            },
            leave_out=(LeaveOut('coalesce(number("Amount Refunded"), 0) = 0', ""),),
        ),
        Fill(
            "clients",
            {
                "client_id": PAYER,
                "name": From(("Customer Description", "Card Name", "Customer Email", "Customer ID")),
                "email": "Customer Email",
            },
            keep="first",
            mention=True,
        ),
    ),
    zone="UTC",
)

SOURCE = Source(
    title="Stripe",
    sheets=(
        INVOICES,
        CHARGES,
        REFUNDS,
        DISPUTES,
        CREDIT_NOTES,
        CUSTOMERS,
        DASHBOARD_INVOICES,
        DASHBOARD_INVOICES_WITH_STATUS,
        DASHBOARD_PAYMENTS,
    ),
)
