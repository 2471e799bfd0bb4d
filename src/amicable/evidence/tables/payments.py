"""Money received from clients."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="payments",
    about=N_("Money received from clients."),
    key="payment_id",
    happened="paid_on",
    quote="method",
    identity=("client_id", "paid_on", "amount"),
    columns={
        "payment_id": Column(Kind.KEY, N_("The payment."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "invoice_id": Column(Kind.REF, N_("The invoice it settles, where known."), refers_to="invoices"),
        "paid_on": Column(Kind.DATE, N_("Day the money came."), required=True),
        "amount": Column(
            Kind.MONEY,
            N_("Amount received; negative when it was returned."),
            unit=N_("minor units of `currency`"),
            required=True,
        ),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
        "method": Column(Kind.TEXT, N_("How it was paid.")),
    },
)
