"""Pages about who is the same client."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.intake import actions, queries, showing
from amicable.web.intake.models import Pair
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import language, told
from amicable.web.rights import STEER, allow

PAGE = 20
LINKS_PAGE = 50
SETTLED = {
    "same": N_("{a} and {b} are one client from now on."),
    "different": N_("{a} and {b} stay two clients; you are not asked again."),
    "later": N_("{a} and {b} are put off; they come last now."),
}


@allow(STEER)
@require_GET
def same(request: HttpRequest) -> HttpResponse:
    """Pairs that may be the same client, one question each."""
    comparison, job = queries.comparison(), queries.compare_job()
    page = Paginator(queries.pairs(), PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "pairs": [(pair, _reasons(pair)) for pair in page.object_list],
        "comparison": comparison,
        "outdated": bool(comparison and queries.is_outdated(comparison)),
        "job": job,
        "own_job": bool(job and job.by == request.user.email),
        "links": len(ledger().links()),
    }
    return showing.page(request, "intake/same.html", shown)


def _reasons(pair: Pair) -> list[tuple[str, bool]]:
    """Each reason as a sentence, and whether it speaks for the two being one."""
    return [(told(message, **values), (weight or 0) > 0) for message, values, weight in pair.reasons]


@allow(STEER)
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """What a person says about a pair."""
    pair = Pair.objects.filter(pk=number).first()
    verdict = request.POST.get("verdict", "")
    if not pair or verdict not in SETTLED:
        raise Http404
    a, b = pair.name_a, pair.name_b
    try:
        actions.decide(pair, verdict, by=request.user.email)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.success(request, told(SETTLED[verdict], a=a, b=b))
    return redirect("same_clients")


@allow(STEER)
@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Look for pairs anew."""
    if not queries.compare_job():
        actions.compare(by=request.user.email, language=language())
    return redirect("same_clients")


@allow(STEER)
@require_GET
def links(request: HttpRequest) -> HttpResponse:
    """What was linked or kept apart, by a person or by itself."""
    opened = ledger()
    page = Paginator(queries.links(opened), LINKS_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    shown = {"page": page, "rows": rows, "names": queries.named(opened, rows), "how": queries.HOW}
    return showing.page(request, "intake/links.html", shown)


@allow(STEER)
@require_POST
def split(request: HttpRequest) -> HttpResponse:
    """Undo a link."""
    alias = request.POST.get("alias", "")
    try:
        actions.split(alias, by=request.user.email)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.success(request, told(N_("{id} is a client of its own again."), id=alias))
    return redirect("client_links")


@allow(STEER)
@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Two that were kept apart are one after all."""
    a, b = request.POST.get("a", ""), request.POST.get("b", "")
    try:
        actions.join(a, b, by=request.user.email)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.success(request, told(SETTLED["same"], a=a, b=b))
    return redirect("client_links")
