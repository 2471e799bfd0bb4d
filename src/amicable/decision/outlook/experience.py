"""Experience: what the firm's own past teaches about every sign, learned once for all clients."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from amicable.decision.facts import Facts
from amicable.decision.outlook.model import HORIZONS, Learned, learn, shipped
from amicable.decision.outlook.model.baselines import Rates, Resolved
from amicable.decision.outlook.months import QUIET, Months, Walk, read, walk
from amicable.decision.summary import Places
from amicable.signs import Sign

LEARNERS = 20_000
"""Clients that are learned from, at most: every k-th. More would not change a figure that is shown."""
STAYS_QUIET = 0.7
"""How often a sign that has stopped is still away later, before the firm's own past: 1 less the usual way back."""


@dataclass(frozen=True)
class Taught:
    """One sign: its months, and what they teach for each horizon."""

    sign: Sign
    months: Months
    learned: Mapping[int, Learned]
    quiet: Mapping[int, Rates]
    """How often a sign that had stopped was away so many months later."""


@dataclass(frozen=True)
class Experience:
    """Every sign that has any months."""

    signs: Mapping[str, Taught]
    groups: Places

    def walk(self, sign: str, places: Places) -> Walk:
        """The walk of these clients alone, beside all others."""
        taught = self.signs[sign]
        return walk(taught.sign, taught.months, self.groups, only=places)


def experience(facts: Facts) -> Experience:
    """What the months of `facts` teach about its signs."""
    groups = np.asarray(facts.peers)
    found = read(facts, facts.signs)
    return Experience(
        {sign.name: _taught(sign, months, groups) for sign, months in found if months.length}, groups
    )


def _taught(sign: Sign, months: Months, groups: Places) -> Taught:
    everybody = np.unique(months.place)
    chosen = everybody[:: len(everybody) // LEARNERS + 1]
    seen = walk(sign, months, groups, only=chosen)
    return Taught(
        sign,
        months,
        {horizon: learn(seen, shipped()[horizon], horizon) for horizon in HORIZONS},
        {h: Rates.of(Resolved.of(seen.status, h, QUIET), STAYS_QUIET) for h in HORIZONS},
    )
