"""People on the client side."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="contacts",
    about=N_("People on the client side."),
    key="contact_id",
    quote="name",
    identity=("client_id", "email", "name"),
    columns={
        "contact_id": Column(Kind.KEY, N_("The contact."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "name": Column(Kind.TEXT, N_("Name of the person.")),
        "email": Column(Kind.TEXT, N_("E-mail address; messages find their client by it.")),
        "phone": Column(Kind.TEXT, N_("Telephone number.")),
        "role": Column(Kind.TEXT, N_("What the person does at the client.")),
    },
)
