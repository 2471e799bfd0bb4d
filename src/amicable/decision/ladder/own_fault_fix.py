"""Our own faults first."""

from amicable.decision.ladder import ANY, remedy
from amicable.i18n import N_


@remedy(
    title=N_("Mend our own part"),
    explanation=N_(
        "Our own delays, errors and unclear requests are looked for on this client and mended before anything is asked of them; where the client is demanding but good, the process is mended."
    ),
    rung=10,
    mends=ANY,
    asks=(
        N_("Which faults of ours did the ledger show, and who mends each?"),
        N_("What is told to the client about them?"),
    ),
    measured_after_days=60,
    works=(1.5, 1.5),
    source=N_(
        "No study known to us: half of the time, held weakly; signs that follow our own faults often go with them."
    ),
)
def own_fault_fix(_rate: float, norm: float) -> float:
    """The rate of the peers."""
    return norm
