"""The sums behind a review written by hand in polars, for this one ledger: lazy, streaming, no more than needed."""

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import polars as pl

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


def sums(asked: Asked) -> tuple[Mapping[str, Sums], Money]:
    """Per sign the sums of every client, and the money of the last year."""
    messages, meetings, by_due, billed, worked = pl.collect_all(
        [_messages(asked), _meetings(asked), _by_due(asked), _billed(asked), _worked(asked)],
        engine="streaming",
    )
    economics = _economics(billed, worked, asked.now)
    clients = _peers(pl.read_parquet(asked.files["clients"], columns=["client_id", "segment"]), economics)
    cells = {
        "after_hours_contact": messages.lazy().select(*KEYS, "x", "n", v=0, last="last"),
        **{name: _of(meetings, name) for name in ("no_shows", "late_cancellations")},
        **{name: _of(by_due, name) for name in ("late_payment", "overdue_invoices")},
        **_of_economics(economics, asked.now),
    }
    summed = [_summed(name, one, clients, asked.now) for name, one in cells.items()]
    found = pl.collect_all(summed, engine="streaming")
    by_sign = {
        name: Sums(**{column: one[column].to_numpy() for column in SHARED})
        for name, one in zip(cells, found, strict=True)
    }
    return by_sign, _money(economics, clients, asked.now)


def _scan(asked: Asked, table: str) -> pl.LazyFrame:
    return pl.scan_parquet(asked.files[table], hive_partitioning=True)


def _messages(asked: Asked) -> pl.LazyFrame:
    day, minute = pl.col("sent_day"), pl.col("sent_minute")
    weekday = (day + 3) % 7
    at_work = (weekday < 5) & ~day.is_in(asked.holidays) & minute.is_between(*OPEN_MINUTES)
    automatic = pl.col("automatic").fill_null(value=False)
    away = ~automatic & ~at_work
    incoming = _scan(asked, "messages").filter(pl.col("direction") == "in")
    return incoming.group_by(KEYS).agg(
        n=(~automatic).sum().cast(pl.Float64),
        x=away.sum().cast(pl.Float64),
        last=day.filter(away).max(),
        sent=pl.len(),
        at_night=(minute < 300).sum(),
        at_weekend=(weekday >= 5).sum(),
        flagged=automatic.sum(),
    )


def _meetings(asked: Asked) -> pl.LazyFrame:
    outcome, day = pl.col("outcome"), pl.col("starts_day")
    met, ours = outcome.is_in(["held", "no_show"]), pl.col("caused_by").fill_null("client") == "us"
    called_off = (
        (outcome == "cancelled") & (pl.col("caused_by") == "client") & pl.col("cancelled_at").is_not_null()
    )
    left = (day - pl.col("cancelled_day")) * 1440 + pl.col("starts_minute") - pl.col("cancelled_minute")
    missed, late = (outcome == "no_show") & ~ours, called_off & (left < 24 * 60)
    return (
        _scan(asked, "meetings")
        .group_by(KEYS)
        .agg(
            **_cells("no_shows", met & ~ours, missed, pl.lit(0), day),
            **_cells("late_cancellations", met | called_off, late, pl.lit(0), day),
        )
    )


def _by_due(asked: Asked) -> pl.LazyFrame:
    due, total = pl.col("due_on"), pl.col("total")
    paid = pl.when(pl.col("paid_on") <= asked.as_of).then(pl.col("paid_on"))
    late = paid > due + timedelta(days=7)
    counted = due + timedelta(days=30) < asked.as_of
    open_amount = pl.coalesce("open_amount", "total")
    unpaid = counted & paid.is_null() & (open_amount > 0)
    return (
        _scan(asked, "invoices")
        .filter(due.is_not_null())
        .with_columns(quarter=due.dt.year() * 4 + due.dt.quarter() - 1)
        .group_by(KEYS)
        .agg(
            **_cells("late_payment", paid.is_not_null(), late, total, pl.col("due_day")),
            **_cells("overdue_invoices", counted, unpaid, open_amount, pl.col("due_day")),
        )
    )


def _cells(name: str, where: pl.Expr, shown: pl.Expr, value: pl.Expr, day: pl.Expr) -> dict[str, pl.Expr]:
    return {
        f"{name}.x": (where & shown).sum().cast(pl.Float64),
        f"{name}.n": where.sum().cast(pl.Float64),
        f"{name}.v": pl.when(where & shown).then(value).sum(),
        f"{name}.last": day.filter(where & shown).max(),
    }


