"""Drift of norms: what is usual among all clients, quarter by quarter, and whether it has moved."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import special

from amicable.decision.findings import Cell
from amicable.decision.review import Review
from amicable.decision.summary import Cells, Numbers
from amicable.decision.what_if.shares import LEVEL
from amicable.signs import Sign

YEAR = 4
SHOWN = 12
"""Quarters shown."""
MOVED = 1.25
"""Times the rate of the year before from which a move is worth a look."""
FEWEST = 10
"""Clients that both years need."""


@dataclass(frozen=True)
class Drift:
    """One sign among all clients: its rate by quarter, and the last four closed quarters beside the four before."""

    sign: Sign
    quarters: tuple[Cell, ...]
    before: float | None
    """Rate over the four quarters before; None where too few clients had occasions."""
    lately: float | None
    sure: bool
    """Whether the difference is beyond chance among clients (95 %), and large enough to be worth a look."""

    @property
    def times(self) -> float | None:
        """How many times the earlier rate the later one is."""
        return self.lately / self.before if self.before and self.lately is not None else None

    @property
    def began_on(self) -> date | None:
        """First day of the quarters that are shown."""
        return self.quarters[0].began_on if self.quarters else None


def drift(answer: Review) -> tuple[Drift, ...]:
    """Every sign that was measured, those first whose norm has moved for certain, the widest move first."""
    measured = {one.sign.name for one in answer.signs if not one.sign.confidential}
    now = answer.facts.evidence.quarter
    found = [_drift(sign, cells, now) for sign, cells in answer.facts.arrays() if sign.name in measured]
    return tuple(sorted(found, key=lambda one: (not one.sure, -_width(one), one.sign.name)))


def _width(one: Drift) -> float:
    return abs(np.log(one.times)) if one.times else 0.0


def _drift(sign: Sign, cells: Cells, now: int) -> Drift:
    quarters = tuple(
        Cell(quarter, float(cells.x[here].sum()), float(cells.n[here].sum()))
        for quarter in range(now - SHOWN, now)
        if (here := cells.quarter == quarter).any()
    )
    before, lately = (_rate(cells, now - back * YEAR, now - (back - 1) * YEAR) for back in (2, 1))
    if before is None or lately is None:
        return Drift(sign, quarters, None, None, sure=False)
    apart = lately[0] - before[0]
    error = float(np.hypot(before[1], lately[1]))
    beyond = abs(apart) > float(special.ndtri(0.5 + LEVEL / 2)) * error
    low, high = sorted((before[0], lately[0]))
    return Drift(sign, quarters, before[0], lately[0], sure=bool(beyond and high > MOVED * low))


def _rate(cells: Cells, first: int, end: int) -> tuple[float, float] | None:
    """Rate between two quarters and its standard error; clients differ, so they are the sample (Cochran, 1977, ch. 6)."""
    here = (cells.quarter >= first) & (cells.quarter < end)
    if not here.any():
        return None
    places = np.unique(cells.place[here], return_inverse=True)[1]
    x, n = (_summed(places, sums[here]) for sums in (cells.x, cells.n))
    if len(n) < FEWEST or n.sum() <= 0:
        return None
    rate = float(x.sum() / n.sum())
    if rate < 0:  # a sign that is set off against another has no rate of its own in a year like that
        return None
    error = float(np.sqrt(np.sum((x - rate * n) ** 2)) / n.sum())
    return rate, error


def _summed(places: np.ndarray, values: Numbers) -> Numbers:
    return np.asarray(np.bincount(places, weights=values), np.float64)
