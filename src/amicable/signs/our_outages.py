"""Our service was down."""

import ibis

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, Side, sign


@sign(
    title=N_("Our service was down"),
    explanation=N_(
        "Outages of a service of ours that were written down for the client, per year of the relationship."
    ),
    family="own_faults",
    side=Side.OURS,
    model=Model.COUNT,
    needs=("clients", "incidents"),
    written_down=True,
    situation=N_("Our service was down on {date}: “{quote}”."),
    rule_out=(
        N_("the fault lay with the client or a third party"),
        N_("maintenance that had been announced"),
    ),
    framing=N_("Our service was not there when you needed it."),
    remedies=("own_fault_fix",),
    above=2.0,
    times=1.5,
    enough=1,
    half_life_quarters=10_000,
    by_period=False,
    unit=N_("outages per year"),
)
def our_outages(evidence: Evidence) -> Occasions:
    """Full years as a client, and outages."""
    clients, incidents = evidence.clients, evidence.incidents
    years = (ibis.coalesce(clients.ended_day, evidence.day) - clients.since_day) // 365
    tenure = Occasions("clients", of=clients, on="since_on", where=years >= 1, amount=0, out_of=years)
    down = incidents.kind == "outage"
    return tenure + Occasions("incidents", of=incidents, on="happened_on", where=down, amount=1, out_of=0)
