"""Wave: the journal, whose Accounts Receivable rows are invoices and payments, and the customers."""

from amicable.connectors._common import named
from amicable.connectors._mapping import Fill, From, LeaveOut, Sheet, Source
from amicable.i18n import N_

DEBIT = "Debit Amount (Two Column Approach)"
CREDIT = "Credit Amount (Two Column Approach)"
RECEIVABLE = """"Account Name" = 'Accounts Receivable' or "Account Type" = 'System Receivable Invoice'"""
OTHER_ROWS = N_("Only the rows of Accounts Receivable are read; the others are lines of the same documents.")

JOURNAL = Sheet(
    name="journal",
    needs=("Transaction ID", "Transaction Date", "Account Name", "Customer", "Invoice Number", DEBIT, CREDIT),
    leave_out=(LeaveOut(f"not ({RECEIVABLE})", OTHER_ROWS),),
    fills=(
        Fill(
            "invoices",
            {
                "invoice_id": From(("Invoice Number", "Transaction ID")),
                "client_id": "Customer",
                "number": "Invoice Number",
                "issued_on": "Transaction Date",
                "total": DEBIT,
            },
            leave_out=(LeaveOut(f'"{DEBIT}" is null', ""),),
            keep="first",
        ),
        Fill(
            "payments",
            {
                "payment_id": "Transaction ID",
                "client_id": "Customer",
                "invoice_id": "Invoice Number",
                "paid_on": "Transaction Date",
                "amount": CREDIT,
                "method": "Other Accounts for this Transaction",
            },
            leave_out=(LeaveOut(f'"{CREDIT}" is null', ""),),
            keep="first",
            sums=("amount",),
        ),
        named("Customer"),
    ),
)

CUSTOMERS = Sheet(
    name="customers",
    needs=("customer_name", "contact_first_name", "contact_last_name", "customer_currency"),
    fills=(
        Fill(
            "clients",
            {
                "client_id": "customer_name",
                "name": "customer_name",
                "email": "email",
                "phone": From(("phone", "mobile")),
            },
            keep="first",
        ),
        Fill(
            "contacts",
            {
                "client_id": "customer_name",
                "name": From(compute="""concat_ws(' ', "contact_first_name", "contact_last_name")"""),
                "email": "email",
                "phone": From(("mobile", "phone")),
            },
            keep="first",
        ),
    ),
)

SOURCE = Source(title="Wave", sheets=(JOURNAL, CUSTOMERS))
