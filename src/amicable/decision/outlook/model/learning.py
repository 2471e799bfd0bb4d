"""Learning: the forecasters walk through the firm's own past, and are believed as far as they were right in it.

At the end of each month every forecaster tells what it would have told, from what was known then. What the six
features say and what the client's own rate says are weighed against each other by how they did (stacking of logits:
Wolpert, 1992; Ranjan and Gneiting, 2010); that is the model. It is shown only where it was nearer to the truth
(Brier, 1950) than the best trivial baseline.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import special

from amicable.decision.outlook.model.baselines import BASELINES, OWN, Rates, Resolved, own_rates, quantile
from amicable.decision.outlook.model.logistic import LEAST, MOST, Features, Fitted, fit, logistic, shift
from amicable.decision.outlook.model.shipped import Shipped
from amicable.decision.outlook.months import Walk
from amicable.decision.summary import Numbers, Places

HEDGE = 0.4
"""How much of the client's own rate is kept, whatever the past says: forecasts pooled err less (Clemen, 1989)."""
REFIT = 300
"""Clients with a known outcome from which all coefficients are fitted anew; below, only the constant is."""
EVERY = 3
"""Months after which the past model is fitted again."""
ROWS = 30_000
"""Rows that a fit looks at, at most: more say nothing new about seven numbers."""
ENOUGH_ROWS, ENOUGH_CLIENTS = 30, 8
"""Outcomes, and clients that had them, below which the past proves nothing."""
FOLDS = 6
"""Months of forecasts whose outcome is known, below which one odd season would decide who is believed."""
BEFORE = 10
"""Outcomes that must be known in a month before its forecasts are scored."""
STACK = Fitted(np.array([0.0, 0.6, 0.4]), np.diag([0.3, 0.3, 0.3]) ** 2, np.zeros(2))
"""How much the six features and the client's own rate count before anything is known: constant, features, own rate."""
EDGE = 1.645
"""Standard errors to each side that hold 90 %, the level of all intervals."""


@dataclass(frozen=True)
class Forecast:
    """Probabilities that the sign is gone, with their 90 % intervals; one entry per client asked."""

    probability: Numbers
    low: Numbers
    high: Numbers
    each: Mapping[str, Numbers]
    """By forecaster."""


@dataclass(frozen=True)
class Learned:
    """What the past of one sign teaches about its state so many months ahead."""

    horizon: int
    by: str
    """Who tells: "model", one of `BASELINES`, or "not_enough_history" (the base rate)."""
    rates: Rates
    fitted: Fitted
    stack: Fitted
    """How much the six features and the client's own rate count."""
    brier: Mapping[str, float]
    """Of the model and the baselines, over the firm's own past; empty without enough of it."""
    rows: int
    """Outcomes that were known."""
    clients: int

    @property
    def base_rate(self) -> float:
        """How often the sign was gone that many months later, of all clients."""
        return float(self.rates.base[-1])

    def forecast(self, walk: Walk) -> Forecast:
        """What is told about the clients of `walk` after its last month; meant for those where it shows."""
        resolved = Resolved.of(walk.status, self.horizon)
        gone, known = (counts[:, -1] for counts in resolved.counts())
        features, base = walk.features[:, -1], np.full(len(walk.place), self.base_rate)
        own = own_rates(gone, known, base, self.horizon)
        by_features = self.fitted.probability(features)
        model = _hedged(self.stack.probability(_levels(by_features, own)), own)
        each = {"model": model, "base_rate": base, "own_rate": own, "same_as_now": np.full(len(base), LEAST)}
        if self.by == "model":
            low, high = _about(model, self.fitted.error(features))
            return Forecast(model, low, high, each)
        shown = each.get(self.by, own)
        low, high = (self._quantile(gone, known, base, share) for share in (0.05, 0.95))
        return Forecast(shown, np.minimum(low, shown), np.maximum(high, shown), each)

    def _quantile(self, gone: Numbers, known: Numbers, base: Numbers, share: float) -> Numbers:
        if self.by != "base_rate":
            return quantile(gone, known, base, OWN * self.horizon, self.horizon, share)
        return np.full(len(base), self.rates.quantile(share))


