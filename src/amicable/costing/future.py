"""Signed future value: what a client will leave over the coming years, in money of today, with its range.

A client that costs more than it brings has a negative one. The margin of a quarter goes on as it was over the last
two years, for as long as clients of this firm stay; the range holds what a few uneven quarters cannot tell, how
uneven the quarters to come will be, and how little is known of how long clients stay.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from amicable.costing.economics import Economics
from amicable.evidence import Firm

Numbers = NDArray[np.float64]
Places = NDArray[np.integer]

LOOK_BACK = 8
"""Quarters from which a margin is carried on."""
LEAST = 4
"""Quarters below which nothing is said."""
SILENT = 4
"""Quarters without any fact after which a client has gone."""
BORROWED = 4.0
"""Quarters that the usual unevenness of others counts for."""
REACH = 0.95
"""Quantile of the upper end of the range; the lower one is as far down: 90 % lie between."""


@dataclass(frozen=True)
class Value:
    """The future value of each client, minor units; nan where it is unknown."""

    low: Numbers
    mid: Numbers
    high: Numbers


@dataclass(frozen=True)
class Margins:
    """The margins of the last quarters of each client, summed up; and how long clients stay."""

    quarters: Numbers
    """Quarters looked at; 0: unknown, or gone."""
    mean: Numbers
    """Margin of a quarter, minor units."""
    spread: Numbers
    """Sum of squared distances from it."""
    size: Numbers
    """Revenue and cost of a quarter together, which unevenness goes with."""
    left: float
    """Clients that have gone."""
    stayed: float
    """Quarters that all clients stayed, together."""


def margins(economics: Economics, clients: int, now: int, known: NDArray[np.bool_]) -> Margins:
    """The margins that a future is carried on from; `known`: clients whose costs of the year are known."""
    closed = economics.quarter < now
    place, quarter = economics.place[closed], economics.quarter[closed]
    first, last = np.full(clients, now), np.full(clients, -1)
    np.minimum.at(first, place, quarter)
    busy = (economics.seconds[closed] > 0) | (economics.revenue[closed] != 0)
    np.maximum.at(last, place[busy], quarter[busy])
    there = last >= 0
    goes_on = there & (last >= now - SILENT)
    late = quarter >= now - LOOK_BACK
    margin = (economics.revenue - economics.cost)[closed].astype(np.float64)
    usable = late & economics.complete[closed]
    count = np.where(known & goes_on, now - np.maximum(first, now - LOOK_BACK), 0).astype(np.float64)
    unknown = np.bincount(place[late & ~usable], minlength=clients)
    count = np.maximum(count - unknown, 0)
    total, square = (
        np.bincount(place[usable], each[usable], minlength=clients) for each in (margin, margin**2)
    )
    money = (np.abs(economics.revenue) + economics.cost)[closed].astype(np.float64)
    size = np.bincount(place[usable], money[usable], minlength=clients)
    per = np.maximum(count, 1)
    mean = total / per
    return Margins(
        count, mean, np.maximum(square - per * mean**2, 0), size / per,
        float((there & ~goes_on).sum()), float((last - first + 1)[there].sum()),
    )  # fmt: skip


def future_value(seen: Margins, firm: Firm) -> Value:
    """What each client will leave over the firm's horizon, discounted; nan where margins are too few or not known."""
    years, discount = horizon(firm)
    worth, squares, unsure = _annuity(seen, round(4 * years), discount)
    enough = seen.quarters >= LEAST
    n = np.maximum(seen.quarters, 1)
    own = np.divide(seen.spread, n - 1, out=np.zeros_like(n), where=n > 1)
    usual = np.divide(own, seen.size**2, out=np.zeros_like(n), where=enough & (seen.size > 0))
    typical = float(np.median(usual[enough])) if enough.any() else 0.0
    variance = (seen.spread + BORROWED * typical * seen.size**2) / (n - 1 + BORROWED)
    sd = np.sqrt(variance / n * worth**2 + variance * squares + (seen.mean * unsure) ** 2)
    reach = special.stdtrit(n - 1 + BORROWED, REACH) * sd
    mid = np.where(enough, seen.mean * worth, np.nan)
    return Value(mid - reach, mid, mid + reach)


def horizon(firm: Firm) -> tuple[float, float]:
    """Years ahead, and the yearly discount."""
    return firm.future.get("years", 3.0), firm.future.get("discount", 0.1)


def discounted(firm: Firm) -> Numbers:
    """What 1 at the end of each coming quarter is worth today, over the horizon."""
    years, discount = horizon(firm)
    return (1 + discount) ** (-np.arange(1, round(4 * years) + 1) / 4)


def _annuity(seen: Margins, quarters: int, discount: float) -> tuple[float, float, float]:
    """What 1 a quarter is worth today while the client stays; the sum of squares of its parts; how unsure it is."""
    gone, there = seen.left + 0.5, max(seen.stayed - seen.left, 0) + 0.5
    ahead = np.arange(1, quarters + 1)

    def parts(leaving: float) -> Numbers:
        return (1 - leaving) ** ahead * (1 + discount) ** (-ahead / 4)

    likely = parts(gone / (gone + there))
    longest, shortest = (parts(float(special.betaincinv(gone, there, q))).sum() for q in (1 - REACH, REACH))
    return float(likely.sum()), float((likely**2).sum()), float((longest - shortest) / 3.29)
