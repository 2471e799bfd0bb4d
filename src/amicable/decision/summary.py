"""The cells of one sign (client x quarter) summed up per client, beside what peers did in the same quarters."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from amicable.signs import Model, Sign

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

HISTORY = 40
"""Quarters looked back; what is older says nothing about today, and may be misdated."""
BLOCK = 100_000
"""Clients summed up at a time: what is held at once stays small however many there are."""


@dataclass(frozen=True)
class Cells:
    """One sign, one entry per client and quarter (of several tables: one for each)."""

    place: Places
    """The client's place in the roster."""
    quarter: Places
    x: Numbers
    """How much showed."""
    n: Numbers
    """Out of how much."""
    v: Numbers
    """Money at stake where it showed, minor units."""
    last: Numbers
    """Day number on which it last showed; nan if never."""


@dataclass(frozen=True)
class Summary:
    """One sign, one entry per client that had an occasion, all arrays of the same length."""

    place: Places
    """Places of these clients in the roster, ascending."""
    x: Numbers
    """How much showed."""
    n: Numbers
    """Out of how much."""
    expected: Numbers
    """What would have shown at the peers' rate of the same quarters."""
    recent_x: Numbers
    """x, each quarter weighed by the sign's half-life."""
    recent_n: Numbers
    recent_expected: Numbers
    quarters: Numbers
    """Quarters with an occasion."""
    within: Numbers
    """Sum over quarters of x squared by n: how uneven one client's quarters are."""
    xx: Numbers
    """Squares and products over quarters."""
    xn: Numbers
    nn: Numbers
    early_x: Numbers
    """x in the first half of the record; `late_` in the second."""
    early_expected: Numbers
    late_x: Numbers
    late_expected: Numbers
    value: Numbers
    """Money at stake where it showed, minor units."""
    last_day: Numbers
    """Day number on which it last showed; nan if never."""

    def __len__(self) -> int:
        return len(self.place)


def summarise(sign: Sign, cells: Cells, peers: Places, *, now: int) -> Summary:
    """Sum up `cells`; `peers` gives the group of each place in the roster, `now` is the current quarter."""
    cells = _recent(cells, now)
    if not len(cells.place):
        return Summary(np.zeros(0, np.int64), *(np.zeros(0) for _ in fields(Summary)[1:]))
    first = int(cells.quarter.min())
    norms = _Norms.of(sign, cells, peers, first)
    blocks = []
    order = np.argsort(cells.place, kind="stable")
    edges = np.searchsorted(cells.place[order], np.arange(0, len(peers) + BLOCK, BLOCK))
    for number, (start, end) in enumerate(zip(edges, edges[1:], strict=False)):
        if end > start:
            block = Cells(*(getattr(cells, field.name)[order[start:end]] for field in fields(Cells)))
            blocks.append(_block(sign, block, number * BLOCK, peers, norms, now=now))
    return Summary(
        *(np.concatenate([getattr(one, field.name) for one in blocks]) for field in fields(Summary))
    )


@dataclass(frozen=True)
class _Norms:
    """What groups did, by group and quarter (one period for signs that are not compared by quarter)."""

    first: int
    """The first quarter; columns count from here."""
    columns: int
    x: Numbers
    n: Numbers
    rate: float
    """Of everybody."""
    steady: float
    """Weight of everybody's rate beside a group's own: four usual cells."""

    @classmethod
    def of(cls, sign: Sign, cells: Cells, peers: Places, first: int) -> "_Norms":
        columns = int(cells.quarter.max()) - first + 1
        period = cells.quarter - first if sign.by_period else np.zeros_like(cells.quarter)
        groups = int(peers.max(initial=0)) + 1
        key = peers[cells.place] * columns + period
        x, n = (_matrix(key, weights, groups, columns) for weights in (cells.x, cells.n))
        total = float(n.sum())
        return cls(
            first, columns, x, n, float(x.sum()) / total if total else 0.0, 4 * total / len(cells.place)
        )


def _block(sign: Sign, cells: Cells, base: int, peers: Places, norms: _Norms, *, now: int) -> Summary:
    """The same for clients whose places are close together: client x quarter as a plain matrix."""
    local = cells.place - base
    rows, columns = int(local.max()) + 1, norms.columns
    key = local * columns + cells.quarter - norms.first
    x, n = (_matrix(key, weights, rows, columns) for weights in (cells.x, cells.n))
    group = peers[base : base + rows]
    quarter = np.arange(columns) + norms.first
    period = np.arange(columns) if sign.by_period else np.zeros(columns, np.int64)
    # the peers are the others: without the client's own rows, and steadied by the rate of everybody
    own_x, own_n = (x, n) if sign.by_period else (x.sum(axis=1, keepdims=True), n.sum(axis=1, keepdims=True))
    beside = norms.n[group][:, period] - own_n + norms.steady
    others = np.divide(
        norms.x[group][:, period] - own_x + norms.steady * norms.rate,
        beside,
        out=np.zeros_like(x),
        where=beside > 0,
    )
    expected = n * others
    weight = 0.5 ** ((now - quarter).clip(0) / sign.half_life_quarters)
    early = quarter < (norms.first + now + 1) / 2
    # a quarter of cost without revenue is a quarter too
    seen = (n > 0) | ((x > 0) & (sign.model is Model.RATIO))
    here = np.unique(local)
    last = np.full(rows, -np.inf)
    np.maximum.at(last, local, np.nan_to_num(cells.last, nan=-np.inf))
    sums = {
        "x": x.sum(axis=1),
        "n": n.sum(axis=1),
        "expected": expected.sum(axis=1),
        "recent_x": x @ weight,
        "recent_n": n @ weight,
        "recent_expected": expected @ weight,
        "quarters": seen.sum(axis=1).astype(np.float64),
        "within": np.divide(x * x, n, out=np.zeros_like(x), where=n > 0).sum(axis=1),
        "xx": (x * x).sum(axis=1),
        "xn": (x * n).sum(axis=1),
        "nn": (n * n).sum(axis=1),
        "early_x": x @ early,
        "early_expected": expected @ early,
        "late_x": x @ ~early,
        "late_expected": expected @ ~early,
        "value": np.bincount(local, weights=cells.v, minlength=rows),
        "last_day": np.where(np.isinf(last), np.nan, last),
    }
    return Summary(place=here + base, **{name: values[here] for name, values in sums.items()})


def _recent(cells: Cells, now: int) -> Cells:
    kept = (cells.quarter > now - HISTORY) & (cells.quarter <= now + HISTORY)
    return cells if kept.all() else Cells(*(getattr(cells, one.name)[kept] for one in fields(Cells)))


def _matrix(key: Places, weights: Numbers, rows: int, columns: int) -> Numbers:
    """Weights added up where their keys (row * columns + column) point to."""
    added = np.bincount(key, weights=weights, minlength=rows * columns)
    return added.astype(np.float64).reshape(rows, columns)