def learn(walk: Walk, shipped: Shipped, horizon: int) -> Learned:
    """What `walk` teaches about `horizon` months ahead, and which forecaster has earned belief."""
    resolved = Resolved.of(walk.status, horizon)
    rates = Rates.of(resolved, shipped.base_rate)
    past = _Past(walk, resolved, rates, shipped)
    rows, clients = int(resolved.known.sum()), int(resolved.known.any(axis=1).sum())
    brier = past.brier() if rows >= ENOUGH_ROWS and clients >= ENOUGH_CLIENTS else {}
    by = _believed(brier) if brier else "not_enough_history"
    last = walk.months - 1
    return Learned(horizon, by, rates, past.fitted(last), past.stacked(last), brier, rows, clients)


def _believed(brier: Mapping[str, float]) -> str:
    """The model where it beats every baseline, else the better rate; "same as now" is too sure to be told to anybody."""
    if brier["model"] < min(brier[name] for name in BASELINES):
        return "model"
    return min(("base_rate", "own_rate"), key=lambda name: brier[name])


class _Past:
    """What each forecaster would have told in every month about every client in which the sign showed."""

    def __init__(self, walk: Walk, resolved: Resolved, rates: Rates, shipped: Shipped) -> None:
        self.shipped, self.horizon, self.rates = shipped, resolved.horizon, rates
        self.client, self.month = np.nonzero(resolved.known)
        self.features = walk.features[self.client, self.month]
        self.gone = resolved.gone[self.client, self.month].astype(np.float64)
        gone, known = (counts[self.client, self.month] for counts in resolved.counts())
        base = rates.base[self.month]
        own = own_rates(gone, known, base, self.horizon)
        by_features = self._by_month(self.fitted, self.features, walk.months)
        self.levels = _levels(by_features, own)
        self.each = {
            "model": _hedged(self._by_month(self.stacked, self.levels, walk.months), own),
            "base_rate": base,
            "own_rate": own,
            "same_as_now": np.full(len(base), LEAST),
        }

    def fitted(self, month: int) -> Fitted:
        """The logistic model of the six features as it could be fitted at the end of `month`."""
        known = self._known(month)
        seen = len(np.unique(self.client[known]))
        how = fit if seen >= REFIT else shift
        return how(self.shipped.prior, self.features[known], self.gone[known], weight=1 / self.horizon)

    def stacked(self, month: int) -> Fitted:
        """How much features and own rate count, as it could be known at the end of `month`."""
        known = self._known(month)
        return fit(STACK, self.levels[known], self.gone[known], weight=1 / self.horizon)

    def brier(self) -> Mapping[str, float]:
        """Mean squared distance from what came, of each forecaster, where enough was known before."""
        scored = self.rates.known[self.month] >= BEFORE
        if len(np.unique(self.month[scored])) < FOLDS:
            return {}
        return {
            name: float(np.mean((one[scored] - self.gone[scored]) ** 2)) for name, one in self.each.items()
        }

    def _known(self, month: int) -> Places:
        """Rows whose outcome was known at the end of `month`; not more than are worth looking at."""
        known = np.flatnonzero(self.month + self.horizon <= month)
        return known[:: len(known) // ROWS + 1]

    def _by_month(self, fitted: Callable[[int], Fitted], features: Features, months: int) -> Numbers:
        """What a model, fitted again every `EVERY` months, would have told of each row."""
        told = np.zeros(len(self.month))
        for first in range(0, months, EVERY):
            here = (self.month >= first) & (self.month < first + EVERY)
            if here.any():
                told[here] = fitted(first).probability(features[here])
        return told


def _levels(*told: Numbers) -> Numbers:
    """Logits of probabilities, side by side."""
    return np.stack([special.logit(np.clip(one, LEAST, MOST)) for one in told], axis=1)


def _hedged(stacked: Numbers, own: Numbers) -> Numbers:
    return (1 - HEDGE) * stacked + HEDGE * own


def _about(probability: Numbers, error: Numbers) -> tuple[Numbers, Numbers]:
    level = special.logit(np.clip(probability, LEAST, MOST))
    return logistic(level - EDGE * error), logistic(level + EDGE * error)
