"""What costing adds up, by table: one aggregate per client and quarter, in the scans that signs make anyway."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import ibis

from amicable.evidence import Evidence, Firm, count

OWNERS = ("owner", "partner")
"""Roles whose hour costs what it would be worth elsewhere, where the firm says how much that is."""
YEAR_DAYS = 365


@dataclass(frozen=True)
class Sums:
    """Aggregates over one fact table that costing needs: the money and the hours."""

    table: str
    of: ibis.Table
    on: str
    sums: Mapping[str, ibis.Value]
    where: ibis.Value | None = None
    """Which rows add anything at all; None: any may."""
    detail: Mapping[str, ibis.Value] = field(default_factory=dict)
    """Sums that only the single lines need, not the margin: asked apart, when somebody looks at an account."""
    decided: tuple[ibis.Value, ...] = ()
    """Days from which a row adds the same, where these are later than `on`."""


def _invoices(evidence: Evidence) -> Sums:
    invoices = evidence.invoices
    net = ibis.coalesce(invoices.net, invoices.total - invoices.tax, invoices.total)
    sums = {"invoiced": _sum(net), "unconverted": count(net.isnull()).cast("int64")}
    bad, lost = _bad_debt(evidence, net)
    waiting = _waiting(evidence, bad)
    given_up = _given_up_on(evidence)
    decided = (invoices.due_on, invoices.paid_on, given_up)
    return Sums("invoices", invoices, "issued_on", {**sums, **lost, **waiting}, decided=decided)


def _given_up_on(evidence: Evidence) -> ibis.Value:
    """The day from which an open invoice counts as bad debt."""
    return evidence.invoices.due_on + ibis.interval(days=evidence.firm.bad_debt_days + 1)


def _open(invoices: ibis.Table) -> ibis.Value:
    return ibis.coalesce(invoices.open_amount, invoices.total - invoices.paid_amount, invoices.total)


def _bad_debt(evidence: Evidence, net: ibis.Value) -> tuple[ibis.Value, Mapping[str, ibis.Value]]:
    """Which invoices are given up, and how much of the revenue that is (tax is claimed back)."""
    invoices = evidence.invoices
    still = invoices.paid_on.isnull() & (_open(invoices) > 0)
    bad = (still & (invoices.due_day + evidence.firm.bad_debt_days < evidence.day)).fill_null(False)
    share = _open(invoices) / invoices.total.nullif(0)
    lost = ibis.ifelse(bad, (net * share).round(), 0).fill_null(0).cast("int64")
    # a source that never tells of a payment does not tell of bad debt either
    return bad, {"given_up": _sum(lost), "paid": count(invoices.paid_on.notnull()).cast("int64")}


def _waiting(evidence: Evidence, bad: ibis.Value) -> Mapping[str, ibis.Value]:
    """What it costs to wait for money beyond the terms; nothing where the firm states no yearly rate.

    What is owed and late today costs more tomorrow: it is kept as an amount and as that amount times its due
    day, so that the cost of any day is a difference of sums and an answer of yesterday still holds.
    """
    rate = evidence.firm.financing_rate
    if rate is None:
        return {}
    invoices, daily = evidence.invoices, rate / YEAR_DAYS
    late = ibis.greatest(invoices.paid_day - invoices.due_day, 0)
    paid = ibis.ifelse(invoices.paid_on.notnull(), invoices.total * late, 0)
    left = ibis.ifelse(bad, _open(invoices) * evidence.firm.bad_debt_days, 0)
    owed = invoices.paid_on.isnull() & (invoices.due_day < evidence.day) & ~bad
    amount = ibis.ifelse(owed, _open(invoices), 0)
    return {
        "waited": _sum(((paid.fill_null(0) + left.fill_null(0)) * daily).round().cast("int64")),
        "owed": _sum(amount),
        "owed_since": _sum((amount * invoices.due_day * daily).round().cast("int64")),
    }


def _credits(evidence: Evidence) -> Sums:
    """Credits by what they were for; what was written off is lost, not given."""
    given, kind = evidence.credits, evidence.credits.kind
    lost = (kind == "write_off").fill_null(False)
    sums = {
        "credited": given.amount.sum(where=~lost).fill_null(0).cast("int64"),
        "written_off": given.amount.sum(where=lost).fill_null(0).cast("int64"),
        "unconverted": count(given.amount.isnull()).cast("int64"),
    }
    detail = {
        "discounts": given.amount.sum(where=kind == "discount").fill_null(0).cast("int64"),
        "goodwill": given.amount.sum(where=kind == "goodwill").fill_null(0).cast("int64"),
    }
    return Sums("credits", given, "issued_on", sums, detail=detail)


def _amounts(table: str, on: str, name: str) -> Callable[[Evidence], Sums]:
    """The amounts of a table added up as `name`, and how many of them no exchange rate is known for."""

    def added(evidence: Evidence) -> Sums:
        rows = evidence.tables[table]
        sums = {name: _sum(rows.amount), "unconverted": count(rows.amount.isnull()).cast("int64")}
        return Sums(table, rows, on, sums)

    return added


def _orders(evidence: Evidence) -> Sums:
    """Orders, and what foretelling them needs: how many, the first and the last day."""
    orders = evidence.orders
    bought = (orders.amount > 0).fill_null(False)
    sums = {
        "ordered": _sum(orders.amount),
        "unconverted": count(orders.amount.isnull()).cast("int64"),
    }
    detail = {
        "purchases": count(bought).cast("int64"),
        "spent": orders.amount.sum(where=bought).fill_null(0).cast("int64"),
        "first_day": orders.ordered_day.min(where=bought).cast("int64"),
        "last_bought": orders.ordered_day.max(where=bought).cast("int64"),
    }
    return Sums("orders", orders, "ordered_on", sums, detail=detail)


def _time(evidence: Evidence) -> Sums:
    entries = evidence.time_entries
    rates = _people(evidence)
    of = entries.left_join(rates, "staff_id").select(entries, "rate", "role")
    cost = _cost(evidence, of)
    # a cost of zero is an empty cell of the export, not free work
    known = cost.notnull() & (cost > 0)
    parts = {"rework": of.kind == "rework", "chasing": of.kind == "chasing"}
    parts["owners"] = of.role.isin(OWNERS) & ~(of.kind.isin(tuple(parts)).fill_null(False))
    detail = {name: cost.sum(where=known & part).fill_null(0).cast("int64") for name, part in parts.items()}
    return Sums(
        "time_entries",
        of,
        "worked_on",
        {
            "seconds": _sum(of.seconds),
            "time_cost": cost.sum(where=known).fill_null(0).cast("int64"),
            "unpriced_seconds": of.seconds.sum(where=~known).fill_null(0).cast("int64"),
        },
        detail=detail,
    )


def _cost(evidence: Evidence, of: ibis.Table) -> ibis.Value:
    """What the time of each entry cost: an owner's what it is worth, else what the source says, else by rate."""
    rate = ibis.coalesce(of.rate, _minor(evidence.firm, "*"))
    stated = ibis.coalesce(of.cost, (of.seconds * rate / 3600).round().cast("int64"))
    worth = evidence.firm.owner_hour
    if worth is None:
        return stated
    own = (of.seconds * round(worth * evidence.firm.minor_units) / 3600).round().cast("int64")
    return ibis.ifelse(of.role.isin(OWNERS), own, stated)


