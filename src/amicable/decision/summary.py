"""The cells of one sign (client x quarter) summed up per client, beside what peers did in the same quarters."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from amicable.signs import Model, Sign

Numbers = NDArray[np.float64]
Places = NDArray[np.integer]

BLOCK = 16_384
"""Clients summed up at a time: as matrices that stay in the processor's cache, however many clients there are."""
NEVER = -(2**31)
"""Stands for a day on which nothing showed."""


@dataclass(frozen=True)
class Cells:
    """One sign, entries for clients and quarters; those of the same client and quarter add up."""

    place: Places
    """The client's place in the roster."""
    quarter: Places
    x: Numbers
    """How much showed."""
    n: Numbers
    """Out of how much."""
    v: Numbers
    """Money at stake where it showed, minor units."""
    last: Places
    """Day number on which it last showed; `NEVER` if it did not."""


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
    quarters: Numbers
    """Quarters with an occasion."""
    value: Numbers
    """Money at stake where it showed, minor units."""
    last_day: Numbers
    """Day number on which it last showed; nan if never."""

    def __len__(self) -> int:
        return len(self.place)


@dataclass(frozen=True)
class Detail(Summary):
    """A summary with the sums that judging needs besides; they are not kept."""

    recent_x: Numbers
    """x, each quarter weighed by the sign's half-life."""
    recent_n: Numbers
    recent_expected: Numbers
    xx: Numbers
    """Squares and products over quarters: how uneven one client's quarters are."""
    xn: Numbers
    nn: Numbers
    early_x: Numbers
    """x in the first half of the record; `late_` in the second."""
    early_expected: Numbers
    late_x: Numbers
    late_expected: Numbers

    @property
    def summary(self) -> Summary:
        """What is shown of it."""
        return Summary(*(getattr(self, field.name) for field in fields(Summary)))


def summarise(sign: Sign, cells: Cells, peers: Places, *, now: int) -> Detail:
    """Sum up `cells`; `peers` gives the group of each place in the roster, `now` is the current quarter."""
    grid = _Grid.of(cells, len(peers))
    if not len(grid.order):
        return Detail(np.zeros(0, np.int64), *(np.zeros(0) for _ in fields(Detail)[1:]))
    norms = _Norms.of(sign, grid, peers)
    parts = [_summed(sign, block, peers, norms, now=now) for block in grid.blocks()]
    return Detail(*(np.concatenate([getattr(one, field.name) for one in parts]) for field in fields(Detail)))


@dataclass(frozen=True)
class _Block:
    """Neighbouring clients: client x quarter as plain matrices."""

    base: int
    """Place of the first."""
    x: Numbers
    n: Numbers
    value: Numbers
    last: Places


