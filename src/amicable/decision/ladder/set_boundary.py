"""A boundary in writing."""

from amicable.decision.ladder import remedy
from amicable.i18n import N_


@remedy(
    title=N_("Set a boundary in writing"),
    explanation=N_(
        "Hours, channels and response times are agreed in writing and kept by everybody on our side."
    ),
    rung=30,
    mends=frozenset(
        {
            "no_boundaries",
            "owner_time",
            "scope_creep",
            "trivial_complaints",
            "drain",
            "missed_meetings",
            "takes_advantage",
            "emotional_toll",
        }
    ),
    asks=(
        N_("Which hours, channels and response times hold from now on?"),
        N_("What do we do when they are not kept?"),
    ),
    measured_after_days=60,
    works=(1.0, 2.0),
    source=N_("No study known to us: one in three, held weakly; the firm's own plans soon outweigh it."),
)
def set_boundary(_rate: float, norm: float) -> float:
    """The rate of the peers."""
    return norm
