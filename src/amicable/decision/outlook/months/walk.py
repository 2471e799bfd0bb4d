"""The walk: every month of a sign on every client, in order, each told by what was known at its end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amicable.decision.outlook.months.reading import Months
from amicable.decision.outlook.months.state import FEATURES, FORGET, State
from amicable.decision.summary import Numbers, Places
from amicable.signs import Model, Sign

USUAL_CELLS = 4
"""What everybody's rate is worth beside a group's own, in usual cells, as in `decision.summary`."""


@dataclass(frozen=True)
class Walk:
    """One sign on clients (rows) over months (columns, the latest last)."""

    place: Places
    """Places of these clients in the roster, ascending."""
    status: np.ndarray
    """int8: SHOWING, QUIET or UNSEEN at the end of each month."""
    features: NDArray[np.float32]
    """Shape (clients, months, 6)."""
    last: State

    @property
    def months(self) -> int:
        """How many months."""
        return int(self.status.shape[1])


def walk(sign: Sign, months: Months, groups: Places, *, only: Places | None = None) -> Walk:
    """Walk through `months`; `groups` gives the peer group of each place, `only` the places wanted (else all)."""
    everybody = np.unique(months.place)
    place = everybody if only is None else np.intersect1d(everybody, only)
    unit = _unit(sign, months)
    norms = _Norms.of(months, groups, unit)
    here = np.isin(months.place, place)
    row = np.searchsorted(place, months.place[here])
    x, n = (_matrix(row, months, weights, here, len(place)) for weights in (months.x, months.n))
    state = State.fresh(len(place))
    status = np.empty((len(place), months.length), np.int8)
    features = np.empty((len(place), months.length, len(FEATURES)), np.float32)
    for month in range(months.length):
        state = state.after(x[:, month], n[:, month])
        norm = norms.beside(groups[place], month, state)
        threshold = _threshold(sign, norm)
        state = state.judged(threshold)
        status[:, month] = state.now
        features[:, month] = state.features(norm, threshold, share=sign.model is Model.SHARE, unit=unit)
    return Walk(place, status, features, state)


def _unit(sign: Sign, months: Months) -> float:
    """What one occasion is worth: 1 where they are counted, the usual amount of a month where they are measured."""
    some = months.n[months.n > 0]
    return float(np.median(some)) if sign.model is Model.RATIO and len(some) else 1.0


def _threshold(sign: Sign, norm: Numbers) -> Numbers:
    threshold = np.maximum(sign.above, sign.times * norm)
    return np.clip(threshold, 0, 0.999) if sign.model is Model.SHARE else threshold


def _matrix(row: Places, months: Months, weights: Numbers, here: np.ndarray, rows: int) -> Numbers:
    key = row * months.length + (months.length - 1 - months.ago[here])
    added = np.bincount(key, weights=weights[here], minlength=rows * months.length)
    return added.reshape(rows, months.length).astype(np.float64, copy=False)


@dataclass(frozen=True)
class _Norms:
    """What groups did, forgotten slowly: by group and month."""

    x: Numbers
    n: Numbers
    steady: float

    @classmethod
    def of(cls, months: Months, groups: Places, unit: float) -> "_Norms":
        count, length = int(groups.max(initial=0)) + 1, months.length
        key = groups[months.place] * length + (length - 1 - months.ago)
        x, n = (_forgotten(key, weights, count, length) for weights in (months.x, months.n))
        cells = max(len(months.place), 1)
        return cls(x, n, max(USUAL_CELLS * float(months.n.sum()) / cells, 1e-9 * unit))

    def beside(self, group: Places, month: int, state: State) -> Numbers:
        """The rate of each client's peers at the end of `month`, without the client's own part."""
        everybody = max(self.x[:, month].sum(), 0) / max(self.n[:, month].sum(), 1e-9)
        x = self.x[group, month] - state.x[-1] + self.steady * everybody
        n = self.n[group, month] - state.n[-1] + self.steady
        return np.clip(x, 0, None) / np.maximum(n, 1e-9)


def _forgotten(key: Places, weights: Numbers, groups: int, length: int) -> Numbers:
    """Sums by group and month, each with what is left of the months before."""
    added = np.bincount(key, weights=weights, minlength=groups * length)
    sums = added.reshape(groups, length).astype(np.float64)
    for month in range(1, length):
        sums[:, month] += FORGET[-1] * sums[:, month - 1]
    return sums
