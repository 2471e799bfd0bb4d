"""Visits: a browser in which a code was entered reads one case for some hours. There is no account."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

from amicable.i18n import LANGUAGES
from amicable.web.cases.moving import about
from amicable.web.diary.actions import write
from amicable.web.portal.door.codes import still_open
from amicable.web.portal.door.secret import digest, fresh
from amicable.web.portal.models import Link, Visit
from amicable.web.rights import OPEN, allow

COOKIE, PATH = "portal", "/portal/"
HOURS = 12
CLIENT = "client"
"""Who acts, in the diary: the client, by the page."""
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
}
View = Callable[..., HttpResponseBase]


@transaction.atomic
def begin(link: Link, language: str, now: datetime) -> str:
    """A visit; its secret, for the browser alone."""
    secret = fresh()
    Visit.objects.filter(expires_at__lte=now).delete()
    Visit.objects.create(
        link=link, digest=digest(secret), language=language, expires_at=now + timedelta(hours=HOURS)
    )
    Link.objects.filter(pk=link.pk).update(seen_at=now, opened_at=link.opened_at or now)
    write("portal.opened", by=CLIENT, about=about(link.case), name=link.case.client.name)
    return secret


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit of this browser, as long as its link leads somewhere."""
    now = timezone.now()
    known = digest(request.COOKIES.get(COOKIE, ""))
    found: Visit | None = Visit.objects.select_related("link__case__client", "link__case__closing").filter(
        still_open(now, "link__"), digest=known, expires_at__gt=now
    ).first()  # fmt: skip
    return found


def end(request: HttpRequest) -> None:
    """End the visit of this browser."""
    Visit.objects.filter(digest=digest(request.COOKIES.get(COOKIE, ""))).delete()


def remember(response: HttpResponse, secret: str) -> HttpResponse:
    """Give the visit to the browser: sent to these pages alone, unreadable for scripts."""
    response.set_cookie(
        COOKIE, secret, max_age=HOURS * 3600, path=PATH, secure=settings.DEPLOYMENT.secure, httponly=True, samesite="Lax"
    )  # fmt: skip
    return response


def spoken(language: str) -> str:
    """A language that the product speaks."""
    return language if language in LANGUAGES else "en"


def public(view: View) -> View:
    """A page that anybody may reach, and that tells nothing about any case; no script, no index, no cache."""

    @wraps(view)
    def shown(request: HttpRequest, *given: object, **named: object) -> HttpResponseBase:
        response = view(request, *given, **named)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    wrapped: View = allow(OPEN)(csp_replace({"script-src": [NONE], "connect-src": [NONE]})(shown))
    return wrapped


def visited(view: View) -> View:
    """A page for a browser with a visit, in the visit's language; every other is led to the same closed door."""

    @public
    @wraps(view)
    def shown(request: HttpRequest, *given: object, **named: object) -> HttpResponseBase:
        visit = visit_of(request)
        if not visit:
            return redirect("portal_closed")
        with translation.override(visit.language):
            response = view(request, visit, *given, **named)
            response.headers.setdefault("Content-Language", visit.language)
            return response

    shown.asks_for_visit = True  # type: ignore[attr-defined]  # where the test of all addresses looks
    return shown
