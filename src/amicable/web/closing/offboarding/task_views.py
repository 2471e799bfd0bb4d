"""One's own tasks; ticking, accepting, giving away, and looking at a proof."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.closing.deadlines.outbox import send_again
from amicable.web.closing.models import CalendarAddress, Letter, LetterState
from amicable.web.closing.offboarding import actions
from amicable.web.closing.offboarding.forms import GiveForm, ReasonForm, TickForm
from amicable.web.closing.offboarding.page import STATUS, rows
from amicable.web.closing.queries import open_tasks, task_seen_by
from amicable.web.closing.store import opened
from amicable.web.rendering import told
from amicable.web.rights import CLIENTS, RUN, allow

MOST = 200


@allow(CLIENTS)
@require_GET
def my_tasks(request: HttpRequest) -> HttpResponse:
    """What the person has to do in endings, the next first."""
    today = timezone.localdate()
    found = list(open_tasks(request.user)[:MOST])
    siblings = {one.closing_id: one.closing for one in found}
    shown = [
        row
        for closing in siblings.values()
        for row in rows(list(closing.tasks.select_related("person", "closing__case__client", "proof")), request.user, today)
        if row.row.person_id == request.user.pk and not row.row.is_over
    ]  # fmt: skip
    given = {
        "rows": sorted(shown, key=lambda one: (one.row.due_on, one.row.pk)),
        "status": {name: told(words) for name, words in STATUS.items()},
        "address": CalendarAddress.objects.filter(person=request.user).first(),
        "secret": request.session.pop("calendar_secret", ""),
        "unsure": Letter.objects.filter(state=LetterState.UNSURE)
        if request.user.may(RUN, writing=True)
        else [],
        "today": today,
    }
    return render(request, "closing/my_tasks.html", given)


@allow(CLIENTS)
@require_POST
def tick(request: HttpRequest, number: int) -> HttpResponse:
    """A task is done."""
    task, form = task_seen_by(request.user, number), TickForm(request.POST, request.FILES)
    if form.is_valid():
        given = {"note": form.cleaned_data["note"], "file": form.cleaned_data["file"]}
        _try(request, actions.tick, task=task, **given)
    return _back(request, task)


@allow(RUN)
@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """A task is accepted undone, by name."""
    task, form = task_seen_by(request.user, number), ReasonForm(request.POST)
    if form.is_valid():
        _try(request, actions.accept, task=task, reason=form.cleaned_data["reason"])
    else:
        messages.error(
            request, told(N_("Write down why it is not done. The reason stands beside your name."))
        )
    return _back(request, task)


@allow(CLIENTS)
@require_POST
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """A tick is taken back."""
    task = task_seen_by(request.user, number)
    _try(request, actions.reopen, task=task)
    return _back(request, task)


@allow(CLIENTS)
@require_POST
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody else looks after it."""
    task, form = task_seen_by(request.user, number), GiveForm(request.POST)
    if form.is_valid():
        _try(request, actions.give, task=task, person=form.cleaned_data["person"])
    return _back(request, task)


@allow(CLIENTS)
@require_GET
def proof(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """The file that shows that a task is done; always saved, never opened in the page."""
    task = task_seen_by(request.user, number)
    if not task.proof:
        raise Http404
    answer = StreamingHttpResponse(opened(task.proof), content_type="application/octet-stream")
    answer["Content-Length"] = str(task.proof.size)
    answer["Content-Disposition"] = content_disposition_header(True, task.proof_name) or "attachment"
    return answer


@allow(RUN)
@require_POST
def again(request: HttpRequest, letter: str) -> HttpResponse:
    """Send a letter again of which nobody knows whether it left."""
    found = Letter.objects.filter(pk=letter).first()
    if not found:
        raise Http404
    send_again(letter=found)
    messages.success(request, told(N_("The letter is on its way again.")))
    return redirect("my_tasks")


def _back(request: HttpRequest, task: Any) -> HttpResponse:  # noqa: ANN401 (a task)
    """Where the person came from, on the page itself."""
    wanted = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return redirect(f"{wanted}#task-{task.pk}")
    return redirect("offboarding", task.closing.case_id)


def _try(request: HttpRequest, act: Any, /, **given: object) -> None:  # noqa: ANN401 (any action of this app)
    try:
        act(by=request.user, **given)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
