"""Direct costs of serving a client: goods, subcontractors, postage, bad debt."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="costs",
    about=N_("Direct costs of serving a client: goods, subcontractors, postage, bad debt."),
    key="cost_id",
    happened="incurred_on",
    quote="kind",
    identity=("client_id", "incurred_on", "kind", "amount"),
    columns={
        "cost_id": Column(Kind.KEY, N_("The cost."), required=True),
        "client_id": Column(Kind.REF, N_("The client this is about."), required=True, refers_to="clients"),
        "incurred_on": Column(Kind.DATE, N_("Day it arose."), required=True),
        "amount": Column(Kind.MONEY, N_("Amount."), unit=N_("minor units of `currency`"), required=True),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
        "kind": Column(Kind.TEXT, N_("What for.")),
    },
)
