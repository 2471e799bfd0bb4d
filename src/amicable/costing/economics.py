"""What each client brought and cost, quarter by quarter.

Cost to serve is direct cost plus time at the loaded rate of whoever worked (time-driven
activity-based costing: Kaplan and Anderson, 2004). A cost that is not known makes the quarter
incomplete; it never counts as nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from amicable.evidence import Evidence, Firm, count

Whole = NDArray[np.int64]
Places = NDArray[np.integer]
Flags = NDArray[np.bool_]

YEAR = 4
"""Quarters after which a quarter is compared with."""
TURNOVER = frozenset({"invoiced", "credited", "ordered", "returned"})
"""Sums that are also looked back at from a year later."""
UNPRICED_LIMIT = 0.05
"""Share of a client's hours without a known rate up to which a margin is still shown."""


@dataclass(frozen=True)
class Sums:
    """Aggregates over one fact table that costing needs: the money and the hours."""

    table: str
    of: ibis.Table
    on: str
    sums: Mapping[str, ibis.Value]
    where: ibis.Value | None = None
    """Which rows add anything at all; None: any may."""


def _invoices(evidence: Evidence) -> Sums:
    invoices = evidence.invoices
    net = ibis.coalesce(invoices.net, invoices.total - invoices.tax, invoices.total)
    sums = {"invoiced": _sum(net), "unconverted": count(net.isnull()).cast("int64")}
    return Sums("invoices", invoices, "issued_on", sums)


def _amounts(table: str, on: str, name: str) -> Callable[[Evidence], Sums]:
    """The amounts of a table added up as `name`, and how many of them no exchange rate is known for."""

    def added(evidence: Evidence) -> Sums:
        rows = evidence.tables[table]
        sums = {name: _sum(rows.amount), "unconverted": count(rows.amount.isnull()).cast("int64")}
        return Sums(table, rows, on, sums)

    return added


def _time(evidence: Evidence) -> Sums:
    entries = evidence.time_entries
    rates = evidence.staff.select("staff_id", rate=_rate(evidence))
    of = entries.left_join(rates, "staff_id").select(entries, "rate")
    anybody = _minor(evidence.firm, "*")
    rate = ibis.coalesce(of.rate, anybody)
    cost = ibis.coalesce(of.cost, (of.seconds * rate / 3600).round().cast("int64"))
    # a cost of zero is an empty cell of the export, not free work
    known = cost.notnull() & (cost > 0)
    return Sums(
        "time_entries",
        of,
        "worked_on",
        {
            "seconds": _sum(of.seconds),
            "time_cost": cost.sum(where=known).fill_null(0).cast("int64"),
            "unpriced_seconds": of.seconds.sum(where=~known).fill_null(0).cast("int64"),
        },
    )


def _rate(evidence: Evidence) -> ibis.Value:
    """Loaded cost of one hour of each person: their own, else their role's."""
    staff, firm = evidence.staff, evidence.firm
    roles = [(role, _minor(firm, role)) for role in firm.hourly_cost if role != "*"]
    by_role = staff.role.cases(*roles, else_=ibis.null("int64")) if roles else ibis.null("int64")
    return ibis.coalesce(staff.hourly_cost, by_role)


def _minor(firm: Firm, role: str) -> ibis.Value:
    hourly = firm.hourly_cost.get(role)
    return (
        ibis.null("int64") if hourly is None else ibis.literal(round(hourly * firm.minor_units)).cast("int64")
    )


def _sum(column: ibis.Value) -> ibis.Value:
    return column.sum().fill_null(0).cast("int64")


SUMS: Mapping[str, Callable[[Evidence], Sums]] = {
    "invoices": _invoices,
    "credits": _amounts("credits", "issued_on", "credited"),
    "costs": _amounts("costs", "incurred_on", "direct"),
    "orders": _amounts("orders", "ordered_on", "ordered"),
    "returns": _amounts("returns", "returned_on", "returned"),
    "time_entries": _time,
}
"""What costing adds up, by table."""


@dataclass(frozen=True)
class Added:
    """What came out when one of `SUMS` was added up, by client and quarter."""

    place: Places
    """The client's place in the roster."""
    quarter: Places
    sums: Mapping[str, Whole]


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
    seconds: Whole
    unpriced_seconds: Whole
    complete: Flags
    """Whether all costs of the quarter are known."""
    ever_billed: Flags
    """Whether the client was, in any quarter."""

    @property
    def cost(self) -> Whole:
        """Cost to serve."""
        return self.direct + self.time_cost

    def table(self, evidence: Evidence, clients: pa.Array) -> ibis.Table:
        """The same as a table of evidence, to which signs put questions; `clients` are the ids by place.

        Besides it has client_id, began_on, cost, margin, and closed (the quarter is over).
        """
        rows = evidence.lay(pa.table({"client_id": clients.take(pa.array(self.place)), **vars(self)}))
        year, month = rows.quarter // 4, rows.quarter % 4 * 3 + 1
        cost = rows.direct + rows.time_cost
        return rows.mutate(
            cost=cost,
            margin=rows.revenue - cost,
            began_on=ibis.date(year.cast("int32"), month.cast("int32"), 1),
            closed=rows.quarter < evidence.quarter,
        )


def economics(evidence: Evidence, added: Mapping[str, Added]) -> Economics:
    """Revenue, cost to serve and hours, and whether all of it is known; `added` by table of `SUMS`."""
    book = _Book(tuple(added.values()), evidence.quarter)
    billed, revenue, before = _revenue(evidence, book)
    direct, time_cost = _direct(evidence, revenue, book.sum("direct")), book.sum("time_cost")
    seconds, unpriced = book.sum("seconds"), book.sum("unpriced_seconds")
    cost = direct + time_cost
    priced = (unpriced <= seconds * UNPRICED_LIMIT) & (book.sum("unconverted") == 0)
    ever_billed, ever_worked = book.ever(billed), book.ever(cost)
    # before the firm recorded any cost, a quarter without cost is a quarter without records
    recorded = book.quarter >= book.quarter[cost > 0].min(initial=evidence.quarter + 1)
    return Economics(
        place=book.place,
        quarter=book.quarter,
        revenue=revenue,
        revenue_a_year_before=before,
        direct=direct,
        time_cost=time_cost,
        seconds=seconds,
        unpriced_seconds=unpriced,
        # Whoever never caused any cost, or was never billed, stands in our records under two names or not
        # at all: missing evidence, neither a client that costs nothing nor one that brings nothing.
        complete=priced & ever_billed & ever_worked & recorded,
        ever_billed=ever_billed,
    )


def _revenue(evidence: Evidence, book: "_Book") -> tuple[Whole, Whole, Whole]:
    """What was billed, the revenue, and that of a year before: from invoices if there are any, else orders."""
    by_invoice = evidence.has("invoices") or not evidence.has("orders")
    more, less = ("invoiced", "credited") if by_invoice else ("ordered", "returned")
    billed = book.sum(more)
    return billed, billed - book.sum(less), book.sum(more, YEAR) - book.sum(less, YEAR)


def _direct(evidence: Evidence, revenue: Whole, recorded: Whole) -> Whole:
    share = evidence.firm.direct_cost_rate
    if share is None or evidence.has("costs"):
        return recorded
    return np.trunc(revenue * share + np.copysign(0.5, revenue)).astype(np.int64)


class _Book:
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
