"""What an ending lost and what it freed, some quarters later, beside clients alike that were kept.

Only closed quarters count: the quarter of the end belongs to neither side. The year before is what is compared with.
Clients that were kept are the control: what became of them meanwhile is what might have become of the one that left
(difference in differences; Angrist and Pischke, 2009, ch. 5).
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from amicable.aftermath.mood import Mood, mood
from amicable.decision.review import Review
from amicable.decision.sides import ideal
from amicable.i18n import N_
from amicable.refusal import Refusal

LOOKS = (3, 6, 12)
"""Months after the end at which one looks back."""
YEAR = 4
"""Quarters before the end that are compared with."""
ALIKE = 10
"""Clients that were kept, with whom the one that left is compared."""
FEWEST = 5
"""Clients alike below which nothing is said about them."""
LEVEL = 0.8
"""Share of the clients alike that an interval holds."""


class TooEarly(Refusal):
    """Not one quarter has closed since the end."""


@dataclass(frozen=True)
class Between:
    """A middle value and the range of most."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class Study:
    """One ending, looked back at; money in minor units over all quarters looked at, time in hours."""

    client_id: str
    ended_on: date
    as_of: date
    quarters: int
    """Closed quarters since the end that were looked at."""
    lost: int | None
    """Gross profit that the client would have brought at the pace of its last year (negative: a loss that is gone)."""
    replaced: int | None
    """Gross profit of clients that came since the end; None where their costs are not all known."""
    newcomers: int
    freed: float
    """Hours that the client would have taken at the pace of its last year."""
    hours_to: dict[str, float]
    """How many hours more (or fewer) than before went to "ideal", "new" and "other" clients."""
    alike: int
    """How many clients alike were kept and compared with."""
    kept_change: Between | None
    """How the gross profit of those changed, as a share of what it was; None: too few to say."""
    mood: Mood

    @property
    def balance(self) -> int | None:
        """What was gained (or lost, where negative) in gross profit."""
        return None if self.lost is None or self.replaced is None else self.replaced - self.lost


@dataclass(frozen=True)
class _Sums:
    """Clients x quarters over a window: sums per client, in the order of the portfolio."""

    margin: np.ndarray
    hours: np.ndarray
    complete: np.ndarray
    """Whether the costs of all its quarters are known; true where nothing happened."""
    active: np.ndarray


def study(review: Review, client_id: str, ended_on: date, months: int = 12) -> Study:
    """Look back at the ending of `client_id`, at most `months` after it, by what `review` knows."""
    place, last = review.position(client_id), _quarter(ended_on)
    now = review.facts.evidence.quarter
    quarters = min(months // 3, now - last - 1)
    if quarters < 1:
        raise TooEarly(
            N_("No quarter has closed since {day}, so there is nothing to compare yet. Look again when one has."),
            day=ended_on,
        )  # fmt: skip
    before, after = _window(review, last - YEAR, last), _window(review, last + 1, last + 1 + quarters)
    share = quarters / YEAR
    new = _newcomers(review, ended_on)
    changes = _changes_of_alike(review, before, after, place, share)
    known = place >= 0 and bool(before.complete[place])
    return Study(
        client_id=client_id,
        ended_on=ended_on,
        as_of=review.as_of,
        quarters=quarters,
        lost=round(before.margin[place] * share) if known else None,
        replaced=round(after.margin[new].sum()) if after.complete[new].all() else None,
        newcomers=int((new & after.active).sum()),
        freed=float(before.hours[place] * share) if place >= 0 else 0.0,
        hours_to=_hours_to(review, before, after, new, place, share),
        alike=len(changes),
        kept_change=_between(changes),
        mood=mood(review.facts.evidence, last, quarters),
    )


def _window(review: Review, start: int, end: int) -> _Sums:
    """Sums over the quarters from `start` up to, not including, `end`."""
    rows = review.facts.evidence.economics
    chosen = rows.filter((rows.quarter >= start) & (rows.quarter < end))
    found = (
        chosen.group_by("place")
        .aggregate(
            margin=(chosen.revenue - chosen.cost).sum(),
            seconds=chosen.seconds.sum(),
            complete=chosen.complete.all(),
        )
        .to_pyarrow()
    )
    return _Sums(
        margin=_laid(review, found, "margin", 0.0),
        hours=_laid(review, found, "seconds", 0.0) / 3600,
        complete=_laid(review, found, "complete", 1.0) > 0,
        active=_laid(review, found, "seconds", np.nan) >= 0,
    )


def _laid(review: Review, found: pa.Table, name: str, missing: float) -> np.ndarray:
    """One column by place in the portfolio."""
    laid = np.full(len(review.portfolio.client_id), missing)
    laid[found["place"].to_numpy()] = found[name].cast(pa.float64()).to_numpy()
    return laid


def _newcomers(review: Review, ended_on: date) -> np.ndarray:
    since = review.portfolio.since_on.cast(pa.int32()).fill_null(-(2**31)).to_numpy(zero_copy_only=False)
    return np.asarray(since > (ended_on - date(1970, 1, 1)).days)


def _hours_to(
    review: Review, before: _Sums, after: _Sums, new: np.ndarray, place: int, share: float
) -> dict[str, float]:
    """Where the hours went: the change against the pace of the year before."""
    change = after.hours - before.hours * share
    others = np.arange(len(change)) != place
    wished = ideal(review) & ~new & others
    groups = {"ideal": wished, "new": new & others, "other": ~wished & ~new & others}
    return {name: float(change[members].sum()) for name, members in groups.items()}


def _changes_of_alike(review: Review, before: _Sums, after: _Sums, place: int, share: float) -> np.ndarray:
    """How the gross profit of clients alike that were kept changed, each as a share of what it was."""
    alike = _alike(review, before, after, place)
    usual = before.margin[alike] * share
    worth = usual != 0
    return np.asarray((after.margin[alike][worth] - usual[worth]) / np.abs(usual[worth]))


def _between(changes: np.ndarray) -> Between | None:
    if len(changes) < FEWEST:
        return None
    edge = (1 - LEVEL) / 2
    low, mid, high = np.quantile(changes, [edge, 0.5, 1 - edge])
    return Between(float(low), float(mid), float(high))


def _alike(review: Review, before: _Sums, after: _Sums, place: int) -> np.ndarray:
    """Places of the kept clients of its group that are nearest in margin and hours, measured in ranks."""
    if place < 0:
        return np.zeros(0, np.int64)
    ended = review.portfolio.ended_on.is_valid().to_numpy(zero_copy_only=False)
    there = before.active & after.active & before.complete & after.complete & ~ended
    there[place] = False
    same = there & (review.facts.peers == review.facts.peers[place])
    candidates = np.flatnonzero(same if same.sum() >= FEWEST else there)
    far = _distance(before.margin, place, candidates) + _distance(before.hours, place, candidates)
    return candidates[np.argsort(far, kind="stable")[:ALIKE]]


def _distance(values: np.ndarray, place: int, candidates: np.ndarray) -> np.ndarray:
    """How far each candidate is from the client, by the order of values, so that no unit and no giant counts more."""
    ordered = np.sort(values[candidates])
    ranks, own = np.searchsorted(ordered, values[candidates]), np.searchsorted(ordered, values[place])
    return np.abs(ranks - own) / max(len(ordered), 1)


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3
