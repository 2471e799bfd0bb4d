"""Takes much for little."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, sign


@sign(
    title=N_("Takes many hours for little revenue"),
    explanation=N_("Hours of our time per 1,000 of revenue, against clients of the same kind."),
    family="drain",
    model=Model.RATIO,
    needs=("economics", "time_entries"),
    situation=N_("In the quarter that began on {date} it took {number} hours, for a revenue of {amount}."),
    rule_out=(N_("work that will be invoiced later"), N_("the start of a new client"), N_("our own rework")),
    framing=N_("The work takes more of our time than the fee covers."),
    remedies=("renegotiate", "lighter_tier"),
    above=0.0,
    times=1.5,
    enough=4,
    unit=N_("hours per 1,000 of revenue"),
    about={"least_hours": N_("Hours in a quarter below which the quarter is not looked at.")},
)
def hours_per_revenue(evidence: Evidence, *, least_hours: int = 2) -> Occasions:
    """Hours worked in each quarter, out of the revenue of that quarter in thousands."""
    quarters = evidence.economics
    return Occasions(
        "economics",
        of=quarters,
        on="began_on",
        where=quarters.closed & quarters.ever_billed & (quarters.seconds >= least_hours * 3600),
        amount=quarters.seconds / 3600,
        out_of=quarters.revenue / (1000 * evidence.firm.minor_units),
        value=quarters.revenue,
    )
