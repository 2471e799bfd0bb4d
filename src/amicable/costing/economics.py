"""What each client brought and cost, quarter by quarter.

Cost to serve is direct cost plus time at the loaded rate of whoever worked (time-driven
activity-based costing: Kaplan and Anderson, 2004), plus what waiting for money and bad debt cost. A cost that
is not known makes the quarter incomplete; it never counts as nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from amicable.costing.chasing import reminder_cost
from amicable.costing.gate import limit
from amicable.costing.sums import YEAR_DAYS
from amicable.evidence import Evidence

Whole = NDArray[np.int64]
Places = NDArray[np.integer]
Flags = NDArray[np.bool_]

YEAR = 4
"""Quarters after which a quarter is compared with."""
TURNOVER = frozenset({"invoiced", "credited", "ordered", "returned"})
"""Sums that are also looked back at from a year later."""


@dataclass(frozen=True)
class Added:
    """What came out when one of `SUMS` was added up, by client and quarter."""

    place: Places
    """The client's place in the roster."""
    quarter: Places
    sums: Mapping[str, Whole]


@dataclass(frozen=True)
class Span:
    """From which to which quarter the firm recorded anything of a kind."""

    first: int
    last: int

    def __contains__(self, quarter: int) -> bool:
        return self.first <= quarter <= self.last


@dataclass(frozen=True)
class Economics:
    """One entry per client and quarter up to today; money in minor units, time in seconds."""

    place: Places
    """The client's place in the roster."""
    quarter: Places
    revenue: Whole
    revenue_a_year_before: Whole
    direct: Whole
    time_cost: Whole
    carrying: Whole
    """What reminders, waiting for money and bad debt cost."""
    seconds: Whole
    unpriced_seconds: Whole
    complete: Flags
    """Whether all costs of the quarter are known."""
    ever_billed: Flags
    """Whether the client was, in any quarter."""

    @property
    def cost(self) -> Whole:
        """Cost to serve."""
        return self.direct + self.time_cost + self.carrying

    def table(self, evidence: Evidence, clients: pa.Array) -> ibis.Table:
        """The same as a table of evidence, to which signs put questions; `clients` are the ids by place.

        Besides it has client_id, began_on, cost, margin, and closed (the quarter is over).
        """
        rows = evidence.lay(pa.table({"client_id": clients.take(pa.array(self.place)), **vars(self)}))
        year, month = rows.quarter // 4, rows.quarter % 4 * 3 + 1
        cost = rows.direct + rows.time_cost + rows.carrying
        return rows.mutate(
            cost=cost,
            margin=rows.revenue - cost,
            began_on=ibis.date(year.cast("int32"), month.cast("int32"), 1),
            closed=rows.quarter < evidence.quarter,
        )


def economics(evidence: Evidence, added: Mapping[str, Added]) -> Economics:
    """Revenue, cost to serve and hours, and whether all of it is known; `added` by table of `SUMS`."""
    book = Book(tuple(added.values()), evidence.quarter)
    billed, revenue, before = _revenue(evidence, book)
    direct, time_cost = direct_cost(evidence, revenue, book.sum("direct")), book.sum("time_cost")
    carrying = reminders(evidence, book) + financing(evidence, book) + bad_debt(book)
    seconds, unpriced = book.sum("seconds"), book.sum("unpriced_seconds")
    cost = direct + time_cost
    priced = (unpriced <= seconds * (1 - limit(evidence.firm, "hours"))) & (book.sum("unconverted") == 0)
    ever_billed, ever_worked = book.ever(billed), book.ever(cost)
    span = recorded(book, billed, cost, evidence.quarter)
    return Economics(
        place=book.place,
        quarter=book.quarter,
        revenue=revenue,
        revenue_a_year_before=before,
        direct=direct,
        time_cost=time_cost,
        carrying=carrying,
        seconds=seconds,
        unpriced_seconds=unpriced,
        # Whoever never caused any cost, or was never billed, stands in our records under two names or not
        # at all: missing evidence, neither a client that costs nothing nor one that brings nothing.
        complete=priced
        & ever_billed
        & ever_worked
        & (book.quarter >= span.first)
        & (book.quarter <= span.last),
        ever_billed=ever_billed,
    )