def _of(frame: pl.DataFrame, name: str) -> pl.LazyFrame:
    return frame.lazy().select(*KEYS, **{short: f"{name}.{short}" for short in ("x", "n", "v", "last")})


def _billed(asked: Asked) -> pl.LazyFrame:
    net = pl.coalesce("net", pl.col("total") - pl.col("tax"), "total")
    unpaid = pl.col("paid_on").is_null() | (pl.col("paid_on") > asked.as_of)
    left = pl.coalesce("open_amount", "total")
    given_up = unpaid & (left > 0) & (pl.col("due_on") + pl.duration(days=GIVEN_UP_DAYS) < asked.as_of)
    lost = pl.when(given_up).then((net * left / pl.col("total")).round()).otherwise(0)
    sums = {"revenue": net.sum(), "unconverted": net.is_null().sum(), "lost": lost.sum().cast(pl.Int64)}
    return _scan(asked, "invoices").group_by(KEYS).agg(**sums)


def _worked(asked: Asked) -> pl.LazyFrame:
    staff = pl.scan_parquet(asked.files["staff"]).select("staff_id", "hourly_cost")
    rate = pl.col("hourly_cost").fill_null(asked.hourly_cost)
    priced = (pl.col("seconds") * rate / 3600 + 0.5).floor().cast(pl.Int64)
    cost = pl.coalesce("cost", priced)
    known = cost > 0
    return (
        _scan(asked, "time_entries")
        .filter(pl.col("client_id").is_not_null())
        .join(staff, on="staff_id", how="left")
        .group_by(KEYS)
        .agg(
            seconds=pl.col("seconds").sum(),
            cost=cost.filter(known).sum(),
            unpriced=pl.col("seconds").filter(~known).sum(),
        )
    )


def _economics(billed: pl.DataFrame, worked: pl.DataFrame, now: int) -> pl.LazyFrame:
    before = billed.lazy().select("client_id", pl.col("quarter") + 4, before="revenue")
    met = (
        billed.lazy()
        .join(worked.lazy(), on=KEYS, how="full", coalesce=True)
        .join(before, on=KEYS, how="full", coalesce=True)
        .filter(pl.col("quarter") <= now)
        .with_columns(pl.exclude(KEYS).fill_null(0))
    )
    ever = met.group_by("client_id").agg(
        billed=pl.col("revenue").sum() > 0, worked_for=pl.col("cost").sum() > 0
    )
    recorded = met.filter(pl.col("cost") > 0).select(recorded=pl.col("quarter").min())
    priced = (pl.col("unpriced") <= pl.col("seconds") * UNPRICED) & (pl.col("unconverted") == 0)
    known = met.join(ever, on="client_id").join(recorded, how="cross")
    complete = priced & pl.col("billed") & pl.col("worked_for") & (pl.col("quarter") >= pl.col("recorded"))
    cost = pl.col("cost") + pl.col("lost")
    return known.with_columns(complete=complete, cost=cost).collect(engine="streaming").lazy()


