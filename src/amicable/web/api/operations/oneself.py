"""For whom a program asks, and the long work that they have started."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Schema

from amicable.i18n import N_
from amicable.web.api.routes import Routes
from amicable.web.api.scopes import open_to
from amicable.web.api.shapes import Number, Page, Paged, piece
from amicable.web.jobs.models import Job
from amicable.web.portfolio.models import SavedView
from amicable.web.portfolio.queries import views_of
from amicable.web.rights import OWN

ROUTES = Routes.about(N_("Oneself"))


class Self(Schema):
    """The person whom a program asks for, and what it may."""

    email: str
    name: str
    role: str
    language: str
    sees_all_clients: bool
    scopes: list[str]
    token_expires_at: datetime | None


class Work(Schema):
    """One piece of long work."""

    number: int
    work: str
    state: str
    progress: float
    sentence: str
    outcome: dict[str, Any]
    made_at: datetime
    ended_at: datetime | None

    @staticmethod
    def resolve_number(job: Job) -> int:
        """Its number."""
        return int(job.pk)

    @staticmethod
    def resolve_work(job: Job) -> str:
        """What it does, by name."""
        return str(job.function).rpartition(".")[2]


class SavedList(Schema):
    """A question to the portfolio that the person has saved."""

    name: str
    question: str


@ROUTES.get("me", OWN, N_("For whom this token is, and what it may be used for"), Self)
def me(request: HttpRequest) -> dict[str, object]:
    """Oneself."""
    person, token = request.user, request.token
    return {
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "language": person.language,
        "sees_all_clients": person.sees_all_clients,
        "scopes": token.scopes if token else list(open_to(person)),
        "token_expires_at": token.expires_at if token else None,
    }


@ROUTES.get("jobs", OWN, N_("Long work that one has started, latest first"), Page[Work])
def jobs(request: HttpRequest, asked: Paged) -> dict[str, object]:
    """All of it."""
    return piece(Job.objects.filter(by=request.user.email), asked)


@ROUTES.get("jobs/{int:number}", OWN, N_("How far a piece of long work is"), Work)
def job(request: HttpRequest, number: Number) -> Job:
    """One of it."""
    found = Job.objects.filter(pk=number, by=request.user.email).first()
    if not found:
        raise Http404
    return found


@ROUTES.get("saved-lists", OWN, N_("Lists of clients that one has saved"), list[SavedList])
def saved_lists(request: HttpRequest) -> "QuerySet[SavedView]":
    """All of them."""
    return views_of(request.user)
