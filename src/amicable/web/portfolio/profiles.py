"""Profiles side by side, in words and as small pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from amicable.i18n import N_
from amicable.report import charts
from amicable.signs import all_signs
from amicable.web.rendering import figures, told

MONEY = {
    "revenue": N_("Revenue in a year"),
    "margin": N_("Margin in a year"),
    "margin_per_hour": N_("Margin per hour"),
}
HOURS = {"hours": N_("Hours of our time in a year")}


@dataclass(frozen=True)
class Side:
    """One feature, on either side."""

    title: str
    ideal: str
    named: str
    drawn: Markup


def sides_in_words(rows: Sequence[Mapping[str, Any]]) -> list[Side]:
    """The rows of `decision.sides.sides` as a reader sees them; features without any figure are left out."""
    return [
        Side(title(row["feature"]), written(row["feature"], row["ideal"]), written(row["feature"], row["named"]), charts.two_bars(row["ideal"], row["named"], told(N_("Ideal")), told(N_("Named"))))
        for row in rows
        if row["ideal"] is not None or row["named"] is not None
    ]  # fmt: skip


def title(feature: str) -> str:
    """What the feature is called."""
    names = {**MONEY, **HOURS}
    return told(names[feature] if feature in names else all_signs()[feature].title)


def written(feature: str, value: float | None) -> str:
    """A value of the feature with its unit."""
    words = figures()
    if value is None:
        return "?"
    if feature in MONEY:
        return words.money(value)
    if feature in HOURS:
        return words.hours(value)
    sign = all_signs()[feature]
    unit = f" {told(sign.unit)}" if not words.is_share(sign) and sign.unit else ""
    return f"{words.rate(sign, value)}{unit}"
