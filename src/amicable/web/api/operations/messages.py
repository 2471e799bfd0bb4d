"""What clients wrote, what was read in it, and what people say of that."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field, StringConstraints

from amicable.i18n import N_
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Number, OneOf, Page, Paged, Sent, Words, around, piece
from amicable.web.messages import records
from amicable.web.messages.client.queries import ANY, DIRECTIONS
from amicable.web.messages.models import Verdict
from amicable.web.messages.pieces import Mark
from amicable.web.messages.queue import actions, queries
from amicable.web.messages.queue.queries import Whole
from amicable.web.portfolio.queries import client_seen_by, clients_seen_by
from amicable.web.rights import CLIENTS
from amicable.wording import SITUATIONS

ROUTES = Routes.about(N_("What clients wrote"))
ReadingId = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[^\x00]*$")]
Named = Annotated[str, OneOf(["", *SITUATIONS])]


class FindingAnswer(Schema):
    """A situation that a message documents, with the words themselves."""

    reading: str
    client: int | None = None
    message: str
    situation: str
    grave: bool
    rule: str
    quote: str
    begins: int
    ends: int
    place: str
    confirmed: bool | None
    """Null: nobody has said anything."""


class MessageAnswer(Schema):
    """One message with what was read in it."""

    message: str
    direction: str
    sent_at: datetime
    contact: str | None
    subject: str | None
    body: str | None
    findings: list[FindingAnswer]


class WhichMessages(Schema):
    """Which messages are wanted."""

    words: Words = ""
    situation: Annotated[str, OneOf(["", ANY, *SITUATIONS])] = ""
    direction: Literal["", "in", "out"] = ""
    since: date | None = None
    until: date | None = None


class WhichFindings(Schema):
    """Which findings are wanted."""

    situation: Named = ""
    client: Number | None = None


class VerdictAnswer(Schema):
    """What a person said of a finding."""

    number: int
    reading: str
    client: int
    situation: str
    rule: str
    quote: str
    confirmed: bool
    judged_by: str
    judged_at: datetime


class NewVerdict(Sent):
    """Whether a finding is what it seems."""

    reading: ReadingId
    confirmed: Annotated[bool, Field(strict=True)]


@ROUTES.get("clients/{int:number}/messages", CLIENTS, N_("Messages of a client with what was read in them"), Page[MessageAnswer])  # fmt: skip
def messages_of_client(
    request: HttpRequest, number: Number, which: Query[WhichMessages], asked: Paged
) -> dict[str, object]:
    """Latest first."""
    client = client_seen_by(request.user, number)
    wanted = records.Asked(
        words=which.words.strip(),
        situation=which.situation if which.situation in (*SITUATIONS, ANY) else "",
        direction=which.direction if which.direction in DIRECTIONS else "",
        since=which.since,
        until=which.until,
    )
    first = (asked.page - 1) * asked.limit
    rows, total = records.messages_of(client.client_id, wanted, first=first, most=asked.limit)
    return around([_message(one) for one in queries.wholes(rows)], total, asked)


@ROUTES.get(
    "queue", CLIENTS, N_("Marks in messages that wait for a person, grave ones first"), Page[FindingAnswer]
)
def waiting_findings(request: HttpRequest, which: Query[WhichFindings], asked: Paged) -> dict[str, object]:
    """Incidents that wait for a second person are among the incidents."""
    client = client_seen_by(request.user, which.client) if which.client else None
    situation = which.situation if which.situation in SITUATIONS else ""
    found = queries.queue(request.user, situation=situation, client=client)
    first = (asked.page - 1) * asked.limit
    read = found.read(first, asked.limit)
    shown: list[object] = [_finding(one.mark, one.message_id, one.client.pk) for one in read if one.mark]
    return around(shown, found.readings.num_rows, asked)


@ROUTES.get(
    "verdicts", CLIENTS, N_("What people said of marks in messages, latest first"), Page[VerdictAnswer]
)
def verdicts(request: HttpRequest, asked: Paged) -> dict[str, object]:
    """Of the clients that one sees."""
    return piece(_given(request), asked, _verdict)


@ROUTES.post("verdicts", CLIENTS, N_("Confirm or reject a mark in a message"), VerdictAnswer)
def judge(request: HttpRequest, verdict: NewVerdict) -> dict[str, object]:
    """A later word takes the place of an earlier one."""
    row = records.reading(verdict.reading)
    if not row:
        raise Http404
    client = get_object_or_404(clients_seen_by(request.user), client_id=row["client_id"] or "")
    made = actions.judge_reading(
        by=request.user, client=client, reading=row, confirmed=verdict.confirmed, at=timezone.now()
    )
    return _verdict(made)


@ROUTES.delete("verdicts/{int:number}", CLIENTS, N_("Take back what one said oneself"))
def take_back_verdict(request: HttpRequest, number: Number) -> None:
    """The finding waits for a person again."""
    found = get_object_or_404(_given(request).filter(judged_by=request.user), pk=number)
    actions.take_back(by=request.user, verdict=found)


def _given(request: HttpRequest) -> QuerySet[Verdict]:
    return queries.given_by(request.user).filter(reading_id__isnull=False)


def _message(one: Whole) -> dict[str, object]:
    return {
        "message": one.row["message_id"],
        "direction": one.row["direction"],
        "sent_at": one.row["sent_at"].replace(tzinfo=UTC),  # the ledger's times have no zone: they are in UTC
        "contact": one.row["contact"],
        "subject": one.row["subject"],
        "body": one.row["body"],
        "findings": [_finding(mark, one.row["message_id"]) for mark in one.marks],
    }


def _finding(mark: Mark, message: str, client: int | None = None) -> dict[str, object]:
    return {
        "reading": mark.reading_id,
        "client": client,
        "message": message,
        "situation": mark.situation,
        "grave": mark.grave,
        "rule": mark.rule_id,
        "quote": mark.quote,
        "begins": mark.begins,
        "ends": mark.ends,
        "place": mark.place,
        "confirmed": mark.confirmed,
    }


def _verdict(one: Verdict) -> dict[str, object]:
    return {
        "number": one.pk,
        "reading": one.reading_id,
        "client": one.client_id,
        "situation": one.situation,
        "rule": one.rule,
        "quote": one.quote,
        "confirmed": one.confirmed,
        "judged_by": one.judged_by.email,
        "judged_at": one.judged_at,
    }
