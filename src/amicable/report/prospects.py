"""What was seen of a prospect, in figures and as plain values."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from amicable.i18n import say
from amicable.report.answers import money

if TYPE_CHECKING:
    from amicable.profiles.profile import Range
    from amicable.report.figures import Figures
    from amicable.screening import Early, Measure, Screening

MONEY = "revenue"
"""The one figure that is money; the other counts hours."""


def shown(one: "Measure", figures: "Figures") -> str:
    """The value as the reader writes it."""
    value = one.value or 0
    return figures.money(value) if one.name == MONEY else figures.hours(value)


def screening(
    found: "Screening", answers: Mapping[str, str], measures: Sequence["Measure"], currency: str
) -> dict[str, object]:
    """The fields of the schema amicable.prospect/1 beside the currency."""
    return {
        "course": found.course,
        "because": say(found.because),
        "seen": [{"name": one.name, "answer": answers[one.name], "title": say(one.title), "family": one.family, "clause": one.clause} for one in found.seen],
        "to_ask": [_asked(one) for one in found.to_ask],
        "clauses": list(found.clauses),
        "figures": [_measure(one, currency) for one in measures if one.value is not None],
    }  # fmt: skip


def _asked(one: "Early") -> dict[str, object]:
    told = {"title": say(one.title), "ask": say(one.ask), "listen_for": say(one.listen_for)}
    return {"name": one.name, **told, "grave": one.grave}


def _measure(one: "Measure", currency: str) -> dict[str, object]:
    plain = {"ideal": _range(one.ideal, one, currency), "non_ideal": _range(one.non_ideal, one, currency)}
    return {"name": one.name, "value": _value(one.value or 0, one, currency), **plain, "side": str(one.side)}


def _range(range_: "Range | None", one: "Measure", currency: str) -> list[float] | None:
    """Low, middle and high, as `amicable profile` gives them."""
    return (
        [_value(value, one, currency) for value in (range_.low, range_.mid, range_.high)] if range_ else None
    )


def _value(value: float, one: "Measure", currency: str) -> float:
    """A number in the unit of the figure; money in whole units of the currency."""
    return round(float(money(value, currency) or 0), 2) if one.name == MONEY else round(value, 4)
