"""Keep and delight: the clients nearest the ideal, what they buy, who is being neglected, where freed hours go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import ibis
import numpy as np

from amicable.decision.course.words import Title, Told
from amicable.decision.features import Feature, features
from amicable.decision.profiling import profile
from amicable.decision.review import Review
from amicable.i18n import N_

MOST = 10
FELL = 0.75
"""Hours of the last two quarters beside those of the year before, below which a client gets less of us than it did."""
STAYED = 0.9
"""Share of revenue from which it cannot be said that the client simply buys less."""
SILENT_DAYS = 90
"""Days after which nobody has done anything for a client."""
LEAST_FEATURES = 3


@dataclass(frozen=True)
class Kept:
    """One client near the ideal. Money in minor units a year; None: unknown."""

    client_id: str
    name: str
    nearness: float
    """Share of the known features that are as one would wish them."""
    revenue: float
    margin: float | None
    buys: tuple[str, ...]
    """Services agreed, as the firm calls them."""
    brought: int | None
    """Clients that came by this one's word."""
    last_on: date | None
    """When somebody last did something for the client: wrote, met, worked."""
    missing_hours: float
    """Hours a half-year that it got before and gets no more, though it buys as much."""
    neglected: Told | None
    """Why it is at risk of being neglected."""


@dataclass(frozen=True)
class Delight:
    """The clients to keep, nearest the ideal first."""

    kept: tuple[Kept, ...]

    @property
    def neglected(self) -> tuple[Kept, ...]:
        """Those at risk of being neglected."""
        return tuple(one for one in self.kept if one.neglected)

    @property
    def hours(self) -> float:
        """Hours a year that bring the neglected back to what they had: the first place for freed hours."""
        return 2 * sum(one.missing_hours for one in self.neglected)


def delight(review: Review, *, most: int = MOST) -> Delight:
    """The `most` clients nearest the ideal that no sign names."""
    near = nearness(review)
    order = [int(i) for i in np.argsort(-near, kind="stable") if near[i] > 0][:most]
    ids = [review.portfolio.client_id[i].as_py() for i in order]
    looked = _Looked.up(review, ids)
    return Delight(tuple(_kept(review, i, float(near[i]), looked) for i in order))


def nearness(review: Review) -> np.ndarray:
    """How near each client is to the ideal, 0 to 1; 0 for those named, gone, or hardly known."""
    known = features(review)
    sides = profile(review, known)
    told, met = np.zeros(len(review.points)), np.zeros(len(review.points))
    for one in known:
        both = sides.features.get(one.name)
        if both is None or both.ideal is None:
            continue
        told += ~np.isnan(one.values)
        met += _as_wished(one, both.ideal.low, both.ideal.high, _better_when_higher(both))
    share = np.divide(met, told, out=np.zeros_like(met), where=told >= LEAST_FEATURES)
    active = (review.portfolio.revenue > 0) & (review.points < review.criteria.points) & ~_gone(review)
    return np.where(active, share, 0.0)


def _gone(review: Review) -> np.ndarray:
    ended = [day is not None and day <= review.as_of for day in review.portfolio.ended_on.to_pylist()]
    machines = np.array(
        [one in review.automatic for one in review.portfolio.client_id.to_pylist()], dtype=bool
    )
    return np.array(ended, dtype=bool) | machines


def _better_when_higher(both: Any) -> bool:  # noqa: ANN401 (Sides of the profile)
    return both.non_ideal is None or both.ideal.mid >= both.non_ideal.mid


def _as_wished(one: Feature, low: float, high: float, higher: bool) -> np.ndarray:  # noqa: FBT001 (a direction)
    """Within the ideal range, or beyond it on the good side."""
    values = np.nan_to_num(one.values, nan=np.inf if higher is False else -np.inf)
    return (values >= low) if higher else (values <= high)


@dataclass(frozen=True)
class _Looked:
    """What the ledger tells about several clients, each table asked once."""

    buys: Mapping[str, tuple[str, ...]]
    brought: Mapping[str, int] | None
    last_on: Mapping[str, date]
    halves: Mapping[str, tuple[float, float, float, float]]
    """Hours and revenue of the last two closed quarters, and of the same two a year before."""

    @classmethod
    def up(cls, review: Review, ids: Sequence[str]) -> "_Looked":
        evidence = review.facts.evidence
        brought = None
        if evidence.has("referrals"):
            came = evidence.referrals.filter(evidence.referrals.client_id.isin(ids))
            brought = {
                row["client_id"]: row["n"]
                for row in _listed(came.group_by("client_id").aggregate(n=came.count()))
            }
        return cls(_buys(review, ids), brought, _last_on(review, ids), _halves(review, ids))


