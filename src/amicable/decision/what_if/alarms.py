"""How good the list was: of those listed on past days, who came off it again without anybody's help."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pyarrow.compute as pc

from amicable.decision.criteria import Criteria
from amicable.decision.review import Review, review
from amicable.decision.what_if.shares import wilson
from amicable.evidence import Evidence

LATER = 2
"""Quarters after which one looks again."""
FEW = 10
"""Listed clients below which a share says nothing yet."""


@dataclass(frozen=True)
class Listed:
    """Who was listed on one day, and who was a client then."""

    as_of: date
    named: frozenset[str]
    clients: frozenset[str]


@dataclass(frozen=True)
class Alarms:
    """What became of listed clients some quarters later; each client counts once a day on which it was listed."""

    days: tuple[date, ...]
    """On which lists were made that could be judged."""
    listed: int
    recovered: int
    """No longer listed, and nothing was agreed on with them meanwhile: false alarms."""
    still: int
    left: int
    """No longer clients."""
    helped: int
    """A remedy was tried with them, so that nobody knows what would have been; they do not count."""
    by_day: tuple[tuple[date, int, int], ...] = field(default=())
    """Day, how many were judged, how many had recovered."""

    @property
    def judged(self) -> int:
        """Out of how many the share is."""
        return self.recovered + self.still

    @property
    def rate(self) -> float | None:
        """Share of false alarms; None where nothing can be judged."""
        return self.recovered / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies with 95 % (Wilson, 1927)."""
        return wilson(self.recovered, self.judged)

    @property
    def enough(self) -> bool:
        """Whether there were enough listed clients to say anything."""
        return self.judged >= FEW


def listed(answer: Review) -> Listed:
    """Who is listed in a review, without the rest of it."""
    ids = np.asarray(answer.portfolio.client_id.to_pylist(), dtype=object)
    ended = pc.less_equal(answer.portfolio.ended_on, answer.as_of).fill_null(False)
    there = ~np.asarray(ended.to_numpy(zero_copy_only=False), bool)
    return Listed(answer.as_of, frozenset(ids[answer.points >= answer.criteria.points]), frozenset(ids[there]))  # fmt: skip


def quarter_ends(last: date, count: int) -> Iterator[date]:
    """The last days of `count` quarters, the latest not after `last`, in the order of time."""
    quarter = last.year * 4 + (last.month - 1) // 3
    if _end(quarter) > last:
        quarter -= 1
    return (_end(quarter - back) for back in range(count - 1, -1, -1))


def _end(quarter: int) -> date:
    following = quarter + 1
    return date(following // 4, following % 4 * 3 + 1, 1) - timedelta(days=1)


def backtest(
    opened: Callable[[date], Evidence],
    criteria: Criteria,
    days: Iterable[date],
    helped: Mapping[str, date] | None = None,
) -> Alarms:
    """The lists of past days, judged by those of later ones; `opened` gives the evidence as known on a day."""
    return alarms([listed(review(opened(day), criteria)) for day in days], helped or {})


def alarms(lists: Sequence[Listed], helped: Mapping[str, date], later: int = LATER) -> Alarms:
    """`lists` quarter by quarter; `helped`: client_id -> the first day on which a remedy was agreed on with it."""
    counted = dict.fromkeys(("recovered", "still", "left", "helped"), 0)
    by_day = []
    for before, after in zip(lists, lists[later:], strict=False):
        fates = [_fate(client, after, helped) for client in before.named]
        for fate in fates:
            counted[fate] += 1
        recovered = fates.count("recovered")
        by_day.append((before.as_of, recovered + fates.count("still"), recovered))
    return Alarms(tuple(day for day, *_ in by_day), sum(counted.values()), **counted, by_day=tuple(by_day))


def _fate(client: str, after: Listed, helped: Mapping[str, date]) -> str:
    if client not in after.clients:
        return "left"
    if client in helped and helped[client] <= after.as_of:
        return "helped"
    return "still" if client in after.named else "recovered"
