"""Another person on our side."""

from amicable.decision.ladder import remedy
from amicable.i18n import N_


@remedy(
    title=N_("Give the client another person here"),
    explanation=N_(
        "Somebody else of ours takes over: another temper, another language, or simply a fresh start."
    ),
    rung=60,
    mends=frozenset(
        {
            "dissatisfaction",
            "trivial_complaints",
            "emotional_toll",
            "distrusts_expertise",
            "owner_time",
            "error_prone",
            "no_referrals",
            "no_growth",
        }
    ),
    asks=(
        N_("Who takes over, and have they agreed freely?"),
        N_("What is handed over, and when does the client hear of it?"),
    ),
    measured_after_days=90,
    works=(1.0, 2.0),
    source=N_("No study known to us: one in three, held weakly; the firm's own plans soon outweigh it."),
)
def reassign(rate: float, norm: float) -> float:
    """Halfway from the present rate to that of the peers."""
    return (rate + norm) / 2
