"""Credit notes, refunds, goodwill and chargebacks given to clients."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="credits",
    about=N_("Credit notes, refunds, goodwill and chargebacks given to clients."),
    key="credit_id",
    happened="issued_on",
    quote="reason",
    identity=("client_id", "issued_on", "amount"),
    columns={
        "credit_id": Column(Kind.KEY, N_("The credit."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "invoice_id": Column(Kind.REF, N_("The invoice it corrects, where known."), refers_to="invoices"),
        "issued_on": Column(Kind.DATE, N_("Day it was given."), required=True),
        "amount": Column(
            Kind.MONEY,
            N_("Amount given back, positive, without tax where known."),
            unit=N_("minor units of `currency`"),
            required=True,
        ),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
        "kind": Column(
            Kind.CHOICE,
            N_("Which kind of credit."),
            choices=("credit_note", "refund", "goodwill", "discount", "chargeback", "write_off"),
        ),
        "our_fault": Column(Kind.BOOLEAN, N_("It mended a mistake of ours.")),
        "reason": Column(Kind.TEXT, N_("Reason in the source's words.")),
    },
)
