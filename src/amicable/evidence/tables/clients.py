"""Parties we serve: one row per relationship."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="clients",
    about=N_("Parties we serve: one row per relationship."),
    key="client_id",
    quote="name",
    identity=("name",),
    columns={
        "client_id": Column(Kind.KEY, N_("The client."), required=True),
        "name": Column(Kind.TEXT, N_("Name as the firm writes it."), required=True),
        "kind": Column(Kind.CHOICE, N_("A business or a consumer."), choices=("business", "consumer")),
        "segment": Column(
            Kind.TEXT,
            N_("The firm's own grouping (sector, service line, tier); peers are looked for inside it."),
        ),
        "size": Column(Kind.TEXT, N_("The firm's own size class of the client.")),
        "country": Column(Kind.TEXT, N_("Country (ISO 3166 two letters).")),
        "language": Column(Kind.TEXT, N_("Language the client is written to (ISO 639).")),
        "email": Column(Kind.TEXT, N_("Main e-mail address.")),
        "phone": Column(Kind.TEXT, N_("Main telephone number.")),
        "tax_number": Column(Kind.TEXT, N_("Tax or VAT number; the surest key between two sources.")),
        "since_on": Column(Kind.DATE, N_("First day of the relationship.")),
        "ended_on": Column(
            Kind.DATE, N_("Last day, where the relationship has ended."), known_from="ended_on"
        ),
        "owner": Column(Kind.TEXT, N_("The person on our side who answers for the client.")),
        "wanted": Column(Kind.BOOLEAN, N_("Marked by the owner as a client the firm wants to keep.")),
    },
)
