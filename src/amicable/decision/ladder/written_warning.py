"""A warning in writing with a dated plan."""

from amicable.decision.ladder import ANY, remedy
from amicable.i18n import N_


@remedy(
    title=N_("Warn in writing, with a dated plan"),
    explanation=N_(
        "A letter names the situations, the target and the date, and says that the relationship ends otherwise."
    ),
    rung=80,
    mends=ANY,
    asks=(
        N_("Which target on which sign, until which date?"),
        N_("Who speaks with the client before the letter goes out?"),
        N_("What happens if the target is missed?"),
    ),
    measured_after_days=60,
    works=(10.0, 10.0),
    source=N_(
        "Glasgow City Council reports that a warning letter works in about half of all cases; weighed like twenty plans of our own."
    ),
)
def written_warning(_rate: float, norm: float) -> float:
    """The rate of the peers."""
    return norm
