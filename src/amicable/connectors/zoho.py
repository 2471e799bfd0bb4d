"""Zoho Invoice and Zoho Books: invoices, one row per line, and contacts."""

from amicable.connectors._common import SUPPLIER, named, no_drafts, no_voids
from amicable.connectors._mapping import Fill, From, LeaveOut, Sheet, Source

CLIENT = From(("Customer ID", "Customer Name"))
SETTLED = """case when number("Balance") = 0 and coalesce(number("WriteOff Amount"), 0) = 0
    then "Last Payment Date" end"""

INVOICES = Sheet(
    name="invoices",
    needs=(
        "Invoice Date",
        "Invoice ID",
        "Invoice Number",
        "Invoice Status",
        "Customer Name",
        "Item Total",
        "Balance",
    ),
    leave_out=(
        no_drafts("Invoice Status", "draft", "pending", "pendingapproval", "approved", "rejected"),
        no_voids("Invoice Status", "void", "deleted"),
    ),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "Invoice ID",
                "client_id": CLIENT,
                "number": "Invoice Number",
                "issued_on": "Invoice Date",
                "due_on": "Due Date",
                "paid_on": From(compute=SETTLED),
                "total": "Total",
                "net": "SubTotal",
                "open_amount": "Balance",
                "currency": "Currency Code",
            },
            keep="first",
        ),
        named(CLIENT, "Customer Name"),
    ),
)

CONTACTS = Sheet(
    name="contacts",
    needs=("Display Name", "Contact Type", "Customer Sub Type", "EmailID", "Customer ID"),
    leave_out=(LeaveOut("""lower("Contact Type") = 'vendor'""", SUPPLIER),),
    fills=(
        Fill(
            "clients",
            {
                "client_id": From(("Customer ID", "Display Name")),
                "name": From(("Display Name", "Customer Name")),
                "kind": From("Customer Sub Type", values={"business": "business", "individual": "consumer"}),
                "email": "EmailID",
                "phone": From(("Phone", "MobilePhone")),
            },
        ),
        Fill(
            "contacts",
            {
                "client_id": From(("Customer ID", "Display Name")),
                "name": From(compute="""concat_ws(' ', "First Name", "Last Name")"""),
                "email": "EmailID",
                "phone": From(("MobilePhone", "Phone")),
            },
        ),
    ),
)

SOURCE = Source(title="Zoho Invoice", sheets=(INVOICES, CONTACTS))
