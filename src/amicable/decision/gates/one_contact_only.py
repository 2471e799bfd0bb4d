"""The signs come from one contact."""

from math import comb

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_

FEWEST = 5
"""Situations below which nothing is told from them."""
NEARLY_ALL = 0.8
CHANCE = 0.05
"""Whoever writes nearly everything also writes nearly everything that is unpleasant: that alone tells nothing."""


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
    """Whether one contact stands behind nearly all situations, far beyond their share of all that the client writes."""
    share, situations = circumstances.loudest_share, circumstances.situations
    if share is None or situations < FEWEST:
        return circumstances.answered("one_contact_only")
    return Answer.YES if share >= NEARLY_ALL and _stands_out(circumstances, share) else Answer.NO


def _stands_out(circumstances: Circumstances, share: float) -> bool:
    """Whether others there write too, and chance would rarely let one person stand behind so much (exact binomial test)."""
    writes, n = circumstances.loudest_writes, circumstances.situations
    if writes is None:
        return (circumstances.contacts or 0) > 1
    chance = sum(comb(n, k) * writes**k * (1 - writes) ** (n - k) for k in range(round(share * n), n + 1))
    return chance < CHANCE
