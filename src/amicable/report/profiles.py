"""Profiles in words, figures and as plain values."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from amicable.costing.lines import LINES
from amicable.i18n import N_, say
from amicable.report.answers import money
from amicable.report.figures import THIN
from amicable.signs import all_signs

if TYPE_CHECKING:
    from amicable.decision.profiling import Chart, Row
    from amicable.decision.review import Review
    from amicable.profiles.outliers import Outlier
    from amicable.profiles.profile import Range
    from amicable.report.figures import Figures

TITLES = {
    "revenue": N_("Revenue in a year"),
    "margin": N_("Margin in a year"),
    "margin_rate": N_("Margin out of revenue"),
    "margin_per_hour": N_("Margin per hour"),
    "hours": N_("Hours of our time in a year"),
    "tenure": N_("Years with us"),
}


def title(feature: str, language: str | None = None) -> str:
    """What the feature is called."""
    if feature in TITLES:
        return say(TITLES[feature], language)
    line = LINES.get(feature.removesuffix("_share"))
    return say(line.title if line and feature.endswith("_share") else all_signs()[feature].title, language)


def unit(feature: str, figures: "Figures") -> str:
    """What the values of a sign count, where they are no shares; empty for all else, which carries its unit."""
    sign = all_signs().get(feature)
    return say(sign.unit, figures.language) if sign and sign.unit and not figures.is_share(sign) else ""


def written(
    feature: str, kind: str, value: float | None, figures: "Figures", *, currency: bool = True
) -> str:
    """A value of the feature; "?" where it is unknown. Where the currency stands elsewhere it is left out."""
    if value is None:
        return "?"
    if kind == "sign":
        return figures.rate(all_signs()[feature], value)
    if kind == "share":
        return f"{figures.number(100 * value, 1)}{THIN}%"
    if kind == "money":
        return figures.money(value, unit=currency)
    return figures.hours(value) if kind == "hours" else figures.number(value, 1)


def profile(
    answer: "Review", chart: "Chart", odd: "Sequence[Outlier]", *, client: str, segment: str
) -> dict[str, object]:
    """The schema amicable.profile/1."""
    currency = answer.facts.evidence.firm.currency
    return {
        "as_of": answer.as_of.isoformat(),
        "currency": currency,
        "criteria": answer.criteria.version,
        "client": client,
        "segment": segment,
        "clients": chart.clients,
        "learned_from": chart.profile.learned_from,
        "ideal_clients": chart.profile.ideal_clients,
        "non_ideal_clients": chart.profile.non_ideal_clients,
        "missing": list(answer.portfolio.missing),
        "revenue_12_months": money(chart.revenue, currency),
        "costs_in_the_books": money(chart.accounted, currency),
        "features": [_row(chart, row, currency) for row in chart.rows],
        "stand_out": [_odd(answer, one) for one in odd],
    }


def _row(chart: "Chart", row: "Row", currency: str) -> dict[str, object]:
    effect = chart.effect(row)
    return {
        "feature": row.feature.name,
        "kind": row.feature.kind,
        "ideal": _between(row.ideal, row, currency),
        "value": _value(row, row.own, currency),
        "non_ideal": _between(row.non_ideal, row, currency),
        "peers": _value(row, row.peers, currency),
        "side": row.side,
        "by_hand": row.by_hand,
        "cost": money(row.cost, currency),
        "in_the_books": row.accounted,
        "effect_on_margin_rate": None if effect is None else round(effect, 4),
    }


def _between(one: "Range | None", row: "Row", currency: str) -> list[float | None] | None:
    return None if one is None else [_value(row, value, currency) for value in (one.low, one.mid, one.high)]


def _value(row: "Row", value: float | None, currency: str) -> float | None:
    """A number in the unit of the feature; money in whole units of the currency."""
    if value is None:
        return None
    return round(float(money(value, currency) or 0), 2) if row.feature.kind == "money" else round(value, 4)


def _odd(answer: "Review", one: "Outlier") -> dict[str, object]:
    client_id = answer.portfolio.client_id[one.place].as_py()
    return {
        "client_id": client_id,
        "name": answer.portfolio.name[one.place].as_py() or client_id,
        "distance": round(one.distance, 2),
        "features": list(one.features),
    }
