"""How often and for how much clients of a shop will buy: BG/NBD and Gamma-Gamma in closed form.

BG/NBD: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24 (2005). Gamma-Gamma:
Fader and Hardie, "The Gamma-Gamma model of monetary value" (2013). The probability that a client still buys is a
factor in these figures and nothing else: it ranks whoever bought once, long ago, as alive, so it is never shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy import special

Numbers = NDArray[np.float64]

LEAST_REPEATERS = 50
"""Clients that bought again, below which nothing is fitted."""
MOST_FITTED = 50_000
"""Clients that a fit looks at; of more, an even sample."""
WIDEST = 1.5
"""Standard error of the logarithm of a parameter above which the data do not tell it."""
WEEK = 7


@dataclass(frozen=True)
class Histories:
    """Purchases of each client; arrays of the same length."""

    again: Numbers
    """Purchases after the first."""
    recency: Numbers
    """Weeks from the first to the last purchase."""
    age: Numbers
    """Weeks from the first purchase until today."""
    mean: Numbers
    """Mean amount of a purchase, minor units."""

    def __len__(self) -> int:
        return len(self.again)

    def sample(self) -> "Histories":
        """An even sample, small enough to fit."""
        every = -(-len(self) // MOST_FITTED)
        return Histories(*(getattr(self, one.name)[:: max(every, 1)] for one in fields(self)))


@dataclass(frozen=True)
class Buying:
    """Parameters of BG/NBD: rates of purchase are gamma(r, alpha), rates of leaving beta(a, b)."""

    r: float
    alpha: float
    a: float
    b: float

    def expected(self, h: Histories, weeks: float) -> Numbers:
        """Purchases that each client will make in the coming `weeks`."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        x, whole = h.again, alpha + h.age
        left = (whole / (whole + weeks)) ** (r + x)
        grown = special.hyp2f1(r + x, b + x, a + b + x - 1, weeks / (whole + weeks))
        found = (a + b + x - 1) / (a - 1) * (1 - left * grown) * self._still(h)
        return np.maximum(found, 0)

    def _still(self, h: Histories) -> Numbers:
        """The chance that a client still buys: a factor of `expected`, no sign of loyalty."""
        x = h.again
        gone = self.a / np.maximum(self.b + x - 1, 1e-9)
        gone = gone * ((self.alpha + h.age) / (self.alpha + h.recency)) ** (self.r + x)
        return 1 / (1 + np.where(x > 0, gone, 0))


@dataclass(frozen=True)
class Spending:
    """Parameters of Gamma-Gamma: amounts are gamma(p, nu), nu among clients is gamma(q, gamma)."""

    p: float
    q: float
    gamma: float

    def expected(self, purchases: Numbers, mean: Numbers) -> Numbers:
        """The mean amount of each client's purchases to come, given how many it made of which mean."""
        return self.p * (self.gamma + purchases * mean) / (self.p * purchases + self.q - 1)


def fit_buying(h: Histories) -> Buying | None:
    """The likeliest parameters; None where the histories do not tell them."""
    if int((h.again > 0).sum()) < LEAST_REPEATERS:
        return None
    x, recency, age, weight = _distinct(h.sample())
    found = _likeliest(
        lambda log: _buying(np.exp(log), x, recency, age, weight),
        np.log([0.5, np.median(age) / 4 + 1, 0.8, 2.5]),
    )
    return None if found is None else Buying(*found)