def recorded(book: "Book", billed: Whole, cost: Whole, now: int) -> Span:
    """Between which quarters the firm recorded costs.

    Before it began to, a quarter without cost is a quarter without records; and so it is after the hours
    stopped coming in while invoices went on.
    """
    costly = book.quarter[cost > 0]
    first = int(costly.min(initial=now + 1))
    hours = book.quarter[book.sum("seconds") > 0]
    last = (
        int(hours.max(initial=0))
        if len(hours) and hours.max() < book.quarter[billed > 0].max(initial=0) - 1
        else now
    )
    return Span(first, last)


def bad_debt(book: "Book") -> Whole:
    """What will not be paid: written off, or open for too long, where the firm's records tell of payments at all."""
    given_up = book.sum("given_up") if book.sum("paid").any() else 0
    return book.sum("written_off") + given_up


def financing(evidence: Evidence, book: "Book") -> Whole:
    """What it cost to wait for money beyond the terms, by the quarter of the invoice."""
    rate = evidence.firm.financing_rate
    if rate is None:
        return np.zeros(len(book.place), np.int64)
    until_today = book.sum("owed") * (evidence.day * rate / YEAR_DAYS) - book.sum("owed_since")
    return book.sum("waited") + np.rint(until_today).astype(np.int64)


def reminders(evidence: Evidence, book: "Book") -> Whole:
    """What the reminders cost that we wrote."""
    return book.sum("reminders") * (reminder_cost(evidence.firm) or 0)


def _revenue(evidence: Evidence, book: "Book") -> tuple[Whole, Whole, Whole]:
    """What was billed, the revenue, and that of a year before: from invoices if there are any, else orders."""
    more, less = billing(evidence)
    billed = book.sum(more)
    return billed, billed - book.sum(less), book.sum(more, YEAR) - book.sum(less, YEAR)


def billing(evidence: Evidence) -> tuple[str, str]:
    """The sums that revenue is made of: what was billed, and what was given back."""
    by_invoice = evidence.has("invoices") or not evidence.has("orders")
    return ("invoiced", "credited") if by_invoice else ("ordered", "returned")


def direct_cost(evidence: Evidence, revenue: Whole, on_record: Whole) -> Whole:
    """Direct cost as recorded, or where nothing is recorded the firm's share of revenue."""
    share = evidence.firm.direct_cost_rate
    if share is None or evidence.has("costs"):
        return on_record
    return np.trunc(revenue * share + np.copysign(0.5, revenue)).astype(np.int64)


class Book:
    """A line for every client and quarter of which anything is known; sums from all tables meet there."""

    def __init__(self, added: tuple[Added, ...], now: int) -> None:
        looked_at = [(one, ago) for one in added for ago in ((0, YEAR) if TURNOVER & {*one.sums} else (0,))]
        quarters = [np.unique(one.quarter) + ago for one, ago in looked_at]
        known = np.unique(np.concatenate([np.zeros(0, np.int32), *quarters]))
        known = known[known <= now]
        clients = max((int(one.place.max(initial=-1)) + 1 for one in added), default=0)
        # one bit for each that could be, so that nothing has to be put in order
        there = np.zeros((clients, len(known)), bool)
        cells = [_cells(one, ago, known) for one, ago in looked_at]
        for cell, _ in cells:
            there.ravel()[cell] = True
        line = np.cumsum(there, dtype=np.int32) - 1
        self._parts = [
            (one.sums, ago, line[cell], seen)
            for (one, ago), (cell, seen) in zip(looked_at, cells, strict=True)
        ]
        place, column = np.nonzero(there)
        self.place: Places = place.astype(np.int32)
        self.quarter: Places = known[column].astype(np.int32)

    def sum(self, name: str, ago: int = 0) -> Whole:
        """What was added up as `name`, in the same quarter or some quarters `ago`."""
        total = np.zeros(len(self.place), np.int64)
        for sums, shift, line, seen in self._parts:
            if shift == ago and name in sums:
                np.add.at(total, line, sums[name][seen])
        return total

    def ever(self, sums: Whole) -> Flags:
        """Whether `sums` of the client come to anything over all quarters."""
        return np.asarray(np.bincount(self.place, weights=sums) > 0)[self.place]


def _cells(one: Added, ago: int, quarters: Places) -> tuple[Whole, Flags]:
    """Where in a matrix of clients and `quarters` each sum belongs, `ago` later; and which sums have a place there."""
    quarter = one.quarter + ago
    seen = quarter <= quarters.max(initial=0)
    return one.place[seen] * np.int64(len(quarters)) + np.searchsorted(quarters, quarter[seen]), seen
