"""Another price, scope or terms."""

from amicable.decision.ladder import remedy
from amicable.i18n import N_


@remedy(
    title=N_("Agree on another price, scope or terms"),
    explanation=N_(
        "Deposit, prepayment, direct debit, a smaller scope or another price. Only a price at which we would be glad to keep the client."
    ),
    rung=50,
    mends=frozenset(
        {
            "payment",
            "unprofitable",
            "drain",
            "scope_creep",
            "takes_advantage",
            "no_growth",
            "missed_meetings",
            "dissatisfaction",
        }
    ),
    asks=(
        N_("Which price, scope or terms do we propose?"),
        N_("Would we be glad to keep the client on these terms? If not, do not propose them."),
    ),
    measured_after_days=120,
    works=(1.0, 1.5),
    source=N_(
        "No study known to us: two in five, held weakly; advance payment and direct debit bind by themselves once agreed."
    ),
)
def renegotiate(_rate: float, norm: float) -> float:
    """The rate of the peers."""
    return norm
