"""The screening form; nothing about a prospect is kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.module_loading import import_string

from amicable.disengagement.clauses import clauses
from amicable.disengagement.texts import languages
from amicable.i18n import N_
from amicable.money import digits
from amicable.profiles.profile import Range
from amicable.report.prospects import shown
from amicable.screening import (
    ANSWERS,
    COURSES,
    FEATURES,
    SIDES,
    Measure,
    Sides,
    all_early,
    measured,
    screened,
)
from amicable.web.portfolio.queries import latest_review
from amicable.web.rendering import figures, firm, language, told
from amicable.web.rights import CLIENTS, RUN, allow

MARKS = {"email": N_("E-mail address"), "phone": N_("Telephone number"), "tax_number": N_("Tax number")}
"""By what the register recognises somebody."""


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
        "words": {name: told(word) for name, word in ANSWERS.items()},
        "fee": asked.get("fee", ""),
        "hours": asked.get("hours", ""),
        "currency": firm().currency,
        "found": found,
        "course": told(COURSES[found.course]) if found else "",
        "clauses": clauses(spoken, found.clauses) if found else (),
        "spoken": spoken,
        "known": import_string(settings.REGISTER)(request.user, request.POST),
        "marks": {name: told(label) for name, label in MARKS.items()},
        "asked": asked,
        "may_run": request.user.may(RUN, writing=True),
        "measures": [(told(FEATURES[one.name]), shown(one, figures()), told(SIDES[one.side])) for one in measures if one.value is not None],
    }  # fmt: skip
    return render(request, "parting/prospect.html", given)


def _measures(asked: QueryDict) -> tuple[Measure, ...]:
    """The figures that were typed, beside the firm's profile."""
    fee, hours = _number(asked.get("fee", "")), _number(asked.get("hours", ""))
    values = {"revenue": fee and fee * 10 ** digits(firm().currency), "hours": hours}
    return measured(values, _profile())


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if 0 < found < 10**12 else None


def _profile() -> dict[str, Sides]:
    """Feature -> ranges of the two sides, from the latest review."""
    review = latest_review()
    charts = (review.pictures.get("profiles") or {}).get("charts", {}) if review else {}
    rows = charts.get("", {}).get("rows", [])
    return {one["feature"]: (_range(one["ideal"]), _range(one["non_ideal"])) for one in rows}


def _range(one: dict[str, float] | None) -> Range | None:
    return Range(**one) if one else None
