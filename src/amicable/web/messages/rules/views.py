"""The rules browser, and a box to try them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amicable.i18n import LANGUAGES
from amicable.web.messages.rules import browsing
from amicable.web.rendering import LANGUAGE_NAMES, language
from amicable.web.rights import CLIENTS, OWN, STEER, allow

LONGEST = 10_000


@allow(CLIENTS)
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every situation and tone of one language, with how many rules it has."""
    chosen = _language(request.GET.get("language", "")) or language()
    theirs, ours = browsing.groups(chosen)
    given = {"theirs": theirs, "ours": ours, **_around(request, chosen)}
    return render(request, "messages/rules.html", given)


@allow(CLIENTS)
@require_GET
def rules_of(request: HttpRequest, language: str, situation: str) -> HttpResponse:
    """Every rule of one situation or tone: what it says, its phrases and its examples."""
    found = browsing.group(language, situation)
    if not found:
        raise Http404
    given = {"group": found, "short": browsing.short, "is_own": browsing.is_own, **_around(request, language)}
    return render(request, "messages/rules_of.html", given)


@allow(OWN)
@require_http_methods(["GET", "POST"])
def try_rules(request: HttpRequest) -> HttpResponse:
    """What the rules find in a text; nothing of it is kept."""
    text = request.POST.get("text", "").replace("\0", "")[:LONGEST]
    side = request.POST.get("side", "")
    side = side if side in (browsing.THEIRS, browsing.OURS) else browsing.THEIRS
    chosen = _language(request.POST.get("language", ""))
    given = {
        "text": text,
        "side": side,
        "chosen": chosen,
        "tried": browsing.tried(text, chosen, side) if text.strip() else None,
        "language_names": LANGUAGE_NAMES,
    }
    return render(request, "messages/try_rules.html", given)


def _around(request: HttpRequest, chosen: str) -> dict[str, Any]:
    return {
        "chosen": chosen,
        "language_names": LANGUAGE_NAMES,
        "steers": request.user.may(STEER, writing=True),
        "sees_own": request.user.may(STEER),
    }


def _language(given: str) -> str:
    return given if given in LANGUAGES else ""
