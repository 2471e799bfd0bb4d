"""How good the criteria are: false alarms, drift of norms, fairness; and the review of each quarter."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amicable.decision.what_if import audit, differences, drift
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.report.profiles import title
from amicable.signs import all_signs
from amicable.web.criteria import actions, judging, sweeping
from amicable.web.criteria.forms import MinutesForm
from amicable.web.criteria.marked import marked
from amicable.web.criteria.models import Judgement, Meeting, Version
from amicable.web.criteria.pictures import sparkline
from amicable.web.criteria.views import around, said
from amicable.web.frontline.clock import today
from amicable.web.jobs.actions import begin
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import NoFacts, reading
from amicable.web.rendering import language, told
from amicable.web.rights import STEER, allow

ATTRIBUTES = {
    "country": N_("Country"),
    "language": N_("Language"),
    "size": N_("Size, as the firm writes it"),
    "kind": N_("Business or consumer"),
    "segment": N_("Group"),
    "revenue": N_("Size by revenue"),
}
THIRDS = {"small": N_("smaller third"), "middle": N_("middle third"), "large": N_("larger third")}


@allow(STEER)
@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """How often the list was right."""
    latest = Judgement.objects.first()
    given = {"judgement": latest, "regret": judging.regret(), **around(request)}
    return render(request, "criteria/quality.html", given)


@allow(STEER)
@require_POST
def judge_again(request: HttpRequest) -> HttpResponse:
    """Judge the lists of past quarters, in the background."""
    job = begin(judging.judge, by=request.user.email, language=language())
    return render(request, "jobs/waiting.html", {"job": job, "back": "criteria_quality"})


@allow(STEER)
@require_GET
def norms(request: HttpRequest) -> HttpResponse:
    """What is usual, quarter by quarter, and what has moved."""
    found = []
    try:
        with reading() as answer:
            found = [one for one in drift(answer) if len(one.quarters) > 1]
    except NoFacts:
        pass
    given = {"found": found, "moved": [one for one in found if one.sure], "line": sparkline, **around(request)}  # fmt: skip
    return render(request, "criteria/norms.html", given)


@allow(STEER)
@require_GET
def fairness(request: HttpRequest) -> HttpResponse:
    """How often clients of each group are listed."""
    found: Any = ()
    try:
        with reading() as answer:
            found = audit(answer, marked())
    except NoFacts:
        pass
    given = {"found": found, "titled": _titled, "valued": _valued, **around(request)}
    return render(request, "criteria/fairness.html", given)


def _titled(name: str) -> str:
    return told(ATTRIBUTES[name]) if name in ATTRIBUTES else name


def _valued(attribute: str, value: str) -> str:
    if attribute == "revenue":
        return told(THIRDS[value])
    return value or told(N_("not written down"))


@allow(STEER)
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """The reviews of the criteria, the one that is due first."""
    given = {
        "meetings": Meeting.objects.all(),
        "is_written": sweeping.is_written(today(timezone.now())),
        **around(request),
    }
    return render(request, "criteria/meetings.html", given)


@allow(STEER)
@require_POST
def write_now(request: HttpRequest) -> HttpResponse:
    """Write the agenda of this quarter without waiting for the night."""
    job = begin(sweeping.write_agenda, by=request.user.email, language=language())
    return render(request, "jobs/waiting.html", {"job": job, "back": "criteria_meetings"})


@allow(STEER)
@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """One review: its agenda, and its minutes once it was held."""
    found = get_object_or_404(Meeting, pk=number)
    form = MinutesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold(by=request.user, meeting=found, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(request, told(N_("The review is held, and its minutes are kept.")))
            return redirect("criteria_meeting", number)
    return render(request, "criteria/meeting.html", {"meeting": found, "form": form, **_points(found), **around(request)})  # fmt: skip


def _points(found: Meeting) -> dict[str, Any]:
    """The agenda with names and sentences in the reader's language."""
    agenda = found.agenda
    ids = [*agenda["appeared"], *agenda["gone"], *(one["client"] for one in agenda["unusual"])]
    versions = Version.objects.filter(pk__in=agenda["versions"]).order_by("pk")
    return {
        "agenda": agenda,
        "clients": dict(Client.objects.filter(pk__in=ids).values_list("pk", "name")),
        "versions": [(one, _changes(one)) for one in versions],
        "signs": all_signs(),
        "feature": lambda name: title(name, language()),
        "titled": _titled,
        "valued": _valued,
    }


def _changes(version: Version) -> list[str]:
    before = Version.objects.filter(pk__lt=version.pk).first()
    return said(differences(actions.of_version(before), actions.of_version(version)))
