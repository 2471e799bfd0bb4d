"""The page that says how long signs last, and how far to trust what the dossiers foretell."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from amicable.web.jobs.actions import begin
from amicable.web.portfolio import queries
from amicable.web.portfolio.outlook import lasting, testing
from amicable.web.rendering import language
from amicable.web.rights import STEER, allow


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
