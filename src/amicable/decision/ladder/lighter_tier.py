"""A lighter tier or self-service."""

from amicable.decision.ladder import remedy
from amicable.i18n import N_


@remedy(
    title=N_("Move to a lighter tier"),
    explanation=N_(
        "Fewer services, or self-service, at a price that fits. Satisfied clients take it better than an ending."
    ),
    rung=70,
    mends=frozenset(
        {
            "unprofitable",
            "drain",
            "no_growth",
            "outgrown",
            "scope_creep",
            "takes_advantage",
            "no_boundaries",
            "owner_time",
            "values_misfit",
            "no_referrals",
        }
    ),
    asks=(
        N_("What does the lighter tier hold, and what not?"),
        N_("What does it cost, and from when?"),
    ),
    measured_after_days=120,
    works=(1.0, 1.5),
    source=N_(
        "Haenel, Wetzel and Hammerschmidt 2019: satisfied clients react better to a lesser service than to an ending; how often it lasts is not known, two in five are assumed."
    ),
)
def lighter_tier(_rate: float, norm: float) -> float:
    """The rate of the peers."""
    return norm
