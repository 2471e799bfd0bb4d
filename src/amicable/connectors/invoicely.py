"""invoicely: the list of invoices and the list of clients."""

from amicable.connectors._common import named, no_drafts, no_voids
from amicable.connectors._mapping import Fill, From, Sheet, Source

DATE = "%b %d %Y"

INVOICES = Sheet(
    name="invoices",
    needs=("Date", "Due", "Details", "Client", "Status", "Total"),
    leave_out=(no_drafts("Status", "draft"), no_voids("Status", "void", "cancelled", "deleted")),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "Details",
                "client_id": "Client",
                "number": "Details",
                "issued_on": From("Date", date=DATE),
                "due_on": From("Due", date=DATE),
                "total": "Total",
                "open_amount": From(compute="""case when lower("Status") = 'paid' then 0 end"""),
            },
        ),
        named("Client"),
    ),
)

CLIENTS = Sheet(
    name="clients",
    needs=("Client Name", "Email", "Phone", "Country"),
    lacks=("Invoice #", "Invoice Number"),
    fills=(
        Fill(
            "clients",
            {
                "client_id": "Client Name",
                "name": "Client Name",
                "email": "Email",
                "phone": "Phone",
                "country": "Country",
            },
            keep="first",
        ),
    ),
)

SOURCE = Source(title="invoicely", sheets=(INVOICES, CLIENTS))
