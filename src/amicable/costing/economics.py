"""What each client brought and cost, quarter by quarter.

Cost to serve is direct cost plus time at the loaded rate of whoever worked (time-driven
activity-based costing: Kaplan and Anderson, 2004). A cost that is not known makes the quarter
incomplete; it never counts as nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ibis

from amicable.evidence import Evidence, Firm, count

KEYS = ("client_id", "quarter")
COLUMNS = (
    "invoiced",
    "invoiced_a_year_before",
    "credited",
    "credited_a_year_before",
    "ordered",
    "ordered_a_year_before",
    "returned",
    "returned_a_year_before",
    "direct",
    "seconds",
    "time_cost",
    "unpriced_seconds",
    "unconverted",
)
"""Sums per client and quarter: money in minor units of the reporting currency, time in seconds."""

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


def economics(evidence: Evidence, added: Mapping[str, ibis.Table]) -> ibis.Table:
    """One row per client and quarter: revenue, cost to serve, margin, hours, whether all of it is known.

    `added` maps each table of `SUMS` to its aggregates (client_id, quarter, the sums).
    Columns: client_id, quarter, began_on, revenue, revenue_a_year_before, direct, time_cost, cost,
    margin (minor units), seconds, unpriced_seconds, complete, ever_billed, closed (the quarter is over).
    """
    filled = {name: table for name, table in added.items() if evidence.has(name)} or added
    parts = [part for name, table in filled.items() for part in _laid_out(name, table)]
    known = [name for name in COLUMNS if any(name in part.columns for part in parts)]
    zero = ibis.literal(0).cast("int64")
    laid = [
        part.select(*KEYS, **{n: part[n] if n in part.columns else zero for n in known}) for part in parts
    ]
    # the sums of one client and quarter meet in one row, whichever tables they came from
    together = ibis.union(*laid) if len(laid) > 1 else laid[0]
    met = together.group_by(KEYS).aggregate(**{name: together[name].sum().cast("int64") for name in known})
    return _judged(evidence, met.mutate(**{name: zero for name in COLUMNS if name not in known}))


def _laid_out(name: str, table: ibis.Table) -> list[ibis.Table]:
    rows = [table.select(*KEYS, *(column for column in COLUMNS if column in table.columns))]
    turnover = {
        "invoices": "invoiced",
        "credits": "credited",
        "orders": "ordered",
        "returns": "returned",
    }.get(name)
    if turnover:  # the same amounts once more, a year later, to compare each quarter with its year before
        a_year_later = {"client_id": table.client_id, "quarter": (table.quarter + 4).cast("int32")}
        rows.append(table.select(**a_year_later, **{f"{turnover}_a_year_before": table[turnover]}))
    return rows


def _judged(evidence: Evidence, met: ibis.Table) -> ibis.Table:
    as_of = evidence.as_of
    now = as_of.year * 4 + (as_of.month - 1) // 3
    rows = _money(evidence, met.filter(met.quarter <= now))
    ever = rows.group_by("client_id").aggregate(billed=rows.billed.sum() > 0, worked=rows.cost.sum() > 0)
    # before the firm recorded any cost, a quarter without cost is a quarter without records
    recorded = rows.quarter.min(where=rows.cost > 0).as_scalar()
    known = rows.left_join(ever, "client_id").select(rows, ever_billed=ever.billed, ever_worked=ever.worked)
    judged = known.select(
        *KEYS,
        "seconds",
        "unpriced_seconds",
        "revenue",
        "revenue_a_year_before",
        "direct",
        "time_cost",
        # Whoever never caused any cost, or was never billed, stands in our records under two names or not
        # at all: missing evidence, neither a client that costs nothing nor one that brings nothing.
        complete=known.priced & known.ever_billed & known.ever_worked & (known.quarter >= recorded),
        ever_billed=known.ever_billed,
    )
    return _told(judged.cache(), now)


def _told(judged: ibis.Table, now: int) -> ibis.Table:
    """With what follows from the columns of a row, which is worked out anew wherever it is read."""
    year, month = judged.quarter // 4, judged.quarter % 4 * 3 + 1
    cost = judged.direct + judged.time_cost
    return judged.mutate(
        cost=cost,
        margin=judged.revenue - cost,
        began_on=ibis.date(year.cast("int32"), month.cast("int32"), 1),
        closed=judged.quarter < now,
    )


def _money(evidence: Evidence, met: ibis.Table) -> ibis.Table:
    """Revenue and cost, from invoices where the firm has any, else from orders."""
    if evidence.has("invoices") or not evidence.has("orders"):
        billed, revenue = met.invoiced, met.invoiced - met.credited
        before = met.invoiced_a_year_before - met.credited_a_year_before
    else:
        billed, revenue = met.ordered, met.ordered - met.returned
        before = met.ordered_a_year_before - met.returned_a_year_before
    share, direct = evidence.firm.direct_cost_rate, met.direct
    if share is not None and not evidence.has("costs"):
        direct = (revenue * share).round().cast("int64")
    return met.select(
        "client_id",
        "quarter",
        "seconds",
        "time_cost",
        "unpriced_seconds",
        billed=billed,
        revenue=revenue,
        revenue_a_year_before=before,
        direct=direct,
        cost=direct + met.time_cost,
        priced=(met.unpriced_seconds <= met.seconds * UNPRICED_LIMIT) & (met.unconverted == 0),
    )
