"""Agreed services: scope, fee, notice, renewal."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="engagements",
    about=N_("Agreed services: scope, fee, notice, renewal."),
    key="engagement_id",
    quote="title",
    identity=("client_id", "title"),
    columns={
        "engagement_id": Column(Kind.KEY, N_("The engagement."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "title": Column(Kind.TEXT, N_("What is done for the client.")),
        "service": Column(Kind.TEXT, N_("Service line of the firm.")),
        "started_on": Column(Kind.DATE, N_("First day of the service.")),
        "ended_on": Column(Kind.DATE, N_("Last day of the service."), known_from="ended_on"),
        "fee": Column(Kind.MONEY, N_("Agreed fee per `fee_period`."), unit=N_("minor units of `currency`")),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
        "fee_period": Column(
            Kind.CHOICE, N_("What the fee covers."), choices=("month", "quarter", "year", "once", "hour")
        ),
        "planned_seconds": Column(Kind.SECONDS, N_("Time planned per month."), unit=N_("seconds a month")),
        "notice_days": Column(Kind.INTEGER, N_("Notice agreed."), unit=N_("days")),
        "renewal_on": Column(Kind.DATE, N_("Day of the next renewal.")),
    },
)
