"""Orders of a shop or a subscription."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="orders",
    about=N_("Orders of a shop or a subscription."),
    key="order_id",
    happened="ordered_at",
    quote="channel",
    identity=("client_id", "ordered_at"),
    columns={
        "order_id": Column(Kind.KEY, N_("The order."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "ordered_at": Column(Kind.TIMESTAMP, N_("When it was placed."), required=True),
        "amount": Column(
            Kind.MONEY,
            N_("What was bought, without tax where known."),
            unit=N_("minor units of `currency`"),
            required=True,
        ),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
        "quantity": Column(Kind.NUMBER, N_("Pieces."), unit=N_("pieces")),
        "channel": Column(Kind.TEXT, N_("Where it was placed.")),
    },
)
