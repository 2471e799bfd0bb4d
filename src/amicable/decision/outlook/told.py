"""The outlook of one client: for each sign, the probability that it is gone in 3 and in 6 months."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from amicable.decision.outlook.experience import Experience, Taught, experience
from amicable.decision.outlook.model import HORIZONS
from amicable.decision.outlook.model.baselines import Rates
from amicable.decision.outlook.months import QUIET, SHOWING, UNSEEN, Walk
from amicable.decision.outlook.remedies import ClosedPlan, Recovery, recoveries
from amicable.decision.review import Review
from amicable.signs import Sign

LOW, HIGH = 0.05, 0.95
"""The quantiles between which all intervals of the outlook lie."""
STATES = {SHOWING: "showing", QUIET: "quiet", UNSEEN: "unseen"}


@dataclass(frozen=True)
class Chance:
    """A probability, with the 90 % interval of what is known about it."""

    probability: float
    low: float
    high: float
    by: str
    """Who tells it: "model", "base_rate", "own_rate", "same_as_now" or "not_enough_history" (the base rate)."""


@dataclass(frozen=True)
class WithRemedy:
    """The same if a remedy is tried now."""

    recovery: Recovery
    chances: dict[int, Chance]

    @property
    def p3(self) -> float:
        """Probability that the sign is gone in 3 months."""
        return self.chances[3].probability

    @property
    def p6(self) -> float:
        """Probability that the sign is gone in 6 months."""
        return self.chances[6].probability


@dataclass(frozen=True)
class SignOutlook:
    """One sign on one client: whether it shows in the last three months, and what will become of it.

    It shows ("showing") where the rate of the last three months is above the sign's threshold; it is gone where it
    is not, in three months with an occasion. Without an occasion ("unseen") nothing is known, so nothing is told.
    """

    sign: Sign
    state: str
    """"showing", "quiet" or "unseen"."""
    months: int
    """Months since it began to show, or stopped."""
    chances: dict[int, Chance]
    """By months ahead; empty where it is unseen."""
    remedies: tuple[WithRemedy, ...]
    """In the order of the ladder; empty unless it shows."""
    outcomes: int
    """Outcomes in the firm's past that were learned from."""

    @property
    def p3(self) -> float | None:
        """Probability that the sign is gone in 3 months, if nothing is done."""
        return self.chances[3].probability if self.chances else None

    @property
    def p6(self) -> float | None:
        """Probability that the sign is gone in 6 months, if nothing is done."""
        return self.chances[6].probability if self.chances else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 90 % interval of `p6`."""
        return (self.chances[6].low, self.chances[6].high) if self.chances else None

    @property
    def by(self) -> str:
        """Who tells `p6`."""
        return self.chances[6].by if self.chances else "not_enough_history"


def outlook(
    review: Review,
    position: int,
    plans: Sequence[ClosedPlan] = (),
    *,
    known: Experience | None = None,
) -> tuple[SignOutlook, ...]:
    """The outlook of the client at `position`; `known`: the experience, where it was asked for already."""
    return outlooks(review, [position], plans, known=known)[position]


def outlooks(
    review: Review,
    positions: Sequence[int],
    plans: Sequence[ClosedPlan] = (),
    *,
    known: Experience | None = None,
) -> dict[int, tuple[SignOutlook, ...]]:
    """Position -> its outlook, sign by sign; the firm's past is learned from once."""
    past = known or experience(review.facts)
    found: dict[int, list[SignOutlook]] = {position: [] for position in positions}
    for taught in past.signs.values():
        seen = past.walk(taught.sign.name, np.array(positions))
        for row, told in enumerate(_told(taught, seen, plans)):
            found[int(seen.place[row])].append(told)
    return {position: tuple(some) for position, some in found.items()}


def _told(taught: Taught, seen: Walk, plans: Sequence[ClosedPlan]) -> list[SignOutlook]:
    if not len(seen.place):
        return []
    forecasts = {horizon: taught.learned[horizon].forecast(seen) for horizon in HORIZONS}
    mends = recoveries(taught.sign, plans)
    found = []
    for i, state in enumerate(seen.status[:, -1].tolist()):
        shown = {
            h: Chance(float(one.probability[i]), float(one.low[i]), float(one.high[i]), taught.learned[h].by)
            for h, one in forecasts.items()
        }
        chances = {SHOWING: shown, QUIET: {h: _stays(taught.quiet[h]) for h in HORIZONS}}.get(state, {})
        tried = tuple(_with(one, shown) for one in mends) if state == SHOWING else ()
        months = 0 if state == UNSEEN else int(seen.last.age[i])
        outcomes = taught.learned[HORIZONS[-1]].rows
        found.append(SignOutlook(taught.sign, STATES[state], months, chances, tried, outcomes))
    return found


def _stays(rates: Rates) -> Chance:
    low, high = rates.quantile(LOW), rates.quantile(HIGH)
    return Chance(float(rates.base[-1]), low, high, "base_rate")


def _with(one: Recovery, alone: dict[int, Chance]) -> WithRemedy:
    return WithRemedy(
        one,
        {
            months: Chance(
                one.beside(chance.probability),
                one.beside(chance.low, LOW),
                one.beside(chance.high, HIGH),
                chance.by,
            )
            for months, chance in alone.items()
        },
    )
