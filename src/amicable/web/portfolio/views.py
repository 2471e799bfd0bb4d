"""Pages of the portfolio."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import N_
from amicable.report.figures import Figures
from amicable.signs import Model, Sign, all_signs
from amicable.web.jobs.actions import begin
from amicable.web.portfolio import actions, forms, profiles, queries
from amicable.web.portfolio.exporting import exported
from amicable.web.portfolio.models import Review
from amicable.web.rendering import figures, language, told
from amicable.web.rights import CLIENTS, STEER, allow

PAGE = 50
COURSES = {
    "repair": N_("repair first"),
    "watch": N_("watch"),
    "keep": N_("keep"),
    "unknown": N_("unknown"),
}


@allow(CLIENTS)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page: the portfolio for those who see all clients, else one's own clients."""
    return redirect("portfolio" if request.user.sees_all_clients else "my_clients")


@allow(CLIENTS)
@require_GET
def portfolio(request: HttpRequest) -> HttpResponse:
    """The list of clients, worst first, with the pictures above it."""
    review = queries.latest_review(forms.day(request.GET))
    if not review:
        return render(request, "portfolio/empty.html", {"wanted": forms.day(request.GET)})
    asked = forms.question(request.GET)
    found = queries.standings(request.user, review, asked)
    pages = Paginator(found, PAGE)
    if asked.is_plain and request.user.sees_all_clients:
        pages.count = review.clients  # known, and to count them takes as long as to list them
    page = pages.get_page(request.GET.get("page"))
    told_about = {
        "review": review,
        "question": asked,
        "page": page,
        "rows": queries.rows(request.user, page.object_list),
        "signs": {
            name: sign for name, sign in all_signs().items() if queries.sign_seen_by(request.user, name)
        },
        "courses": COURSES,
        "asked": _asked(request),
        "as_of": f"?as_of={review.as_of}" if "as_of" in request.GET else "",
        "reordered": partial(_reordered, request, asked),
        "reask": partial(_asked, request),
        "titles": {name: told(sign.title) for name, sign in all_signs().items()},
        "shown": partial(shown, figures(), all_signs()),
    }
    if request.headers.get("HX-Target") == "profile":
        return render(request, "portfolio/_profile.html", told_about | _around(request, review))
    if request.headers.get("HX-Target") == "list":
        return render(request, "portfolio/_list.html", told_about)
    return render(request, "portfolio/portfolio.html", told_about | _around(request, review))


def _around(request: HttpRequest, review: Review) -> dict[str, Any]:
    """What stands above the list."""
    pictures = queries.told_by_pictures(review)
    return {
        "named": review.named if request.user.reads_confidential else review.open_named,
        "counts": queries.courses(request.user, review),
        "segments": queries.segments(review),
        "views": queries.views_of(request.user),
        "stale": queries.is_stale(review),
        "days": queries.days(),
        "whale": pictures["whale"],
        **_profile(request, pictures["profiles"]),
        "no_evidence": ", ".join(told(all_signs()[name].title) for name in review.no_evidence),
    }


def _profile(request: HttpRequest, kept: dict[str, Any]) -> dict[str, Any]:
    """The profile of all clients, or of the segment that is asked for; empty where a snapshot has none."""
    charts = kept.get("charts", {})
    asked = request.GET.get("profile", "")
    chart = charts.get(asked) or charts.get("")
    if not chart:
        return {"profile": []}
    return {
        "profile": profiles.rows(chart),
        "profile_of": asked if asked in charts else "",
        "profile_segments": [name for name in charts if name],
        "profile_clients": chart["clients"],
        "learned": profiles.learned(chart),
        "together": profiles.together(chart),
        "stand_out": profiles.odd_ones(kept["stand_out"]),
    }


def _asked(request: HttpRequest, **other: str) -> str:
    """The question as it stands in the address, from its first page on."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name, value in other.items():
        asked[name] = value
    return asked.urlencode()


def _reordered(request: HttpRequest, asked: queries.Question, order: str) -> str:
    """The same question in another order; asked again, the other way round."""
    again = asked.order == order and not asked.backwards
    return _asked(request, order=f"-{order}" if again else order)


def shown(words: Figures, known: Mapping[str, Sign], one: dict[str, Any]) -> str:
    """A strong sign in figures: how often it showed, or its rate."""
    sign = known[one["sign"]]
    if sign.model is Model.RATIO:
        peers = told(N_("peers {rate}"), rate=words.rate(sign, one["peer_rate"]))
        return f"{words.rate(sign, one['rate'])} ({peers})"
    return f"{words.count(one['events'])} / {words.count(one['exposure'])}"


@allow(CLIENTS)
@require_GET
def pictures(request: HttpRequest) -> HttpResponse:
    """The points of the map, the whale curve and the profiles, for the script that draws them."""
    review = queries.latest_review(forms.day(request.GET))
    if not review or not request.user.sees_all_clients:
        return JsonResponse({"map": [], "whale": {"steps": []}, "sides": []})
    return JsonResponse(
        {**review.pictures, "map": queries.dots(request.user, review), "currency": review.currency}
    )


@allow(CLIENTS)
@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list as it is filtered, all pages of it, as CSV or XLSX."""
    review = queries.latest_review(forms.day(request.GET))
    found = queries.standings(request.user, review, forms.question(request.GET)) if review else None
    return exported(found, review, form, person=request.user)


@allow(CLIENTS)
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the question under a name."""
    name, question = request.POST.get("name", "").strip(), request.POST.get("question", "")
    if name:
        actions.save_view(request.user, name, question)
        messages.success(request, told(N_("The list “{name}” is saved."), name=name))
    return redirect(f"{reverse('portfolio')}?{question}")


@allow(CLIENTS)
@require_POST
def forget_view(request: HttpRequest, number: int) -> HttpResponse:
    """Drop a saved list."""
    actions.forget_view(request.user, number)
    return redirect("portfolio")


@allow(STEER)
@require_POST
def refresh_review(request: HttpRequest) -> HttpResponse:
    """Review the portfolio anew, as of a day if one is given."""
    day = forms.day(request.POST)
    job = begin(
        actions.refresh, by=request.user.email, language=language(), as_of=day.isoformat() if day else ""
    )
    return render(request, "jobs/waiting.html", {"job": job, "back": "portfolio"})
