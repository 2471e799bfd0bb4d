"""Pages of this app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amicable.web.rights import STEER, allow


@allow(STEER)
def intake(request: HttpRequest) -> HttpResponse:
    """The first page of this app."""
    return render(request, "error.html", {"title": "", "sentence": "", "status": 200})
