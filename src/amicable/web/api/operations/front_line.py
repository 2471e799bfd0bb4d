"""What people wrote down about clients: notes, incidents, pulses; and who works with whom.

What stands on a confidential track does not exist for programs, not even for those of the people named on it.
"""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from amicable.i18n import N_
from amicable.web.api.operations.written import accepted
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import (
    AS_NUMBER,
    Day,
    Number,
    OneOf,
    Page,
    Paged,
    Reference,
    Sent,
    Written,
    piece,
)
from amicable.web.frontline import actions, queries
from amicable.web.frontline.clock import today
from amicable.web.frontline.entering import enter_when_due
from amicable.web.frontline.forms import PULSE_LONGEST, IncidentForm, PulseForm
from amicable.web.frontline.models import BEST, KINDS, WORST, Incident, Pulse
from amicable.web.portfolio.assigning import actions as assigning
from amicable.web.portfolio.assigning.forms import AssignForm
from amicable.web.portfolio.models import Assignment, Note
from amicable.web.portfolio.notes import actions as notes
from amicable.web.portfolio.notes.forms import NoteForm
from amicable.web.portfolio.queries import client_seen_by
from amicable.web.rendering import language
from amicable.web.rights import CLIENTS, STEER

ROUTES = Routes.about(N_("What people wrote down"))


class NoteAnswer(Schema):
    """A note, or what was tried."""

    number: int
    client: int
    kind: str
    text: str
    happened_on: date
    written_by: str
    written_at: datetime
    withdrawn_at: datetime | None


class NewNote(Sent):
    """A note to be written."""

    kind: Literal["note", "tried"] = "note"
    text: Written
    happened_on: Day


class IncidentAnswer(Schema):
    """What somebody wrote down about one event."""

    id: UUID
    client: int
    kind: str
    happened_on: date
    note: str
    witnesses: list[str]
    reported_by: str
    logged_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None
    attachments: int


class NewIncident(Sent):
    """An incident to be written down."""

    client: Reference
    kind: Annotated[str, OneOf(KINDS)]
    happened_on: Day
    note: Written
    witnesses: Annotated[list[Reference], Field(max_length=50)] = []
    """Numbers of people of the firm."""


class WhichIncidents(Schema):
    """Which incidents are wanted."""

    shown: Literal["", "open", "confirmed"] = ""
    client: Number | None = None


class PulseAnswer(Schema):
    """How one person found working with a client on one day, 1 to 5."""

    client: int
    person: str
    asked_on: date
    score: int
    note: str


class Pulses(Schema):
    """What people said about working with a client, as far as the person may read it."""

    average: float | None
    people: int
    answers: list[PulseAnswer]


class NewPulse(Sent):
    """An answer of today."""

    score: Annotated[int, Field(ge=WORST, le=BEST), AS_NUMBER]
    note: Annotated[str, Field(max_length=PULSE_LONGEST, pattern=r"^[^\x00]*$")] = ""


class AssignmentAnswer(Schema):
    """An employee who works with a client."""

    number: int
    person: int
    email: str
    name: str
    made_at: datetime


class NewAssignment(Sent):
    """An employee who shall work with a client."""

    person: Reference


@ROUTES.get(
    "clients/{int:number}/notes", CLIENTS, N_("Notes about a client, and what was tried"), Page[NoteAnswer]
)
def notes_of_client(request: HttpRequest, number: Number, asked: Paged) -> dict[str, object]:
    """Latest first."""
    found = notes.seen_by(request.user, client_seen_by(request.user, number)).filter(track=None)
    return piece(found, asked, _note)


@ROUTES.post("clients/{int:number}/notes", CLIENTS, N_("Write a note about a client"), NoteAnswer)
def write_note(request: HttpRequest, number: Number, note: NewNote) -> dict[str, object]:
    """The note as it was kept."""
    client = client_seen_by(request.user, number)
    given = accepted(NoteForm(note.model_dump(), person=request.user, client=client, prefix=""))
    return _note(notes.add(by=request.user, client=client, **given))


@ROUTES.delete("clients/{int:number}/notes/{int:note}", CLIENTS, N_("Take back a note of one's own"))
def withdraw_note(request: HttpRequest, number: Number, note: Number) -> None:
    """It stays readable, struck through."""
    client = client_seen_by(request.user, number)
    found = get_object_or_404(notes.own(request.user, client).filter(track=None), pk=note)
    notes.withdraw(by=request.user, note=found)


def _note(one: Note) -> dict[str, object]:
    return {
        "number": one.pk,
        "client": one.client_id,
        "kind": one.kind,
        "text": one.text,
        "happened_on": one.happened_on,
        "written_by": one.written_by.email,
        "written_at": one.written_at,
        "withdrawn_at": one.withdrawn_at,
    }


