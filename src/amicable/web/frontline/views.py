"""Pages of this app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amicable.web.rights import CLIENTS, allow


@allow(CLIENTS)
def my_clients(request: HttpRequest) -> HttpResponse:
    """The first page of this app."""
    return render(request, "error.html", {"title": "", "sentence": "", "status": 200})
