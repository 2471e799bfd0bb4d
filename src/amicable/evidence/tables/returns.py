"""Goods sent back, or purchases undone."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="returns",
    about=N_("Goods sent back, or purchases undone."),
    key="return_id",
    happened="returned_at",
    quote="reason",
    identity=("client_id", "order_id", "returned_at"),
    columns={
        "return_id": Column(Kind.KEY, N_("The return."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "order_id": Column(Kind.REF, N_("The order, where known."), refers_to="orders"),
        "returned_at": Column(Kind.TIMESTAMP, N_("When it came back."), required=True),
        "ordered_at": Column(
            Kind.TIMESTAMP, N_("When it had been ordered; tells a typing error from a return.")
        ),
        "amount": Column(
            Kind.MONEY,
            N_("What was given back, positive."),
            unit=N_("minor units of `currency`"),
            required=True,
        ),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
        "quantity": Column(Kind.NUMBER, N_("Pieces."), unit=N_("pieces")),
        "reason": Column(Kind.TEXT, N_("Reason in the source's words.")),
    },
)
