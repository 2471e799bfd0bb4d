"""Our own sales invoices; bills of suppliers, drafts and voided documents are no evidence."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="invoices",
    about=N_("Our own sales invoices; bills of suppliers, drafts and voided documents are no evidence."),
    key="invoice_id",
    happened="issued_on",
    quote="number",
    identity=("number",),
    columns={
        "invoice_id": Column(Kind.KEY, N_("The invoice."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "number": Column(Kind.TEXT, N_("Number printed on the invoice.")),
        "issued_on": Column(Kind.DATE, N_("Date of the invoice."), required=True),
        "due_on": Column(Kind.DATE, N_("Day by which it was to be paid.")),
        "paid_on": Column(Kind.DATE, N_("Day on which it was paid in full."), known_from="paid_on"),
        "total": Column(
            Kind.MONEY,
            N_("Amount to be paid, tax included."),
            unit=N_("minor units of `currency`"),
            required=True,
        ),
        "net": Column(
            Kind.MONEY,
            N_("Amount without tax; revenue. Where absent, total less tax."),
            unit=N_("minor units of `currency`"),
        ),
        "tax": Column(Kind.MONEY, N_("Tax in the total."), unit=N_("minor units of `currency`")),
        "paid_amount": Column(
            Kind.MONEY,
            N_("Amount paid so far, as of the export."),
            unit=N_("minor units of `currency`"),
            known_from="paid_on",
        ),
        "open_amount": Column(
            Kind.MONEY,
            N_("Amount still open, as of the export."),
            unit=N_("minor units of `currency`"),
            known_from="paid_on",
        ),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
    },
)
