"""Invoice Ninja: the reports of version 4 (three lines above the header) and the keys of version 5."""

from amicable.connectors._common import OFFER, TEMPLATE, named, no_drafts, no_voids
from amicable.connectors._mapping import Fill, From, LeaveOut, Sheet, Source

PERSON = From(compute="""concat_ws(' ', "First Name", "Last Name")""")
V5_CLIENT = From(("client.id", "client.name"))
V5_SETTLED = """case when number("invoice.balance") = 0 then "payment.date" end"""

# The header of the clients report has two columns "Phone": the office's, then the person's.
CLIENTS = Sheet(
    name="clients report (version 4)",
    needs=("Name", "Balance", "Paid to Date", "VAT Number", "First Name", "Last Name", "Email"),
    fills=(
        Fill(
            "clients",
            {
                "client_id": "Name",
                "name": "Name",
                "email": "Email",
                "phone": "Phone",
                "tax_number": "VAT Number",
            },
            keep="first",
        ),
        Fill(
            "contacts",
            {"client_id": "Name", "name": PERSON, "email": "Email", "phone": From(("Phone 2", "Phone"))},
            keep="first",
        ),
    ),
)

INVOICES = Sheet(
    name="invoices report (version 4)",
    needs=("Client", "Invoice Number", "Amount", "Paid", "Status", "Invoice Date", "Due Date"),
    leave_out=(no_drafts("Status", "draft"), no_voids("Status", "void", "cancelled", "deleted", "archived")),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "Invoice Number",
                "client_id": "Client",
                "number": "Invoice Number",
                "issued_on": "Invoice Date",
                "due_on": "Due Date",
                "total": "Amount",
                "paid_amount": "Paid",
                "open_amount": From(compute='number("Amount") - number("Paid")'),
            },
            keep="first",
        ),
        Fill(
            "clients", {"client_id": "Client", "name": "Client", "email": "Email"}, keep="first", mention=True
        ),
    ),
    date="ymd",
)

PAYMENTS = Sheet(
    name="payments report (version 4)",
    needs=("Client", "Invoice Number", "Amount", "Date"),
    lacks=("Status", "Invoice Date", "Quote Number"),
    fills=(
        Fill(
            "payments",
            {
                "client_id": "Client",
                "invoice_id": "Invoice Number",
                "paid_on": "Date",
                "amount": "Amount",
            },
        ),
        named("Client"),
    ),
    date="mdy",
)

QUOTES = Sheet(
    name="quotes report (version 4)",
    needs=("Client", "Quote Number", "Quote Date"),
    leave_out=(LeaveOut("true", OFFER),),
    fills=(),
)

TEMPLATES = Sheet(
    name="recurring invoices report (version 4)",
    needs=("Client", "Frequency", "Remaining Cycles", "Start Date"),
    leave_out=(LeaveOut("true", TEMPLATE),),
    fills=(),
)

V5 = Sheet(
    name="invoices and payments (version 5)",
    needs=("invoice.number", "invoice.date", "invoice.amount", "invoice.balance", "client.name"),
    leave_out=(
        no_drafts("invoice.status", "draft", "1"),
        no_voids("invoice.status", "cancelled", "reversed", "deleted", "5", "6"),
    ),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": "invoice.number",
                "client_id": V5_CLIENT,
                "number": "invoice.number",
                "issued_on": "invoice.date",
                "due_on": "invoice.due_date",
                "paid_on": From(compute=V5_SETTLED, take="max"),
                "total": "invoice.amount",
                "tax": "invoice.total_taxes",
                "open_amount": "invoice.balance",
                "currency": From(("invoice.currency", "client.currency")),
            },
            keep="first",
        ),
        Fill(
            "payments",
            {
                "payment_id": From(("payment.number", "payment.transaction_reference")),
                "client_id": V5_CLIENT,
                "invoice_id": "invoice.number",
                "paid_on": "payment.date",
                "amount": "payment.amount",
                "currency": From(("payment.currency", "client.currency")),
                "method": "payment.type",
            },
            leave_out=(LeaveOut('"payment.date" is null', ""),),
            keep="first",
        ),
        named(V5_CLIENT, "client.name"),
    ),
    date="ymd",
)

SOURCE = Source(title="Invoice Ninja", sheets=(CLIENTS, INVOICES, PAYMENTS, QUOTES, TEMPLATES, V5))
