"""The page of the decision: rival options, reasons, signature; and what follows from an objection."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amicable.decision.course import CAUGHT, KINDS, OWN_PART, Course, title_of
from amicable.decision.gates import all_gates
from amicable.decision.ladder import all_remedies
from amicable.decision.path import ACTIONS, missing
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.signs import all_signs
from amicable.web.cases import queries
from amicable.web.cases.decisions import actions
from amicable.web.cases.decisions.forms import SOME, AnswerForm, ContestForm, DecideForm, ReinstateForm
from amicable.web.cases.decisions.sealing import said
from amicable.web.cases.forms import ReasonForm
from amicable.web.cases.models import Case, DecisionRecord
from amicable.web.cases.page import around
from amicable.web.cases.readiness.gates import seen_by, standing_of
from amicable.web.cases.readiness.held import held
from amicable.web.cases.readiness.weighing import course_of, written
from amicable.web.rendering import figures, language, told
from amicable.web.rights import DECIDE, allow

KINDS_OF_RECORDS = {
    "evidence": N_("Evidence frozen"),
    "decision": N_("Decision"),
    "signature": N_("Signature of a second person"),
    "declined": N_("Not signed"),
    "taken_back": N_("Taken back"),
    "contest": N_("Objection of the client"),
    "answer": N_("Answer to the objection"),
    "reinstatement": N_("Reinstatement"),
}


@allow(DECIDE)
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """What could be done, side by side; and the record of what is decided."""
    case = queries.case_seen_by(request.user, number)
    found = None if queries.pending(case) else course_of(case)
    form = DecideForm(
        request.POST or None, found=found, limit_reached=queries.under_way() >= queries.most_at_once()
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(by=request.user, case=case, decided=_decided(form, found))
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            return redirect("case_decision", number)
    return _page(request, case, found, form)


def _decided(form: DecideForm, found: Course | None) -> actions.Decided:
    given = form.cleaned_data
    return actions.Decided(
        course=given["course"],
        reasons=given["reasons"],
        language=given["language"],
        interest=given["interest"] if given["has_interest"] == SOME else "",
        options=written(found, given["language"]) if found else (),
        second_person=given["second_person"],
        beyond_limit=given["beyond_limit"],
    )


def _page(request: HttpRequest, case: Case, found: Course | None, form: DecideForm) -> HttpResponse:
    record = queries.pending(case)
    frame = around(request, case)
    says = said(record) if record else {}
    options = says.get("options", ()) if record else written(found, language()) if found else ()
    given = frame | {
        "course": found,
        "options": options,
        "behind": [told(all_signs()[name].title) for name in _behind(options)],
        "kinds": {name: told(title) for name, title in KINDS.items()},
        "caught": {name: told(title) for name, title in CAUGHT.items()},
        "title_of": lambda name: told(title_of(name)),
        "own_part": OWN_PART,
        "said": lambda sentence: sentence.said(language()),
        "span": _span,
        "form": form,
        "lacking": _lacking(request, case),
        "record": record,
        "record_says": says,
        "wrote_it": record is not None and record.by == request.user.email,
        "records": [(one, told(KINDS_OF_RECORDS[one.kind]), said(one)) for one in case.records.all()],
        "gate_titles": {name: told(one.title) for name, one in all_gates().items()},
        "remedy_titles": {name: told(one.title) for name, one in all_remedies().items()},
        "decline_form": ReasonForm(prefix="decline"),
        "contest_form": ContestForm(),
        "answer_form": AnswerForm(),
        "reinstate_form": ReinstateForm(),
        "may_contest": case.state in ACTIONS["contest"].comes_from,
        "may_reinstate": case.state in ACTIONS["reinstate"].comes_from,
        "uninvolved": request.user.email not in queries.involved(case),
        "answer_by": _answer_by(case),
    }
    return render(request, "cases/decision.html", given)


def _behind(options: Sequence[Mapping[str, Any]]) -> list[str]:
    """Signs that speak for looking at any of the options."""
    known = all_signs()
    return [
        name for name in dict.fromkeys(name for one in options for name in one["evidence"]) if name in known
    ]


def _span(one: Sequence[float] | None, unit: str) -> str:
    """A range of low, middle and high as the reader writes it; unknown where nothing is known."""
    f = figures()
    if one is None:
        return told(N_("unknown"))
    low, mid, high = one
    shown = {
        "money": lambda value: f.money(round(value)),
        "hours": f.hours,
        "share": f.percent,
    }[unit]
    if round(low, 6) == round(high, 6):
        return str(shown(mid))
    return told(N_("{mid} ({low} to {high})"), mid=shown(mid), low=shown(low), high=shown(high))


def _lacking(request: HttpRequest, case: Case) -> list[tuple[str, str, str]]:
    """What keeps the case from being decided, as kind, name and title; of gates those that the person may know."""
    if case.state not in ("open", "repairing"):
        return []
    known = {one.name for one in seen_by(request.user, case, standing_of(case))}
    gates, remedies = all_gates(), all_remedies()
    found = missing(held(case, done=("record", "signature")), ACTIONS["decide"])
    return [
        (one.kind, one.name, told((gates if one.kind == "gate" else remedies)[one.name].title))
        for one in found
        if one.kind == "rung" or one.name in known
    ]


def _answer_by(case: Case) -> Any:  # noqa: ANN401 (a day and the days left, or nothing)
    contest = case.records.filter(kind="contest").first()
    if not contest or case.state != "contested" or not contest.content:
        return None
    day = timezone.datetime.fromisoformat(json.loads(contest.content)["answer_by"]).date()
    return day, (day - timezone.localdate()).days


@allow(DECIDE)
@require_POST
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign as the second person."""
    return _acted(request, number, N_("You have signed. The decision is made."), actions.sign)


