"""What each role may do on the spot: everybody reads it, owners write it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amicable.decision.mandate import ACTS
from amicable.i18n import N_
from amicable.signs import all_signs
from amicable.web.mandates import actions, queries
from amicable.web.mandates.amounts import exactly
from amicable.web.mandates.forms import WITH_MANDATE, LineForm
from amicable.web.mandates.models import Mandate
from amicable.web.rendering import told
from amicable.web.rights import ABOUT, MANDATES, TITLES, allow


@allow(MANDATES)
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every role with its lines."""
    found = list(queries.in_force())
    roles = [(role, [one for one in found if one.role == role]) for role in WITH_MANDATE]
    given = {
        "roles": roles,
        "titles": TITLES,
        "about": ABOUT,
        "acts": ACTS,
        "titled": _titled,
        "exactly": exactly,
        "may_set": request.user.may(MANDATES, writing=True),
        "waiting": queries.waiting_for(request.user).count(),
    }
    return render(request, "mandates/rules.html", given)


def _titled(names: list[str]) -> str:
    known = all_signs()
    return ", ".join(told(known[name].title) if name in known else name for name in names)


@allow(MANDATES)
@require_http_methods(["GET", "POST"])
def new_line(request: HttpRequest) -> HttpResponse:
    """Write a line."""
    form = LineForm(request.POST or None, initial={"role": request.GET.get("role", "employee")})
    if request.method == "POST" and form.is_valid():
        actions.set_line(by=request.user, role=form.cleaned_data["role"], terms=form.terms(), above=form.cleaned_data["above"], at=timezone.now())  # fmt: skip
        messages.success(request, told(N_("The mandate holds from now on.")))
        return redirect("mandate_rules")
    return _page(request, form)


@allow(MANDATES)
@require_http_methods(["GET", "POST"])
def change_line(request: HttpRequest, number: int) -> HttpResponse:
    """Write a line anew."""
    line = get_object_or_404(queries.in_force(), pk=number)
    form = LineForm(request.POST or None, line=line)
    if request.method == "POST" and form.is_valid():
        actions.set_line(by=request.user, role=line.role, terms=form.terms(), above=form.cleaned_data["above"], at=timezone.now(), instead_of=line)  # fmt: skip
        messages.success(request, told(N_("The mandate holds from now on.")))
        return redirect("mandate_rules")
    return _page(request, form, line)


def _page(request: HttpRequest, form: LineForm, line: Mandate | None = None) -> HttpResponse:
    given = {
        "form": form,
        "line": line,
        "acts": ACTS,
        "titles": TITLES,
        "may_set": request.user.may(MANDATES, writing=True),
    }
    return render(request, "mandates/line.html", given)


@allow(MANDATES)
@require_POST
def end_line(request: HttpRequest, number: int) -> HttpResponse:
    """From now on nobody books under it."""
    actions.end_line(
        by=request.user, mandate=get_object_or_404(queries.in_force(), pk=number), at=timezone.now()
    )
    messages.success(request, told(N_("The line is gone. What was booked under it stays in the log.")))
    return redirect("mandate_rules")
