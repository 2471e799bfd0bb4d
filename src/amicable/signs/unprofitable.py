"""Costs more than it brings."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Model, Occasions, sign


@sign(
    title=N_("Costs more than it brings"),
    explanation=N_(
        "Cost to serve out of revenue, over the quarters whose cost is known; above 1 the client costs more than it brings."
    ),
    family="unprofitable",
    gravity=Gravity.HIGH,
    model=Model.RATIO,
    needs=("economics",),
    situation=N_(
        "In the quarter that began on {date} serving this client cost {amount} more than it brought."
    ),
    rule_out=(
        N_("an investment in a new client"),
        N_("our own rework"),
        N_("hours booked on the wrong client"),
    ),
    framing=N_("The work costs us more than it brings, and we cannot go on so."),
    remedies=("renegotiate", "lighter_tier", "refer_elsewhere"),
    above=1.0,
    times=0.0,
    enough=4,
    unit=N_("cost per revenue"),
)
def unprofitable(evidence: Evidence) -> Occasions:
    """The cost to serve in each quarter whose cost is known, out of its revenue."""
    quarters = evidence.economics
    return Occasions(
        "economics",
        of=quarters,
        on="began_on",
        where=quarters.complete & quarters.closed,
        amount=quarters.cost,
        out_of=quarters.revenue,
        value=quarters.cost - quarters.revenue,
    )
