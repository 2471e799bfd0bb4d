"""Whether a remedy helped: the rate of a sign after the plan against the rate before, with its uncertainty.

Shares are compared by their Beta posteriors, counts by their Gamma posteriors (Jeffreys' priors, one half of an event
each), quotients of amounts by the normal approximation of their logarithms.
"""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from scipy import special

from amicable.decision.ladder._tried import Outcome
from amicable.signs import Model

SURE = 0.9
"""Probability of an improvement from which it is called one."""
DOUBTFUL = 0.5
"""Probability below which nothing improved."""
ENOUGH = 6
"""Observations after the plan began, below which it is too early unless the answer is plain."""
FEWEST = 3
"""Observations below which it is always too early."""
QUARTER_SPREAD = 0.5
"""Usual spread of the logarithm of a quarter's quotient of amounts."""
STEPS = 1_001


@dataclass(frozen=True)
class Seen:
    """A sign over one period: how much showed out of how much, in how many observations."""

    events: float
    exposure: float
    observations: int

    @property
    def rate(self) -> float | None:
        """How much showed out of each; None where nothing could show."""
        return self.events / self.exposure if self.exposure > 0 else None


@dataclass(frozen=True)
class Measurement:
    """The verdict on a plan, and the probability behind it."""

    outcome: Outcome
    probability: float
    """That the rate is lower than before, and no higher than the target where one was set."""
    before: float | None
    after: float | None
    low: float
    """With `high`, where the rate after lies with 90 % probability."""
    high: float


def measured(
    before: Seen, after: Seen, *, model: Model = Model.SHARE, target: float | None = None
) -> Measurement:
    """Improved, not improved, or too early, as it stays where nothing is known of before; `target`: a rate to be reached."""
    was, now = (_quantiles(one, model) for one in (before, after))
    lower = _probability(now, was)
    reached = 1.0 if target is None else float(np.mean(now <= max(target, 1e-9)))
    # a target of nothing at all can only be approached: a low rate of which none was seen has reached it
    if target == 0 and after.events == 0 and after.exposure > 0:
        reached = 1.0
    probability = min(lower, reached)
    return Measurement(
        _outcome(probability, after.observations) if before.exposure > 0 else Outcome.TOO_EARLY,
        probability,
        before.rate,
        after.rate,
        float(np.quantile(now, 0.05)),
        float(np.quantile(now, 0.95)),
    )


def _outcome(probability: float, observations: int) -> Outcome:
    if observations < FEWEST:
        return Outcome.TOO_EARLY
    if probability >= SURE:
        return Outcome.IMPROVED
    plain = probability <= DOUBTFUL and observations >= ENOUGH
    return Outcome.NOT_IMPROVED if plain or observations >= 2 * ENOUGH else Outcome.TOO_EARLY


def _quantiles(seen: Seen, model: Model) -> np.ndarray:
    """The posterior of the rate as evenly spaced quantiles."""
    places = (np.arange(STEPS) + 0.5) / STEPS
    if model is Model.SHARE:
        shown = min(max(seen.events, 0.0), seen.exposure)
        return np.asarray(special.betaincinv(shown + 0.5, seen.exposure - shown + 0.5, places))
    if model in {Model.COUNT, Model.STATED}:
        return np.asarray(special.gammaincinv(max(seen.events, 0.0) + 0.5, places) / max(seen.exposure, 1e-9))
    middle = log(max(seen.events, 1e-9) / max(seen.exposure, 1e-9))
    spread = QUARTER_SPREAD / sqrt(max(seen.observations, 1))
    return np.asarray(np.exp(middle + spread * special.ndtri(places)))


def _probability(lower: np.ndarray, higher: np.ndarray) -> float:
    """That a draw of `lower` lies below a draw of `higher`."""
    return float(np.mean(np.searchsorted(lower, higher) / len(lower)))
