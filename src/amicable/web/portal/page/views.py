"""The client's page, for a browser with a visit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from amicable.refusal import Refusal
from amicable.web.cases.moving import about
from amicable.web.closing.packs.views import answered
from amicable.web.diary.actions import write
from amicable.web.portal.door import visits
from amicable.web.portal.models import KINDS, Release, Visit
from amicable.web.portal.page import saying
from amicable.web.portal.page.reading import pack_of, page_of
from amicable.web.rendering import LANGUAGE_NAMES, firm, told


@visits.visited
@require_GET
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything that was released."""
    return shown(request, visit)


def shown(
    request: HttpRequest, visit: Visit, refused: str = "", kept: str = "", kind: str = ""
) -> HttpResponse:
    """The page, with what could not be sent still in its field."""
    case = visit.link.case
    release = Release.objects.select_related("contact").get(case=case)
    given = {
        "page": page_of(case.closing, release, visit.language, timezone.now()),
        "firm": firm(),
        "spoken": visit.language,
        "choices": LANGUAGE_NAMES,
        "until": visit.link.expires_at,
        "preview": False,
        "refused": refused,
        "kept": kept,
        "kept_kind": kind,
    }
    return render(request, "portal/page.html", given, status=400 if refused else 200)


@visits.visited
@require_POST
def say(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """Keep what the client says."""
    if kind not in KINDS:
        raise Http404
    text = request.POST.get("text", "").replace("\0", "")[:4000]
    closing = visit.link.case.closing
    try:
        saying.say(link=visit.link, closing=closing, kind=kind, text=text, now=timezone.now())
    except Refusal as refusal:
        return shown(request, visit, told(refusal.message, **refusal.values), text, kind)
    return redirect(f"{reverse('portal_page')}#said")


@visits.visited
@require_safe
def files(request: HttpRequest, visit: Visit, pack: object) -> HttpResponseBase:
    """The pack of files, whole or from where a download broke off."""
    case = visit.link.case
    release = Release.objects.get(case=case)
    found = pack_of(case.closing, timezone.now()) if "files" in release.sections else None
    if not found or not found.stored or found.pk != pack:
        raise Http404
    if request.method == "GET" and "Range" not in request.headers:
        write("portal.fetched", by=visits.CLIENT, about=about(case), name=case.client.name)
    return answered(request, found, found.stored)


@visits.visited
@require_POST
def language(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Read on in another language."""
    Visit.objects.filter(pk=visit.pk).update(language=visits.spoken(request.POST.get("language", "")))
    return redirect("portal_page")


@visits.visited
@require_POST
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001 (every view behind the gate is given it)
    """End the visit on this browser."""
    visits.end(request)
    response = redirect("portal_closed")
    response.delete_cookie(visits.COOKIE, path=visits.PATH)
    return response
