"""Cases: opened, repaired, decided, signed, contested.

What stands on a confidential track does not exist for programs, not even for those of the people named on it.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Schema
from pydantic import Field

from amicable.decision.gates import all_gates
from amicable.decision.ladder import all_remedies
from amicable.decision.path import STATES
from amicable.i18n import LANGUAGES, N_
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
    Words,
    Written,
    piece,
)
from amicable.web.cases import actions, answers, queries
from amicable.web.cases.decisions import actions as decisions
from amicable.web.cases.forms import ReasonForm
from amicable.web.cases.gates import actions as gates
from amicable.web.cases.gates.forms import AnswerForm
from amicable.web.cases.models import Case
from amicable.web.cases.moving import move
from amicable.web.cases.plans import actions as plans
from amicable.web.cases.plans.forms import PlanForm
from amicable.web.cases.readiness.weighing import course_of, written
from amicable.web.portfolio.queries import client_seen_by
from amicable.web.rights import DECIDE

ROUTES = Routes.about(N_("Cases"))
Name = Annotated[str, Field(max_length=40, pattern=r"^[a-z_]+$")]
Short = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]


class Brief(Schema):
    """One case of a list."""

    number: int
    client: int
    client_id: str
    name: str
    state: str
    before: str
    stage: str
    led_by: str
    opened_at: datetime
    moved_at: datetime


class Allowed(Schema):
    """What may be done with the client while the case is where it is."""

    quote: bool
    order: bool
    deliver: bool
    invoice: bool
    collect: bool
    support: bool


class Lacking(Schema):
    """One thing that keeps the case from being decided."""

    kind: str
    name: str


class GateState(Schema):
    """How one gate stands."""

    gate: str
    state: str
    blocks: list[str]
    mandatory: bool
    counts_on: date | None
    note: str
    override: str
    waits_for_review: bool


class Rung(Schema):
    """One remedy, and how far it was taken."""

    remedy: str
    status: str


class PlanAnswer(Schema):
    """One plan with the client."""

    number: int
    remedy: str
    agreement: str
    agreed_on: date
    person: str
    sign: str
    baseline: float | None
    target: float
    measure_on: date
    outcome: str
    found: float | None
    measured_on: date | None


class FrozenAnswer(Schema):
    """Evidence as it was frozen."""

    number: int
    as_of: date
    facts: int
    seal: str


class RecordAnswer(Schema):
    """One sealed record."""

    kind: str
    at: datetime
    by: str
    digest: str
    seal: str


class CaseAnswer(Brief):
    """All about one case that everybody may know who sees it."""

    pack: str
    allowed: Allowed
    allowed_in_words: str
    actions: list[str]
    lacking: list[Lacking]
    gates: list[GateState]
    ladder: list[Rung]
    plans: list[PlanAnswer]
    frozen: list[FrozenAnswer]
    waits_for_signature: bool
    records: list[RecordAnswer]


class WhichCases(Schema):
    """Which cases are wanted."""

    q: Words = ""
    state: Annotated[str, OneOf(["", *queries.GROUPS, *STATES])] = ""


class NewCase(Sent):
    """A case to be opened."""

    client: Reference


class NewAnswer(Sent):
    """An answer to the question of a gate."""

    gate: Name
    answer: Literal["yes", "no", "unknown"]
    on: Day | None = None
    note: Short = ""


class NewOverride(Sent):
    """A gate to be let pass."""

    gate: Name
    reason: Written


class RemedyPlan(Sent):
    """A remedy that was agreed on. The target is in percent for signs that are shares."""

    remedy: Name
    agreement: Written
    agreed_on: Day
    person: Reference
    sign: Name
    target: Annotated[float, Field(ge=0, le=1_000_000), AS_NUMBER]
    measure_on: Day


class NewPass(Sent):
    """A remedy that is not tried."""

    remedy: Name
    reason: Written


class NewMove(Sent):
    """A move that needs no more than a reason."""

    action: Literal["withdraw", "suspend", "resume"]
    reason: Written


class NewDecision(Sent):
    """A decision."""

    course: Literal["part_with_notice", "part_at_once"]
    reasons: Written
    language: Annotated[str, OneOf(LANGUAGES)]
    interest: Short = ""
    second_person: bool = False
    beyond_limit: Short = ""


class NewObjection(Sent):
    """What a client says against the ending."""

    words: Written


class NewReply(Sent):
    """The answer to an objection."""

    grant: bool
    words: Written


class NewReinstatement(Sent):
    """A client who is taken back."""

    reason: Written
    terms: Written


@ROUTES.get("cases", DECIDE, N_("Cases of the clients that one sees"), Page[Brief])
def cases(request: HttpRequest, which: Query[WhichCases], asked: Paged) -> dict[str, object]:
    """Last moved first; of one state, of a group of states, or with words in the client's name."""
    question = queries.question(which.model_dump())
    return piece(queries.listed(request.user, question), asked, answers.brief)


@ROUTES.get("cases/{int:number}", DECIDE, N_("One case"), CaseAnswer)
def one_case(request: HttpRequest, number: Number) -> dict[str, object]:
    """By its number."""
    return answers.whole(queries.case_seen_by(request.user, number))


@ROUTES.post("cases", DECIDE, N_("Open a case and freeze its evidence"), CaseAnswer)
def make_case(request: HttpRequest, case: NewCase) -> dict[str, object]:
    """About a client who has none."""
    return answers.whole(actions.open_case(by=request.user, client=client_seen_by(request.user, case.client)))


