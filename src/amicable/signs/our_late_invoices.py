"""We send invoices late."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, Side, sign


@sign(
    title=N_("We send invoices late"),
    explanation=N_(
        "Quarters in which we worked for the client and sent no invoice, out of the quarters in which we worked."
    ),
    family="own_faults",
    side=Side.OURS,
    needs=("economics", "time_entries", "invoices"),
    situation=N_("In the quarter that began on {date} we worked and sent no invoice."),
    rule_out=(
        N_("the work was paid in advance"),
        N_("the agreement provides for one invoice a year"),
        N_("the invoice went to another company of the group"),
    ),
    framing=N_("Our invoices have come long after the work."),
    remedies=("own_fault_fix",),
    above=0.3,
    enough=4,
    about={"least_hours": N_("Hours in a quarter below which the quarter is not looked at.")},
)
def our_late_invoices(evidence: Evidence, *, least_hours: int = 2) -> Occasions:
    """Quarters with work, and those of them without an invoice."""
    quarters = evidence.economics
    return Occasions(
        "economics",
        of=quarters,
        on="began_on",
        where=quarters.closed & quarters.ever_billed & (quarters.seconds >= least_hours * 3600),
        amount=quarters.revenue <= 0,
    )
