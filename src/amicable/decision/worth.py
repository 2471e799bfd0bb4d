"""The future value of every client: of a firm by its margins, of a shop by what its clients will buy."""

from dataclasses import dataclass

import numpy as np

from amicable.costing.economics import Added
from amicable.costing.future import Value, future_value
from amicable.costing.shop import shop, shop_value
from amicable.decision.portfolio import Portfolio
from amicable.evidence import Evidence

STEADY = 2.0
"""Years of usual revenue that the portfolio's share of margin counts for beside a client's own."""


@dataclass(frozen=True)
class Future:
    """What clients will leave over the firm's horizon, and how it was reckoned."""

    value: Value
    method: str
    """"margins", "bgnbd" or "recency_frequency"."""

    def of(self, place: int) -> tuple[int, int, int] | None:
        """Low, middle and high for one client, minor units; None where it is unknown."""
        found = tuple(float(each[place]) for each in (self.value.low, self.value.mid, self.value.high))
        if np.isnan(found).any():
            return None
        low, mid, high = map(round, found)
        return low, mid, high


def future(portfolio: Portfolio, orders: Added | None, evidence: Evidence) -> Future:
    """The future value of all clients; `orders` are those of a shop."""
    if orders is None or evidence.has("invoices"):
        return Future(future_value(portfolio.lately, evidence.firm), "margins")
    years = evidence.firm.future.get("years", 3.0)
    found = shop(orders, len(portfolio.client_id), today=evidence.day, now=evidence.quarter, years=years)
    return Future(shop_value(found, _kept(portfolio), evidence.firm), found.method)


def _kept(portfolio: Portfolio) -> np.ndarray:
    """The share of revenue that stays with each client, drawn towards that of all where its revenue is small."""
    known = portfolio.complete & (portfolio.revenue > 0)
    if not known.any():
        return np.full(len(known), np.nan)
    revenue, margin = portfolio.revenue, portfolio.revenue - portfolio.cost
    everybody = margin[known].sum() / revenue[known].sum()
    weight = STEADY * float(np.median(revenue[known]))
    own = (margin + weight * everybody) / (np.maximum(revenue, 0) + weight)
    # who bought nothing this year has no margin of its own, and may buy again
    asleep = portfolio.complete | ((portfolio.revenue == 0) & (portfolio.cost == 0) & (not portfolio.missing))
    return np.where(asleep, own, np.nan)
