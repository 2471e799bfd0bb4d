"""Is unhappy after deliveries."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, said, sign


@sign(
    title=N_("Is unhappy after deliveries"),
    explanation=N_(
        "Complaints in messages and low marks on tickets, less our own known mistakes, per invoice or order delivered."
    ),
    family="dissatisfaction",
    model=Model.COUNT,
    also=("readings", "tickets", "invoices", "orders", "incidents"),
    situation=N_("Was not content on {date}: “{quote}”."),
    rule_out=(
        N_("the complaint was fair, and the mistake ours"),
        N_("a right was used: a warranty, a withdrawal"),
        N_("somebody else's fault: a carrier, an office"),
    ),
    framing=N_("Although the work was done as agreed, you were often not content with it."),
    remedies=("own_fault_fix", "renegotiate", "refer_elsewhere"),
    above=0.15,
    times=2.0,
    unit=N_("complaints per delivery"),
    about={"low_score": N_("Marks from 1 to 5 up to which a ticket counts as a complaint.")},
)
def complaints_after_delivery(evidence: Evidence, *, low_score: int = 2) -> Occasions:
    """Deliveries, and the complaints for which no mistake of ours is known: each known mistake excuses one."""
    table, on = ("invoices", "issued_on") if evidence.has("invoices") else ("orders", "ordered_on")
    tickets, incidents = evidence.tickets, evidence.incidents
    delivered = Occasions(table, of=evidence.tables[table], on=on, amount=0)
    marked = Occasions(
        "tickets", of=tickets, on="opened_on", where=tickets.score <= low_score, amount=1, out_of=0
    )
    ours = incidents.kind == "our_error"
    excused = Occasions("incidents", of=incidents, on="happened_on", where=ours, amount=-1, out_of=0)
    return delivered + said(evidence, "complaint") + marked + excused