def fit_spending(purchases: Numbers, mean: Numbers) -> Spending | None:
    """The likeliest parameters from clients that bought more than once; None where they do not tell them."""
    seen = (purchases > 1) & (mean > 0)
    if int(seen.sum()) < LEAST_REPEATERS:
        return None
    every = max(1, -(-int(seen.sum()) // MOST_FITTED))
    n, z = purchases[seen][::every], mean[seen][::every]
    scale = float(np.median(z))  # of amounts near 1, as the start supposes
    found = _likeliest(lambda log: _spending(np.exp(log), n, z / scale), np.log([4.0, 4.0, 4.0]))
    if found is None or found[1] <= 1:
        return None  # the mean of all clients does not exist
    return Spending(found[0], found[1], found[2] * scale)


def _distinct(h: Histories) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Histories that are alike to the week counted once, with how many there are."""
    rows = np.stack([h.again, np.round(h.recency), np.round(h.age)], axis=1)
    found, count = np.unique(rows, axis=0, return_counts=True)
    return found[:, 0], found[:, 1], found[:, 2], count.astype(np.float64)


def _likeliest(minus: Callable[[Numbers], tuple[float, Numbers]], start: Numbers) -> Numbers | None:
    from scipy import optimize  # noqa: PLC0415 (takes a while to load, and most firms are no shop)

    found = optimize.minimize(
        minus, start, jac=True, method="L-BFGS-B", bounds=[(-12, 12)] * len(start), options={"maxiter": 500}
    )
    if not np.isfinite(found.fun) or (np.abs(found.x) > 11.9).any():  # noqa: PLR2004 (ran to a bound)
        return None
    return np.exp(found.x) if _is_told(minus, found.x) else None


def _is_told(minus: Callable[[Numbers], tuple[float, Numbers]], at: Numbers) -> bool:
    """Whether the likelihood bends enough around `at`, by its second derivatives."""
    step = 1e-4
    eye = np.eye(len(at)) * step
    bend = np.array([(minus(at + one)[1] - minus(at - one)[1]) / (2 * step) for one in eye])
    bend = (bend + bend.T) / 2
    if np.linalg.eigvalsh(bend).min() <= 0:
        return False
    return bool(np.sqrt(np.diag(np.linalg.inv(bend))).max() <= WIDEST)


def _buying(
    parameters: Numbers, x: Numbers, recency: Numbers, age: Numbers, weight: Numbers
) -> tuple[float, Numbers]:
    """Minus the log-likelihood of BG/NBD, and its slope in the logarithm of each parameter."""
    r, alpha, a, b = parameters
    again = x > 0
    there = -(r + x) * np.log(alpha + age)
    left = np.log(a) - np.log(np.maximum(b + x - 1, 1e-12)) - (r + x) * np.log(alpha + recency)
    left = np.where(again, left, -np.inf)
    both = np.logaddexp(there, left)
    share = np.exp(left - both)
    whole = (
        special.gammaln(r + x) - special.gammaln(r) + r * np.log(alpha)
        + special.gammaln(a + b) + special.gammaln(b + x) - special.gammaln(b) - special.gammaln(a + b + x) + both
    )  # fmt: skip
    psi = special.digamma
    slopes = np.array(
        [
            psi(r + x)
            - psi(r)
            + np.log(alpha)
            - (1 - share) * np.log(alpha + age)
            - share * np.log(alpha + recency),
            r / alpha - (r + x) * ((1 - share) / (alpha + age) + share / (alpha + recency)),
            psi(a + b) - psi(a + b + x) + share / a,
            psi(a + b)
            + psi(b + x)
            - psi(b)
            - psi(a + b + x)
            - np.where(again, share / np.maximum(b + x - 1, 1e-12), 0),
        ]
    )
    return -float(weight @ whole), -(slopes @ weight) * parameters


def _spending(parameters: Numbers, n: Numbers, z: Numbers) -> tuple[float, Numbers]:
    """Minus the log-likelihood of Gamma-Gamma, and its slope in the logarithm of each parameter."""
    p, q, gamma = parameters
    total = np.log(gamma + n * z)
    whole = (
        special.gammaln(p * n + q) - special.gammaln(p * n) - special.gammaln(q) + q * np.log(gamma)
        + (p * n - 1) * np.log(z) + p * n * np.log(n) - (p * n + q) * total
    )  # fmt: skip
    psi = special.digamma
    slopes = np.array(
        [
            np.sum(n * (psi(p * n + q) - psi(p * n) + np.log(z) + np.log(n) - total)),
            np.sum(psi(p * n + q) - psi(q) + np.log(gamma) - total),
            np.sum(q / gamma - (p * n + q) / (gamma + n * z)),
        ]
    )
    return -float(whole.sum()), -slopes * parameters
