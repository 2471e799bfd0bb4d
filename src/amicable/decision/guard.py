"""The guard against false alarms: who stands out among all clients, at a stated share of wrong names.

Benjamini and Hochberg (1995) hold the share of wrong names *under* the level; three things that push it far under
are taken away. Chances of counts jump, so the event at hand counts half (Lancaster, 1961). Not everybody is usual, so
the share of usual clients is estimated (Storey, 2002). And the odd ones raise the rate that all are held against, so
they are left out of it, where the others are alike (an empirical null: Efron, 2004).
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from scipy import special

from amicable.decision.summary import Numbers

Place: TypeAlias = int | slice | np.ndarray
ODD = 0.01
"""The q up to which a client is left out of what is usual: so strict that hardly a usual one goes with them."""
PASSES = 6
"""How often what is usual is looked at again: with the loudest gone, the next can be told from the rest."""
STRIKING = 1.5
"""Standard deviations above the usual, under which nobody can be odd among many."""
LEAST = 0.5
"""The least share of the peers' rate that may be taken for usual: below it, showing a sign at all would be odd."""
ALIKE = 1.3
"""The mean squared distance from the usual (1: chance alone), up to which the clients left are alike."""


class Against(NamedTuple):
    """What each client showed, held against some multiple of the peers' rate."""

    shown: Numbers
    expected: Numbers
    """What would have shown at the peers' rate."""
    distance: Callable[[float], Numbers]
    """How far each client is above that multiple of the peers' rate, in standard deviations."""
    chance: Callable[[np.ndarray, float], Numbers]
    """The chance of so much or more at that multiple, for the clients at these places."""


def guarded(against: Against, counts: np.ndarray) -> tuple[Numbers, Numbers]:
    """Chances of so much or more were they usual, and q-values; among the clients that `counts` have enough of."""
    usual = _usual(against, counts)
    distance = against.distance(usual)
    p_values = _chances(against, usual, distance > 0)
    return p_values, _q_values(p_values, distance, counts)


def _usual(against: Against, counts: np.ndarray) -> float:
    """The usual rate as a multiple of the peers': theirs without the odd ones, or 1 where clients differ anyhow."""
    if not counts.any():
        return 1.0
    usual, before, rest = 1.0, 0.0, counts
    for _ in range(PASSES):
        if usual == before:
            break
        distance = against.distance(usual)
        p_values = _chances(against, usual, distance > STRIKING)
        rest = counts & (_q_values(p_values, distance, counts) > ODD)
        among_rest = np.sum(against.shown[rest]) / max(np.sum(against.expected[rest]), 1e-9)
        usual, before = float(np.clip(among_rest, LEAST, 1)), usual
    alike = np.sum(against.distance(usual)[rest] ** 2) <= ALIKE * np.count_nonzero(rest)
    return usual if alike else 1.0


def _chances(against: Against, usual: float, more: np.ndarray) -> Numbers:
    """Worked out only for those that showed `more`; 1 for the others."""
    chances = np.ones(len(more))
    chances[more] = against.chance(more, usual)
    return np.nan_to_num(chances, nan=1.0)


def _q_values(p_values: Numbers, distance: Numbers, counts: np.ndarray) -> Numbers:
    """q-values of the clients that count; 1 of the others."""
    q_values = np.ones(len(p_values))
    q_values[counts] = false_discovery(p_values[counts]) * _share_usual(distance[counts])
    q_values[~(distance > 0)] = 1  # who shows no more than usual is not named for others being odd
    return q_values


def _share_usual(distance: Numbers) -> float:
    """The share of usual clients (Storey, 2002): half of them lie under the usual, and 84 % not a deviation above it.

    The larger of both, as counts jump: where all show the same, nobody lies under it.
    """
    shares = [(np.count_nonzero(distance <= z) + 1) / special.ndtr(z) for z in (0, 1)]
    return min(1.0, max(shares) / max(len(distance), 1))


def false_discovery(p_values: Numbers) -> Numbers:
    """Benjamini-Hochberg q-values of `p_values`."""
    count = len(p_values)
    order = np.argsort(p_values)[::-1]
    scaled = p_values[order] * count / np.arange(count, 0, -1)
    q_values = np.empty(count)
    q_values[order] = np.minimum.accumulate(scaled)
    return np.minimum(q_values, 1)


def share_chance(x: Numbers, n: Numbers, rate: Numbers, clumping: Numbers) -> Numbers:
    """Chance of more than x of n, and half of x itself, were each as likely as `rate`.

    The binomial tail, half an event on, as Jeffreys' interval takes it (Brown, Cai and DasGupta, 2001).
    """
    x = _unskewed(x, n * rate, n * rate * (1 - rate), np.maximum(1 - 2 * rate, 0), clumping)
    x = np.clip(x, 0, n)
    return np.asarray(special.betainc(x / clumping + 0.5, (n - x) / clumping + 0.5, rate))


def count_chance(x: Numbers, expected: Numbers, clumping: Numbers) -> Numbers:
    """Chance of more than x, and half of x itself, where so many were expected: the Poisson tail, half an event on."""
    x = np.maximum(_unskewed(x, expected, expected, 1.0, clumping), 0)
    return np.asarray(special.gammainc(x / clumping + 0.5, expected / clumping))


def _unskewed(
    x: Numbers, expected: Numbers, variance: Numbers, lean: Numbers | float, clumping: Numbers
) -> Numbers:
    """How much of `x` is as unlikely among even clumps, as `x` is among uneven ones.

    Uneven clumps, such as those of the negative binomial, add (clumping - 1) * lean / spread to the skewness. It is
    taken out by the first term of Cornish and Fisher (1938), solved for the unskewed.
    """
    spread = np.sqrt(clumping * variance)
    skewness = (clumping - 1) * lean / spread
    distance = (x - expected) / spread + skewness / 6
    root = np.sqrt(np.maximum(1 + 2 / 3 * skewness * distance, 0))
    return np.asarray(expected + spread * 2 * distance / (1 + root))
