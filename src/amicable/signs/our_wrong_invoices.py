"""Our invoices were wrong."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, Side, sign


@sign(
    title=N_("Our invoices were wrong"),
    explanation=N_("Credits that mended a mistake of ours, per invoice."),
    family="own_faults",
    side=Side.OURS,
    model=Model.COUNT,
    needs=("invoices", "credits"),
    written_down=True,
    situation=N_("We corrected a mistake of ours on {date}: {quote}, {amount}."),
    rule_out=(N_("a goodwill credit that was booked as a mistake"),),
    framing=N_("Our invoices have not always been right."),
    remedies=("own_fault_fix",),
    above=0.08,
    unit=N_("corrections per invoice"),
)
def our_wrong_invoices(evidence: Evidence) -> Occasions:
    """Invoices, and the credits that mended a mistake of ours."""
    given = evidence.credits
    billed = Occasions("invoices", of=evidence.invoices, on="issued_on", amount=0)
    ours = given.our_fault.fill_null(False)
    return billed + Occasions(
        "credits", of=given, on="issued_on", where=ours, amount=1, out_of=0, value=given.amount
    )
