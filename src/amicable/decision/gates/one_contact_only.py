"""The signs come from one contact."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_

FEWEST = 5
"""Situations below which nothing is told from them."""
NEARLY_ALL = 0.8


@gate(
    title=N_("Signs come from one contact only"),
    explanation=N_(
        "Nearly everything documented comes from one person at the client: ask for another contact first."
    ),
    question=N_("Does the trouble come from one person while others at the client are easy to work with?"),
    blocks=frozenset({"decide"}),
    override=(
        "owner",
        "manager",
    ),
    reasons=N_("Why another contact was not possible or did not help."),
)
def one_contact_only(circumstances: Circumstances) -> Answer:
    """Whether one contact stands behind nearly all situations, while the client has others."""
    share, others = circumstances.loudest_share, (circumstances.contacts or 0) > 1
    if share is None or circumstances.situations < FEWEST:
        return circumstances.answered("one_contact_only")
    return Answer.YES if share >= NEARLY_ALL and others else Answer.NO
