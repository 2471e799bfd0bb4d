"""Endings for programs: whether new work may begin, the tasks of an offboarding, and the register at intake."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Schema
from pydantic import Field

from amicable.i18n import N_
from amicable.offboarding.register import REASONS
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Number, Sent
from amicable.web.closing import queries
from amicable.web.closing.models import OffboardingTask
from amicable.web.closing.offboarding.planning import title
from amicable.web.closing.register.actions import look_up
from amicable.web.closing.retention.figures import years
from amicable.web.portfolio.queries import client_seen_by
from amicable.web.rendering import firm, told
from amicable.web.rights import CLIENTS, RUN

ROUTES = Routes.about(N_("Endings"))
Mark = Annotated[str, Field(max_length=254, pattern=r"^[^\x00]*$")]
Marks = Annotated[list[Mark], Field(max_length=50)]


class WhatIsMeant(Schema):
    """What is to be done for the client."""

    what: Literal["quote", "order", "deliver", "invoice", "collect", "support"] = "order"


class MayAnswer(Schema):
    """Whether it may be done now, and why."""

    may: bool
    state: str
    sentence: str


class TaskAnswer(Schema):
    """One task of an offboarding."""

    number: int
    key: str
    title: str
    person: str
    due_on: date
    done_at: datetime | None
    accepted_by: str
    after: list[str]


class ClosingAnswer(Schema):
    """The offboarding of one case."""

    case: int
    told_on: date
    end_on: date
    erase_on: date
    on_hold: bool
    tasks: list[TaskAnswer]


class Brought(Sent):
    """Marks by which somebody is looked up."""

    emails: Marks = []
    phones: Marks = []
    tax_numbers: Marks = []


class ListedAnswer(Schema):
    """One entry that shares a mark."""

    reason: str
    sentence: str
    until: date
    terms: str


class RegisterAnswer(Schema):
    """What the register says of somebody."""

    listed: list[ListedAnswer]


class YearAnswer(Schema):
    """Sums of one year: of clients in the records, of those that were erased, and of both."""

    year: int
    erased_clients: int
    recorded: dict[str, int]
    erased: dict[str, int]
    together: dict[str, int]


class SumsAnswer(Schema):
    """Sums by year, latest first; money in minor units."""

    currency: str
    years: list[YearAnswer]


@ROUTES.get("clients/{int:number}/may", RUN, N_("Whether new work, or something else, may be done for a client now"), MayAnswer)  # fmt: skip
def may(request: HttpRequest, number: Number, asked: Query[WhatIsMeant]) -> dict[str, object]:
    """Ask before an order is taken, copied or imported."""
    found = queries.may(client_seen_by(request.user, number), asked.what)
    return {"may": found.may, "state": found.state, "sentence": told(found.sentence)}


@ROUTES.get("cases/{int:number}/offboarding", RUN, N_("The offboarding of a case"), ClosingAnswer)
def case_offboarding(request: HttpRequest, number: Number) -> dict[str, object]:
    """Its days and tasks."""
    closing = queries.closing_seen_by(request.user, number)
    days = {name: getattr(closing, name) for name in ("told_on", "end_on", "erase_on", "on_hold")}
    tasks = [_task(one) for one in closing.tasks.select_related("person")]
    return {"case": closing.case_id, **days, "tasks": tasks}


@ROUTES.get("sums", CLIENTS, N_("Sums of each year, with clients that were erased"), SumsAnswer)
def sums(request: HttpRequest) -> dict[str, object]:
    """Revenue, cost and seconds of our time, as far as they are recorded; for whoever sees all clients."""
    if not request.user.sees_all_clients:
        raise Http404
    return {"currency": firm().currency, "years": [asdict(one) for one in years()]}


def _task(one: OffboardingTask) -> dict[str, object]:
    return {
        "number": one.pk,
        "key": one.key,
        "title": told(title(one)),
        "person": one.person.email,
        "due_on": one.due_on,
        "done_at": one.done_at,
        "accepted_by": one.accepted_by,
        "after": one.after,
    }


@ROUTES.post(
    "register/checks",
    RUN,
    N_("Look somebody up in the register before taking them on"),
    RegisterAnswer,
    status=200,
)
def check_register(request: HttpRequest, brought: Brought) -> dict[str, object]:
    """Nothing that is sent is kept."""
    kinds = {"email": brought.emails, "phone": brought.phones, "tax_number": brought.tax_numbers}
    marks = [(kind, value) for kind, values in kinds.items() for value in values]
    found = look_up(by=request.user, marks=marks)
    return {
        "listed": [
            {
                "reason": one.reason,
                "sentence": told(REASONS[one.reason]),
                "until": one.until,
                "terms": one.terms,
            }
            for one in found
        ]
    }
