"""Several clients are served together."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Joint clients"),
    explanation=N_(
        "A couple, a group or partners are served together: each relationship is decided by itself and each client is told."
    ),
    question=N_("Is this client served together with others: a couple, a family, a group of companies?"),
    blocks=frozenset({"decide", "tell"}),
    override=(
        "owner",
        "manager",
        "coordinator",
    ),
    reasons=N_("What was decided for each of them, and who tells whom."),
)
def joint_clients(circumstances: Circumstances) -> Answer:
    """Whether there are; only people know."""
    return circumstances.answered("joint_clients")
