"""Disputes invoices."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Model, Occasions, said, sign


@sign(
    title=N_("Disputes invoices"),
    explanation=N_(
        "Refusals to pay in messages and chargebacks, per invoice; those that mended a mistake of ours are left out."
    ),
    family="payment",
    gravity=Gravity.HIGH,
    model=Model.COUNT,
    needs=("invoices",),
    also=("readings", "credits"),
    situation=N_("Disputed an invoice on {date}: “{quote}”."),
    rule_out=(
        N_("the invoice was wrong"),
        N_("the work was not what had been agreed"),
        N_("a question about the invoice is no dispute"),
    ),
    framing=N_("Our invoices have been disputed more often than we can carry."),
    remedies=("own_fault_fix", "renegotiate", "written_warning"),
    above=0.1,
    times=2.0,
    unit=N_("disputes per invoice"),
)
def disputed_invoices(evidence: Evidence) -> Occasions:
    """Invoices, refusals to pay, and chargebacks."""
    billed = Occasions("invoices", of=evidence.invoices, on="issued_on", amount=0)
    taken = evidence.credits
    theirs = (taken.kind == "chargeback") & ~taken.our_fault.fill_null(False)
    back = Occasions(
        "credits", of=taken, on="issued_on", where=theirs, amount=1, out_of=0, value=taken.amount
    )
    return billed + said(evidence, "payment_excuse", "dispute") + back
