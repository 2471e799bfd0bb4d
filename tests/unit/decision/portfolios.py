"""Portfolios thrown by dice: clients x quarters of one sign, summed up as the review does it."""

from datetime import date

import numpy as np

from amicable.decision.findings import SignOnAll
from amicable.decision.statistics import judge, persistence
from amicable.decision.summary import NEVER, Cells, Detail, summarise
from amicable.signs import Sign

NOW = 2025 * 4 + 3
TODAY = date(2025, 12, 31).toordinal() - 719_163
CLIENTS = 300
PLANTED = 20


def summed(sign: Sign, x: np.ndarray, n: np.ndarray) -> Detail:
    """x of n, one row per client and one column per quarter up to the last of 2025, as a summary."""
    who, when = np.nonzero((n != 0) | (x != 0))
    quarters = NOW - x.shape[1] + 1 + when
    shown, out_of = x[who, when].astype(float), n[who, when].astype(float)
    middle = (quarters / 4 - 1970) * 365.25 + 45
    cells = Cells(
        who, quarters, shown, out_of, np.zeros(len(who)), np.where(shown > 0, middle, NEVER).astype(int)
    )
    return summarise(sign, cells, np.zeros(len(x), np.int64), now=NOW)


def strong(sign: Sign, summary: Detail) -> set[int]:
    """Clients that show the sign strongly under the shipped criteria."""
    one = SignOnAll(sign, summary, judge(sign, summary), persistence(sign, summary))
    return set(summary.place[one.strong(sure=0.9, false_alarms=0.05, today=TODAY)].tolist())


def shares(
    rng: np.random.Generator,
    rate: np.ndarray | float,
    *,
    often: float,
    clients: int = CLIENTS,
    quarters: int = 12,
) -> tuple[np.ndarray, np.ndarray]:
    """Occasions as they come, each of which shows the sign or not."""
    n = rng.poisson(often, (clients, quarters))
    return rng.binomial(n, np.broadcast_to(rate, n.shape)), n


def counts(
    rng: np.random.Generator, rate: np.ndarray | float, *, often: float
) -> tuple[np.ndarray, np.ndarray]:
    """Orders as they come, and returns as they come."""
    n = rng.poisson(often, (CLIENTS, 12))
    return rng.poisson(n * rate), n


def ratios(
    rng: np.random.Generator, rate: np.ndarray | float, *, noise: float = 0.4
) -> tuple[np.ndarray, np.ndarray]:
    """Amounts of very different size, and what they cost, uneven from quarter to quarter."""
    n = rng.lognormal(1, 0.8, (CLIENTS, 12))
    return n * rate * rng.lognormal(0, noise, n.shape), n


def planted(usual: float, theirs: float) -> np.ndarray:
    """A rate per client: the first twenty are different."""
    rate = np.full((CLIENTS, 1), usual)
    rate[:PLANTED] = theirs
    return rate