def _of_economics(economics: pl.LazyFrame, now: int) -> dict[str, pl.LazyFrame]:
    closed = economics.filter(pl.col("quarter") < now)
    began = pl.date(pl.col("quarter") // 4, pl.col("quarter") % 4 * 3 + 1, 1).to_physical()
    revenue, cost, before = pl.col("revenue"), pl.col("cost"), pl.col("before")
    hours = pl.col("seconds") / 3600
    shrunk = revenue <= before

    def cells(chosen: pl.LazyFrame, x: pl.Expr, n: pl.Expr, v: pl.Expr) -> pl.LazyFrame:
        x = x.cast(pl.Float64)
        value, last = pl.when(x > 0).then(v).otherwise(0), pl.when(x > 0).then(began)
        return chosen.select(*KEYS, x=x, n=n.cast(pl.Float64), v=value, last=last)

    enough = pl.col("billed") & (pl.col("seconds") >= LEAST_HOURS * 3600)
    return {
        "unprofitable": cells(closed.filter("complete"), cost, revenue, cost - revenue),
        "no_growth": cells(closed.filter(before > 0), shrunk, pl.lit(1), before - revenue),
        "hours_per_revenue": cells(closed.filter(enough), hours, revenue / 100_000, revenue),
    }


def _peers(clients: pl.DataFrame, economics: pl.LazyFrame) -> pl.LazyFrame:
    """client_id, place, peers."""
    worth = economics.group_by("client_id").agg(revenue=pl.col("revenue").sum())
    ranked = (
        clients.lazy().join(worth, on="client_id", how="left").sort("revenue", "client_id", nulls_last=True)
    )
    tall = len(clients) % 3 * (len(clients) // 3 + 1)
    row = pl.int_range(pl.len())
    third = (
        pl.when(row < tall)
        .then(row // (len(clients) // 3 + 1))
        .otherwise(2 - (len(clients) - 1 - row) // (len(clients) // 3))
    )
    sized = ranked.with_columns(size=pl.when(pl.col("revenue") > 0).then(third).otherwise(-1))
    like, akin = pl.len().over("segment", "size"), pl.len().over("segment")
    segment = pl.col("segment").fill_null("")
    peers = (
        pl.when(like >= LEAST_PEERS)
        .then(segment + "/" + pl.col("size").cast(pl.String))
        .when(akin >= LEAST_PEERS)
        .then(segment)
        .otherwise(pl.lit(""))
    )
    named = sized.select("client_id", peers=peers.cast(pl.Categorical).to_physical())
    return named.sort("client_id").with_row_index("place").collect().lazy()


def _summed(sign: str, cells: pl.LazyFrame, clients: pl.LazyFrame, now: int) -> pl.LazyFrame:
    x, n, quarter, expected = pl.col("x"), pl.col("n"), pl.col("quarter"), pl.col("expected")
    placed = cells.filter((x != 0) | (n != 0)).join(clients, on="client_id").drop("client_id")
    norms = placed.group_by("peers", "quarter").agg(peers_x=x.sum(), peers_n=n.sum())
    steady = 4 * n.sum() / pl.len()
    everybody = placed.select(steady=steady, steady_x=steady * x.sum() / n.sum(), first=quarter.min())
    beside = pl.col("peers_n") - n + pl.col("steady")
    rate = pl.when(beside > 0).then((pl.col("peers_x") - x + pl.col("steady_x")) / beside).otherwise(0)
    joined = (
        placed.join(norms, on=["peers", "quarter"])
        .join(everybody, how="cross")
        .with_columns(
            expected=n * rate,
            weight=pl.lit(0.5).pow((now - quarter).clip(0) / HALF_LIFE[sign]),
            early=quarter < (pl.col("first") + now + 1) / 2,
        )
    )
    weight, early = pl.col("weight"), pl.col("early")
    seen = (n > 0) | (x > 0) if sign in RATIOS else n > 0
    return (
        joined.group_by("place")
        .agg(
            x=x.sum(),
            n=n.sum(),
            expected=expected.sum(),
            recent_x=(x * weight).sum(),
            recent_n=(n * weight).sum(),
            recent_expected=(expected * weight).sum(),
            quarters=seen.sum().cast(pl.Float64),
            xx=(x * x).sum(),
            xn=(x * n).sum(),
            nn=(n * n).sum(),
            early_x=(x * early).sum(),
            early_expected=(expected * early).sum(),
            late_x=(x * ~early).sum(),
            late_expected=(expected * ~early).sum(),
            value=pl.col("v").sum().cast(pl.Float64),
            last_day=pl.col("last").max().cast(pl.Float64),
        )
        .sort("place")
    )


def _money(economics: pl.LazyFrame, clients: pl.LazyFrame, now: int) -> Money:
    year = economics.filter(pl.col("quarter") < now, pl.col("quarter") >= now - 4).group_by("client_id")
    summed = year.agg(pl.col("revenue", "cost", "seconds", "unpriced").sum(), known=pl.col("complete").all())
    table = clients.join(summed, on="client_id", how="left").sort("place").collect()
    revenue, cost, seconds, unpriced = (
        table[name].fill_null(0).to_numpy().astype(float)
        for name in ("revenue", "cost", "seconds", "unpriced")
    )
    known = table["known"].fill_null(value=False).to_numpy() & (unpriced <= seconds * UNPRICED)
    margin = np.where(known, revenue - cost, np.nan)
    return Money(table["client_id"].to_arrow(), margin, seconds)
