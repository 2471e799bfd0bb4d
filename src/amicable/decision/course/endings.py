"""The portfolio view: which endings together free the time that the right clients need, and what they cost.

Gross profit is counted, never revenue: a large client that leaves little is replaced by a small one that leaves more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np

from amicable.decision.course.options import FILLED
from amicable.decision.path import bearable
from amicable.decision.profiling import sides_of
from amicable.decision.review import Review
from amicable.duties.pack import months_after

NOTICE_MONTHS = 2
FILLING_MONTHS = 6
"""Months in which freed hours are filled, step by step."""
AHEAD = 12
FEWEST = 5


@dataclass(frozen=True)
class Ending:
    """One client whose ending is looked at. Money in minor units a year, hours a year; None: unknown."""

    client_id: str
    name: str
    hours: float
    revenue: float
    margin: float | None


@dataclass(frozen=True)
class Month:
    """One month ahead: what is given up, what is gained, which hours are free and not yet filled."""

    first_on: date
    lost: float
    gained: float
    hours_free: float


@dataclass(frozen=True)
class Endings:
    """Several endings together. Money in minor units a year, hours a year."""

    chosen: tuple[Ending, ...]
    """Worst margin an hour first, until enough hours are free or the limit is reached."""
    waiting: tuple[Ending, ...]
    """Looked at, and not chosen: enough hours are free, or more would be too many at once."""
    limit: int
    """Endings that the firm can bear at once."""
    hours_needed: float
    """What the right clients need: those neglected, and those that replace the profit lost."""
    hours_freed: float
    profit_lost: float
    """Of those whose margin is known; negative: the endings bring money by themselves."""
    unknown: int
    """Of the chosen, how many leave a margin that nobody knows."""
    ideal_margin: float | None
    ideal_hours: float | None
    """What a usual client near the ideal leaves and takes."""
    months: tuple[Month, ...]

    @property
    def replaced_by(self) -> int | None:
        """How many clients near the ideal leave as much as is lost; None where it cannot be told."""
        if self.ideal_margin is None or self.ideal_margin <= 0:
            return None
        return max(0, ceil(self.profit_lost / self.ideal_margin))

    @property
    def enough(self) -> bool:
        """Whether the hours freed are those needed."""
        return self.hours_freed >= self.hours_needed


def endings(
    review: Review,
    leaving: Sequence[int],
    *,
    neglected_hours: float = 0.0,
    new_clients: int = 0,
    under_way: int = 0,
) -> Endings:
    """Which of the clients at the positions `leaving` to end together, and what comes of it.

    `neglected_hours`: hours a year that kept clients are missing; `new_clients`: clients near the ideal that wait;
    `under_way`: endings that the firm carries already.
    """
    ideal_margin, ideal_hours = _usual(review)
    limit = bearable(int((review.portfolio.revenue > 0).sum()))
    ranked = sorted((ending(review, one) for one in dict.fromkeys(leaving)), key=_least_an_hour)
    needed = neglected_hours + new_clients * (ideal_hours or 0.0)
    chosen: list[Ending] = []
    for one in ranked[: max(limit - under_way, 0)]:
        # without a stated need, all that the firm can bear
        if needed and sum(some.hours for some in chosen) >= needed:
            break
        chosen.append(one)
    lost = sum(one.margin or 0.0 for one in chosen)
    replacing = max(0, ceil(lost / ideal_margin)) * (ideal_hours or 0.0) if ideal_margin and ideal_margin > 0 else 0.0  # fmt: skip
    freed = sum(one.hours for one in chosen)
    return Endings(
        chosen=tuple(chosen),
        waiting=tuple(one for one in ranked if one not in chosen),
        limit=limit,
        hours_needed=max(needed, replacing),
        hours_freed=freed,
        profit_lost=lost,
        unknown=sum(one.margin is None for one in chosen),
        ideal_margin=ideal_margin,
        ideal_hours=ideal_hours,
        months=_months(review.as_of, lost, freed, ideal_margin, ideal_hours),
    )


def ending(review: Review, position: int) -> Ending:
    """What the client at `position` takes and leaves in a year."""
    p = review.portfolio
    client, margin = p.client_id[position].as_py(), float(p.margin[position])
    return Ending(
        client,
        p.name[position].as_py() or client,
        float(p.seconds[position]) / 3600,
        float(p.revenue[position]),
        None if np.isnan(margin) else margin,
    )


def _least_an_hour(one: Ending) -> tuple[bool, float, str]:
    """Known and least margin an hour first."""
    known = one.margin is not None and one.hours > 0
    return (not known, (one.margin or 0.0) / one.hours if known else 0.0, one.client_id)


def _usual(review: Review) -> tuple[float | None, float | None]:
    """Median margin and hours of the clients near the ideal."""
    p = review.portfolio
    good = sides_of(review, np.ones(len(review.points), bool))[0] & p.complete
    if good.sum() < FEWEST:
        return None, None
    return float(np.median(p.margin[good])), float(np.median(p.seconds[good])) / 3600


def _months(
    as_of: date, lost: float, freed: float, ideal_margin: float | None, ideal_hours: float | None
) -> tuple[Month, ...]:
    """A year ahead: profit goes when notice is over, and freed hours fill up step by step."""
    hour = ideal_margin / ideal_hours if ideal_margin and ideal_hours else 0.0
    first = as_of.replace(day=1)
    found = []
    for number in range(1, AHEAD + 1):
        over = number > NOTICE_MONTHS
        filled = min(1.0, max(0, number - NOTICE_MONTHS) / FILLING_MONTHS) * FILLED.mid if over else 0.0
        hours = freed / 12 if over else 0.0
        found.append(Month(months_after(first, number), lost / 12 if over else 0.0, hours * filled * hour, hours * (1 - filled)))  # fmt: skip
    return tuple(found)
