"""Warning signs: the catalogue, the criteria in force, and every occasion of one sign."""

from datetime import date
from typing import Annotated, Any

import ibis
from django.http import Http404, HttpRequest
from ninja import Path, Query, Schema

from amicable.decision.occasions import rows, totals
from amicable.engines.duckdb import open_evidence
from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.report import answers
from amicable.signs import all_signs
from amicable.web.api.operations.reviews import review_of
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Amount, Number, Page, Paged, Paging, around, piece
from amicable.web.portfolio.queries import client_seen_by, clients_seen_by, sign_seen_by
from amicable.web.portfolio.reviewing import criteria as criteria_in_force
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import language, told
from amicable.web.rights import CLIENTS

ROUTES = Routes.about(N_("Signs"))
Name = Annotated[str, Path(max_length=64, pattern=r"^[a-z_]+$", examples=["late_payment"])]


class Sign(Schema):
    """A warning sign."""

    sign: str
    title: str
    explanation: str
    family: str
    gravity: str
    model: str
    needs: list[str]
    parameters: dict[str, Any]
    rule_out: list[str]


class Criteria(Schema):
    """The firm's settings for reviews."""

    version: str
    sure: float
    false_alarms: float
    points: float
    off: list[str]
    signs: list[Sign]
    """The signs in force with their parameters."""


class Occasion(Schema):
    """One occasion on which a sign could have shown."""

    client_id: str
    name: str | None
    happened_on: date
    amount: float
    """How much of the sign it shows; 0: none."""
    out_of: float
    value: Amount
    days: int | None
    table: str
    evidence_id: str


class Occasions(Page[Occasion]):
    """A piece of the list of occasions."""

    sign: str
    as_of: date
    currency: str


class Total(Schema):
    """Occasions of one client, or of all."""

    client_id: str
    name: str
    events: float
    exposure: float
    rate: float | None
    occasions: int
    value: Amount
    value_shown: Amount
    mean_days: float | None
    mean_days_shown: float | None
    max_days: int | None


class Totals(Page[Total]):
    """Totals by client, most events first."""

    sign: str
    as_of: date
    currency: str
    overall: Total | None
    """Over all clients; null for who does not see all."""


class WhichOccasions(Schema):
    """Which occasions are wanted."""

    as_of: date | None = None
    client: Number | None = None


@ROUTES.get("signs", CLIENTS, N_("The catalogue of warning signs, as shipped"), list[Sign])
def signs(request: HttpRequest) -> list[dict[str, object]]:  # noqa: ARG001 (the signature of an operation)
    """All of them."""
    return [answers.sign(one, language()) for one in all_signs().values()]


@ROUTES.get("criteria", CLIENTS, N_("The criteria in force"), Criteria)
def criteria(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """With every sign that is switched on."""
    found = criteria_in_force()
    return {
        "version": told(found.version),
        "sure": found.sure,
        "false_alarms": found.false_alarms,
        "points": found.points,
        "off": sorted(found.off),
        "signs": [answers.sign(one, language()) for one in found.in_force()],
    }


@ROUTES.get("signs/{sign}/occasions", CLIENTS, N_("Every occasion of one sign, latest first"), Occasions)
def occasions(
    request: HttpRequest, sign: Name, which: Query[WhichOccasions], asked: Paged
) -> dict[str, object]:
    """Of the clients that the person sees, or of one of them; as of the day of a review that is kept."""
    client = client_seen_by(request.user, which.client) if which.client else None
    known = _known(which.as_of)
    only = client.client_id if client else ""
    found = _only_seen(request, rows(_sign(request, sign), known, client_id=only))
    total = found.count().to_pyarrow().as_py()
    listed = _cut(found, asked)
    currency = known.firm.currency
    items: list[object] = [{**row, "value": answers.money(row["value"], currency)} for row in listed]
    return {**around(items, total, asked), "sign": sign, "as_of": known.as_of, "currency": currency}


@ROUTES.get("signs/{sign}/totals", CLIENTS, N_("Occasions of one sign added up by client"), Totals)
def totals_of_sign(
    request: HttpRequest, sign: Name, asked: Paged, as_of: date | None = None
) -> dict[str, object]:
    """Of the clients that the person sees; as of the day of a review that is kept."""
    known = _known(as_of)
    overall, clients = totals(_sign(request, sign), known)
    currency, all_of_them = known.firm.currency, request.user.sees_all_clients
    ids = frozenset() if all_of_them else _ids(request)
    seen = [one for one in clients if all_of_them or one.client_id in ids]
    return {
        **piece([answers.total(one, currency) for one in seen], asked),
        "sign": sign,
        "as_of": known.as_of,
        "currency": currency,
        "overall": answers.total(overall, currency) if all_of_them else None,
    }


def _known(as_of: date | None) -> Evidence:
    """The evidence as of the day of a review that is kept."""
    day = review_of(as_of).as_of
    return open_evidence(ledger(), as_of=day, today=day)


def _sign(request: HttpRequest, name: str) -> Any:  # noqa: ANN401 (a sign of the catalogue)
    if name not in all_signs() or not sign_seen_by(request.user, name):
        raise Http404
    return criteria_in_force().sign(name)


def _only_seen(request: HttpRequest, found: ibis.Table) -> ibis.Table:
    if request.user.sees_all_clients:
        return found
    return found.filter(found.client_id.isin(sorted(_ids(request)) or [""]))


def _ids(request: HttpRequest) -> frozenset[str]:
    """Ids of the clients that the person sees."""
    return frozenset(clients_seen_by(request.user).values_list("client_id", flat=True))


def _cut(found: ibis.Table, asked: Paging) -> list[dict[str, Any]]:
    names = list(Occasion.model_fields)
    piece_of_it = found.select(*names).limit(asked.limit, offset=(asked.page - 1) * asked.limit)
    listed: list[dict[str, Any]] = piece_of_it.to_pyarrow().to_pylist()
    return listed
