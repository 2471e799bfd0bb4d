"""The page of the whole portfolio."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amicable.decision.course import KINDS, title_of
from amicable.web.cases.queries import under_way
from amicable.web.cases.together.looking import together as looked_at
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import NoFacts
from amicable.web.rendering import language, told
from amicable.web.rights import STEER, allow

MOST_NEW = 50


@allow(STEER)
@require_GET
def together(request: HttpRequest) -> HttpResponse:
    """Whom to keep and delight, and which endings would make room."""
    asked = request.GET.get("new", "")
    new = min(int(asked), MOST_NEW) if asked.isdecimal() else 0
    try:
        found = looked_at(request.user, chosen=request.GET.getlist("client"), new_clients=new)
    except NoFacts:
        return render(request, "portfolio/empty.html", {"wanted": None})
    ids = {one.client_id for one in found.kept.kept} | {each.client_id for _, _, each in found.looked}
    numbers = dict(Client.objects.filter(client_id__in=ids).values_list("client_id", "pk"))
    given = {
        "found": found,
        "new": new,
        "most_new": MOST_NEW,
        "under_way": under_way(),
        "numbers": numbers,
        "kinds": {name: told(title) for name, title in KINDS.items()},
        "title_of": lambda name: told(title_of(name)),
        "said": lambda sentence: sentence.said(language()),
    }
    return render(request, "cases/together.html", given)
