"""The client brings a large share of the revenue."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_

LARGE_SHARE = 0.1
"""From a tenth on, one ending is felt in the cash of the firm."""


@gate(
    title=N_("Large share of our revenue"),
    explanation=N_(
        "The client brings a large share of our revenue: cash and workload are looked at before the decision."
    ),
    question=N_("Does this client bring a tenth of our revenue or more?"),
    blocks=frozenset({"decide"}),
    override=("owner",),
    reasons=N_("How the loss of revenue is carried."),
)
def revenue_concentration(circumstances: Circumstances) -> Answer:
    """Whether it brings at least `LARGE_SHARE` of the revenue; asked where revenue is unknown."""
    share = circumstances.revenue_share
    if share is None:
        return circumstances.answered("revenue_concentration")
    return Answer.YES if share >= LARGE_SHARE else Answer.NO
