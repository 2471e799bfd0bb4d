"""Plain values for screens: the fan of one sign, the table of how signs last, and odds that anybody can read."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from amicable.decision.outlook.experience import Experience
from amicable.decision.outlook.model import HORIZONS
from amicable.decision.outlook.told import Chance
from amicable.decision.review import Review
from amicable.i18n import N_

AHEAD = 12
"""Months that a fan looks ahead."""
SLOWEST = 0.99
"""How much of the difference a chain of two states may keep in three months."""
ODDS = ((1, 100), (1, 50), (1, 30), (1, 20), (1, 15), (1, 12), (1, 10), (1, 8), (1, 6), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2),
        (3, 5), (2, 3), (3, 4), (4, 5), (5, 6), (9, 10), (19, 20), (29, 30), (49, 50), (99, 100))  # fmt: skip
"""Shares of few that people read as shares (natural frequencies: Gigerenzer and Hoffrage, 1995)."""
LIKELY = (
    (0.1, N_("Very unlikely: {part} in {whole}")),
    (0.4, N_("Unlikely: {part} in {whole}")),
    (0.6, N_("As likely as not: {part} in {whole}")),
    (0.9, N_("Likely: {part} in {whole}")),
    (1.0, N_("Very likely: {part} in {whole}")),
)
"""Up to which probability a word holds."""


@dataclass(frozen=True)
class Step:
    """One month of a fan."""

    month: int
    probability: float
    low: float
    high: float


@dataclass(frozen=True)
class Lasts:
    """One sign: how long it lasts on this ledger, and who tells."""

    sign: str
    title: str
    showing: int
    """Clients in which it shows now."""
    gone: Mapping[int, float]
    """Months ahead -> how often it was gone by then."""
    by: Mapping[int, str]
    outcomes: int
    rank_correlation: float | None
    """Of the first with the second half of the record; None where too few clients have both."""


def odds(probability: float) -> tuple[int, int]:
    """The nearest share of few, such as (1, 12)."""
    level = _level(probability)
    return min(ODDS, key=lambda one: abs(_level(one[0] / one[1]) - level))


def likely(probability: float) -> str:
    """The sentence for `probability`, to be filled in with `part` and `whole` of `odds`."""
    return next(words for most, words in LIKELY if probability <= most)


def fan(chances: Mapping[int, Chance]) -> tuple[Step, ...]:
    """The probability month by month, through those told for 3 and 6 months; empty where none are told.

    Between and beyond them it follows a chain of two states (showing, gone), whose way there is
    P(m) = s(1 - r^m): the one curve of that kind through both, where there is one. After 6 months nothing is tested.
    """
    if not chances:
        return ()
    curves = (
        [getattr(chances[horizon], name) for horizon in HORIZONS] for name in ("probability", "low", "high")
    )
    middle, low, high = (_curve(*one) for one in curves)
    return tuple(
        Step(month, m, min(a, m), max(b, m))
        for month, m, a, b in zip(range(1, AHEAD + 1), middle, low, high, strict=True)
    )


def _curve(three: float, six: float) -> list[float]:
    months = np.arange(1, AHEAD + 1)
    left = six / max(three, 1e-9) - 1  # r cubed
    if not 0 < left < SLOWEST:  # no such chain: straight through both, and level after them
        return [float(one) for one in np.interp(months, (0, *HORIZONS), (0, three, six))]
    there = six / (1 - left * left)
    return [float(one) for one in np.minimum(there * (1 - left ** (months / HORIZONS[0])), 1)]


def persistence_table(review: Review, known: Experience) -> tuple[Lasts, ...]:
    """How long each sign lasts on this ledger, those that last longest first."""
    halves = {one.sign.name: one.persistence for one in review.signs}
    rows = []
    for name, taught in known.signs.items():
        showing = known.walk(name, np.arange(len(known.groups))).status[:, -1] == 1
        half = halves.get(name)
        rows.append(
            Lasts(
                name,
                taught.sign.title,
                int(showing.sum()),
                {h: one.base_rate for h, one in taught.learned.items()},
                {h: one.by for h, one in taught.learned.items()},
                taught.learned[HORIZONS[-1]].rows,
                half.rho if half is not None and half.known else None,
            )
        )
    return tuple(sorted(rows, key=lambda one: one.gone[HORIZONS[-1]]))


def _level(probability: float) -> float:
    bounded = min(max(probability, 0.005), 0.995)
    return float(np.log(bounded / (1 - bounded)))