@ROUTES.get("incidents", CLIENTS, N_("Incidents that one may read, latest first"), Page[IncidentAnswer])
def incidents(request: HttpRequest, which: Query[WhichIncidents], asked: Paged) -> dict[str, object]:
    """All, or of one client; all, not yet confirmed, or confirmed."""
    client = client_seen_by(request.user, which.client) if which.client else None
    found = queries.listed(request.user, which.shown, client).filter(track=None)
    return piece(found.prefetch_related("witnesses", "attachments"), asked, _incident)


@ROUTES.get("incidents/{incident}", CLIENTS, N_("One incident"), IncidentAnswer)
def one_incident(request: HttpRequest, incident: UUID) -> dict[str, object]:
    """By its id."""
    return _incident(_seen(request, incident))


@ROUTES.post("incidents", CLIENTS, N_("Write an incident down"), IncidentAnswer)
def log_incident(request: HttpRequest, incident: NewIncident) -> dict[str, object]:
    """The incident as it was kept; it enters the ledger ten minutes later."""
    now = timezone.now()
    form = IncidentForm(incident.model_dump(), person=request.user, today=today(now))
    accepted(form)
    made = actions.log_incident(by=request.user, told=form.said(), at=now)
    enter_when_due(language())
    return _incident(made)


@ROUTES.post(
    "incidents/{incident}/confirmation",
    STEER,
    N_("Confirm an incident as a second person"),
    IncidentAnswer,
    status=200,
)
def confirm_incident(request: HttpRequest, incident: UUID) -> dict[str, object]:
    """From then on grave kinds count."""
    made = actions.confirm(by=request.user, incident=_seen(request, incident), at=timezone.now())
    enter_when_due(language())
    return _incident(made)


def _seen(request: HttpRequest, number: UUID) -> Incident:
    return get_object_or_404(queries.incidents_seen_by(request.user).filter(track=None), pk=number)


def _incident(one: Incident) -> dict[str, object]:
    return {
        "id": one.pk,
        "client": one.client_id,
        "kind": one.kind,
        "happened_on": one.happened_on,
        "note": one.note,
        "witnesses": [person.email for person in one.witnesses.all()],
        "reported_by": one.reported_by.email,
        "logged_at": one.logged_at,
        "confirmed_by": one.confirmed_by.email if one.confirmed_by else None,
        "confirmed_at": one.confirmed_at,
        "attachments": len(one.attachments.all()),
    }


@ROUTES.get("clients/{int:number}/pulses", CLIENTS, N_("How it is to work with a client"), Pulses)
def pulses(request: HttpRequest, number: Number) -> dict[str, object]:
    """One's own answers, everybody's for those who may read them."""
    client = client_seen_by(request.user, number)
    found = queries.answers(request.user, client, today(timezone.now()))
    listed = found.everybody or found.own
    return {"average": found.average, "people": found.people, "answers": [_pulse(one) for one in listed]}


@ROUTES.post("clients/{int:number}/pulses", CLIENTS, N_("Say how it is to work with a client"), PulseAnswer)
def give_pulse(request: HttpRequest, number: Number, pulse: NewPulse) -> dict[str, object]:
    """A second answer on the same day replaces the first."""
    client, now = client_seen_by(request.user, number), timezone.now()
    given = accepted(PulseForm(pulse.model_dump(exclude_unset=True)))
    made = actions.give_pulse(by=request.user, client=client, asked_on=today(now), at=now, **given)
    enter_when_due(language())
    return _pulse(made)


def _pulse(one: Pulse) -> dict[str, object]:
    return {
        "client": one.client_id,
        "person": one.person.email,
        "asked_on": one.asked_on,
        "score": one.score,
        "note": one.note,
    }


@ROUTES.get(
    "clients/{int:number}/assignments",
    CLIENTS,
    N_("Employees who work with a client"),
    list[AssignmentAnswer],
)
def assignments(request: HttpRequest, number: Number) -> list[dict[str, object]]:
    """In the order of names."""
    return [_assignment(one) for one in _assigned(request, number)]


@ROUTES.post(
    "clients/{int:number}/assignments", STEER, N_("Let an employee work with a client"), AssignmentAnswer
)
def assign(request: HttpRequest, number: Number, assignment: NewAssignment) -> dict[str, object]:
    """Employees only: all other roles see every client."""
    client = client_seen_by(request.user, number)
    given = accepted(AssignForm(assignment.model_dump(), client=client, prefix=""))
    return _assignment(assigning.assign(by=request.user.email, client=client, person=given["person"]))


@ROUTES.delete("clients/{int:number}/assignments/{int:assignment}", STEER, N_("End an assignment"))
def unassign(request: HttpRequest, number: Number, assignment: Number) -> None:
    """What the employee wrote stays."""
    found = get_object_or_404(_assigned(request, number), pk=assignment)
    assigning.unassign(by=request.user.email, assignment=found)


def _assigned(request: HttpRequest, number: int) -> "QuerySet[Assignment]":
    return assigning.assigned(client_seen_by(request.user, number))


def _assignment(one: Assignment) -> dict[str, object]:
    return {
        "number": one.pk,
        "person": one.person_id,
        "email": one.person.email,
        "name": one.person.name,
        "made_at": one.made_at,
    }
