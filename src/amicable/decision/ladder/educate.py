"""How to work with us."""

from amicable.decision.ladder import remedy
from amicable.i18n import N_


@remedy(
    title=N_("Explain how to work with us"),
    explanation=N_(
        "The client learns what we need, when, and by which way: a short guide and one conversation. Many do not know what their habits cost."
    ),
    rung=20,
    mends=frozenset(
        {
            "slow_response",
            "error_prone",
            "no_boundaries",
            "missed_meetings",
            "payment",
            "trivial_complaints",
            "drain",
            "owner_time",
            "unprofitable",
            "distrusts_expertise",
        }
    ),
    asks=(
        N_("Which two habits matter most, and how will the client do it instead?"),
        N_("Who explains it, and by when?"),
    ),
    measured_after_days=90,
    works=(1.0, 2.0),
    source=N_("No study known to us: one in three, held weakly; the firm's own plans soon outweigh it."),
)
def educate(rate: float, norm: float) -> float:
    """Halfway from the present rate to that of the peers."""
    return (rate + norm) / 2