@allow(DECIDE)
@require_POST
def decline(request: HttpRequest, number: int) -> HttpResponse:
    """Do not sign, and say why."""
    form = ReasonForm(request.POST, prefix="decline")
    if not form.is_valid():
        messages.error(request, told(N_("Write down why you do not sign.")))
        return redirect("case_decision", number)
    return _acted(request, number, N_("It is written down that you did not sign, and why."), actions.decline, reason=form.cleaned_data["reason"])  # fmt: skip


@allow(DECIDE)
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take one's own record back before anybody has signed."""
    return _acted(request, number, N_("The record is taken back. It stays readable, and a new one can be written."), actions.take_back)  # fmt: skip


@allow(DECIDE)
@require_POST
def contest(request: HttpRequest, number: int) -> HttpResponse:
    """Write down an objection of the client."""
    form = ContestForm(request.POST)
    if not form.is_valid():
        messages.error(request, told(N_("Write down what the client says.")))
        return redirect("case_decision", number)
    return _acted(request, number, N_("It is written down. Somebody who had no part in the decision answers."), actions.contest, words=form.cleaned_data["words"])  # fmt: skip


@allow(DECIDE)
@require_POST
def answer_contest(request: HttpRequest, number: int) -> HttpResponse:
    """Answer an objection."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, told(N_("Choose an answer and say why.")))
        return redirect("case_decision", number)
    given = form.cleaned_data
    return _acted(request, number, N_("Your answer is written down."), actions.answer_contest, grant=given["grant"] == "yes", words=given["words"])  # fmt: skip


@allow(DECIDE)
@require_POST
def reinstate(request: HttpRequest, number: int) -> HttpResponse:
    """Take the client back."""
    form = ReinstateForm(request.POST)
    if not form.is_valid():
        messages.error(request, told(N_("Say why the client is taken back, and on which terms.")))
        return redirect("case_decision", number)
    return _acted(request, number, N_("The client is reinstated, on the terms written down."), actions.reinstate, **form.cleaned_data)  # fmt: skip


def _acted(
    request: HttpRequest, number: int, done: str, action: Callable[..., DecisionRecord], **given: object
) -> HttpResponse:
    case = queries.case_seen_by(request.user, number)
    try:
        action(by=request.user, case=case, **given)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.success(request, told(done))
    return redirect("case_decision", number)
