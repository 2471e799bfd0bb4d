"""Our own people, with what an hour of theirs costs."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="staff",
    about=N_("Our own people, with what an hour of theirs costs."),
    key="staff_id",
    quote="name",
    identity=("name",),
    columns={
        "staff_id": Column(Kind.KEY, N_("The person."), required=True),
        "name": Column(Kind.TEXT, N_("Name."), required=True),
        "email": Column(Kind.TEXT, N_("E-mail address; tells our side of a message from theirs.")),
        "role": Column(
            Kind.CHOICE,
            N_("Role, for the rate."),
            choices=("owner", "partner", "manager", "senior", "employee", "assistant", "contractor"),
        ),
        "hourly_cost": Column(
            Kind.MONEY, N_("Loaded cost of one hour."), unit=N_("minor units of `currency`")
        ),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
        "joined_on": Column(Kind.DATE, N_("First day.")),
        "left_on": Column(Kind.DATE, N_("Last day."), known_from="left_on"),
    },
)
