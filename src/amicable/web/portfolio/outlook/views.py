"""The outlook of one client as a piece of its dossier, and the page that says how far to trust it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from amicable.web.portfolio import forms, queries
from amicable.web.portfolio.dossier.file import File, opened
from amicable.web.portfolio.outlook import lasting, testing, words
from amicable.web.portfolio.outlook.learning import lessons
from amicable.web.rendering import language
from amicable.web.rights import CLIENTS, STEER, allow
from amicable.web.work.actions import begin


@allow(CLIENTS)
@require_GET
def client_outlook(request: HttpRequest, number: int) -> HttpResponse:
    """The outlook of a client alone; where it is still being worked out, the piece asks again."""
    found = queries.client_seen_by(request.user, number)
    asked = forms.day(request.GET)
    day = asked if asked and queries.latest_review(asked) else None
    file = opened(found.client_id, day, request.user)
    if not file:
        raise Http404
    carried = f"?as_of={day.isoformat()}" if day else ""
    given = {
        "client": found,
        "carried": carried,
        "by_itself": True,
        "may_read_outlook": request.user.may(STEER),
        **of_file(file, found.client_id),
    }
    return render(request, "portfolio/_dossier_ahead.html", given)


def of_file(file: File, client_id: str) -> dict[str, Any]:
    """What will become of the strong signs of a file; None where it is still being worked out."""
    strong = [one.sign.name for one in file.dossier.client.findings if one.counts]
    if not strong:
        return {"ahead": [], "headline": ""}
    learned = lessons(file.as_of)
    if learned is None:
        return {"ahead": None, "headline": ""}
    found = learned.outlook(client_id)
    return {"ahead": words.ahead(found, strong), "headline": words.headline(found, strong)}


@allow(STEER)
@require_GET
def outlook(request: HttpRequest) -> HttpResponse:
    """How long signs last, and how good the forecasts were."""
    review = queries.latest_review()
    if not review:
        return render(request, "portfolio/empty.html", {"wanted": None})
    rows = lasting.rows(review)
    made = testing.latest()
    tests, few = testing.tested(made.outcome) if made else ([], [])
    given = {
        "review": review,
        "rows": [one for one in rows if one.known],
        "unproved": [one.title for one in rows if not one.known],
        "lasts": lasting.summary([one for one in rows if one.known]),
        "job": testing.under_way(),
        "made": made,
        "period": testing.period(made) if made else None,
        "tests": tests,
        "few": few,
        "tested": testing.summary(tests) if made else "",
        "years": range(1, testing.MOST_YEARS + 1),
        "may_steer": request.user.may(STEER, writing=True),
    }
    return render(request, "portfolio/outlook.html", given)


@allow(STEER)
@require_POST
def test_outlook(request: HttpRequest) -> HttpResponse:
    """Begin to forecast the past; one at a time."""
    asked = request.POST.get("years", "1")
    years = int(asked) if asked in {str(one) for one in range(1, testing.MOST_YEARS + 1)} else 1
    job = testing.under_way()
    if not job or job.is_over:
        begin(testing.test_forecasts, by=request.user.email, language=language(), years=years)
    return redirect("outlook")
