"""The sums behind a review written by hand in pandas, for this one ledger: vectorised, only the columns needed."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.by_hand import (
    GIVEN_UP_DAYS,
    HALF_LIFE,
    LEAST_HOURS,
    LEAST_PEERS,
    OPEN_MINUTES,
    RATIOS,
    SHARED,
    UNPRICED,
    Asked,
    Money,
    Sums,
)

KEYS = ["client_id", "quarter"]
CELLS = ["x", "n", "v", "last"]


def sums(asked: Asked) -> tuple[Mapping[str, Sums], Money]:
    """Per sign the sums of every client, and the money of the last year."""
    cells = {"after_hours_contact": _messages(asked)} | _meetings(asked)
    billed, by_due = _invoices(asked)
    economics = _economics(billed, _worked(asked), asked.now)
    cells |= by_due | _of_economics(economics, asked.now)
    clients = _peers(pd.read_parquet(asked.files["clients"], columns=["client_id", "segment"]), economics)
    by_sign = {name: _summed(name, one, clients, asked.now) for name, one in sorted(cells.items())}
    return by_sign, _money(economics, clients, asked.now)


def _read(asked: Asked, table: str, columns: list[str]) -> pd.DataFrame:
    return pd.read_parquet(asked.files[table], columns=columns, partitioning=None)


def _messages(asked: Asked) -> pd.DataFrame:
    rows = _read(asked, "messages", ["client_id", "sent_day", "sent_minute", "direction", "automatic"])
    rows = rows[rows.direction == "in"]
    weekday, automatic = (rows.sent_day + 3) % 7, rows.automatic.fillna(value=False).astype(bool)
    workday = (weekday < 5) & ~rows.sent_day.isin(asked.holidays)
    away = ~automatic & ~(workday & rows.sent_minute.between(*OPEN_MINUTES))
    counted = rows.assign(
        quarter=_quarter_of(rows.sent_day),
        x=away.astype(float),
        n=(~automatic).astype(float),
        v=0,
        last=rows.sent_day.where(away),
        sent=1,
        at_night=rows.sent_minute < 300,
        at_weekend=weekday >= 5,
        flagged=automatic,
    )
    grouped = counted.groupby(KEYS, sort=False)
    found = grouped[["x", "n", "v", "sent", "at_night", "at_weekend", "flagged"]].sum()
    return found.assign(last=grouped["last"].max()).reset_index()


def _meetings(asked: Asked) -> dict[str, pd.DataFrame]:
    called_off = ["cancelled_at", "cancelled_day", "cancelled_minute"]
    rows = _read(
        asked, "meetings", ["client_id", "starts_day", "starts_minute", "outcome", "caused_by", *called_off]
    )
    rows = rows.assign(quarter=_quarter_of(rows.starts_day), v=0)
    met, ours = rows.outcome.isin(["held", "no_show"]), rows.caused_by.fillna("client") == "us"
    off = (rows.outcome == "cancelled") & (rows.caused_by == "client") & rows.cancelled_at.notna()
    left = (rows.starts_day - rows.cancelled_day) * 1440 + rows.starts_minute - rows.cancelled_minute
    missed = (rows.outcome == "no_show") & ~ours
    return {
        "no_shows": _cells(rows, met & ~ours, missed, rows.v, rows.starts_day),
        "late_cancellations": _cells(rows, met | off, off & (left < 24 * 60), rows.v, rows.starts_day),
    }


def _invoices(asked: Asked) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    days, money = ["issued_day", "due_day", "paid_day"], ["net", "tax", "total", "open_amount"]
    rows = _read(asked, "invoices", ["client_id", *days, *money])
    net = rows.net.fillna(rows.total - rows.tax).fillna(rows.total)
    left, today = rows.open_amount.fillna(rows.total), _day(asked)
    unpaid = rows.paid_day.isna() | (rows.paid_day > today)
    given_up = unpaid & (left > 0) & (rows.due_day + GIVEN_UP_DAYS < today)
    lost = (net * left / rows.total).round().where(given_up, 0)
    billed = rows[["client_id"]].assign(
        quarter=_quarter_of(rows.issued_day), revenue=net, unconverted=net.isna(), lost=lost
    )
    due = rows[rows.due_day.notna()]
    due = due.assign(quarter=_quarter_of(due.due_day))
    paid = due.paid_day.where(due.paid_day <= today)
    counted, open_amount = due.due_day + 30 < today, due.open_amount.fillna(due.total)
    unpaid = counted & paid.isna() & (open_amount > 0)
    by_due = {
        "late_payment": _cells(due, paid.notna(), paid > due.due_day + 7, due.total, due.due_day),
        "overdue_invoices": _cells(due, counted, unpaid, open_amount, due.due_day),
    }
    return billed.groupby(KEYS, sort=False).sum().reset_index(), by_due


def _cells(
    rows: pd.DataFrame, where: pd.Series, shown: pd.Series, value: pd.Series, day: pd.Series
) -> pd.DataFrame:
    shown = where & shown
    told = rows[KEYS].assign(
        x=shown.astype(float), n=where.astype(float), v=value.where(shown, 0), last=day.where(shown)
    )
    grouped = told.groupby(KEYS, sort=False)
    return grouped[["x", "n", "v"]].sum().assign(last=grouped["last"].max()).reset_index()


def _worked(asked: Asked) -> pd.DataFrame:
    rows = _read(asked, "time_entries", ["client_id", "staff_id", "worked_day", "seconds", "cost"])
    rows = rows[rows.client_id.notna()]
    staff = pd.read_parquet(asked.files["staff"], columns=["staff_id", "hourly_cost"])
    rate = rows.staff_id.map(staff.set_index("staff_id").hourly_cost).fillna(asked.hourly_cost)
    cost = rows.cost.fillna(np.floor(rows.seconds * rate / 3600 + 0.5))
    known = cost > 0
    counted = rows[["client_id", "seconds"]].assign(
        quarter=_quarter_of(rows.worked_day),
        cost=cost.where(known, 0),
        unpriced=rows.seconds.where(~known, 0),
    )
    return counted.groupby(KEYS, sort=False).sum().reset_index()


def _economics(billed: pd.DataFrame, worked: pd.DataFrame, now: int) -> pd.DataFrame:
    before = billed[["client_id", "quarter"]].assign(before=billed.revenue)
    before["quarter"] += 4
    met = billed.merge(worked, on=KEYS, how="outer", sort=False).merge(
        before, on=KEYS, how="outer", sort=False
    )
    met = met[met.quarter <= now]
    amounts = ["revenue", "unconverted", "lost", "seconds", "cost", "unpriced", "before"]
    met = met.fillna(dict.fromkeys(amounts, 0))
    ever = met.groupby("client_id", sort=False)[["revenue", "cost"]].sum() > 0
    met = met.join(ever.rename(columns={"revenue": "billed", "cost": "worked_for"}), on="client_id")
    priced = (met.unpriced <= met.seconds * UNPRICED) & (met.unconverted == 0)
    recorded = met.quarter[met.cost > 0].min()
    complete = priced & met.billed & met.worked_for & (met.quarter >= recorded)
    return met.assign(complete=complete, cost=met.cost + met.lost)


def _of_economics(economics: pd.DataFrame, now: int) -> dict[str, pd.DataFrame]:
    closed = economics[economics.quarter < now]
    complete = closed[closed.complete]
    grown = closed[closed.before > 0]
    busy = closed[closed.billed & (closed.seconds >= LEAST_HOURS * 3600)]
    return {
        "unprofitable": _told(complete, complete.cost, complete.revenue, complete.cost - complete.revenue),
        "no_growth": _told(grown, grown.revenue <= grown.before, 1.0, grown.before - grown.revenue),
        "hours_per_revenue": _told(busy, busy.seconds / 3600, busy.revenue / 100_000, busy.revenue),
    }


def _told(rows: pd.DataFrame, x: pd.Series, n: pd.Series | float, value: pd.Series) -> pd.DataFrame:
    began = np.array([np.datetime64(f"{q // 4}-{q % 4 * 3 + 1:02}-01", "D").astype(int) for q in range(rows.quarter.min(), rows.quarter.max() + 1)])  # fmt: skip
    last = pd.Series(began[rows.quarter - rows.quarter.min()], rows.index)
    return rows[KEYS].assign(x=x.astype(float), n=n, v=value.where(x > 0, 0), last=last.where(x > 0))


def _peers(clients: pd.DataFrame, economics: pd.DataFrame) -> pd.DataFrame:
    """place, peers by client_id."""
    worth = economics.groupby("client_id", sort=False).revenue.sum()
    known = clients.join(worth, on="client_id").sort_values(["revenue", "client_id"])
    tall, row = len(known) // 3 + 1, np.arange(len(known))
    third = np.where(row < len(known) % 3 * tall, row // tall, 2 - (len(known) - 1 - row) // (tall - 1))
    known["size"] = np.where(known.revenue > 0, third, -1)
    known["segment"] = known.segment.fillna("")
    like = known.groupby(["segment", "size"]).client_id.transform("size")
    akin = known.groupby("segment").client_id.transform("size")
    narrow = known.segment + "/" + known["size"].astype(str)
    peers = narrow.where(like >= LEAST_PEERS, known.segment.where(akin >= LEAST_PEERS, ""))
    known["peers"] = pd.factorize(peers)[0]
    known = known.sort_values("client_id")
    return known.assign(place=row).set_index("client_id")[["place", "peers"]]


def _summed(sign: str, cells: pd.DataFrame, clients: pd.DataFrame, now: int) -> Sums:
    cells = cells[(cells.x != 0) | (cells.n != 0)].join(clients, on="client_id", how="inner")
    x, n, quarter = cells.x, cells.n, cells.quarter
    norms = cells.groupby(["peers", "quarter"])[["x", "n"]].transform("sum")
    steady = 4 * n.sum() / len(cells)
    beside = norms.n - n + steady
    others = norms.x - x + steady * x.sum() / n.sum()
    expected = n * np.where(beside > 0, others / beside.where(beside > 0, 1), 0)
    weight = 0.5 ** ((now - quarter).clip(lower=0) / HALF_LIFE[sign])
    early = quarter < (quarter.min() + now + 1) / 2
    seen = (n > 0) | (x > 0) if sign in RATIOS else n > 0
    squares = {"xx": x * x, "xn": x * n, "nn": n * n}
    columns = {
        "x": x, "n": n, "expected": expected,
        "recent_x": x * weight, "recent_n": n * weight, "recent_expected": expected * weight,
        "quarters": seen.astype(float), **squares,
        "early_x": x * early, "early_expected": expected * early, "late_x": x * ~early, "late_expected": expected * ~early,
        "value": cells.v.astype(float),
    }  # fmt: skip
    grouped = pd.DataFrame(columns).groupby(cells.place).sum()
    last = cells["last"].astype(float).groupby(cells.place).max()
    found = grouped.assign(last_day=last).reset_index()
    return Sums(**{name: found[name].to_numpy() for name in SHARED})


def _money(economics: pd.DataFrame, clients: pd.DataFrame, now: int) -> Money:
    year = economics[(economics.quarter < now) & (economics.quarter >= now - 4)].groupby(
        "client_id", sort=False
    )
    table = clients.join(year[["revenue", "cost", "seconds", "unpriced"]].sum()).join(year.complete.all())
    known = table.complete.eq(other=True) & (table.unpriced <= table.seconds * UNPRICED)
    margin = (table.revenue - table.cost).where(known).to_numpy()
    return Money(pa.array(table.index), margin, table.seconds.fillna(0).to_numpy())


def _quarter_of(day: pd.Series) -> pd.Series:
    """Year * 4 + quarter - 1 of day numbers."""
    months = day.to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(int)
    return pd.Series(1970 * 4 + months // 3, day.index)


def _day(asked: Asked) -> int:
    return (asked.as_of - asked.as_of.replace(1970, 1, 1)).days
