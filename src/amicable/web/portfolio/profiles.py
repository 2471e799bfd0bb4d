"""Profiles side by side, in words and as small pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from django.conf import settings
from markupsafe import Markup

from amicable.decision.features import Feature, features
from amicable.decision.profiling import Chart, segment_chart, stand_out
from amicable.decision.profiling import Row as Measured
from amicable.decision.review import Review
from amicable.i18n import N_
from amicable.money import digits
from amicable.profiles.profile import FILE, Range
from amicable.report import accounts, profiles
from amicable.web.rendering import figures, told

MOST_SEGMENTS = 12
"""Segments that the portfolio page can switch to: the largest ones."""
STANDING = {
    "ideal": N_("as one would wish"),
    "between": N_("between the two"),
    "non_ideal": N_("as among the others"),
    "unknown": "",
}


@dataclass(frozen=True)
class Row:
    """One feature as a reader sees it."""

    title: str
    unit: str
    ideal: str
    own: str
    non_ideal: str
    peers: str
    side: str
    standing: str
    cost: str
    costly: bool
    effect: str
    accounted: bool
    by_hand: bool
    drawn: Markup


def file() -> Path:
    """Where the firm's changes to the profile stand."""
    return settings.DEPLOYMENT.ledger / FILE


def all_charts(answer: Review, clients: Mapping[str, int]) -> dict[str, object]:
    """The profile of all clients and of each large segment, and who stands out; plain values to be kept."""
    known = features(answer)
    charts = {
        name: plain(segment_chart(answer, name, path=file(), known=known))
        for name in ("", *_segments(answer))
    }
    return {"charts": charts, "stand_out": _standing_out(answer, known, clients)}


def _segments(answer: Review) -> list[str]:
    counted = pc.value_counts(answer.portfolio.segment.drop_null()).to_pylist()
    ordered = sorted(counted, key=lambda one: (-one["counts"], one["values"]))
    return sorted(one["values"] for one in ordered[:MOST_SEGMENTS] if one["values"])


def _standing_out(
    answer: Review, known: tuple[Feature, ...], clients: Mapping[str, int]
) -> list[dict[str, object]]:
    p = answer.portfolio
    return [
        {
            "client": clients[p.client_id[one.place].as_py()],
            "name": p.name[one.place].as_py() or p.client_id[one.place].as_py(),
            "features": list(one.features),
        }
        for one in stand_out(answer, known, most=10)
    ]


def plain(chart: Chart) -> dict[str, object]:
    """A chart as plain values."""
    return {
        "clients": chart.clients,
        "learned_from": chart.profile.learned_from,
        "good": chart.profile.ideal_clients,
        "bad": chart.profile.non_ideal_clients,
        "accounted": chart.accounted,
        "rows": [_plain(chart, row) for row in chart.rows if row.tells],
    }


def _plain(chart: Chart, row: Measured) -> dict[str, object]:
    return {
        "feature": row.feature.name,
        "kind": row.feature.kind,
        "ideal": vars(row.ideal) if row.ideal else None,
        "own": row.own,
        "non_ideal": vars(row.non_ideal) if row.non_ideal else None,
        "peers": row.peers,
        "side": row.side,
        "cost": row.cost,
        "effect": chart.effect(row),
        "accounted": row.accounted,
        "by_hand": row.by_hand,
    }


def rows(chart: Mapping[str, Any]) -> list[Row]:
    """The rows of a plain chart in words and pictures."""
    return [_row(one) for one in chart["rows"]]


def _row(one: Mapping[str, Any]) -> Row:
    f, name, kind = figures(), one["feature"], one["kind"]
    ideal, non_ideal = (Range(**one[side]) if one[side] else None for side in ("ideal", "non_ideal"))
    label = told(N_("{feature}: the ideal range, the other range, and where it stands"), feature=profiles.title(name, f.language))  # fmt: skip
    return Row(
        title=profiles.title(name, f.language),
        unit=profiles.unit(name, f),
        ideal=_between(name, kind, ideal),
        own=profiles.written(name, kind, one["own"], f, currency=False),
        non_ideal=_between(name, kind, non_ideal),
        peers=profiles.written(name, kind, one["peers"], f, currency=False),
        side=one["side"],
        standing=told(STANDING[one["side"]]) if STANDING[one["side"]] else "",
        cost=_cost(one),
        costly=(one["cost"] or 0) > 0,
        effect=_effect(one["effect"]),
        accounted=one["accounted"],
        by_hand=one["by_hand"],
        drawn=accounts.between(ideal, one["own"], non_ideal, one["peers"], label),
    )


def _between(name: str, kind: str, one: Range | None) -> str:
    if one is None:
        return "?"
    f = figures()
    low, high = (profiles.written(name, kind, value, f, currency=False) for value in (one.low, one.high))
    return low if low == high else told(N_("{low} to {high}"), low=low, high=high)


def _cost(one: Mapping[str, Any]) -> str:
    """Money that the difference takes away in a year, or adds."""
    f, cost = figures(), one["cost"]
    if cost is None or not round(cost / 10 ** digits(f.currency)):
        return ""
    if not one["accounted"]:
        return told(N_("about {amount} less"), amount=f.money(cost, unit=False)) if cost > 0 else told(N_("about {amount} more"), amount=f.money(-cost, unit=False))  # fmt: skip
    return told(N_("{amount} less"), amount=f.money(cost, unit=False)) if cost > 0 else told(N_("{amount} more"), amount=f.money(-cost, unit=False))  # fmt: skip


def _effect(effect: float | None) -> str:
    """What that does to the margin, out of 100 of revenue."""
    if effect is None or abs(effect) < 0.0005:  # noqa: PLR2004 (a twentieth of a percent)
        return ""
    f = figures()
    return told(N_("{points} of each 100"), points=f.number(-100 * effect, 1))


def learned(chart: Mapping[str, Any]) -> str:
    """From whom the two sides were learned."""
    sentences = {
        "marked": N_("Learned from {good} clients that you marked as wanted and {bad} that you marked as not wanted."),
        "best_and_worst": N_("Learned from the {good} best clients (no strong sign, margin per hour in the upper third) and the {bad} that are named or lose money."),
    }  # fmt: skip
    f = figures()
    return told(sentences[chart["learned_from"]], good=f.number(chart["good"]), bad=f.number(chart["bad"]))


def together(chart: Mapping[str, Any]) -> str:
    """What all differences in the books come to."""
    amount, f = chart["accounted"], figures()
    if amount is None:
        return ""
    words = N_("All costs in the books together: {amount} a year more than an ideal client of the same revenue takes.") if amount > 0 else N_("All costs in the books together: {amount} a year less than an ideal client of the same revenue takes.")  # fmt: skip
    return told(words, amount=f.money(abs(amount)))


def odd_ones(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Who stands out among its peers, with the odd features by name."""
    language = figures().language
    return [
        {**one, "odd": ", ".join(profiles.title(name, language) for name in one["features"])} for one in found
    ]
