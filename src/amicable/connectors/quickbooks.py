"""QuickBooks Online: the API's tables (Fivetran's names) and the reports of the screen."""

from collections.abc import Mapping

from amicable.connectors._common import BILL, OFFER, TOTALS, VOID, named, no_voids, one_of
from amicable.connectors._mapping import Fill, From, LeaveOut, Sheet, Source

DELETED = no_voids("_fivetran_deleted", "true")
VOIDED = LeaveOut("""lower("private_note") like 'voided%'""", VOID)
"""QuickBooks keeps a voided document with nothing in it but this word."""
NET_CREDIT = From(compute='number("total_amount") - coalesce(number("total_tax"), 0)')
SALE: Mapping[str, str | From] = {
    "invoice_id": "id",
    "client_id": "customer_id",
    "number": "doc_number",
    "issued_on": "transaction_date",
    "total": "total_amount",
    "tax": "total_tax",
    "open_amount": "balance",
    "currency": "currency_id",
}
CREDIT: Mapping[str, str | From] = {
    "credit_id": "id",
    "client_id": "customer_id",
    "issued_on": "transaction_date",
    "amount": NET_CREDIT,
    "currency": "currency_id",
    "reason": "private_note",
}

INVOICES = Sheet(
    name="invoices",
    needs=(
        "id",
        "customer_id",
        "balance",
        "doc_number",
        "due_date",
        "total_amount",
        "transaction_date",
        "email_status",
    ),
    lacks=("expiration_date",),
    leave_out=(DELETED, VOIDED),
    fills=(Fill("invoices", {**SALE, "due_on": "due_date"}), named("customer_id")),
    zone="UTC",
    date="ymd",
)

SALES_RECEIPTS = Sheet(
    name="sales receipts",
    needs=(
        "id",
        "customer_id",
        "payment_reference_number",
        "deposit_to_account_id",
        "total_amount",
        "transaction_date",
    ),
    lacks=("payment_type",),
    leave_out=(DELETED, VOIDED),
    fills=(
        Fill("invoices", {**SALE, "due_on": "transaction_date", "paid_on": "transaction_date"}),
        named("customer_id"),
    ),
    zone="UTC",
    date="ymd",
)

PAYMENTS = Sheet(
    name="payments",
    needs=("id", "customer_id", "unapplied_amount", "total_amount", "transaction_date"),
    leave_out=(DELETED, VOIDED),
    fills=(
        Fill(
            "payments",
            {
                "payment_id": "id",
                "client_id": "customer_id",
                "paid_on": "transaction_date",
                "amount": "total_amount",
                "currency": "currency_id",
            },
        ),
        named("customer_id"),
    ),
    zone="UTC",
    date="ymd",
)

PAYMENT_LINES = Sheet(
    name="lines of payments",
    needs=("payment_id", "invoice_id", "amount", "credit_memo_id", "journal_entry_id"),
    fills=(
        Fill(
            "payments",
            {"payment_id": "payment_id", "invoice_id": "invoice_id"},
            keep="first",
            enrich=True,
        ),
    ),
)

CREDIT_MEMOS = Sheet(
    name="credit memos",
    needs=("id", "customer_id", "remaining_credit", "total_amount", "transaction_date"),
    leave_out=(DELETED, VOIDED),
    fills=(Fill("credits", {**CREDIT, "kind": From(constant="credit_note")}), named("customer_id")),
    zone="UTC",
    date="ymd",
)

REFUND_RECEIPTS = Sheet(
    name="refund receipts",
    needs=(
        "id",
        "customer_id",
        "payment_type",
        "payment_reference_number",
        "total_amount",
        "transaction_date",
    ),
    leave_out=(DELETED, VOIDED),
    fills=(Fill("credits", {**CREDIT, "kind": From(constant="refund")}), named("customer_id")),
    zone="UTC",
    date="ymd",
)

CUSTOMERS = Sheet(
    name="customers",
    needs=("id", "display_name", "fully_qualified_name", "balance_with_jobs", "email"),
    leave_out=(DELETED,),
    fills=(
        Fill(
            "clients",
            {
                "client_id": "id",
                "name": From(("display_name", "company_name", "fully_qualified_name")),
                "email": "email",
                "phone": From(("phone_number", "mobile_number")),
            },
        ),
    ),
)

BILLS = Sheet(
    name="bills",
    needs=("id", "vendor_id", "payable_account_id", "total_amount", "transaction_date"),
    leave_out=(LeaveOut("true", BILL),),
    fills=(),
)

ESTIMATES = Sheet(
    name="estimates",
    needs=("id", "customer_id", "expiration_date", "total_amount", "transaction_date"),
    leave_out=(LeaveOut("true", OFFER),),
    fills=(),
)

TYPE = "Transaction Type"
CLIENT = From(("Customer", "Customer full name", "Client", "Name"))
ON = From(("Date", "Transaction date"))
AMOUNT = From(compute='abs(number("Amount"))')


def _only(word: str) -> tuple[LeaveOut]:
    """Lets pass only rows of one type; the others are at home in another table."""
    return (LeaveOut(f"not {one_of(TYPE, word)}", ""),)


REPORT = Sheet(
    name="list of transactions (report)",
    needs=(TYPE, "Num", "Due Date", "Amount", "Open Balance"),
    leave_out=(
        LeaveOut(f'"{TYPE}" is null', TOTALS),
        LeaveOut(one_of(TYPE, "estimate", "quote"), OFFER),
        LeaveOut(f"not {one_of(TYPE, 'invoice', 'payment', 'credit memo', 'refund')}", BILL),
    ),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "Num",
                "client_id": CLIENT,
                "number": "Num",
                "issued_on": ON,
                "due_on": "Due Date",
                "total": "Amount",
                "open_amount": "Open Balance",
            },
            leave_out=_only("invoice"),
        ),
        Fill(
            "payments",
            {"client_id": CLIENT, "paid_on": ON, "amount": AMOUNT},
            leave_out=_only("payment"),
        ),
        Fill(
            "credits",
            {
                "client_id": CLIENT,
                "issued_on": ON,
                "amount": AMOUNT,
                "kind": From(TYPE, values={"credit memo": "credit_note", "refund": "refund"}),
                "reason": From(("Memo/Description", "Memo")),
            },
            leave_out=(LeaveOut(f"not {one_of(TYPE, 'credit memo', 'refund')}", ""),),
        ),
        named(CLIENT),
    ),
)

CONTACT_LIST = Sheet(
    name="customer contact list (report)",
    needs=("Customer", "Phone Numbers", "Email", "Full Name", "Billing Address"),
    leave_out=(LeaveOut('"Customer" is null', TOTALS),),
    fills=(
        Fill(
            "clients",
            {"client_id": "Customer", "name": "Customer", "email": "Email", "phone": "Phone Numbers"},
            keep="first",
        ),
        Fill("contacts", {"client_id": "Customer", "name": "Full Name", "email": "Email"}, keep="first"),
    ),
)

SOURCE = Source(
    title="QuickBooks Online",
    sheets=(
        INVOICES,
        SALES_RECEIPTS,
        PAYMENTS,
        PAYMENT_LINES,
        CREDIT_MEMOS,
        REFUND_RECEIPTS,
        CUSTOMERS,
        BILLS,
        ESTIMATES,
        REPORT,
        CONTACT_LIST,
    ),
)
