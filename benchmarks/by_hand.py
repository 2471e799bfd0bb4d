"""What the reviews written by hand share: what is asked, what is answered, and how clients are ranked by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from amicable.decision.findings import EPOCH, SignOnAll
from amicable.decision.statistics import judge, persistence
from amicable.decision.summary import Detail
from amicable.signs import all_signs

OPEN_MINUTES = (7 * 60 + 30, 18 * 60 + 30)
HALF_LIFE = {name: sign.half_life_quarters for name, sign in all_signs().items()}
LEAST_HOURS = 2
LEAST_PEERS = 20
UNPRICED = 0.05
GIVEN_UP_DAYS = 365
RATIOS = ("unprofitable", "hours_per_revenue")
SHARED = ("place", "x", "n", "expected", "recent_x", "recent_n", "recent_expected", "quarters", "xx", "xn", "nn", "early_x", "early_expected", "late_x", "late_expected", "value", "last_day")  # fmt: skip
"""The sums, as they are called in `Detail`."""
Sums = Detail


@dataclass(frozen=True)
class Asked:
    """The ledger's files, and what is known about the firm."""

    files: Mapping[str, Sequence[str]]
    as_of: date
    holidays: Sequence[int]
    """Day numbers."""
    hourly_cost: int

    @property
    def now(self) -> int:
        """The current quarter."""
        return self.as_of.year * 4 + (self.as_of.month - 1) // 3


@dataclass(frozen=True)
class Money:
    """The last four closed quarters of every client, in the order of their places."""

    client_id: Any
    margin: np.ndarray
    """nan where unknown."""
    seconds: np.ndarray


def ranked(sums: Mapping[str, Sums], money: Money, today: date) -> np.ndarray:
    """Places of the clients, worst first, judged on sums from wherever by the same NumPy as in a review."""
    clients = len(money.margin)
    signs, points, loudness = all_signs(), {}, np.zeros(clients)
    hours = money.seconds / 3600
    per_hour = np.divide(money.margin, hours, out=np.full(clients, np.nan), where=hours > 0)
    well_paid = np.nan_to_num(per_hour, nan=-np.inf) >= np.nanmedian(per_hour)
    for name, summary in sums.items():
        sign = signs[name]
        one = SignOnAll(sign, summary, judge(sign, summary), persistence(sign, summary))
        strong = one.strong(sure=0.9, false_alarms=0.05, today=(today - EPOCH).days)
        aside = well_paid[summary.place] & (sign.family == "drain") | one.persistence.mostly_chance
        counted = strong & ~aside
        family = points.setdefault(sign.family, np.zeros(clients))
        np.maximum.at(family, summary.place[counted], sign.gravity.weight)
        weight = one.judged.sureness(counted) * sign.gravity.weight
        np.add.at(loudness, summary.place[counted], weight)
    total = np.sum(list(points.values()), axis=0)
    return np.lexsort((np.arange(clients), np.nan_to_num(money.margin), -loudness, -total))
