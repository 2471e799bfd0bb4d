"""The backtest: what the outlook would have told month by month, and what came of it.

For each day the evidence is opened as it was known on that day, and nothing else is looked at. The forecasts
are those that `outlook` would have shown on that day; whether the sign was gone is what it showed later.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from amicable.decision.criteria import Criteria
from amicable.decision.facts import gather
from amicable.decision.outlook.experience import Experience, experience
from amicable.decision.outlook.model import HORIZONS
from amicable.decision.outlook.model.baselines import BASELINES
from amicable.decision.outlook.model.logistic import LEAST, MOST
from amicable.decision.outlook.months import QUIET, SHOWING, UNSEEN
from amicable.decision.summary import Numbers
from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.refusal import Refusal

BINS = 10
"""Parts into which probabilities are sorted for the reliability diagram."""
TOLD = ("shown", "model", *BASELINES)
"""Whose forecasts are compared: what the screen showed, and what each forecaster would have told."""
FEW = 30
"""Forecasts below which a comparison says nothing yet."""


class NoPeriod(Refusal):
    """The period holds no forecast whose outcome could be known."""


@dataclass(frozen=True)
class Point:
    """One point of the reliability diagram: of the forecasts between `low` and `high`, how many came true."""

    low: float
    high: float
    told: float
    """Their mean."""
    came: float
    """The share that came true."""
    count: int


@dataclass(frozen=True)
class SignTest:
    """One sign, one horizon: the forecasts against what came."""

    sign: str
    horizon: int
    forecasts: int
    clients: int
    gone: float
    """Share of the forecasts after which the sign was gone."""
    by: Mapping[str, int]
    """How many forecasts were told by whom."""
    brier: Mapping[str, float]
    """Mean squared distance from what came, by forecaster."""
    log_loss: Mapping[str, float]
    calibration_error: float
    """Mean distance of what was told from what came, over the points (expected calibration error)."""
    points: tuple[Point, ...]

    @property
    def best(self) -> str:
        """The trivial baseline that did best."""
        return min(BASELINES, key=lambda name: self.brier[name])

    @property
    def holds(self) -> bool:
        """Whether what was shown was no worse than the best trivial baseline."""
        return self.brier["shown"] <= self.brier[self.best] + 1e-9

    @property
    def enough(self) -> bool:
        """Whether there were enough forecasts to compare."""
        return self.forecasts >= FEW


@dataclass(frozen=True)
class Backtest:
    """All signs over one period."""

    first: date
    last: date
    days: tuple[date, ...]
    """On which forecasts were made or outcomes were looked at."""
    tests: tuple[SignTest, ...]


@dataclass
class _Told:
    """Forecasts of one sign and horizon, and what came of each, day by day."""

    clients: list[Numbers] = field(default_factory=list)
    gone: list[Numbers] = field(default_factory=list)
    each: dict[str, list[Numbers]] = field(default_factory=lambda: {name: [] for name in TOLD})
    by: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Day:
    """What was known of every sign on one day; clients by id, because the roster grows."""

    clients: np.ndarray
    past: Experience
    status: Mapping[str, np.ndarray]
    """sign -> status of each client of the roster."""
    forecasts: Mapping[tuple[str, int], tuple[np.ndarray, Mapping[str, Numbers]]]
    """(sign, horizon) -> places where it shows, and what each forecaster tells of them."""


def backtest(opened: Callable[[date], Evidence], criteria: Criteria, first: date, last: date) -> Backtest:
    """Forecasts from `first` on, judged until `last`; `opened` gives the evidence as it was known on a day."""
    days = tuple(_days(first, last))
    if len(days) <= HORIZONS[0]:
        raise NoPeriod(
            N_(
                "Between {first} and {last} no forecast can be judged: it takes at least {months} months. Choose an earlier --from."
            ),
            first=first.isoformat(),
            last=last.isoformat(),
            months=HORIZONS[0],
        )
    seen = [_look(opened(day), criteria) for day in days]
    told: dict[tuple[str, int], _Told] = {}
    for at, day in enumerate(seen):
        for (sign, horizon), forecast in day.forecasts.items():
            if at + horizon < len(seen):
                one = told.setdefault((sign, horizon), _Told())
                _compare(
                    one, day, forecast, seen[at + horizon], sign, day.past.signs[sign].learned[horizon].by
                )
    tests = (_judge(sign, horizon, one) for (sign, horizon), one in sorted(told.items()) if one.gone)
    return Backtest(first, last, days, tuple(tests))


def _days(first: date, last: date) -> Iterator[date]:
    """The same day of each month, back from `last`; the last day of a month where `last` is one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    ends = (last + timedelta(days=1)).day == 1
    for back in range(months, -1, -1):
        number = last.year * 12 + last.month - 1 - back
        end = date((number + 1) // 12, (number + 1) % 12 + 1, 1) - timedelta(days=1)
        day = end if ends else end.replace(day=min(last.day, end.day))
        if day >= first:
            yield day


def _look(evidence: Evidence, criteria: Criteria) -> _Day:
    facts = gather(evidence, criteria.in_force())
    past = experience(facts)
    clients = np.asarray(facts.roster.column("client_id").to_pylist(), dtype=object)
    status, forecasts = {}, {}
    for sign in past.signs:
        seen = past.walk(sign, np.arange(len(clients)))
        status[sign] = np.full(len(clients), UNSEEN, np.int8)
        status[sign][seen.place] = seen.status[:, -1]
        showing = seen.status[:, -1] == SHOWING
        for horizon, learned in past.signs[sign].learned.items():
            told = learned.forecast(seen)
            each = {name: one[showing] for name, one in {**told.each, "shown": told.probability}.items()}
            forecasts[sign, horizon] = (seen.place[showing], each)
    return _Day(clients, past, status, forecasts)


def _compare(
    told: _Told, day: _Day, forecast: tuple[np.ndarray, Mapping[str, Numbers]], later: _Day, sign: str, by: str
) -> None:  # fmt: skip
    places, each = forecast
    clients = day.clients[places]
    there = np.searchsorted(later.clients, clients).clip(0, max(len(later.clients) - 1, 0))
    came = later.status.get(sign, np.full(len(later.clients), UNSEEN))[there]
    known = (came != UNSEEN) & (later.clients[there] == clients)
    if known.any():
        told.clients.append(clients[known])
        told.gone.append((came[known] == QUIET).astype(np.float64))
        told.by[by] += int(known.sum())
        for name in TOLD:
            told.each[name].append(each[name][known])


def _judge(sign: str, horizon: int, told: _Told) -> SignTest:
    gone = np.concatenate(told.gone)
    each = {name: np.clip(np.concatenate(some), LEAST, MOST) for name, some in told.each.items()}
    points = reliability(each["shown"], gone)
    return SignTest(
        sign,
        horizon,
        len(gone),
        len(np.unique(np.concatenate(told.clients))),
        float(gone.mean()),
        dict(told.by),
        {name: float(np.mean((one - gone) ** 2)) for name, one in each.items()},
        {
            name: float(-np.mean(gone * np.log(one) + (1 - gone) * np.log1p(-one)))
            for name, one in each.items()
        },
        calibration_error(points),
        points,
    )


def reliability(told: Numbers, came: Numbers, bins: int = BINS) -> tuple[Point, ...]:
    """The points of the reliability diagram (Murphy and Winkler, 1977): bins of equal width that hold any forecast."""
    place = np.minimum((told * bins).astype(int), bins - 1)
    return tuple(
        Point(i / bins, (i + 1) / bins, float(told[here].mean()), float(came[here].mean()), int(here.sum()))
        for i in range(bins)
        if (here := place == i).any()
    )


def calibration_error(points: Sequence[Point]) -> float:
    """Expected calibration error: |told - came| over the points, weighed by their forecasts."""
    total = sum(point.count for point in points)
    return sum(point.count * abs(point.told - point.came) for point in points) / total if total else 0.0
