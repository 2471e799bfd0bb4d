"""Pages before the code: they look the same at every address, and look nothing up."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from amicable.web.closing.packs.actions import released
from amicable.web.closing.packs.views import answered
from amicable.web.portal.door import codes, visits
from amicable.web.rendering import LANGUAGE_NAMES, firm


@visits.public
def door(request: HttpRequest, language: str, secret: str) -> HttpResponse:
    """What this page is, and a button that asks for a code."""
    if request.method != "POST":
        return _shown(request, "portal/door.html", language, secret)
    now = timezone.now()
    if codes.hurries(_place(request), now):
        return _shown(request, "portal/pause.html", language, secret, status=429)
    codes.ask(secret, now)
    return redirect("portal_code", language, secret)


@visits.public
def code(request: HttpRequest, language: str, secret: str) -> HttpResponse:
    """Where the code is entered."""
    if request.method != "POST":
        return _shown(request, "portal/code.html", language, secret)
    now = timezone.now()
    if codes.hurries(_place(request), now):
        return _shown(request, "portal/pause.html", language, secret, status=429)
    link = codes.right(secret, request.POST.get("digits", "")[:40], now)
    if not link:
        return _shown(request, "portal/code.html", language, secret, is_wrong=True)
    return visits.remember(redirect("portal_page"), visits.begin(link, visits.spoken(language), now))


@visits.public
@require_safe
def pack(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The files behind a link of their own; who guesses is stopped like everywhere at this door."""
    now, language = timezone.now(), translation.get_language() or "en"
    if codes.has_hurried(_place(request), now):
        return _shown(request, "portal/pause.html", language, secret, status=429)
    found = released(secret, now)
    if not found or not found.stored:
        codes.hurries(_place(request), now)
        raise Http404
    return answered(request, found, found.stored)


@visits.public
def closed(request: HttpRequest) -> HttpResponse:
    """The visit is over, or there was none."""
    language = translation.get_language() or "en"
    return render(request, "portal/closed.html", {"firm": firm(), "spoken": language, "choices": {}})


def _place(request: HttpRequest) -> str:
    """The network address that asks, as the proxy in front tells it."""
    return str(get_adapter().get_client_ip(request))


def _shown(
    request: HttpRequest, template: str, language: str, secret: str, *, status: int = 200, **more: object
) -> HttpResponse:
    spoken = visits.spoken(language)
    with translation.override(spoken):
        given = {"firm": firm(), "spoken": spoken, "secret": secret, "choices": LANGUAGE_NAMES, "is_wrong": False, **more}  # fmt: skip
        response = render(request, template, given, status=status)
        response.headers["Content-Language"] = spoken
        return response
