"""We made mistakes."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, Side, sign


@sign(
    title=N_("We made mistakes"),
    explanation=N_(
        "Our own mistakes that were written down, and tickets that had to be opened again, per invoice or order."
    ),
    family="own_faults",
    side=Side.OURS,
    model=Model.COUNT,
    also=("incidents", "tickets", "invoices", "orders"),
    situation=N_("A mistake of ours, on {date}: “{quote}”."),
    rule_out=(
        N_("the mistake turned out to be theirs"),
        N_("a ticket that was opened again for another matter"),
    ),
    framing=N_("We have made mistakes in our work for you."),
    remedies=("own_fault_fix", "reassign"),
    above=0.1,
    times=2.0,
    unit=N_("mistakes per delivery"),
)
def our_errors(evidence: Evidence) -> Occasions:
    """Deliveries, mistakes written down, and tickets opened again."""
    table, on = ("invoices", "issued_on") if evidence.has("invoices") else ("orders", "ordered_on")
    incidents, tickets = evidence.incidents, evidence.tickets
    delivered = Occasions(table, of=evidence.tables[table], on=on, amount=0)
    ours = incidents.kind == "our_error"
    wrong = Occasions("incidents", of=incidents, on="happened_on", where=ours, amount=1, out_of=0)
    again = Occasions("tickets", of=tickets, on="opened_on", where=tickets.reopened > 0, amount=1, out_of=0)
    return delivered + wrong + again
