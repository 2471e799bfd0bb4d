"""What a person of ours wrote down about one event with a client."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="incidents",
    about=N_("What a person of ours wrote down about one event with a client."),
    key="incident_id",
    happened="happened_on",
    quote="note",
    identity=("client_id", "happened_on", "kind", "note"),
    columns={
        "incident_id": Column(Kind.KEY, N_("The incident."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "happened_on": Column(Kind.DATE, N_("Day it happened."), required=True),
        "kind": Column(
            Kind.CHOICE,
            N_("What sort of event."),
            choices=(
                "abuse",
                "threat",
                "unethical",
                "boundary",
                "values",
                "error",
                "our_error",
                "outage",
                "other",
            ),
        ),
        "note": Column(Kind.TEXT, N_("What was seen and heard, in plain words.")),
        "reported_by": Column(Kind.REF, N_("Who wrote it down."), refers_to="staff"),
        "confirmed": Column(Kind.BOOLEAN, N_("A second person has confirmed it.")),
    },
)
