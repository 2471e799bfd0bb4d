"""What was read out of messages: situations, each with the words themselves."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="readings",
    about=N_("What was read out of messages from clients: situations, each with the words themselves."),
    key="reading_id",
    happened="sent_at",
    quote="quote",
    read_from="messages",
    identity=("message_id", "rule", "place", "begins"),
    columns={
        "reading_id": Column(Kind.KEY, N_("The finding."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "message_id": Column(Kind.REF, N_("The message it stands in."), required=True, refers_to="messages"),
        "sent_at": Column(Kind.TIMESTAMP, N_("When the message was sent."), required=True),
        "contact": Column(Kind.TEXT, N_("Address or number of the person on the client side.")),
        "situation": Column(Kind.TEXT, N_("What the words document: abuse, discount, complaint and so on."), required=True),
        "kind": Column(Kind.TEXT, N_("Which sort of it: in a payment excuse the excuse, the promise or the dispute."), later=True),
        "rule": Column(Kind.TEXT, N_("The rule that found it; it has a page in the manual."), required=True),
        "language": Column(Kind.TEXT, N_("Language of the message (ISO 639).")),
        "place": Column(Kind.CHOICE, N_("Part of the message in which the words stand."), choices=("subject", "body")),
        "quote": Column(Kind.TEXT, N_("The words themselves.")),
        "begins": Column(Kind.INTEGER, N_("Where the words begin in that part."), unit=N_("characters")),
        "ends": Column(Kind.INTEGER, N_("Where they end."), unit=N_("characters")),
        "aimed": Column(Kind.CHOICE, N_("Whom the words are aimed at: us, somebody of ours, nobody."), choices=("you", "staff", "nobody")),
        "level": Column(Kind.CHOICE, N_("How grave such words are."), choices=("low", "normal", "high", "grave")),
        "confidence": Column(Kind.CHOICE, N_("How sure a rule of this kind is."), choices=("low", "medium", "high")),
        "confirmed": Column(Kind.BOOLEAN, N_("Whether a person has confirmed it; empty: nobody has looked yet.")),
        "stands": Column(Kind.BOOLEAN, N_("Whether the present rules still find it.")),
    },
)  # fmt: skip