@dataclass(frozen=True)
class _Grid:
    """Where the cells of each block lie."""

    cells: Cells
    first: int
    """The first quarter; columns count from here."""
    columns: int
    order: Places
    """The cells that count, block by block."""
    edges: Places
    """Where in `order` each block begins, and the last one ends."""

    @classmethod
    def of(cls, cells: Cells, clients: int) -> "_Grid":
        counts = np.flatnonzero((cells.x != 0) | (cells.n != 0))
        quarter, block = cells.quarter[counts], cells.place[counts] // BLOCK
        first, last = (int(quarter.min()), int(quarter.max())) if len(quarter) else (0, 0)
        # few different numbers in few bits are put in order at once, by counting them
        order = counts[np.argsort(block.astype(np.uint16), kind="stable")]
        edges = np.cumsum(np.bincount(block + 1, minlength=-(-clients // BLOCK) + 1))
        return cls(cells, first, last - first + 1, order, edges)

    def blocks(self) -> Iterator[_Block]:
        """Every block that has cells."""
        for number, (start, end) in enumerate(zip(self.edges, self.edges[1:], strict=False)):
            if end > start:
                yield self._block(number * BLOCK, self.order[start:end])

    def _block(self, base: int, here: Places) -> _Block:
        cells = self.cells
        local = cells.place[here] - base
        rows = int(local.max()) + 1
        key = local * self.columns + (cells.quarter[here] - self.first)
        last = np.full(rows, NEVER, cells.last.dtype)
        np.maximum.at(last, local, cells.last[here])
        x, n = (_matrix(key, weights[here], rows, self.columns) for weights in (cells.x, cells.n))
        return _Block(base, x, n, _matrix(local, cells.v[here], rows, 1)[:, 0], last)


@dataclass(frozen=True)
class _Norms:
    """What groups did, by group and quarter (all quarters as one for signs that are not compared by quarter)."""

    quarter: Places
    """The quarter of each column of a block."""
    x: Numbers
    n: Numbers
    rate: float
    """Of everybody."""
    steady: float
    """Weight of everybody's rate beside a group's own: four usual cells."""

    @classmethod
    def of(cls, sign: Sign, grid: _Grid, peers: Places) -> "_Norms":
        cells, seen = grid.cells, grid.order
        shape, place = (int(peers.max(initial=0)) + 1, grid.columns), cells.place[seen]
        column = cells.quarter[seen] - grid.first
        key = peers[place] * grid.columns + column
        x, n = (_matrix(key, weights[seen], *shape) for weights in (cells.x, cells.n))
        there = np.zeros((len(peers), grid.columns), bool)
        there[place, column] = True
        if not sign.by_period:
            x, n = (sums.sum(axis=1, keepdims=True) for sums in (x, n))
        total = float(n.sum())
        rate = float(x.sum()) / total if total else 0.0
        return cls(np.arange(grid.columns) + grid.first, x, n, rate, 4 * total / int(np.count_nonzero(there)))

    def expected(self, sign: Sign, block: _Block, group: Places) -> Numbers:
        """What would have shown at the rate of the peers: the others, without the client's own part."""
        x, n = (block.x, block.n) if sign.by_period else (_across(block.x), _across(block.n))
        beside = self.n[group] - n + self.steady
        others = self.x[group] - x + self.steady * self.rate
        rate = np.divide(others, beside, out=np.zeros(np.shape(beside)), where=beside > 0)
        return block.n * rate


def _summed(sign: Sign, block: _Block, peers: Places, norms: _Norms, *, now: int) -> Detail:
    x, n, quarter = block.x, block.n, norms.quarter
    expected = norms.expected(sign, block, peers[block.base : block.base + len(x)])
    recent = 0.5 ** ((now - quarter).clip(0) / sign.half_life_quarters)
    early = quarter < (quarter[0] + now + 1) / 2
    each = np.ones(len(quarter))
    ways = np.stack([each, recent, early, ~early], axis=1)
    # a quarter of cost without revenue is a quarter too
    seen = (n > 0) | ((x > 0) & (sign.model is Model.RATIO))
    sums = {
        **_named("x", x @ ways),
        **_named("n", n @ ways),
        **_named("expected", expected @ ways),
        "quarters": seen @ each,
        "xx": np.vecdot(x, x),
        "xn": np.vecdot(x, n),
        "nn": np.vecdot(n, n),
        "value": block.value,
        "last_day": np.where(block.last == NEVER, np.nan, block.last),
    }
    here = np.flatnonzero(((x != 0) | (n != 0)) @ each)
    chosen = {field.name: sums[field.name][here] for field in fields(Detail)[1:]}
    return Detail(place=here + block.base, **chosen)


def _named(of: str, ways: Numbers) -> dict[str, Numbers]:
    """Sums over all quarters, over recent ones, over the first and the second half of the record."""
    return {name + of: ways[:, i] for i, name in enumerate(("", "recent_", "early_", "late_"))}


def _across(matrix: Numbers) -> Numbers:
    return matrix.sum(axis=1, keepdims=True)


def _matrix(key: Places, weights: Numbers, rows: int, columns: int) -> Numbers:
    """Weights added up where their keys (row * columns + column) point to."""
    added = np.bincount(key, weights=weights, minlength=rows * columns)
    return added.astype(np.float64, copy=False).reshape(rows, columns)
