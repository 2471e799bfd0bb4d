"""Documents we asked a client for."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="document_requests",
    about=N_("Documents we asked a client for."),
    key="request_id",
    happened="due_on",
    quote="document",
    identity=("client_id", "requested_on", "document"),
    columns={
        "request_id": Column(Kind.KEY, N_("The request."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "requested_on": Column(Kind.DATE, N_("Day we asked.")),
        "due_on": Column(Kind.DATE, N_("Day by which we needed it."), required=True),
        "received_on": Column(Kind.DATE, N_("Day it came."), known_from="received_on"),
        "document": Column(Kind.TEXT, N_("What was asked for.")),
        "reminders": Column(Kind.INTEGER, N_("How often we reminded."), unit=N_("reminders")),
    },
)
