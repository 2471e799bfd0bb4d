"""Messages between clients and us."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="messages",
    about=N_("Messages between clients and us."),
    key="message_id",
    happened="sent_at",
    quote="subject",
    identity=("client_id", "sent_at", "subject"),
    columns={
        "message_id": Column(Kind.KEY, N_("The message."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "contact": Column(Kind.TEXT, N_("Address or number of the person on the client side.")),
        "staff_id": Column(Kind.REF, N_("The person on our side, where known."), refers_to="staff"),
        "direction": Column(
            Kind.CHOICE, N_("`in` from the client, `out` from us."), required=True, choices=("in", "out")
        ),
        "channel": Column(
            Kind.CHOICE, N_("How it came."), choices=("email", "chat", "text", "phone", "form")
        ),
        "sent_at": Column(Kind.TIMESTAMP, N_("When it was sent."), required=True),
        "thread_id": Column(Kind.TEXT, N_("What it belongs to.")),
        "subject": Column(Kind.TEXT, N_("Subject line.")),
        "body": Column(Kind.TEXT, N_("Text.")),
        "automatic": Column(Kind.BOOLEAN, N_("Marked by its sender as sent by a machine.")),
    },
)
