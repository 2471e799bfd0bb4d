"""The page of the ladder, and the plans on it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from amicable.decision.course import OWN_PART
from amicable.decision.ladder import Remedy, all_remedies
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.signs import all_signs
from amicable.web.cases import queries
from amicable.web.cases.forms import ReasonForm
from amicable.web.cases.models import Case, Plan
from amicable.web.cases.page import around
from amicable.web.cases.plans import actions
from amicable.web.cases.plans.forms import PlanForm
from amicable.web.cases.readiness.rungs import is_grave, ladder
from amicable.web.rendering import figures, told
from amicable.web.rights import CLIENTS, DECIDE, allow

STATUS = {
    "running": N_("being tried"),
    "worked": N_("helped"),
    "tried": N_("tried, and it did not help"),
    "passed": N_("passed over"),
    "open": N_("not tried yet"),
}
OUTCOMES = {
    "": N_("running"),
    "too_early": N_("too early to say"),
    "improved": N_("improved"),
    "not_improved": N_("not improved"),
    "called_off": N_("called off"),
}


@allow(CLIENTS)
@require_GET
def case_ladder(request: HttpRequest, number: int) -> HttpResponse:
    """Every remedy that fits, the mildest first, and what became of those that were tried."""
    case = queries.case_seen_by(request.user, number)
    rungs = ladder(case)
    given = around(request, case) | {
        "rungs": rungs,
        "left": sum(one.status in ("open", "running") for one in rungs),
        "is_grave": is_grave(case),
        "status": {name: told(title) for name, title in STATUS.items()},
        "outcomes": {name: told(title) for name, title in OUTCOMES.items()},
        "sign_title": lambda name: told(all_signs()[name].title) if name in all_signs() else name,
        "rate": _rate,
        "own_part": OWN_PART,
        "reason_form": ReasonForm(),
        "open_to_plans": case.state in ("open", "repairing"),
    }
    return render(request, "cases/ladder.html", given)


def _rate(sign: str, value: float | None) -> str:
    if value is None:
        return told(N_("not known"))
    return figures().rate(all_signs()[sign], value) if sign in all_signs() else figures().number(value, 2)


@allow(DECIDE)
def plan(request: HttpRequest, number: int, remedy: str) -> HttpResponse:
    """Agree on a remedy."""
    case = queries.case_seen_by(request.user, number)
    chosen = _remedy(remedy)
    form = PlanForm(request.POST or None, case=case, remedy=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree(by=request.user, case=case, agreed=form.agreed())
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(
                request, told(N_("The plan is written down. It is measured by itself on its day."))
            )
            return redirect("case_ladder", number)
    return render(request, "cases/plan.html", around(request, case) | {"form": form, "remedy": chosen})


@allow(DECIDE)
@require_POST
def pass_over(request: HttpRequest, number: int, remedy: str) -> HttpResponse:
    """Say why a remedy is not tried."""
    case = queries.case_seen_by(request.user, number)
    chosen, form = _remedy(remedy), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, told(N_("Write down why this remedy is not tried; without a reason it stays open."))
        )
    else:
        _try(request, case, chosen, form.cleaned_data["reason"])
    return redirect(f"{reverse('case_ladder', args=[number])}#{remedy}")


def _try(request: HttpRequest, case: Case, remedy: Remedy, reason: str) -> None:
    try:
        actions.pass_over(by=request.user, case=case, remedy=remedy.name, reason=reason)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))


@allow(DECIDE)
@require_POST
def call_off(request: HttpRequest, number: int, plan: int) -> HttpResponse:
    """Call a plan off, with a reason."""
    case = queries.case_seen_by(request.user, number)
    found = get_object_or_404(Plan, pk=plan, case=case)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, told(N_("Write down why the plan is called off.")))
        return redirect("case_ladder", number)
    try:
        actions.call_off(by=request.user, plan=found, reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    return redirect("case_ladder", number)


def _remedy(name: str) -> Remedy:
    if name not in all_remedies():
        raise Http404
    return all_remedies()[name]
