"""Draft criteria on the same evidence: who appears, who drops out, with money and hours."""

from dataclasses import dataclass

import numpy as np

from amicable.decision.criteria import Criteria
from amicable.decision.review import Candidate, Review, review_again

SHOWN = 200
"""Clients of a group that are shown by name; its sums are of all."""


@dataclass(frozen=True)
class Group:
    """Some clients, with what they bring, leave and take in a year; money in minor units."""

    count: int
    clients: tuple[Candidate, ...]
    """At most `SHOWN`, worst first."""
    revenue: int
    margin: int
    """Of those whose costs are all known."""
    unknown_margin: int
    """How many there are whose margin nobody knows."""
    hours: float


@dataclass(frozen=True)
class WhatIf:
    """Two reviews of the same evidence, side by side."""

    before: Review
    after: Review
    appears: Group
    """Listed under the draft alone."""
    drops: Group
    """Listed now, and no longer under the draft."""
    stays: Group


def what_if(before: Review, draft: Criteria) -> WhatIf:
    """The review `before` beside one of the same evidence under `draft`."""
    after = review_again(before, draft)
    now, then = (one.points >= one.criteria.points for one in (before, after))
    return WhatIf(
        before,
        after,
        appears=_group(after, then & ~now),
        drops=_group(before, now & ~then),
        stays=_group(after, now & then),
    )


def _group(answer: Review, chosen: np.ndarray) -> Group:
    p = answer.portfolio
    positions = [int(i) for i in answer.order if chosen[i]]
    margin = p.margin[chosen]
    return Group(
        count=len(positions),
        clients=tuple(answer.candidates(positions[:SHOWN])),
        revenue=round(float(p.revenue[chosen].sum())),
        margin=round(float(np.nansum(margin))),
        unknown_margin=int(np.isnan(margin).sum()),
        hours=float(p.seconds[chosen].sum() / 3600),
    )
