"""Pages of files on their way in: what they are, what must be asked, the mapping assistant."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amicable.connectors import Layout, Sketch, sketch
from amicable.evidence import schemas
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.intake import actions, forms, looking, queries, showing, uploads
from amicable.web.intake.models import File
from amicable.web.rendering import language, told
from amicable.web.rights import STEER, allow

SAVED = N_("The mapping is saved. The same layout is recognised from now on.")


@allow(STEER)
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take files in; a script is answered in JSON, a form by a page."""
    by_script = "application/json" in request.headers.get("Accept", "")
    try:
        files = uploads.received(request)
        upload = actions.receive(files, places=_places(request), **_who(request))
    except Refusal as refusal:
        sentence = told(refusal.message, **refusal.values)
        if by_script:
            return JsonResponse({"error": sentence}, status=422)
        messages.error(request, sentence)
        return redirect("intake")
    if by_script:
        return JsonResponse({"address": reverse("upload", args=[upload.pk])})
    return redirect("upload", upload.pk)


def _who(request: HttpRequest) -> dict[str, str]:
    """Who acts, and the language in which they are told how far it is."""
    return {"by": request.user.email, "language": language()}


def _places(request: HttpRequest) -> list[str]:
    """Where each file lay in its folder, as the script tells; browsers send names alone."""
    try:
        places = json.loads(request.POST.get("places", "[]"))
    except ValueError:
        return []
    return [str(place) for place in places] if isinstance(places, list) else []


@allow(STEER)
@require_GET
def upload(request: HttpRequest, number: UUID) -> HttpResponse:
    """Each file with what it was recognised as, and what must be asked."""
    found = queries.upload(number)
    files = list(found.files.all())
    left = [file for file in files if file.outcome is None]
    shown = {
        "upload": found,
        "job": found.job,
        "own_job": bool(found.job and found.job.by == request.user.email),
        "files": sorted((showing.file(file) for file in left), key=_asked_first),
        "ready": sum(file.stands in ("ready", "seen") for file in left),
        "waiting": sum(file.stands in ("asks", "unknown") for file in left),
        "done": [showing.outcome(file) for file in files if file.outcome is not None],
        "import_ids": list(dict.fromkeys(file.import_id for file in files if file.import_id)),
        "date_orders": forms.DATE_ORDERS,
        "decimals": forms.DECIMALS,
    }
    return showing.page(request, "intake/upload.html", shown)


def _asked_first(one: dict[str, Any]) -> int:
    return showing.ORDER.index(one["stands"])


@allow(STEER)
@require_POST
def answer(request: HttpRequest, number: UUID, file: int) -> HttpResponse:
    """How dates and numbers of a file are to be read."""
    found = queries.file(number, file)
    _refusable(request, lambda: actions.answer(found, **forms.answer(request.POST), **_who(request)))
    return redirect(f"{reverse('upload', args=[number])}#file-{file}")


@allow(STEER)
@require_POST
def look_again(request: HttpRequest, number: UUID) -> HttpResponse:
    """Look at the files once more."""
    found = queries.upload(number)
    _refusable(request, lambda: actions.look_again(found, **_who(request)))
    return redirect("upload", number)


@allow(STEER)
@require_POST
def discard(request: HttpRequest, number: UUID) -> HttpResponse:
    """Let the files go."""
    found = queries.upload(number)
    if _refusable(request, lambda: actions.discard(found)):
        messages.success(request, told(N_("The files are removed. Nothing of them was imported.")))
        return redirect("intake")
    return redirect("upload", number)


@allow(STEER)
@require_POST
def enter(request: HttpRequest, number: UUID) -> HttpResponse:
    """Import what is ready."""
    found = queries.upload(number)
    _refusable(request, lambda: actions.enter(found, **_who(request)))
    return redirect("upload", number)


def _refusable(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do it, or say why it is refused; whether it was done."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return False
    return True


@allow(STEER)
@require_http_methods(["GET", "HEAD", "POST"])
def map_file(request: HttpRequest, number: UUID, file: int) -> HttpResponse:
    """The mapping assistant: which column is what, tried out before anything enters."""
    found = queries.file(number, file)
    table = request.POST.get("table", "")
    try:
        drawn = sketch(found.path, table if table in schemas() else "")
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return redirect("upload", number)
    chosen, text, by_hand = forms.mapping(request.POST, drawn, found)
    problem, tried = "", None
    try:
        if request.POST.get("act") == "save":
            actions.map_file(found, text=text, name=chosen.title, **_who(request))
            messages.success(request, told(SAVED))
            return redirect(f"{reverse('upload', args=[number])}#file-{file}")
        if request.POST.get("act") == "try":
            tried = showing.tables(looking.mapping_outcome(found, text, chosen.title))
    except Refusal as refusal:
        problem = told(refusal.message, **refusal.values)
    shown = {"text": text, "by_hand": by_hand, "problem": problem, "tried": tried}
    status = 422 if problem else 200
    return showing.page(request, "intake/mapping.html", shown | _assistant(found, drawn, chosen), status)


def _assistant(found: File, drawn: Sketch, chosen: Layout) -> dict[str, object]:
    asked = forms.columns_asked(drawn, chosen)
    kinds = {column.kind for column in schemas()[chosen.table].columns.values()}
    return {
        "file": found,
        "sketch": drawn,
        "layout": chosen,
        "columns": asked,
        "schemas": schemas(),
        "unused": [name for name in drawn.names if name not in chosen.columns.values()],
        "missing": [
            one["name"] for one in asked if one["required"] and not (one["column"] or one["constant"])
        ],
        "date_orders": forms.DATE_ORDERS,
        "decimals": forms.DECIMALS,
        "units": forms.UNITS if "seconds" in kinds else {},
        "keeps": forms.KEEPS,
        "place": f"{looking.MAPPINGS}/{actions.mapping_stem(chosen.title)}.toml",
    }
