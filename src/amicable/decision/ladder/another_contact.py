"""Ask for another contact."""

from amicable.decision.ladder import remedy
from amicable.i18n import N_


@remedy(
    title=N_("Ask for another contact"),
    explanation=N_(
        "One difficult person at a good client: somebody else there takes over the daily work with us."
    ),
    rung=40,
    mends=frozenset(
        {
            "trivial_complaints",
            "dissatisfaction",
            "staff_abuse",
            "emotional_toll",
            "slow_response",
            "no_boundaries",
            "distrusts_expertise",
            "missed_meetings",
            "error_prone",
        }
    ),
    asks=(
        N_("Whom do we ask for, and who at the client decides it?"),
        N_("How is the present contact spoken of, kindly and without blame?"),
    ),
    measured_after_days=90,
    works=(1.0, 2.0),
    source=N_("No study known to us: one in three, held weakly; the firm's own plans soon outweigh it."),
)
def another_contact(_rate: float, norm: float) -> float:
    """The rate of the peers."""
    return norm
