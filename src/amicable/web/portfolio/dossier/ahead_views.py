"""What becomes of a client's strong signs, as a piece of its dossier."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amicable.web.portfolio import forms, queries
from amicable.web.portfolio.dossier.file import File, opened
from amicable.web.portfolio.outlook import words
from amicable.web.portfolio.outlook.learning import lessons
from amicable.web.rights import CLIENTS, STEER, allow


@allow(CLIENTS)
@require_GET
def client_outlook(request: HttpRequest, number: int) -> HttpResponse:
    """The outlook of a client alone; where it is still being worked out, the piece asks again."""
    found = queries.client_seen_by(request.user, number)
    asked = forms.day(request.GET)
    day = asked if asked and queries.latest_review(asked) else None
    file = opened(found.client_id, day, request.user)
    if not file:
        raise Http404
    carried = f"?as_of={day.isoformat()}" if day else ""
    given = {
        "client": found,
        "carried": carried,
        "by_itself": True,
        "may_read_outlook": request.user.may(STEER),
        **of_file(file, found.client_id),
    }
    return render(request, "portfolio/_dossier_ahead.html", given)


def of_file(file: File, client_id: str) -> dict[str, Any]:
    """What will become of the strong signs of a file; None where it is still being worked out."""
    strong = [one.sign.name for one in file.dossier.client.findings if one.counts]
    if not strong:
        return {"ahead": [], "headline": ""}
    learned = lessons(file.as_of)
    if learned is None:
        return {"ahead": None, "headline": ""}
    found = learned.outlook(client_id)
    return {"ahead": words.ahead(found, strong), "headline": words.headline(found, strong)}
