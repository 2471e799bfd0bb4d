"""The calendar of one's tasks, for calendar programs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from amicable.web.closing.deadlines import feed
from amicable.web.rights import CLIENTS, OPEN, allow


@allow(CLIENTS)
@require_POST
def make_calendar(request: HttpRequest) -> HttpResponse:
    """A new secret address, shown once."""
    request.session["calendar_secret"] = feed.make_address(by=request.user)
    return redirect("my_tasks")


@allow(CLIENTS)
@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    """The address works no longer."""
    feed.end_address(by=request.user)
    return redirect("my_tasks")


@allow(OPEN)
@require_GET
def calendar(_request: HttpRequest, secret: str) -> HttpResponse:
    """The tasks of whoever has this address; any other leads nowhere."""
    person = feed.person_of(secret)
    if not person:
        raise Http404
    answer = HttpResponse(feed.feed_of(person), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
