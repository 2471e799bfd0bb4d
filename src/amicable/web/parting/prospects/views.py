"""The screening form; nothing about a prospect is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amicable.disengagement.clauses import clauses
from amicable.disengagement.texts import languages
from amicable.i18n import N_
from amicable.money import digits
from amicable.screening import ANSWERS, COURSES, Measure, all_early, screened
from amicable.web.portfolio.queries import latest_review
from amicable.web.rendering import figures, firm, language, told
from amicable.web.rights import CLIENTS, allow

WORDS = {"unknown": N_("Not looked at"), "no": N_("No"), "a_little": N_("A little"), "yes": N_("Clearly")}
SIDES = {
    "ideal": N_("as among clients whom you would take again"),
    "non_ideal": N_("as among the others"),
    "between": N_("between the two"),
    "unknown": N_("nothing to compare with"),
}


@allow(CLIENTS)
def prospect(request: HttpRequest) -> HttpResponse:
    """What was seen of a prospect, and how to begin."""
    asked = request.POST if request.method == "POST" else request.GET
    answers = {name: asked.get(name, "unknown") for name in all_early() if asked.get(name, "unknown") in ANSWERS}  # fmt: skip
    measures = _measures(asked)
    found = screened(answers, measures) if request.method == "POST" else None
    spoken = language() if language() in languages("clauses") else "en"
    given = {
        "early": all_early().values(),
        "answers": answers,
        "words": {name: told(WORDS[name]) for name in ANSWERS},
        "fee": asked.get("fee", ""),
        "hours": asked.get("hours", ""),
        "currency": firm().currency,
        "found": found,
        "course": told(COURSES[found.course]) if found else "",
        "clauses": clauses(spoken, found.clauses) if found else (),
        "spoken": spoken,
        "measures": [(_title(one), _shown(one), told(SIDES[one.side])) for one in measures if one.value is not None],
    }  # fmt: skip
    return render(request, "parting/prospect.html", given)


def _measures(asked: Any) -> tuple[Measure, ...]:  # noqa: ANN401 (Django's POST or GET)
    """The figures that were typed, beside the firm's profile."""
    fee, hours = _number(asked.get("fee", "")), _number(asked.get("hours", ""))
    values = {"revenue": fee and fee * 10 ** digits(firm().currency), "hours": hours}
    ranges = _ranges()
    return tuple(Measure(name, value, *ranges.get(name, (None, None))) for name, value in values.items())


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if 0 < found < 10**12 else None


def _ranges() -> dict[str, tuple[Any, Any]]:
    """Feature -> ranges of the two sides, from the latest review."""
    review = latest_review()
    charts = (review.pictures.get("profiles") or {}).get("charts", {}) if review else {}
    rows = charts.get("", {}).get("rows", [])
    return {one["feature"]: (_range(one["ideal"]), _range(one["non_ideal"])) for one in rows}


def _range(one: dict[str, float] | None) -> tuple[float, float, float] | None:
    return (one["low"], one["mid"], one["high"]) if one else None


def _title(one: Measure) -> str:
    return told(N_("Fees in a year") if one.name == "revenue" else N_("Hours in a year"))


def _shown(one: Measure) -> str:
    f = figures()
    return f.money(one.value) if one.name == "revenue" else f.hours(one.value)