def _people(evidence: Evidence) -> ibis.Table:
    """staff_id, role and rate: the loaded cost of one hour of each person, their own, else their role's.

    Each source knows people by ids of its own: who has no role in this one has that of the same name in another.
    """
    staff, firm = evidence.staff, evidence.firm
    known = staff.filter(staff.name.notnull()).group_by(name_known=staff.name.lower().strip())
    by_name = known.aggregate(role_known=staff.role.min(), cost_known=staff.hourly_cost.max())
    met = staff.left_join(by_name, staff.name.lower().strip() == by_name.name_known)
    role = ibis.coalesce(met.role, met.role_known)
    roles = [(name, _minor(firm, name)) for name in firm.hourly_cost if name != "*"]
    by_role = role.cases(*roles, else_=ibis.null("int64")) if roles else ibis.null("int64")
    rate = ibis.coalesce(met.hourly_cost, met.cost_known, by_role)
    return met.select("staff_id", role=role, rate=rate)


def _minor(firm: Firm, role: str) -> ibis.Value:
    hourly = firm.hourly_cost.get(role)
    return (
        ibis.null("int64") if hourly is None else ibis.literal(round(hourly * firm.minor_units)).cast("int64")
    )


def _sum(column: ibis.Value) -> ibis.Value:
    return column.sum().fill_null(0).cast("int64")


SUMS: Mapping[str, Callable[[Evidence], Sums]] = {
    "invoices": _invoices,
    "credits": _credits,
    "costs": _amounts("costs", "incurred_on", "direct"),
    "orders": _orders,
    "returns": _amounts("returns", "returned_on", "returned"),
    "time_entries": _time,
}
"""What costing adds up, by table."""
