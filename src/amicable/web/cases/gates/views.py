"""The page of the gates: what is asked, what stands, what was let pass, how long it still takes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.cases import queries
from amicable.web.cases.gates import actions
from amicable.web.cases.gates.forms import ANSWERS, AnswerForm, OverrideForm
from amicable.web.cases.models import Case, Override
from amicable.web.cases.page import around
from amicable.web.cases.readiness.gates import Stood, packs, seen_by, standing_of
from amicable.web.portfolio.tracks import actions as tracks
from amicable.web.rendering import told
from amicable.web.rights import CLIENTS, DECIDE, TITLES, Role, allow

GROUPS = (
    ("ask", N_("Questions that nobody has answered")),
    ("blocks", N_("Gates that stand")),
    ("cooling", N_("Gates whose time is running")),
    ("overridden", N_("Let pass, with a reason")),
    ("clear", N_("Clear")),
)
BLOCKS = {
    "decide": N_("deciding"),
    "tell": N_("telling the client"),
    "end": N_("ending the relationship"),
    "erase": N_("erasing the data"),
}


@allow(CLIENTS)
@require_GET
def gates(request: HttpRequest, number: int) -> HttpResponse:
    """Every gate of the case that the person may know of."""
    return _page(request, queries.case_seen_by(request.user, number))


def _page(request: HttpRequest, case: Case, **faults: Any) -> HttpResponse:  # noqa: ANN401 (what was sent and refused)
    stood = seen_by(request.user, case, standing_of(case))
    given = around(request, case) | {
        "groups": [
            (name, told(title), [one for one in stood if one.standing.state == name])
            for name, title in GROUPS
        ],
        "all": len(stood),
        "clear": sum(not one.stands for one in stood),
        "blocks_of": _blocks_of,
        "roles_of": _roles_of,
        "answers": {name: told(title) for name, title in ANSWERS.items()},
        "may_pass": _may_pass(request),
        "tracks": tracks.seen_by(request.user, case.client),
        "pack": packs().get(case.pack),
        "fault": "",
        "fault_at": "",
        **faults,
    }
    return render(request, "cases/gates.html", given)


def _blocks_of(one: Stood) -> str:
    return ", ".join(told(title) for name, title in BLOCKS.items() if name in one.gate.blocks)


def _roles_of(one: Stood) -> str:
    return ", ".join(told(TITLES[Role(role)]) for role in one.gate.override)


def _may_pass(request: HttpRequest) -> Any:  # noqa: ANN401 (a function for the template)
    person = request.user
    return lambda one: person.may(DECIDE, writing=True) and person.role in one.gate.override


@allow(DECIDE)
@require_POST
def answer_gate(request: HttpRequest, number: int, gate: str) -> HttpResponse:
    """Answer the question of a gate."""
    case = queries.case_seen_by(request.user, number)
    _known(request, case, gate)
    form = AnswerForm(request.POST, person=request.user, case=case)
    return _done(request, case, gate, form, actions.answer)


@allow(DECIDE)
@require_POST
def override_gate(request: HttpRequest, number: int, gate: str) -> HttpResponse:
    """Let a gate pass, with a reason."""
    case = queries.case_seen_by(request.user, number)
    _known(request, case, gate)
    form = OverrideForm(request.POST, person=request.user, case=case)
    return _done(request, case, gate, form, actions.override)


def _done(request: HttpRequest, case: Case, gate: str, form: Any, action: Any) -> HttpResponse:  # noqa: ANN401 (a form and its action)
    if not form.is_valid():
        fault = " ".join(sentence for sentences in form.errors.values() for sentence in sentences)
        return _page(request, case, fault=fault, fault_at=gate)
    try:
        action(by=request.user, case=case, gate=gate, **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, case, fault=told(refusal.message, **refusal.values), fault_at=gate)
    return redirect(f"{reverse('case_gates', args=[case.pk])}#{gate}")


@allow(DECIDE)
@require_POST
def review_gate(request: HttpRequest, number: int, override: int) -> HttpResponse:
    """Agree, as a second person, that a gate is let pass."""
    case = queries.case_seen_by(request.user, number)
    found = get_object_or_404(Override, pk=override, case=case)
    _known(request, case, found.gate)
    try:
        actions.review_override(by=request.user, override=found)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    return redirect(f"{reverse('case_gates', args=[case.pk])}#{found.gate}")


def _known(request: HttpRequest, case: Case, gate: str) -> Stood:
    """The gate as this person may know it; else it does not exist."""
    for one in seen_by(request.user, case, standing_of(case)):
        if one.name == gate:
            return one
    raise Http404
