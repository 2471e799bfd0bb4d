"""How our own people rate working with a client, 1 to 5."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="pulses",
    about=N_("How our own people rate working with a client, 1 to 5."),
    key="pulse_id",
    happened="asked_on",
    quote="note",
    identity=("client_id", "staff_id", "asked_on"),
    columns={
        "pulse_id": Column(Kind.KEY, N_("The answer."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "staff_id": Column(Kind.REF, N_("Who answered."), refers_to="staff"),
        "asked_on": Column(Kind.DATE, N_("Day of the answer."), required=True),
        "score": Column(
            Kind.INTEGER, N_("1 (drains me) to 5 (a pleasure)."), unit=N_("points"), required=True
        ),
        "note": Column(Kind.TEXT, N_("A note.")),
    },
)
