"""How long records are kept, holds, restricting, erasing with its certificate, and what the client may read."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from amicable.decision.path import ACTIONS, NEEDS
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.closing.frame import around
from amicable.web.closing.models import Erasure
from amicable.web.closing.offboarding.facts import kept_of, known
from amicable.web.closing.queries import closing_seen_by
from amicable.web.closing.retention import actions
from amicable.web.closing.retention.erasing import begin_erasing, finish_one
from amicable.web.closing.retention.exporting import export
from amicable.web.closing.retention.figures import years
from amicable.web.closing.store import opened_once
from amicable.web.diary.actions import write
from amicable.web.jobs.actions import begin
from amicable.web.portfolio.queries import client_seen_by
from amicable.web.rendering import told
from amicable.web.rights import CLIENTS, DECIDE, RUN, allow


@allow(RUN)
@require_GET
def records(request: HttpRequest, number: int) -> HttpResponse:
    """The schedule, and how far the two phases are."""
    closing = closing_seen_by(request.user, number)
    today = timezone.localdate()
    here = known(closing.case, today)
    given = {
        "kept": kept_of(closing),
        "today": today,
        "restrict_task": closing.tasks.filter(task="data_restricted").first(),
        "schedule_task": closing.tasks.filter(task="retention_set").first(),
        "lacking": [told(NEEDS[need]) for need in ACTIONS["erase"].needs if need not in here],
        "erasure": Erasure.objects.filter(closing=closing).first(),
    }
    return render(request, "closing/records.html", around(request, closing.case, closing) | given)


@allow(RUN)
@require_POST
def set_schedule(request: HttpRequest, number: int) -> HttpResponse:
    """Let the schedule hold, longer where the firm wants it."""
    closing = closing_seen_by(request.user, number)
    try:
        longer = {
            one.name: date.fromisoformat(day)
            for one in kept_of(closing)
            if (day := request.POST.get(one.name, ""))
        }
    except ValueError:
        messages.error(request, told(N_("That is no day. Choose one, or leave the field empty.")))
    else:
        if _try(request, actions.set_schedule, closing=closing, longer=longer):
            messages.success(request, told(N_("The schedule holds. Nothing is erased before its day.")))
    return redirect("closing_records", number)


@allow(RUN)
@require_POST
def hold(request: HttpRequest, number: int) -> HttpResponse:
    """Put everything on hold, or lift the hold."""
    closing = closing_seen_by(request.user, number)
    _try(request, actions.hold, closing=closing, reason=request.POST.get("reason", "")[:2000])
    return redirect("closing_records", number)


@allow(RUN)
@require_POST
def restrict(request: HttpRequest, number: int) -> HttpResponse:
    """The first phase."""
    closing = closing_seen_by(request.user, number)
    if _try(request, actions.restrict, closing=closing):
        messages.success(request, told(N_("The data are out of daily sight now.")))
    return redirect("closing_records", number)


@allow(DECIDE)
@require_POST
def erase(request: HttpRequest, number: int) -> HttpResponse:
    """The second phase: for good."""
    closing = closing_seen_by(request.user, number)
    if request.POST.get("sure") != "yes":
        messages.error(request, told(N_("Nothing was erased: say that you are sure by ticking the box.")))
        return redirect("closing_records", number)
    made = _try(request, begin_erasing, case=closing.case)
    if made:
        begin(finish_one, by=request.user.email, language=get_language() or "en", erasure=made.pk)
    return redirect("closing_records", number)


@allow(CLIENTS)
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """What is left of erased clients: the sums of each year, beside those of the records."""
    if not request.user.sees_all_clients:
        raise Http404
    return render(request, "closing/kept.html", {"years": years()})


@allow(RUN)
@require_GET
def certificate(request: HttpRequest, number: int) -> HttpResponse:
    """What was erased where, as a file to keep."""
    closing = closing_seen_by(request.user, number)
    found = Erasure.objects.filter(closing=closing).exclude(done_at=None).first()
    if not found:
        raise Http404
    answer = HttpResponse(json.dumps(found.certificate, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="erasure-{number}.json"'
    return answer


@allow(RUN)
@require_POST
def access_export(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """What the client may read of what is kept about them; it may be asked for at any time, with no ending in sight."""
    client = client_seen_by(request.user, number)
    sealing = export(client, timezone.now())
    with transaction.atomic():  # not around the packing: who writes, lets nobody else write
        stored = sealing.finished()
        about = f"client:{client.client_id}"[:254]
        write("closing.exported", by=request.user.email, about=about, name=client.name)
    answer = StreamingHttpResponse(opened_once(stored), content_type="application/zip")
    answer["Content-Length"] = str(stored.size)
    answer["Content-Disposition"] = f'attachment; filename="about-you-{number}.zip"'
    return answer


def _try(request: HttpRequest, act: Any, /, **given: object) -> Any:  # noqa: ANN401 (any action of this app)
    try:
        return act(by=request.user, **given)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return None
