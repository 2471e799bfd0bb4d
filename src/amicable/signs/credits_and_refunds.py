"""Gets much credited."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, sign


@sign(
    title=N_("Gets much credited or refunded"),
    explanation=N_(
        "Credit notes, refunds and chargebacks per invoice, apart from those that mended our own mistakes."
    ),
    family="takes_advantage",
    model=Model.COUNT,
    needs=("invoices", "credits"),
    situation=N_("Was credited {amount} on {date} ({quote})."),
    rule_out=(N_("the credit mended a mistake of ours"), N_("a discount that was agreed beforehand")),
    framing=N_("We have credited more to you than we can carry."),
    remedies=("set_boundary", "renegotiate", "written_warning"),
    above=0.1,
    unit=N_("credits per invoice"),
)
def credits_and_refunds(evidence: Evidence) -> Occasions:
    """Invoices, and the credits that were not for mistakes of ours."""
    invoices, credited = evidence.invoices, evidence.credits
    billed = Occasions("invoices", of=invoices, on="issued_on", amount=0)
    theirs = ~credited.our_fault.fill_null(False)
    return billed + Occasions(
        "credits", of=credited, on="issued_on", where=theirs, amount=1, out_of=0, value=credited.amount
    )
