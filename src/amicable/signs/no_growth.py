"""Does not grow."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Occasions, sign


@sign(
    title=N_("Does not grow"),
    explanation=N_("Quarters whose revenue was no higher than in the same quarter of the year before."),
    family="no_growth",
    gravity=Gravity.LOW,
    needs=("economics",),
    situation=N_(
        "Revenue in the quarter that began on {date} was {amount} below the same quarter a year before."
    ),
    rule_out=(N_("the market shrank for everybody"), N_("we offer nothing more that they could buy")),
    framing=N_("Our work together has not grown for some time."),
    remedies=("renegotiate", "lighter_tier"),
    above=0.6,
    times=1.3,
    enough=4,
    expires_days=550,
    about={"growth_rate": N_("Growth over a year, as a share, that counts as growth.")},
)
def no_growth(evidence: Evidence, *, growth_rate: float = 0.0) -> Occasions:
    """Quarters a year after a quarter with revenue, and those of them without growth."""
    quarters = evidence.economics
    return Occasions(
        "economics",
        of=quarters,
        on="began_on",
        where=quarters.closed & (quarters.revenue_a_year_before > 0),
        amount=quarters.revenue <= quarters.revenue_a_year_before * (1 + growth_rate),
        value=quarters.revenue_a_year_before - quarters.revenue,
    )
