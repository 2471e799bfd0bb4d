"""Reviews of the portfolio, how clients stand in them, and the pictures drawn from them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, QueryDict
from ninja import Query, Schema
from pydantic import Field

from amicable.i18n import N_
from amicable.report import answers
from amicable.web.accounts.models import Person
from amicable.web.api.operations.oneself import Work
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Amount, Day, Page, Paged, Sent, Words, piece
from amicable.web.jobs.actions import begin
from amicable.web.jobs.models import Job
from amicable.web.portfolio import actions, forms, queries
from amicable.web.portfolio.models import Review
from amicable.web.rendering import language
from amicable.web.rights import CLIENTS, STEER

ROUTES = Routes.about(N_("Reviews"))


class ReviewAnswer(Schema):
    """A review of the whole portfolio as it was kept."""

    as_of: date
    made_at: datetime
    currency: str
    criteria: str
    clients: int
    named: int
    no_evidence: list[str]


class SignInReview(Schema):
    """One sign on the whole portfolio."""

    sign: str
    clients: int
    overall: float
    lasts: float | None
    mostly_chance: bool


class FullReview(ReviewAnswer):
    """The same with the signs."""

    stale: bool
    """Records or settings have changed since."""
    signs: list[SignInReview]
    looks_automatic: list[str]


class SignInStanding(Schema):
    """A strong sign of one client."""

    sign: str
    events: float
    exposure: float
    rate: float
    peer_rate: float
    strength: float
    trend: str


class Standing(Schema):
    """How one client stands in a review."""

    number: int
    rank: int
    name: str
    segment: str
    since_on: date | None
    ended_on: date | None
    course: str
    points: float
    trend: str
    revenue_12_months: Amount
    margin_12_months: Amount
    hours_12_months: float | None
    margin_per_hour: Amount
    signs: list[SignInStanding]


class Standings(Page[Standing]):
    """A piece of the list of clients."""

    as_of: date
    currency: str


class WhichStandings(Schema):
    """What is asked of the list."""

    as_of: date | None = None
    q: Words = ""
    course: Literal["", "repair", "watch", "keep", "unknown"] = ""
    sign: Annotated[str, Field(max_length=64, pattern=r"^[a-z_]*$")] = ""
    segment: Words = ""
    trend: Literal["", "rising", "falling", "steady"] = ""
    order: Annotated[str, Field(pattern=r"^-?(rank|name|revenue|margin|hours|margin_per_hour)$")] = "rank"


class WantedReview(Sent):
    """A review to be made."""

    as_of: Day | None = None
    """Else the last day with facts."""


class Dot(Schema):
    """A client on the map of margin against effort."""

    number: int
    name: str
    hours_12_months: float
    margin_12_months: Amount
    named: bool


class WhaleStep(Schema):
    """A point of the whale curve."""

    clients: int
    profit: Amount


class Whale(Schema):
    """Profit added up over the clients, the most profitable first."""

    steps: list[WhaleStep]
    peak: Amount
    peak_at: int
    total: Amount
    unknown: int


class Side(Schema):
    """A feature of the clients one would wish for, and of those that were named: medians."""

    feature: str
    ideal: float | None
    named: float | None


def review_of(as_of: date | None) -> Review:
    """The review of a day, or the latest; days without a review are unknown."""
    found = queries.latest_review(as_of)
    if not found:
        raise Http404
    return found


@ROUTES.get("reviews", CLIENTS, N_("Reviews of the portfolio, latest day first"), Page[ReviewAnswer])
def reviews(request: HttpRequest, asked: Paged) -> dict[str, object]:
    """All that are kept."""
    found = Review.objects.defer("pictures", "signs", "lasting")
    return piece(found, asked, lambda one: _brief(request.user, one))


@ROUTES.post("reviews", STEER, N_("Review the portfolio anew"), Work, status=202)
def start_review(request: HttpRequest, wanted: WantedReview) -> Job:
    """The work that makes it; ask for it until it is over."""
    day = wanted.as_of.isoformat() if wanted.as_of else ""
    return begin(actions.refresh, by=request.user.email, language=language(), as_of=day)


@ROUTES.get("reviews/latest", CLIENTS, N_("The latest review"), FullReview)
def latest_review(request: HttpRequest) -> dict[str, object]:
    """With its signs."""
    return _full(request, review_of(None))


@ROUTES.get("reviews/{as_of}", CLIENTS, N_("The review of a day"), FullReview)
def review(request: HttpRequest, as_of: date) -> dict[str, object]:
    """With its signs."""
    return _full(request, review_of(as_of))


def _brief(person: Person, found: Review) -> dict[str, object]:
    names = ("as_of", "made_at", "currency", "criteria", "clients", "no_evidence")
    named = found.named if person.reads_confidential else found.open_named
    return {**{name: getattr(found, name) for name in names}, "named": named}


def _full(request: HttpRequest, found: Review) -> dict[str, object]:
    machines = found.automatic if request.user.sees_all_clients else []
    return {
        **_brief(request.user, found),
        "stale": queries.is_stale(found),
        "signs": queries.signs_seen_by(request.user, found.signs),
        "looks_automatic": machines,
    }


@ROUTES.get("standings", CLIENTS, N_("How the clients stand, filtered and ordered like the list"), Standings)
def standings(request: HttpRequest, asked: Query[WhichStandings], paging: Paged) -> dict[str, object]:
    """The clients that the person sees."""
    found = review_of(asked.as_of)
    question = QueryDict(mutable=True)
    question.update({name: str(value) for name, value in asked.dict().items() if value})
    rows = queries.standings(request.user, found, forms.question(question))
    columns = (*queries.ROW, *queries.OPEN.values())
    cut = piece(rows.values(*columns), paging, lambda row: standing(row, found.currency, request.user))
    return {**cut, "as_of": found.as_of, "currency": found.currency}


def standing(found: dict[str, Any], currency: str, person: Person) -> dict[str, Any]:
    """How a client stands for this person, with exact amounts."""
    row = queries.as_seen(person, found)
    return {
        **row,
        "number": row["client_id"],
        "revenue_12_months": answers.money(row["revenue"], currency),
        "margin_12_months": answers.money(row["margin"], currency),
        "hours_12_months": None if row["hours"] is None else round(row["hours"], 2),
        "margin_per_hour": answers.money(row["margin_per_hour"], currency),
    }


@ROUTES.get("pictures/map", CLIENTS, N_("Margin against effort: a dot for each client"), list[Dot])
def map_of_clients(request: HttpRequest, as_of: date | None = None) -> list[dict[str, object]]:
    """Of many clients a sample, and all that were named."""
    found = _for_all(request, as_of)
    return [
        {
            "number": dot["client"],
            "name": dot["name"],
            "hours_12_months": dot["hours"],
            "margin_12_months": answers.money(dot["margin"], found.currency),
            "named": dot["named"],
        }
        for dot in queries.dots(request.user, found)
    ]


@ROUTES.get("pictures/whale", CLIENTS, N_("Where the profit comes from, and where it goes"), Whale)
def whale(request: HttpRequest, as_of: date | None = None) -> dict[str, object]:
    """The whale curve."""
    found = _for_all(request, as_of)
    drawn = found.pictures["whale"]
    return {
        "steps": [
            {"clients": count, "profit": answers.money(profit, found.currency)}
            for count, profit in drawn["steps"]
        ],
        "peak": answers.money(drawn["peak"], found.currency),
        "peak_at": drawn["peak_at"],
        "total": answers.money(drawn["total"], found.currency),
        "unknown": drawn["unknown"],
    }


@ROUTES.get(
    "pictures/sides", CLIENTS, N_("The clients one would wish for beside those that were named"), list[Side]
)
def sides(request: HttpRequest, as_of: date | None = None) -> list[dict[str, object]]:
    """Feature by feature; money in minor units."""
    listed: list[dict[str, object]] = _for_all(request, as_of).pictures["sides"]
    return listed


def _for_all(request: HttpRequest, as_of: date | None) -> Review:
    """Pictures speak of all clients: for who does not see all, there are none."""
    if not request.user.sees_all_clients:
        raise Http404
    return review_of(as_of)
