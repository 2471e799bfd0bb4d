"""FreshBooks: invoices, one row per line, and clients."""

from amicable.connectors._common import named, no_drafts, no_voids
from amicable.connectors._mapping import Fill, From, Sheet, Source

NAME = From(compute="""coalesce("Organization", concat_ws(' ', "First Name", "Last Name"))""")
TAX = """coalesce(number("Tax 1 Amount"), 0) + coalesce(number("Tax 2 Amount"), 0)"""

INVOICES = Sheet(
    name="invoices",
    needs=("Client Name", "Invoice #", "Date Issued", "Invoice Status", "Date Paid", "Line Total"),
    leave_out=(no_drafts("Invoice Status", "draft"), no_voids("Invoice Status", "deleted", "void")),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "Invoice #",
                "client_id": "Client Name",
                "number": "Invoice #",
                "issued_on": "Date Issued",
                "paid_on": "Date Paid",
                "total": "Line Total",
                "tax": From(compute=TAX),
                "currency": "Currency",
            },
            keep="first",
            sums=("total", "tax"),
        ),
        named("Client Name"),
    ),
)

CLIENTS = Sheet(
    name="clients",
    needs=("Organization", "First Name", "Last Name", "Email", "Province/State", "Notes"),
    fills=(
        Fill("clients", {"client_id": NAME, "name": NAME, "email": "Email", "phone": "Phone"}, keep="first"),
        Fill(
            "contacts",
            {
                "client_id": NAME,
                "name": From(compute="""concat_ws(' ', "First Name", "Last Name")"""),
                "email": "Email",
                "phone": "Phone",
            },
            keep="first",
        ),
    ),
)

SOURCE = Source(title="FreshBooks", sheets=(INVOICES, CLIENTS))
