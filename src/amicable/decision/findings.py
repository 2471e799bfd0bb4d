"""A finding: one sign on one client, with its uncertainty, its trend, and whether it lasts."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from amicable.decision.statistics import Judged, Persistence, occasions
from amicable.decision.summary import Summary
from amicable.signs import Model, Sign

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Cell:
    """One quarter of one sign on one client."""

    quarter: int
    x: float
    n: float

    @property
    def began_on(self) -> date:
        """First day of the quarter."""
        return date(self.quarter // 4, self.quarter % 4 * 3 + 1, 1)


@dataclass(frozen=True)
class Trend:
    """Where a sign is going: the rate before and after the likeliest change, if there was one."""

    direction: str
    """"rising", "falling", "steady" or "unknown"."""
    changed_on: date | None = None
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True)
class Finding:
    """One sign on one client."""

    sign: Sign
    events: float
    exposure: float
    observations: int
    rate: float
    peer_rate: float
    shrunk: float
    low: float
    high: float
    threshold: float
    strength: float
    q_value: float
    strong: bool
    counts: bool
    """Strong, and not set aside for a reason named in `aside`."""
    aside: str
    """Why a strong sign does not count: "ours" (our own fault), "chance", "profitable" or ""."""
    value: int
    last_on: date | None
    trend: Trend
    cells: tuple[Cell, ...] = ()

    @property
    def expires_on(self) -> date | None:
        """The day after which it no longer counts, unless it shows again before."""
        return None if self.last_on is None else self.last_on + timedelta(days=self.sign.expires_days)


@dataclass(frozen=True)
class SignOnAll:
    """One sign on all clients: what was summed, what was judged, whether it lasts."""

    sign: Sign
    summary: Summary
    judged: Judged
    persistence: Persistence

    @property
    def overall(self) -> float:
        """The rate over all clients."""
        x, n = self.summary.x.clip(0), self.summary.n
        shown = np.minimum(x, n) if self.sign.model is Model.SHARE else x
        return float(shown.sum() / n.sum()) if n.sum() else 0.0

    def strong(self, *, sure: float, false_alarms: float, today: int) -> np.ndarray:
        """Which clients show it strongly: sure enough, not a false alarm, seen often and lately enough."""
        s, j = self.summary, self.judged
        seen = occasions(self.sign, s) >= self.sign.enough
        fresh = np.nan_to_num(s.last_day, nan=-1e9) >= today - self.sign.expires_days
        likely = np.flatnonzero((j.q_value <= false_alarms) & seen & fresh)
        strong = np.zeros(len(s), dtype=bool)
        strong[likely[j.sureness(likely) >= sure]] = True
        return strong

    def finding(self, i: int, *, strong: bool, aside: str, cells: tuple[Cell, ...]) -> Finding:
        """The finding on the client at position `i` of the summary."""
        s, j = self.summary, self.judged
        last = s.last_day[i]
        low, high = j.interval(i)
        return Finding(
            sign=self.sign,
            events=float(s.x[i]),
            exposure=float(s.n[i]),
            observations=int(occasions(self.sign, s)[i]),
            rate=float(j.rate[i]),
            peer_rate=float(j.peer_rate[i]),
            shrunk=float(j.shrunk[i]),
            low=float(low),
            high=float(high),
            threshold=float(j.threshold[i]),
            strength=float(j.sureness(i)),
            q_value=float(j.q_value[i]),
            strong=strong,
            counts=strong and not aside,
            aside=aside if strong else "",
            value=int(s.value[i]),
            last_on=None if np.isnan(last) else EPOCH + timedelta(days=int(last)),
            trend=trend(cells),
            cells=cells,
        )


def trend(cells: tuple[Cell, ...]) -> Trend:
    """The likeliest change point of a rate, by the likelihood ratio of two rates against one (CUSUM family).

    Needs four quarters with occasions. A change is named when the ratio is beyond chance for the number
    of possible places (chi-squared with one degree, Bonferroni-corrected, 5 %).
    """
    seen = [cell for cell in cells if cell.n > 0]
    if len(seen) < 4:  # noqa: PLR2004 (a year)
        return Trend("unknown")
    x = np.array([cell.x for cell in seen])
    n = np.array([cell.n for cell in seen])
    best, place = 0.0, 0
    for k in range(1, len(seen)):
        ratio = _gain(x[:k].sum(), n[:k].sum()) + _gain(x[k:].sum(), n[k:].sum()) - _gain(x.sum(), n.sum())
        if ratio > best:
            best, place = ratio, k
    scale = max(1.0, _unevenness(x, n))
    if 2 * best / scale < 3.84 + 2 * np.log(len(seen) - 1):
        return Trend("steady")
    before, after = x[:place].sum() / n[:place].sum(), x[place:].sum() / n[place:].sum()
    return Trend("rising" if after > before else "falling", seen[place].began_on, float(before), float(after))


def _gain(x: float, n: float) -> float:
    """Poisson log-likelihood of x events at their own rate over n (up to terms that cancel)."""
    return float(x * np.log(x / n)) if x > 0 else 0.0


def _unevenness(x: np.ndarray, n: np.ndarray) -> float:
    """Dispersion of neighbouring quarters, which a single step does not inflate much."""
    rate = max(x.sum() / n.sum(), 1e-9)
    jumps = np.diff(x / n) ** 2 / (rate / n[1:] + rate / n[:-1])
    return float(np.mean(jumps)) if len(jumps) else 1.0
