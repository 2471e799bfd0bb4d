"""The policy packs, what each asks, and where they contradict one another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amicable.duties import contradictions
from amicable.report.chapters import chapters
from amicable.report.deciding import contradiction
from amicable.web.cases.readiness.gates import packs, usual_pack
from amicable.web.rendering import language, told
from amicable.web.rights import CLIENTS, allow


@allow(CLIENTS)
@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """Every pack, and the choice made where they differ."""
    known = packs()
    given = {
        "packs": known.values(),
        "usual": usual_pack(""),
        "differing": [contradiction(one, language()) for one in contradictions(known.values())],
        "titles": {name: told(one.title) for name, one in known.items()},
    }
    return render(request, "cases/duties.html", given)


@allow(CLIENTS)
@require_GET
def pack(request: HttpRequest, name: str) -> HttpResponse:
    """One pack: each rule with its sources and the day it was checked."""
    found = packs().get(name)
    if not found:
        raise Http404
    return render(request, "cases/pack.html", {"pack": found, "chapters": chapters(found, language())})
