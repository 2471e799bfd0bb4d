"""Ideal and non-ideal clients side by side: how each sign and the money look on either side of the portfolio.

The ideal side: clients without a counted sign whose margin per hour is in the upper third. The other side: the
clients named. Both are described by medians, so that one loud client does not paint the picture.
"""

import numpy as np

from amicable.decision.findings import SignOnAll
from amicable.decision.review import Review
from amicable.decision.summary import Numbers
from amicable.profiles.profile import FEWEST


def ideal(answer: Review) -> np.ndarray:
    """Which clients are as one would wish them; along the portfolio."""
    per_hour = answer.portfolio.margin_per_hour
    known = per_hour[~np.isnan(per_hour)]
    least = np.quantile(known, 2 / 3) if len(known) else np.inf
    return (np.nan_to_num(per_hour, nan=-np.inf) >= least) & (answer.points == 0)


def named(answer: Review) -> np.ndarray:
    """Which clients are named; along the portfolio."""
    return answer.points >= answer.criteria.points


def sides(answer: Review) -> list[dict[str, object]]:
    """One row per feature: `feature`, and the median of `ideal` and `named` clients (None: too few to say)."""
    good, bad = ideal(answer), named(answer)
    rows = [_row(feature, values, good, bad) for feature, values in _money(answer)]
    return rows + [_row(one.sign.name, _rates(one, len(good)), good, bad) for one in answer.signs]


def _money(answer: Review) -> list[tuple[str, Numbers]]:
    p = answer.portfolio
    return [("revenue", p.revenue), ("margin", p.margin), ("margin_per_hour", p.margin_per_hour), ("hours", p.seconds / 3600)]  # fmt: skip


def alike(answer: Review, position: int) -> np.ndarray:
    """The other clients of its peer group, or where these are too few, all others."""
    group = np.asarray(answer.facts.peers)
    same, others = group == group[position], np.arange(len(group)) != position
    return same & others if (same & others).sum() >= FEWEST else others


def _rates(one: SignOnAll, clients: int) -> Numbers:
    rates = np.full(clients, np.nan)
    rates[one.summary.place] = one.judged.shrunk
    return rates


def _row(feature: str, values: Numbers, good: np.ndarray, bad: np.ndarray) -> dict[str, object]:
    return {"feature": feature, "ideal": _median(values[good]), "named": _median(values[bad])}


def _median(values: Numbers) -> float | None:
    known = values[~np.isnan(values)]
    return round(float(np.median(known)), 6) if len(known) >= FEWEST else None
