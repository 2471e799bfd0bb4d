"""Endings: the conversation, what only people know, the letter, and what was sent.

Notes of a speaker and what stands on a confidential track do not exist for programs.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Schema
from pydantic import Field

from amicable.disengagement.rendering.written import as_text
from amicable.i18n import N_
from amicable.web.api.operations.written import accepted
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import AS_NUMBER, Day, Number, Reference, Sent
from amicable.web.cases.models import Case
from amicable.web.parting.access import case_of, conversation_of
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.facts.drafting import draft_of, kept
from amicable.web.parting.letters import actions as letters
from amicable.web.parting.letters.building import drafts
from amicable.web.parting.models import Posted
from amicable.web.parting.talk import actions as talks
from amicable.web.parting.talk.forms import CALL, NO_CALL, OutcomeForm, PlanForm
from amicable.web.parting.talk.views import lacking
from amicable.web.rights import DECIDE

ROUTES = Routes.about(N_("Endings"))
Short = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
Long = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]


class Plan(Schema):
    """How the client is told."""

    speaker: str
    starts_at: datetime | None
    minutes: int
    way: str
    place: str
    no_call: bool


class Tried(Schema):
    """One try to tell the client; without the notes of the speaker."""

    speaker: str
    outcome: str
    told_on: date | None
    said: str


class Sending(Schema):
    """A letter that left the house."""

    id: str
    kind: str
    to: str
    way: str
    state: str
    message_id: str
    tracking: str
    sha256: str
    sent_at: datetime | None
    counts_from: date | None
    arrived_on: date | None
    came_back_on: date | None


class Ending(Schema):
    """An ending as it stands."""

    state: str
    conversation: Plan | None
    talks: list[Tried]
    facts: dict[str, Any]
    letters: list[Sending]


class Draft(Schema):
    """The letter to one addressee as it stands."""

    to: str
    language: str
    end_on: date
    text: str
    missing: list[str]


class PartingPlan(Sent):
    """How the client is told; `why_no_call` where nobody speaks."""

    speaker: Reference | None = None
    starts_at: Annotated[str, Field(max_length=40)] = ""
    minutes: Annotated[int, Field(ge=5, le=120), AS_NUMBER] = 15
    way: Literal["call", "video", "meeting"] = "call"
    place: Short = ""
    beside: Reference | None = None
    why_no_call: Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")] = ""
    language: Literal["", "en", "es", "ca", "pl", "fi", "vi"] = ""


class NewFacts(Sent):
    """What only people know, by the names of parting.toml; days and amounts as text."""

    facts: dict[str, Any]


class NewOutcome(Sent):
    """What came of the conversation."""

    outcome: Literal["told", "not_reached", "contested", "abusive", "other_terms"]
    told_on: Day
    heard: bool = False
    said: Long = ""


class NewSending(Sent):
    """A letter to be sent, or one that somebody carried themselves."""

    place: Annotated[int, Field(ge=0, le=100), AS_NUMBER] = 0
    way: Literal["smtp", "by_hand", "post", "tracked_post", "meeting", "portal"]
    on: Day | None = None
    tracking: Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")] = ""


@ROUTES.get("cases/{int:number}/ending", DECIDE, N_("How an ending stands"), Ending)
def ending(request: HttpRequest, number: Number) -> dict[str, object]:
    """Its conversation, facts and letters."""
    return _whole(case_of(request.user, number))


@ROUTES.get("cases/{int:number}/ending/letters", DECIDE, N_("The letter as it stands"), list[Draft])
def draft_letters(request: HttpRequest, number: Number) -> list[dict[str, object]]:
    """One for each addressee, with the parts that are missing."""
    draft, made = drafts(case_of(request.user, number))
    missing = [name for name, *_ in lacking(draft)]
    end_on = draft.drafted.parting.end_on
    return [{"to": one.to.name, "language": one.language, "end_on": end_on, "text": as_text(one), "missing": missing} for one in made]  # fmt: skip


@ROUTES.post("cases/{int:number}/conversation", DECIDE, N_("Plan the conversation"), Ending)
def plan(request: HttpRequest, number: Number, plan: PartingPlan) -> dict[str, object]:
    """The ending with its plan."""
    case = case_of(request.user, number)
    given = plan.model_dump()
    form = PlanForm(given | {"path": NO_CALL if plan.why_no_call.strip() else CALL}, case=case)
    said = {name: value for name, value in accepted(form).items() if name != "path"}
    talks.plan(by=request.user, case=case, planned=talks.Planned(**said))
    return _whole(case)


@ROUTES.post("cases/{int:number}/facts", DECIDE, N_("Write down what only people know"), Ending)
def put_facts(request: HttpRequest, number: Number, facts: NewFacts) -> dict[str, object]:
    """The ending with these facts in place of those before."""
    case = case_of(request.user, number)
    keep(by=request.user, case=case, content=facts.facts)
    return _whole(case)


@ROUTES.post("cases/{int:number}/outcomes", DECIDE, N_("Write down what came of the conversation"), Ending)
def outcome(request: HttpRequest, number: Number, outcome: NewOutcome) -> dict[str, object]:
    """The ending after it."""
    case = case_of(request.user, number)
    given = {name: value for name, value in accepted(OutcomeForm(outcome.model_dump())).items() if name != "notes"}  # fmt: skip
    talks.finish(by=request.user, case=case, **given)
    return _whole(case)


@ROUTES.post("cases/{int:number}/letters", DECIDE, N_("Send the letter to one addressee"), Ending)
def send(request: HttpRequest, number: Number, sending: NewSending) -> dict[str, object]:
    """The ending with the letter on its way."""
    case = case_of(request.user, number)
    if sending.place >= len(draft_of(case).drafted.parting.addressees):
        raise Http404
    way = letters.Way(sending.way, sending.on, sending.tracking)
    letters.send(by=request.user, case=case, place=sending.place, way=way)
    return _whole(case)


@ROUTES.post("cases/{int:number}/notices", DECIDE, N_("Begin the notice"), Ending)
def notice(request: HttpRequest, number: Number) -> dict[str, object]:
    """The ending, whose notice runs."""
    case = case_of(request.user, number)
    letters.begin_notice(by=request.user, case=case)
    return _whole(case)


def _whole(case: Case) -> dict[str, object]:
    found = Case.objects.get(pk=case.pk)
    return {
        "state": found.state,
        "conversation": _plan(found),
        "talks": [
            {"speaker": one.speaker.email, "outcome": one.outcome, "told_on": one.told_on, "said": one.said}
            for one in found.talks.exclude(outcome="").select_related("speaker")
        ],
        "facts": kept(found),
        "letters": [_sending(one) for one in found.posted.defer("pdf", "html", "text")],
    }


def _plan(case: Case) -> dict[str, object] | None:
    plan = conversation_of(case)
    if plan is None:
        return None
    return {
        "speaker": plan.speaker.email if plan.speaker else "",
        "starts_at": plan.starts_at,
        "minutes": plan.minutes,
        "way": plan.way,
        "place": plan.place,
        "no_call": plan.no_call,
    }


def _sending(one: Posted) -> dict[str, object]:
    names = ("kind", "way", "state", "message_id", "tracking", "sent_at", "counts_from", "arrived_on", "came_back_on")  # fmt: skip
    return {name: getattr(one, name) for name in names} | {"id": str(one.pk), "to": one.to_name, "sha256": one.digest}  # fmt: skip