def _listed(table: ibis.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows


def _buys(review: Review, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    evidence = review.facts.evidence
    if not evidence.has("engagements"):
        return {}
    agreed = evidence.engagements
    going = agreed.filter(
        agreed.client_id.isin(ids) & (agreed.ended_on.isnull() | (agreed.ended_on > evidence.as_of))
    )
    named = going.select("client_id", what=ibis.coalesce(going.service, going.title)).distinct()
    found: dict[str, tuple[str, ...]] = {}
    for row in _listed(named.order_by("client_id", "what")):
        if row["what"]:
            found[row["client_id"]] = (*found.get(row["client_id"], ()), row["what"])
    return found


def _wrote(messages: ibis.Table) -> tuple[ibis.Value, ibis.Value]:
    return messages.direction == "out", messages.sent_day


def _met(meetings: ibis.Table) -> tuple[ibis.Value, ibis.Value]:
    return meetings.outcome == "held", meetings.starts_day


def _worked(entries: ibis.Table) -> tuple[ibis.Value, ibis.Value]:
    return entries.seconds > 0, entries.worked_day


DONE = {"messages": _wrote, "meetings": _met, "time_entries": _worked}
"""Table -> which of its rows mean that we did something for the client, and on which day."""


def _last_on(review: Review, ids: Sequence[str]) -> Mapping[str, date]:
    """The last day on which we wrote, met or worked for each client."""
    evidence = review.facts.evidence
    found: dict[str, date] = {}
    for name, question in DONE.items():
        if not evidence.has(name):
            continue
        table = evidence.tables[name]
        where, day = question(table)
        rows = table.filter(where & table.client_id.isin(ids) & (day <= evidence.day))
        for row in _listed(rows.group_by("client_id").aggregate(on=question(rows)[1].max())):
            latest = date(1970, 1, 1) + timedelta(days=int(row["on"]))
            found[row["client_id"]] = max(latest, found.get(row["client_id"], latest))
    return found


def _halves(review: Review, ids: Sequence[str]) -> Mapping[str, tuple[float, float, float, float]]:
    evidence = review.facts.evidence
    money, now = evidence.economics, evidence.quarter
    rows = _listed(
        money.filter(money.client_id.isin(ids) & (money.quarter >= now - 6) & (money.quarter < now)).select(
            "client_id", "quarter", "seconds", "revenue"
        )
    )
    found: dict[str, tuple[float, float, float, float]] = {}
    for client in ids:
        own = [row for row in rows if row["client_id"] == client]
        lately = [row for row in own if row["quarter"] >= now - 2]
        before = [row for row in own if now - 6 <= row["quarter"] < now - 4]
        sums = [
            sum(row[name] for row in some) for some in (lately, before) for name in ("seconds", "revenue")
        ]
        found[client] = (sums[0] / 3600, float(sums[1]), sums[2] / 3600, float(sums[3]))
    return found


def _kept(review: Review, position: int, near: float, looked: _Looked) -> Kept:
    p = review.portfolio
    client, margin = p.client_id[position].as_py(), float(p.margin[position])
    missing, why = _neglect(review, client, looked)
    return Kept(
        client_id=client,
        name=p.name[position].as_py() or client,
        nearness=near,
        revenue=float(p.revenue[position]),
        margin=None if np.isnan(margin) else margin,
        buys=looked.buys.get(client, ()),
        brought=None if looked.brought is None else looked.brought.get(client, 0),
        last_on=looked.last_on.get(client),
        missing_hours=missing,
        neglected=why,
    )


def _neglect(review: Review, client: str, looked: _Looked) -> tuple[float, Told | None]:
    """Hours that are missing a half-year, and the sentence that says so; nothing where nothing is missing."""
    lately, revenue, before, revenue_before = looked.halves[client]
    if before > 0 and lately < FELL * before and revenue >= STAYED * revenue_before:
        told = Told(
            N_("It got {lately} hours of us in the last half-year and {before} a year earlier, and buys as much as it did."),
            {"lately": lately, "before": before},
        )  # fmt: skip
        return before - lately, told
    ours = _ours(review, review.position(client))
    if ours:
        return 0.0, Told(N_("Our own faults show on this client: {signs}."), {"signs": ours})
    last = looked.last_on.get(client)
    if last is not None and (review.as_of - last).days > SILENT_DAYS:
        return 0.0, Told(N_("Nobody has done anything for this client since {day}."), {"day": last})
    return 0.0, None


def _ours(review: Review, position: int) -> tuple[Title, ...]:
    """Our own faults that show strongly on the client."""
    return tuple(
        Title(one.sign.title)
        for one in review.signs
        if one.sign.ours and bool(np.any(review.flags[one.sign.name] & (one.summary.place == position)))
    )