@ROUTES.post("cases/{int:number}/answers", DECIDE, N_("Answer the question of a gate"), CaseAnswer)
def answer(request: HttpRequest, number: Number, answer: NewAnswer) -> dict[str, object]:
    """The case with the answer."""
    case = queries.case_seen_by(request.user, number)
    _open_gate(answer.gate)
    given = accepted(AnswerForm(answer.model_dump(), person=request.user, case=case))
    gates.answer(by=request.user, case=case, gate=answer.gate, **{**given, "track": None})
    return answers.whole(case)


@ROUTES.post("cases/{int:number}/overrides", DECIDE, N_("Let a gate pass with a reason"), CaseAnswer)
def override(request: HttpRequest, number: Number, override: NewOverride) -> dict[str, object]:
    """The case; where the gate asks for a second person, it counts once they agree on screen."""
    case = queries.case_seen_by(request.user, number)
    _open_gate(override.gate)
    gates.override(by=request.user, case=case, gate=override.gate, reason=override.reason)
    return answers.whole(case)


def _open_gate(name: str) -> None:
    if name not in all_gates() or all_gates()[name].confidential:
        raise Http404


@ROUTES.post("cases/{int:number}/plans", DECIDE, N_("Agree on a remedy"), CaseAnswer)
def agree(request: HttpRequest, number: Number, plan: RemedyPlan) -> dict[str, object]:
    """The case with the plan, which is measured by itself on its day."""
    case = queries.case_seen_by(request.user, number)
    remedy = all_remedies().get(plan.remedy)
    if remedy is None:
        raise Http404
    form = PlanForm(plan.model_dump(), case=case, remedy=remedy)
    accepted(form)
    plans.agree(by=request.user, case=case, agreed=form.agreed())
    return answers.whole(queries.case_seen_by(request.user, number))


@ROUTES.post("cases/{int:number}/passed-over", DECIDE, N_("Say why a remedy is not tried"), CaseAnswer)
def pass_over(request: HttpRequest, number: Number, passed: NewPass) -> dict[str, object]:
    """The case, in which the remedy is no longer open."""
    case = queries.case_seen_by(request.user, number)
    if passed.remedy not in all_remedies():
        raise Http404
    plans.pass_over(by=request.user, case=case, remedy=passed.remedy, reason=passed.reason)
    return answers.whole(case)


@ROUTES.post("cases/{int:number}/moves", DECIDE, N_("Withdraw, suspend or take up a case"), CaseAnswer)
def move_on(request: HttpRequest, number: Number, moved: NewMove) -> dict[str, object]:
    """The case where it is now."""
    reason = accepted(ReasonForm(moved.model_dump()))["reason"]
    case = queries.case_seen_by(request.user, number)
    return answers.whole(move(by=request.user, case=case, action=moved.action, reason=reason))


@ROUTES.post("cases/{int:number}/decisions", DECIDE, N_("Decide to end the relationship"), CaseAnswer)
def decide(request: HttpRequest, number: Number, decision: NewDecision) -> dict[str, object]:
    """The case; where a second person has to sign, it waits for them."""
    case = queries.case_seen_by(request.user, number)
    if decision.language not in LANGUAGES:
        raise Http404
    found = course_of(case)
    options = written(found, decision.language) if found else ()
    decided = decisions.Decided(**decision.model_dump(), options=options)
    decisions.decide(by=request.user, case=case, decided=decided)
    return _again(request, case)


@ROUTES.post("cases/{int:number}/signatures", DECIDE, N_("Sign a decision as the second person"), CaseAnswer)
def sign(request: HttpRequest, number: Number) -> dict[str, object]:
    """The case, which is decided with that."""
    case = queries.case_seen_by(request.user, number)
    decisions.sign(by=request.user, case=case)
    return _again(request, case)


@ROUTES.post("cases/{int:number}/objections", DECIDE, N_("Write down an objection of the client"), CaseAnswer)
def contest(request: HttpRequest, number: Number, objection: NewObjection) -> dict[str, object]:
    """The case, which now waits for somebody uninvolved."""
    case = queries.case_seen_by(request.user, number)
    decisions.contest(by=request.user, case=case, words=objection.words)
    return _again(request, case)


@ROUTES.post("cases/{int:number}/replies", DECIDE, N_("Answer an objection, having had no part in the decision"), CaseAnswer)  # fmt: skip
def reply(request: HttpRequest, number: Number, reply: NewReply) -> dict[str, object]:
    """The case where it is now."""
    case = queries.case_seen_by(request.user, number)
    decisions.answer_contest(by=request.user, case=case, grant=reply.grant, words=reply.words)
    return _again(request, case)


@ROUTES.post("cases/{int:number}/reinstatements", DECIDE, N_("Take a client back on terms"), CaseAnswer)
def reinstate(request: HttpRequest, number: Number, terms: NewReinstatement) -> dict[str, object]:
    """The case, which is over."""
    case = queries.case_seen_by(request.user, number)
    decisions.reinstate(by=request.user, case=case, reason=terms.reason, terms=terms.terms)
    return _again(request, case)


def _again(request: HttpRequest, case: Case) -> dict[str, object]:
    return answers.whole(queries.case_seen_by(request.user, case.pk))
