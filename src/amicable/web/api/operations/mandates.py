"""The mandate: may I do this now? Booking, asking, granting."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from amicable.decision.mandate import ACTS
from amicable.i18n import N_
from amicable.web.api.operations.written import accepted
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import (
    Amount,
    Number,
    OneOf,
    Page,
    Paged,
    Reference,
    Sent,
    piece,
)
from amicable.web.mandates import actions, queries
from amicable.web.mandates.answers import booking, judged, line, request_for_more
from amicable.web.mandates.forms import AnswerForm, QuestionForm
from amicable.web.portfolio.queries import client_seen_by
from amicable.web.rights import CLIENTS

ROUTES = Routes.about(N_("Mandate"))
Action = Annotated[str, OneOf(ACTS)]
Units = Annotated[str, Field(max_length=13, pattern=r"^\d{0,9}(\.\d{1,2})?$", examples=["45.50"])]
"""An amount in whole units of the firm's currency, as text; empty where no money is given."""
Short = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]


class Question(Schema):
    """What one wants to do for a client."""

    client: Number
    action: Action
    amount: Units = ""


class AnswerToQuestion(Schema):
    """Whether one may do it now."""

    allowed: bool
    verdict: Literal["yes", "above", "no"]
    sentence: str
    left: Amount
    """For this client this month: after it, where it is allowed; null where there is no limit."""
    ask: str
    """The person who can grant it; empty where nobody is named."""


class Line(Schema):
    """One line of a mandate."""

    number: int
    role: str
    action: str
    currency: str
    per_client: Amount
    per_month: Amount
    segments: list[str]
    signs: list[str]
    unless: list[str]
    above: str


class BookingAnswer(Schema):
    """Something that was done on the spot."""

    number: int
    client: int
    action: str
    amount: Amount
    currency: str
    reason: str
    person: str
    at: datetime
    month: date
    granted_by: str
    taken_back_at: datetime | None


class RequestAnswer(Schema):
    """What somebody was asked to grant."""

    number: int
    client: int
    action: str
    amount: Amount
    currency: str
    reason: str
    asked_by: str
    asked_at: datetime
    of: str
    state: Literal["open", "granted", "declined"]
    answer: str


class Doing(Sent):
    """What is done, or asked for."""

    client: Reference
    action: Action
    amount: Units = ""
    reason: Short = ""


class Reply(Sent):
    """Granting, or declining with a reason."""

    grant: Annotated[bool, Field(strict=True)]
    words: Short = ""


class WhichBookings(Schema):
    """Which bookings are wanted."""

    month: Annotated[str, Field(max_length=7, pattern=r"^(|\d{4}-(0[1-9]|1[0-2]))$")] = ""
    client: Number | None = None


@ROUTES.get("mandate/check", CLIENTS, N_("May I do this for this client now?"), AnswerToQuestion)
def check_mandate(request: HttpRequest, asked: Query[Question]) -> dict[str, object]:
    """By the mandate of the token's person, the budgets of this month, and the latest review."""
    wanted = _wanted(request, asked.client, asked.action, asked.amount, "")
    found = queries.answered(request.user, wanted.client, wanted.action, wanted.amount, timezone.now())
    return judged(found)


@ROUTES.get("mandates", CLIENTS, N_("What each role may do on the spot"), list[Line])
def mandates(request: HttpRequest) -> list[dict[str, object]]:  # noqa: ARG001 (the signature of an operation)
    """Every line in force."""
    return [line(one) for one in queries.in_force()]


@ROUTES.get("mandate/bookings", CLIENTS, N_("What was done on the spot, latest first"), Page[BookingAnswer])
def mandate_bookings(request: HttpRequest, which: Query[WhichBookings], asked: Paged) -> dict[str, object]:
    """For the clients that one sees."""
    found = queries.bookings_seen_by(request.user)
    if which.month:
        found = found.filter(month=date.fromisoformat(f"{which.month}-01"))
    if which.client:
        found = found.filter(client=client_seen_by(request.user, which.client))
    return piece(found, asked, booking)


@ROUTES.post("mandate/bookings", CLIENTS, N_("Book what is done, if the mandate covers it"), BookingAnswer)
def book_on_the_spot(request: HttpRequest, doing: Doing) -> dict[str, object]:
    """Refused where the mandate does not cover it at this moment."""
    wanted = _wanted(request, doing.client, doing.action, doing.amount, doing.reason)
    return booking(actions.book(by=request.user, wanted=wanted, at=timezone.now()))


@ROUTES.delete("mandate/bookings/{int:number}", CLIENTS, N_("Take back what was booked"))
def take_back_mandate_booking(request: HttpRequest, number: Number) -> None:
    """The budget has it again."""
    actions.take_back(
        by=request.user, booking=queries.booking_seen_by(request.user, number), at=timezone.now()
    )


@ROUTES.get("mandate/requests", CLIENTS, N_("What somebody was asked to grant, latest first"), Page[RequestAnswer])  # fmt: skip
def requests_for_more(request: HttpRequest, asked: Paged) -> dict[str, object]:
    """One's own, those one is asked, and those about the clients that one sees."""
    return piece(queries.requests_seen_by(request.user), asked, request_for_more)


@ROUTES.post("mandate/requests", CLIENTS, N_("Ask for what is above the mandate"), RequestAnswer)
def ask_for_more(request: HttpRequest, doing: Doing) -> dict[str, object]:
    """It goes to the person whom the mandate names."""
    wanted = _wanted(request, doing.client, doing.action, doing.amount, doing.reason)
    return request_for_more(actions.ask(by=request.user, wanted=wanted, at=timezone.now()))


@ROUTES.post("mandate/requests/{int:number}/answer", CLIENTS, N_("Grant or decline a request"), RequestAnswer, status=200)  # fmt: skip
def answer_for_more(request: HttpRequest, number: Number, reply: Reply) -> dict[str, object]:
    """By the person who was asked, or an owner; never by the one who asks."""
    found = queries.request_seen_by(request.user, number)
    given = accepted(AnswerForm({"grant": "yes" if reply.grant else "no", "words": reply.words}))
    return request_for_more(
        actions.answer_request(by=request.user, request=found, at=timezone.now(), **given)
    )


def _wanted(request: HttpRequest, client: int, action: str, amount: str, reason: str) -> actions.Wanted:
    typed = {"client": client_seen_by(request.user, client).pk, "action": action, "amount": _typed(amount), "reason": reason}  # fmt: skip
    form = QuestionForm(typed, person=request.user)
    accepted(form)
    return form.wanted()


def _typed(amount: str) -> Decimal | None:
    return Decimal(amount) if amount.strip(".") else None
