"""The criteria in force, their history, editing them, and what a draft would do."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amicable.decision import what_if as weighing
from amicable.decision.criteria import Criteria
from amicable.decision.what_if import Difference, differences
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.criteria import actions
from amicable.web.criteria.forms import CriteriaForm, KeepForm
from amicable.web.criteria.models import Version
from amicable.web.portfolio import forms as portfolio_forms
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import NoFacts, reading
from amicable.web.rendering import figures, language, told
from amicable.web.rights import STEER, allow

MOST = 400
"""Settings that an address can change."""


@allow(STEER)
@require_GET
def criteria(request: HttpRequest) -> HttpResponse:
    """What holds now, where it differs from what is shipped, and how it came to be."""
    latest = actions.catch_up()
    versions = list(Version.objects.all())
    given = {
        "criteria": actions.of_version(latest),
        "latest": latest,
        "versions": versions,
        "said": said(differences(Criteria(), actions.of_version(latest))),
        **around(request),
    }
    return render(request, "criteria/criteria.html", given)


def around(request: HttpRequest) -> dict[str, Any]:
    """What stands on every page of the criteria."""
    return {
        "may_change": request.user.may(STEER, writing=True),
        "day_of": lambda text: figures().day(date.fromisoformat(text)),
    }


def said(found: tuple[Difference, ...]) -> list[str]:
    """Differences as sentences in the reader's language."""
    f = figures()
    return [one.said(language(), lambda value: f.number(value, _places(value))) for one in found]


def _places(value: float) -> int:
    return len(f"{value:g}".partition(".")[2])


@allow(STEER)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Every setting; what changes is tried first, and kept only after that."""
    form = CriteriaForm(request.POST or None, criteria=actions.of_version(actions.catch_up()))
    if request.method == "POST" and form.is_valid():
        changed = form.assignments()
        if changed:
            return redirect(f"{reverse('what_if')}?{urlencode({'set': changed}, doseq=True)}")
        messages.info(request, told(N_("Nothing is changed yet. Change a setting to see what it would do.")))
    return render(request, "criteria/edit.html", {"form": form, **around(request)})


@allow(STEER)
@require_GET
def what_if(request: HttpRequest) -> HttpResponse:
    """Who would appear and who would drop out, with money and hours."""
    return _what_if(request, request.GET.getlist("set")[:MOST], KeepForm())


def _what_if(request: HttpRequest, changed: list[str], form: KeepForm, status: int = 200) -> HttpResponse:
    day = portfolio_forms.day(request.GET)
    given: dict[str, Any] = {"changed": changed, "form": form, "day": day, "found": None, "fault": ""}
    try:
        draft = _draft(changed)
        given["said"] = said(differences(actions.of_version(actions.catch_up()), draft))
        given |= _weighed(draft, day)
    except Refusal as refusal:
        given |= {"fault": told(refusal.message, **refusal.values), "said": given.get("said", [])}
        status = 409 if not isinstance(refusal, NoFacts) else status
    return render(request, "criteria/what_if.html", given | around(request), status=status)


def _draft(changed: list[str]) -> Criteria:
    before = actions.of_version(actions.catch_up())
    return replace(before.changed(changed), version=told(N_("draft")))


def _weighed(draft: Criteria, day: date | None) -> dict[str, Any]:
    with reading(day) as answer:
        found = weighing.what_if(answer, draft)
    groups = (found.appears, found.drops, found.stays)
    ids = [one.client_id for group in groups for one in group.clients]
    numbers = dict(Client.objects.filter(client_id__in=ids).values_list("client_id", "pk"))
    return {"found": found, "numbers": numbers, "as_of": answer.as_of}


@allow(STEER)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """The draft holds from now on."""
    changed, form = request.POST.getlist("set")[:MOST], KeepForm(request.POST)
    if not form.is_valid():
        return _what_if(request, changed, form, status=409)
    try:
        made = actions.keep(by=request.user, draft=_draft(changed), at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, told(refusal.message, **refusal.values))
        return _what_if(request, changed, form, status=409)
    messages.success(request, told(N_("Version {number} holds from now on. The portfolio is reviewed with it tonight, or at once on the page of the clients."), number=made.pk))  # fmt: skip
    return redirect("criteria")


@allow(STEER)
@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version: how it differs from the one before and from what holds now; it can be taken up again."""
    found = get_object_or_404(Version, pk=number)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(by=request.user, draft=actions.of_version(found), at=timezone.now(), **form.cleaned_data)  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            return redirect("criteria")
    latest = actions.catch_up()
    before = Version.objects.filter(pk__lt=found.pk).first()
    given = {
        "version": found,
        "before": before,
        "latest": latest,
        "form": form,
        "since": said(differences(actions.of_version(before), actions.of_version(found))),
        "until": said(differences(actions.of_version(found), actions.of_version(latest))),
        **around(request),
    }
    return render(request, "criteria/version.html", given)
