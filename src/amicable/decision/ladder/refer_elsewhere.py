"""Somebody else serves them better."""

from amicable.decision.ladder import ANY, remedy
from amicable.i18n import N_


@remedy(
    title=N_("Help them to somebody who fits better"),
    explanation=N_(
        "A named firm takes over with the client's consent. The kindest end of the ladder, and the last rung of it."
    ),
    rung=90,
    mends=ANY,
    asks=(
        N_("Which firms fit, and have they room?"),
        N_("Does the client agree that we brief them?"),
    ),
    measured_after_days=90,
    works=(1.0, 1.0),
    source=N_(
        "Wetzel, Haenel and Hess 2022: notice in advance and help with an alternative lower anger; how many accept is not known, half are assumed, weakly."
    ),
)
def refer_elsewhere(_rate: float, _norm: float) -> float:
    """Nothing is left with us to be counted."""
    return 0.0
