"""Ideal and non-ideal clients side by side: how each sign and the money look on either side of the portfolio.

The ideal side: clients without a counted sign whose margin per hour is in the upper third. The other side: the
clients named. Both are described by medians, so that one loud client does not paint the picture.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from amicable.decision.findings import Finding, SignOnAll
from amicable.decision.review import Review
from amicable.decision.summary import Numbers

FEWEST = 5
"""Clients below which a side is not described."""


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


@dataclass(frozen=True)
class Beside:
    """One feature of one client between the ideal client and clients of its kind; None: unknown or too few."""

    feature: str
    ideal: float | None
    own: float | None
    peers: float | None


def beside(answer: Review, position: int, findings: tuple[Finding, ...]) -> list[Beside]:
    """The client at `position`, feature by feature, with what is usual among the ideal ones and its peers."""
    good, alike = ideal(answer), _alike(answer, position)
    money = [
        Beside(feature, _median(values[good]), _known(values[position]), _median(values[alike]))
        for feature, values in _money(answer)
    ]
    found = {one.sign.name: one for one in findings}
    shown = [
        Beside(one.sign.name, _median(_rates(one, len(good))[good]), found[one.sign.name].rate, found[one.sign.name].peer_rate)
        for one in answer.signs
        if one.sign.name in found
    ]  # fmt: skip
    return money + shown


def _money(answer: Review) -> list[tuple[str, Numbers]]:
    p = answer.portfolio
    return [("revenue", p.revenue), ("margin", p.margin), ("margin_per_hour", p.margin_per_hour), ("hours", p.seconds / 3600)]  # fmt: skip


def _alike(answer: Review, position: int) -> np.ndarray:
    """The other clients of its segment, or where these are too few, all others."""
    segment = answer.portfolio.segment
    same = pc.equal(segment, segment[position]).fill_null(False).to_numpy(zero_copy_only=False)
    others = np.arange(len(segment)) != position
    return same & others if (same & others).sum() >= FEWEST else others


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _rates(one: SignOnAll, clients: int) -> Numbers:
    rates = np.full(clients, np.nan)
    rates[one.summary.place] = one.judged.shrunk
    return rates


def _row(feature: str, values: Numbers, good: np.ndarray, bad: np.ndarray) -> dict[str, object]:
    return {"feature": feature, "ideal": _median(values[good]), "named": _median(values[bad])}


def _median(values: Numbers) -> float | None:
    known = values[~np.isnan(values)]
    return round(float(np.median(known)), 6) if len(known) >= FEWEST else None
