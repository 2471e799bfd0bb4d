"""The future of a shop's clients: what they will buy, and what of it stays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from amicable.costing.economics import Added
from amicable.costing.future import REACH, Value, horizon
from amicable.costing.purchases import WEEK, Histories, Spending, fit_buying, fit_spending
from amicable.costing.recency import expected_in_a_year
from amicable.evidence import Firm

Numbers = NDArray[np.float64]

YEAR_WEEKS = 365.25 / WEEK
NOT_YET = 2**40
"""A day that never comes; stands for no purchase."""


@dataclass(frozen=True)
class Shop:
    """What the clients of a shop will buy; arrays by place."""

    method: str
    """"bgnbd" or, where the purchases do not tell its parameters, "recency_frequency"."""
    amount: Numbers
    """Mean amount of a purchase to come, minor units; nan for whoever never bought."""
    yearly: tuple[Numbers, ...]
    """Purchases expected in each coming year."""
    shape: Numbers
    """How uneven they are: the smaller, the more."""


def shop(orders: Added, clients: int, *, today: int, now: int, years: float) -> Shop:
    """What each client will buy in each of the coming `years`, from its purchases so far."""
    count = _per_client(orders, "purchases", clients)
    spent = _per_client(orders, "spent", clients)
    mean = np.divide(spent, count, out=np.full(clients, np.nan), where=count > 0)
    seen = count > 0
    h = _histories(orders, seen, count, mean, today)
    buying, spending = fit_buying(h), fit_spending(count[seen], mean[seen])
    ends = [min(year, years) for year in range(1, int(np.ceil(years)) + 1)]
    if buying:
        bought = [_laid(buying.expected(h, end * YEAR_WEEKS), seen) for end in ends]
        yearly = tuple(np.diff(np.stack([np.zeros(clients), *bought]), axis=0))
    else:
        a_year = expected_in_a_year(
            orders.place, orders.quarter, orders.sums["purchases"].astype(float), clients, now
        )
        yearly = tuple(a_year * length for length in np.diff([0.0, *ends]))
    shape = _laid((buying.r if buying else 1.0) + h.again, seen)
    return Shop("bgnbd" if buying else "recency_frequency", _amounts(spending, count, mean), yearly, shape)


def shop_value(found: Shop, kept: Numbers, firm: Firm) -> Value:
    """What each client will leave; `kept`: the share of its revenue that stays after the cost to serve (nan: unknown)."""
    _, discount = horizon(firm)
    worth = sum(buys * (1 + discount) ** -(year + 0.5) for year, buys in enumerate(found.yearly))
    buys = np.maximum(np.sum(found.yearly, axis=0), 1e-9)
    # purchases scatter like a negative binomial; its quantiles by the gamma that it is mixed of, and Poisson's spread
    spread = np.sqrt(buys + buys**2 / np.maximum(found.shape, 1e-9))
    high, low = (np.maximum(buys + side * special.ndtri(REACH) * spread, 0) / buys for side in (1, -1))
    mid = worth * found.amount * kept
    ends = np.stack([mid * low, mid * high])
    return Value(ends.min(axis=0), mid, ends.max(axis=0))


def _histories(
    orders: Added, seen: NDArray[np.bool_], count: Numbers, mean: Numbers, today: int
) -> Histories:
    first, last = np.full(len(seen), NOT_YET), np.full(len(seen), -NOT_YET)
    bought = orders.sums["purchases"] > 0
    place = orders.place[bought]
    np.minimum.at(first, place, np.asarray(orders.sums["first_day"])[bought].astype(np.int64))
    np.maximum.at(last, place, np.asarray(orders.sums["last_bought"])[bought].astype(np.int64))
    return Histories(
        again=count[seen] - 1,
        recency=(last - first)[seen] / WEEK,
        age=(today - first)[seen] / WEEK,
        mean=mean[seen],
    )


def _amounts(spending: Spending | None, count: Numbers, mean: Numbers) -> Numbers:
    if spending:
        return spending.expected(count, mean)
    everybody = float(np.nanmean(mean)) if np.isfinite(mean).any() else np.nan
    # three purchases of a usual amount beside the client's own
    return (np.nan_to_num(mean) * count + 3 * everybody) / (count + 3)


def _per_client(orders: Added, name: str, clients: int) -> Numbers:
    return np.bincount(orders.place, _sums(orders.sums)[name], minlength=clients).astype(np.float64)


def _sums(sums: Mapping[str, NDArray[np.int64]]) -> Mapping[str, Numbers]:
    return {name: np.nan_to_num(each.astype(np.float64)) for name, each in sums.items()}


def _laid(values: Numbers, seen: NDArray[np.bool_]) -> Numbers:
    laid = np.full(len(seen), np.nan)
    laid[seen] = values
    return laid
