"""The outlook: what becomes of a client's signs, how long signs last, and how good such forecasts were."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Schema
from pydantic import Field

from amicable.i18n import N_
from amicable.report import outlooks
from amicable.web.api.operations.oneself import Work
from amicable.web.api.operations.reviews import review_of
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import AS_NUMBER, Number, Sent
from amicable.web.jobs.actions import begin
from amicable.web.jobs.models import Job
from amicable.web.portfolio import queries
from amicable.web.portfolio.dossier.file import opened
from amicable.web.portfolio.outlook import testing
from amicable.web.portfolio.outlook.learning import lessons
from amicable.web.rendering import language
from amicable.web.rights import CLIENTS, STEER

ROUTES = Routes.about(N_("Outlook"))


class Chance(Schema):
    """The probability that a sign is gone so many months ahead."""

    months: int
    probability: float
    interval_90: list[float]
    by: str
    """Who tells it: model, base_rate, own_rate or not_enough_history."""


class FanStep(Schema):
    """One month of the fan."""

    months: int
    probability: float
    interval_90: list[float]


class Remedy(Schema):
    """The same if a remedy is tried now."""

    remedy: str
    p3: float
    p6: float
    interval_90: list[float]
    recovery_rate: float
    plans: int
    worked: int


class SignAhead(Schema):
    """One sign on one client."""

    sign: str
    state: str
    """showing, quiet or unseen."""
    months: int
    by: str
    outcomes: int
    p3: float | None
    p6: float | None
    interval_90: list[float] | None
    chances: list[Chance]
    fan: list[FanStep]
    remedies: list[Remedy]


class Outlook(Schema):
    """What becomes of a client's signs."""

    as_of: date
    ready: bool
    """Whether it was worked out; if not, it is being worked out now: ask again."""
    signs: list[SignAhead]


class Lasts(Schema):
    """How long one sign lasts in this firm."""

    sign: str
    showing: int
    gone: dict[str, float]
    by: dict[str, str]
    outcomes: int
    halves: float | None
    """Rank correlation of the first with the second half of the record; null where it cannot be told."""


class Backtest(Schema):
    """Forecasts of the past, judged by what came; signs as in `amicable backtest --json`."""

    first: date
    last: date
    days: list[date]
    signs: list[dict[str, Any]]


class WantedTest(Sent):
    """Which part of the past is forecast."""

    years: Annotated[int, Field(ge=1, le=testing.MOST_YEARS), AS_NUMBER] = 1


@ROUTES.get("clients/{int:number}/outlook", CLIENTS, N_("What becomes of a client's signs"), Outlook)
def client_ahead(request: HttpRequest, number: Number, as_of: date | None = None) -> dict[str, object]:
    """As of the day of a review that is kept, else of the latest."""
    found, day = queries.client_seen_by(request.user, number), review_of(as_of).as_of
    if not opened(found.client_id, day, request.user):
        raise Http404
    learned = lessons(day)
    seen = learned.outlook(found.client_id) if learned else ()
    known = [one for one in seen if queries.sign_seen_by(request.user, one.sign.name)]
    return {"as_of": day, "ready": learned is not None, "signs": [outlooks.sign(one) for one in known]}


@ROUTES.get("outlook", STEER, N_("How long each sign lasts"), list[Lasts])
def lasting(request: HttpRequest) -> list[dict[str, object]]:  # noqa: ARG001 (the signature of an operation)
    """Those that last longest first; empty until it was learned from the latest review."""
    listed: list[dict[str, object]] = review_of(None).lasting
    return listed


@ROUTES.get("outlook/test", STEER, N_("How good the forecasts were: the last backtest"), Backtest)
def last_test(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """Unknown until one was made."""
    made = testing.latest()
    if not made:
        raise Http404
    first, last = testing.period(made)
    return {**made.outcome, "first": first, "last": last}


@ROUTES.post("outlook/test", STEER, N_("Forecast the past and judge it"), Work, status=202)
def start_test(request: HttpRequest, wanted: WantedTest) -> Job:
    """The work that does it; ask for it until it is over."""
    return begin(testing.test_forecasts, by=request.user.email, language=language(), years=wanted.years)
