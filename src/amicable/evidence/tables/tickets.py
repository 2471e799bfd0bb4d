"""Requests to the help desk."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="tickets",
    about=N_("Requests to the help desk."),
    key="ticket_id",
    happened="opened_at",
    quote="subject",
    identity=("client_id", "opened_at", "subject"),
    columns={
        "ticket_id": Column(Kind.KEY, N_("The ticket."), required=True),
        "client_id": Column(Kind.REF, N_("The client who asked."), refers_to="clients"),
        "opened_at": Column(Kind.TIMESTAMP, N_("When it came."), required=True),
        "closed_at": Column(Kind.TIMESTAMP, N_("When it was closed."), known_from="closed_at"),
        "status": Column(Kind.TEXT, N_("State in the source's words.")),
        "priority": Column(Kind.TEXT, N_("Priority in the source's words.")),
        "category": Column(Kind.TEXT, N_("Category in the source's words.")),
        "subject": Column(Kind.TEXT, N_("Subject.")),
        "taken_in_charge": Column(
            Kind.INTEGER, N_("How often somebody of ours took it in charge."), unit=N_("times")
        ),
        "reopened": Column(Kind.INTEGER, N_("How often it was opened again."), unit=N_("times")),
        "seconds": Column(Kind.SECONDS, N_("Time it took us."), unit=N_("seconds")),
        "score": Column(
            Kind.INTEGER, N_("How content the client said they were, 1 to 5."), unit=N_("points")
        ),
        "automatic": Column(Kind.BOOLEAN, N_("Opened by a machine.")),
    },
)
