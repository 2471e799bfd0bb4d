"""Invoices are open."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Unpaid balance"),
    explanation=N_(
        "Invoices are open: before the client is told, somebody decides whether to collect, waive or accept the loss."
    ),
    question=N_("Does this client owe us money?"),
    blocks=frozenset({"tell", "end"}),
    override=(
        "owner",
        "manager",
    ),
    reasons=N_("Whether the balance is collected, waived or written off."),
)
def unpaid_balance(circumstances: Circumstances) -> Answer:
    """Whether invoices are open; asked where the ledger holds none at all."""
    if circumstances.open_amount is None:
        return circumstances.answered("unpaid_balance")
    return Answer.YES if circumstances.open_amount > 0 else Answer.NO
