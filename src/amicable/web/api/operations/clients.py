"""Clients: who they are, their dossiers, what was written about them, who works with them."""

from datetime import date
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Schema
from pydantic import Field

from amicable.i18n import N_
from amicable.report import answers
from amicable.web.api.operations.reviews import Standing, review_of, standing
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Amount, Number, Page, Paged, Words, piece
from amicable.web.portfolio import queries
from amicable.web.portfolio.dossier import file as dossier_file
from amicable.web.portfolio.models import Client
from amicable.web.rendering import language
from amicable.web.rights import CLIENTS

ROUTES = Routes.about(N_("Clients"))


class ClientAnswer(Schema):
    """One relationship."""

    number: int
    client_id: str
    name: str

    @staticmethod
    def resolve_number(client: Client) -> int:
        """Its number in addresses."""
        return int(client.pk)


class Quarter(Schema):
    """One quarter of a sign on a client."""

    began_on: date
    events: float
    exposure: float


class Finding(Schema):
    """One sign on one client, with how sure it is."""

    sign: str
    family: str
    events: float
    exposure: float
    observations: int
    rate: float
    peer_rate: float
    shrunk_rate: float
    interval_90: list[float]
    threshold: float
    strength: float
    q_value: float
    strong: bool
    counts: bool
    set_aside: str
    value: Amount
    last_on: date | None
    expires_on: date | None
    half_life_quarters: int
    trend: str
    changed_on: date | None
    quarters: list[Quarter]


class Candidate(Schema):
    """One client in the ranking."""

    rank: int
    client_id: str
    name: str
    segment: str
    since_on: date | None
    course: str
    points: float
    families: list[str]
    revenue_12_months: Amount
    margin_12_months: Amount
    hours_12_months: float | None
    margin_per_hour: Amount
    findings: list[Finding]


class MoneyQuarter(Schema):
    """Money and hours of one quarter."""

    began_on: date
    revenue: Amount
    cost: Amount
    hours: float
    margin: Amount


class Situation(Schema):
    """One documented situation: a fact that a person could show to the client."""

    sign: str
    happened_on: date
    sentence: str
    value: Amount
    table: str
    evidence_id: str
    file: str
    line: int


class Dossier(Schema):
    """Everything known about one client, as `amicable client --json` answers."""

    as_of: date
    currency: str
    criteria: str
    client: Candidate
    quarters: list[MoneyQuarter]
    situations: list[Situation]
    rule_out: list[str]
    """What must be ruled out before anybody speaks to the client."""


class StandingThen(Standing):
    """How a client stood on a day."""

    as_of: date
    currency: str


class About(Schema):
    """Which situations are wanted."""

    as_of: date | None = None
    sign: Annotated[str, Field(max_length=64, pattern=r"^[a-z_]*$")] = ""


@ROUTES.get("clients", CLIENTS, N_("The clients that one sees"), Page[ClientAnswer])
def clients(request: HttpRequest, paging: Paged, q: Words = "") -> dict[str, object]:
    """In the order of names; with `q`, those whose name holds it."""
    seen = queries.clients_seen_by(request.user)
    return piece(seen.filter(name__icontains=q) if q else seen, paging)


@ROUTES.get("clients/{int:number}", CLIENTS, N_("One client"), ClientAnswer)
def client(request: HttpRequest, number: Number) -> Client:
    """By its number."""
    return queries.client_seen_by(request.user, number)


@ROUTES.get("clients/{int:number}/dossier", CLIENTS, N_("Everything known about a client"), Dossier)
def dossier(request: HttpRequest, number: Number, as_of: date | None = None) -> dict[str, object]:
    """As of the day of a review that is kept, else of the latest."""
    found = _file(request, number, as_of).dossier
    words = language()
    return {**answers.dossier(found, words), "rule_out": answers.doubts(found, words)}


@ROUTES.get(
    "clients/{int:number}/situations",
    CLIENTS,
    N_("Documented situations of a client, latest first"),
    Page[Situation],
)
def situations(request: HttpRequest, number: Number, about: Query[About], paging: Paged) -> dict[str, object]:
    """Of all signs, or of one."""
    found = _file(request, number, about.as_of).dossier
    currency = found.review.facts.evidence.firm.currency
    wanted = [one for one in found.situations if about.sign in ("", one.sign.name)]
    words = language()
    return piece([answers.situation(one, currency, words) for one in wanted], paging)


@ROUTES.get(
    "clients/{int:number}/standings", CLIENTS, N_("How a client stood in each review"), list[StandingThen]
)
def standings_of_client(request: HttpRequest, number: Number) -> list[dict[str, object]]:
    """Latest first."""
    found = queries.client_seen_by(request.user, number)
    rows = found.standings.order_by("-review__as_of", "-review__made_at").select_related("review")
    return [
        {
            **standing(vars(row), row.review.currency, request.user),
            "as_of": row.review.as_of,
            "currency": row.review.currency,
        }
        for row in rows
    ]


def _file(request: HttpRequest, number: int, as_of: date | None) -> dossier_file.File:
    """Only as of days that were reviewed: to review another day takes long, and is asked for with a POST."""
    found = queries.client_seen_by(request.user, number)
    opened = dossier_file.opened(found.client_id, review_of(as_of).as_of, request.user)
    if not opened:
        raise Http404
    return opened
