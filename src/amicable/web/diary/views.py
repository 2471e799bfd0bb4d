"""The page of the diary."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amicable.web.diary import queries
from amicable.web.diary.acts import sentence
from amicable.web.rights import AUDIT, allow

PAGE = 50


@allow(AUDIT)
@require_GET
def diary(request: HttpRequest) -> HttpResponse:
    """Every action, latest first; with `verify`, the proof that nobody changed it."""
    found = queries.entries(
        about=request.GET.get("about", ""),
        by=request.GET.get("by", ""),
        words=request.GET.get("q", "").strip(),
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    verified = queries.proofs() if "verify" in request.GET else []
    return render(
        request,
        "diary/diary.html",
        {"page": page, "entries": [(one, sentence(one)) for one in page.object_list], "verified": verified, "words": request.GET.get("q", "")},
    )  # fmt: skip
