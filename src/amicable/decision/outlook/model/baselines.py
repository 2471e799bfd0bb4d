"""The trivial forecasts that a model must beat, each from what was known by the end of its month."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from amicable.decision.outlook.model.logistic import LEAST, MOST
from amicable.decision.outlook.months import QUIET, SHOWING, UNSEEN
from amicable.decision.outlook.months.state import WINDOW
from amicable.decision.summary import Numbers

FIRM = 10.0
"""Months that the shipped base rate is worth beside the firm's own."""
OWN = 2.0
"""Outcomes, each as long as its horizon, that the firm's base rate is worth beside a client's own."""
BASELINES = ("base_rate", "own_rate", "same_as_now")


@dataclass(frozen=True)
class Resolved:
    """What became of a sign `horizon` months after each month in which it was in the state `start`."""

    horizon: int
    asked: np.ndarray
    """Shape (clients, months): the sign was in that state."""
    known: np.ndarray
    """... and what became of it is known by the last month."""
    gone: np.ndarray
    """... and then it did not show."""

    @classmethod
    def of(cls, status: np.ndarray, horizon: int, start: int = SHOWING) -> "Resolved":
        """Of the states of clients (rows) by month (columns)."""
        asked = status == start
        asked[:, : WINDOW - 1] = False  # the window is not full yet
        if start == QUIET:  # what never showed is not quiet again
            asked &= np.maximum.accumulate(status, axis=1) == SHOWING
        later = np.full_like(status, UNSEEN)
        later[:, :-horizon] = status[:, horizon:]
        known = asked & (later != UNSEEN)
        return cls(horizon, asked, known, known & (later == QUIET))

    def counts(self) -> tuple[Numbers, Numbers]:
        """Gone, and known, per client up to what each month could know of: shape (clients, months)."""
        return self._by_then(self.gone), self._by_then(self.known)

    def _by_then(self, what: np.ndarray) -> Numbers:
        counted = np.zeros(what.shape)
        counted[:, self.horizon :] = np.cumsum(what, axis=1)[:, : -self.horizon]
        return counted


@dataclass(frozen=True)
class Rates:
    """Base rates of all clients by month, and how many months stand behind them."""

    horizon: int
    gone: Numbers
    known: Numbers
    shipped: float

    @classmethod
    def of(cls, resolved: Resolved, shipped: float) -> "Rates":
        """Of these clients together."""
        gone, known = resolved.counts()
        return cls(resolved.horizon, gone.sum(axis=0), known.sum(axis=0), shipped)

    @property
    def base(self) -> Numbers:
        """The base rate known at the end of each month."""
        return (self.gone + FIRM * self.shipped) / (self.known + FIRM)

    def quantile(self, share: float) -> float:
        """Quantile of the last base rate."""
        gone, known = float(self.gone[-1]), float(self.known[-1])
        return float(quantile(gone, known, self.shipped, FIRM, self.horizon, share))


def own_rates(gone: Numbers, known: Numbers, base: Numbers, horizon: int) -> Numbers:
    """Each client's own rate, drawn towards the base rate: that rate itself for a client without a past."""
    worth = OWN * horizon
    return np.clip((gone + worth * base) / (known + worth), LEAST, MOST)


def quantile(
    gone: Numbers | float, known: Numbers | float, prior: Numbers | float, worth: float, horizon: int, share: float
) -> Numbers:  # fmt: skip
    """Quantile of a beta-binomial rate; months that overlap count once per horizon (an outcome lasts that long)."""
    a, b = gone + worth * prior, known - gone + worth * (1 - prior)
    return np.clip(special.betaincinv(a / horizon, b / horizon, share), LEAST, MOST)
