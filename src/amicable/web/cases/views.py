"""The list of cases, the page of one, and moves that need no more than a reason."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from amicable.decision.path import ACTIONS, OVER, STATES, possible
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.cases import actions, queries
from amicable.web.cases.forms import LeadForm, PackForm, ReasonForm, RulesForm
from amicable.web.cases.models import Case
from amicable.web.cases.moving import move
from amicable.web.cases.page import around
from amicable.web.cases.readiness.gates import seen_by, standing_of
from amicable.web.cases.readiness.rungs import is_grave, untried
from amicable.web.portfolio.queries import client_seen_by
from amicable.web.rendering import told
from amicable.web.rights import CLIENTS, DECIDE, allow

PAGE = 50
GROUPS = {
    "": N_("All cases"),
    "current": N_("Under way"),
    "ending": N_("An ending is under way"),
    "over": N_("Over"),
}
BY_REASON = ("withdraw", "suspend", "resume")
"""Actions that ask for nothing but a reason; the others have pages of their own."""


@allow(CLIENTS)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Cases of the clients that the person sees."""
    asked = queries.question(request.GET)
    page = Paginator(queries.listed(request.user, asked), PAGE).get_page(request.GET.get("page"))
    address = request.GET.copy()
    address.pop("page", None)
    given = {
        "page": page,
        "asked": address.urlencode(),
        "question": asked,
        "states": STATES,
        "groups": GROUPS,
        "counted": queries.counted(request.user),
        "under_way": queries.under_way(),
        "most": queries.most_at_once(),
        "rules": queries.rules(),
        "rules_form": RulesForm(),
        "may_decide": request.user.may(DECIDE, writing=True),
    }
    return render(request, "cases/list.html", given)


@allow(DECIDE)
@require_POST
def rules(request: HttpRequest) -> HttpResponse:
    """Change what the firm asks of every case."""
    form = RulesForm(request.POST)
    if form.is_valid():
        actions.set_rules(by=request.user, **form.cleaned_data)
        messages.success(request, told(N_("From now on every case follows these rules.")))
    else:
        messages.error(request, told(N_("Nothing was changed: give between 1 and 90 days for the answer.")))
    return redirect("cases")


@allow(DECIDE)
def open_case(request: HttpRequest, number: int) -> HttpResponse:
    """The case of a client; where there is none, what opening one means."""
    client = client_seen_by(request.user, number)
    latest = queries.case_of(request.user, client)
    if request.method != "POST":
        if latest and latest.state not in OVER:
            return redirect("case", latest.pk)
        return render(request, "cases/open.html", {"client": client, "latest": latest, "may_decide": request.user.may(DECIDE, writing=True)})  # fmt: skip
    try:
        made = actions.open_case(by=request.user, client=client)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return redirect("open_case", number)
    messages.success(
        request, told(N_("The case is open. What was known today is frozen, and stays as it is."))
    )
    return redirect("case", made.pk)


@allow(CLIENTS)
@require_GET
def case(request: HttpRequest, number: int) -> HttpResponse:
    """A case: where it stands, what comes next, what is allowed now."""
    return page(request, queries.case_seen_by(request.user, number))


def page(request: HttpRequest, found: Case, **bound: Any) -> HttpResponse:  # noqa: ANN401 (forms that were sent and refused)
    """The page of a case; `bound`: forms to show again with what is wrong in them."""
    stood = seen_by(request.user, found, standing_of(found))
    given = around(request, found) | {
        "steps": found.steps.all(),
        "action_titles": {name: told(one.title) for name, one in ACTIONS.items()},
        "state_titles": {name: told(title) for name, title in STATES.items()},
        "gates_open": [one for one in stood if one.standing.state == "ask"],
        "gates_standing": [one for one in stood if one.standing.state in ("blocks", "cooling")],
        "rungs_left": untried(found),
        "is_grave": is_grave(found),
        "frozen": queries.latest_frozen(found),
        "ways": [one for one in possible(found.state) if one.name in BY_REASON],
        "reason_form": bound.get("reason_form") or ReasonForm(),
        "refused": bound.get("refused", ""),
        "lead_form": LeadForm(case=found),
        "pack_form": PackForm(case=found),
        "contests": list(found.records.filter(kind__in=("contest", "answer"))),
    }
    return render(request, "cases/case.html", given)


@allow(DECIDE)
@require_POST
def move_case(request: HttpRequest, number: int, action: str) -> HttpResponse:
    """Withdraw, suspend or take up again, with a reason."""
    found = queries.case_seen_by(request.user, number)
    if action not in BY_REASON:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, found, reason_form=form, refused=action)
    try:
        move(by=request.user, case=found, action=action, reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    return redirect("case", number)


@allow(DECIDE)
@require_POST
def lead(request: HttpRequest, number: int) -> HttpResponse:
    """Hand the case over."""
    found = queries.case_seen_by(request.user, number)
    form = LeadForm(request.POST, case=found)
    if form.is_valid():
        _try(request, actions.hand_over, case=found, person=form.cleaned_data["person"])
    return redirect("case", number)


@allow(DECIDE)
@require_POST
def pack(request: HttpRequest, number: int) -> HttpResponse:
    """Say which duties hold."""
    found = queries.case_seen_by(request.user, number)
    form = PackForm(request.POST, case=found)
    if form.is_valid():
        _try(request, actions.choose_pack, case=found, pack=form.cleaned_data["pack"])
    return redirect("case", number)


def _try(request: HttpRequest, action: Any, **given: object) -> None:  # noqa: ANN401 (any action of this app)
    try:
        action(by=request.user, **given)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))


@allow(DECIDE)
@require_POST
def freeze(request: HttpRequest, number: int) -> HttpResponse:
    """Freeze the evidence as it is now."""
    found = queries.case_seen_by(request.user, number)
    try:
        actions.freeze_anew(by=request.user, case=found)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.success(
            request, told(N_("What is known today is frozen. What was frozen before stays beside it."))
        )
    return redirect("case_evidence", number)
