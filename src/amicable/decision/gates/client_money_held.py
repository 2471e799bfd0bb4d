"""We hold money of the client."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Money of the client held"),
    explanation=N_(
        "We hold money of this client (retainer, escrow, deposit, prepaid or gift balance): it is returned and accounted for."
    ),
    question=N_("Do we hold money of this client: retainer, escrow, deposit, prepaid or gift balance?"),
    blocks=frozenset({"end", "erase"}),
    override=(
        "owner",
        "coordinator",
    ),
    reasons=N_("When and how the money is returned."),
)
def client_money_held(circumstances: Circumstances) -> Answer:
    """Whether any is held; the ledger does not keep it."""
    return circumstances.answered("client_money_held")
