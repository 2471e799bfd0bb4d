"""The offboarding of a case: its tasks on their path, access both ways, services."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from amicable.decision.path import ACTIONS, NEEDS, possible
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.queries import case_seen_by
from amicable.web.closing.frame import around
from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding import actions
from amicable.web.closing.offboarding.facts import known
from amicable.web.closing.offboarding.forms import (
    AccessForm,
    ClosingForm,
    ReasonForm,
    ServiceForm,
    first_facts,
)
from amicable.web.closing.offboarding.page import STATUS, phases
from amicable.web.closing.queries import closing_of, closing_seen_by
from amicable.web.rendering import told
from amicable.web.rights import DECIDE, RUN, allow

MOVES = ("wind_down", "close", "archive")
"""Steps of the path that ask for what the closing knows; erasing has a page of its own."""


@allow(RUN)
def offboarding(request: HttpRequest, number: int) -> HttpResponse:
    """The tasks of a case on their path; where there are none yet, what begins them."""
    case = case_seen_by(request.user, number)
    closing = closing_of(case)
    if closing:
        return render(request, "closing/tasks.html", _tasks(request, case, closing))
    if case.state not in actions.TOLD:
        return render(request, "closing/early.html", around(request, case))
    form = ClosingForm(request.POST or None, initial=first_facts(case))
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin(by=request.user, case=case, given=form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(
                request, told(N_("The offboarding is laid out. Each task has a person and a day."))
            )
            return redirect("offboarding", number)
    return render(request, "closing/begin.html", around(request, case) | {"form": form})


def _tasks(request: HttpRequest, case: Case, closing: Closing) -> dict[str, Any]:
    today = timezone.localdate()
    found = list(phases(closing, request.user, today))
    here = known(case, today)
    return around(request, case, closing) | {
        "phases": found,
        "status": {name: told(words) for name, words in STATUS.items()},
        "over": sum(one.over for one in found),
        "all": sum(len(one.rows) for one in found),
        "late": sum(row.status == "late" for one in found for row in one.rows),
        "today": today,
        "people": Person.objects.filter(is_active=True),
        "new_work": closing.new_work.all(),
        "form": ClosingForm(instance=closing),
        "moves": [
            (one, [told(NEEDS[need]) for need in one.needs if need not in here])
            for one in possible(case.state)
            if one.name in MOVES
        ],
    }


@allow(RUN)
@require_POST
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Other facts about the ending."""
    closing = closing_seen_by(request.user, number)
    form = ClosingForm(request.POST, instance=closing)
    if not form.is_valid():
        return render(request, "closing/begin.html", around(request, closing.case) | {"form": form})
    given = form.cleaned_data
    if _try(request, actions.change, closing=closing_seen_by(request.user, number), given=given):
        messages.success(request, told(N_("The tasks follow what you changed. What is done stays done.")))
    return redirect("offboarding", number)


@allow(RUN)
@require_GET
def access(request: HttpRequest, number: int) -> HttpResponse:
    """Who can get into what, and the services that were provided."""
    return _access(request, closing_seen_by(request.user, number))


def _access(request: HttpRequest, closing: Closing, **bound: Any) -> HttpResponse:  # noqa: ANN401 (forms that were refused)
    tasks = {one.key: one for one in closing.tasks.all()}
    lines = [(one, tasks.get(f"remove_{'our' if one.side == 'ours' else 'their'}_access:{one.system}")) for one in closing.access.all()]  # fmt: skip
    given = {
        "lines": lines,
        "services": closing.services.all(),
        "access_form": bound.get("access_form") or AccessForm(closing=closing),
        "service_form": bound.get("service_form") or ServiceForm(initial={"last_on": closing.end_on}),
    }
    return render(request, "closing/access.html", around(request, closing.case, closing) | given)


@allow(RUN)
@require_POST
def add_access(request: HttpRequest, number: int) -> HttpResponse:
    """One more line of the register."""
    closing = closing_seen_by(request.user, number)
    form = AccessForm(request.POST, closing=closing)
    if not form.is_valid():
        return _access(request, closing, access_form=form)
    _try(request, actions.add_access, closing=closing, line=form.save(commit=False))
    return redirect("offboarding_access", number)


@allow(RUN)
@require_POST
def drop_access(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Take a line out that was never true."""
    closing = closing_seen_by(request.user, number)
    _try(request, actions.drop_access, line=get_object_or_404(closing.access, pk=line))
    return redirect("offboarding_access", number)


@allow(RUN)
@require_POST
def add_service(request: HttpRequest, number: int) -> HttpResponse:
    """One more service."""
    closing = closing_seen_by(request.user, number)
    form = ServiceForm(request.POST)
    if not form.is_valid():
        return _access(request, closing, service_form=form)
    _try(request, actions.add_service, closing=closing, service=form.save(commit=False))
    return redirect("offboarding_access", number)


@allow(RUN)
@require_POST
def drop_service(request: HttpRequest, number: int, service: int) -> HttpResponse:
    """Take a service off the list."""
    closing = closing_seen_by(request.user, number)
    _try(request, actions.drop_service, service=get_object_or_404(closing.services, pk=service))
    return redirect("offboarding_access", number)


@allow(DECIDE)
@require_POST
def move_on(request: HttpRequest, number: int, action: str) -> HttpResponse:
    """A step of the path."""
    case = case_seen_by(request.user, number)
    if action not in MOVES:
        raise Http404
    if _try(request, actions.move_on, case=case, action=action):
        messages.success(request, told(N_("Done: {step}."), step=told(ACTIONS[action].title)))
    return redirect("offboarding", number)


@allow(RUN)
@require_POST
def explain(request: HttpRequest, number: int, work: int) -> HttpResponse:
    """Say what a piece of new work is."""
    closing = closing_seen_by(request.user, number)
    form = ReasonForm(request.POST)
    if form.is_valid():
        _try(request, actions.explain, work=get_object_or_404(closing.new_work, pk=work), reason=form.cleaned_data["reason"])  # fmt: skip
    return redirect("offboarding", number)


def _try(request: HttpRequest, act: Any, /, **given: object) -> bool:  # noqa: ANN401 (any action of this app)
    try:
        act(by=request.user, **given)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return False
    return True
