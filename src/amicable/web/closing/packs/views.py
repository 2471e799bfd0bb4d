"""The client's files on screen, and the download that can be taken up again."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from amicable.duties import RECORDS
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.closing.frame import around
from amicable.web.closing.models import Pack, Stored
from amicable.web.closing.packs import actions, handover
from amicable.web.closing.queries import closing_seen_by
from amicable.web.closing.store import opened_once
from amicable.web.jobs.actions import begin
from amicable.web.jobs.models import Job
from amicable.web.rendering import told
from amicable.web.rights import RUN, allow

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class FileForm(forms.Form):
    """The class of records that files belong to."""

    record_class = forms.ChoiceField(widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["record_class"].choices = [(name, told(title)) for name, title in RECORDS.items()]
        self.fields["record_class"].label = told(N_("What are these files?"))


@allow(RUN)
@require_GET
def files(request: HttpRequest, number: int) -> HttpResponse:
    """The files by class, and the packs."""
    closing = closing_seen_by(request.user, number)
    found = list(closing.files.select_related("stored"))
    classes = [
        (name, told(title), [one for one in found if one.record_class == name])
        for name, title in RECORDS.items()
    ]
    given = {
        "classes": [(name, title, some) for name, title, some in classes if some],
        "consent": handover.consent_of(closing),
        "size": sum(one.stored.size for one in found),
        "packs": closing.packs.select_related("stored"),
        "form": FileForm(),
        "secret": request.session.pop("pack_secret", ""),
        "job": Job.objects.filter(
            function__endswith="packs.actions.build", given={"closing": closing.pk}
        ).first(),
        "now": timezone.now(),
    }
    return render(request, "closing/files.html", around(request, closing.case, closing) | given)


@allow(RUN)
@require_POST
def add_files(request: HttpRequest, number: int) -> HttpResponse:
    """Keep files that a person brings."""
    closing, form = closing_seen_by(request.user, number), FileForm(request.POST)
    brought = request.FILES.getlist("files")
    if not brought or not form.is_valid():
        messages.error(request, told(N_("Choose one or more files, and say what they are.")))
    for file in brought if form.is_valid() else ():
        _try(
            request,
            actions.add_file,
            closing=closing,
            record_class=form.cleaned_data["record_class"],
            file=file,
        )
    return redirect("closing_files", number)


@allow(RUN)
@require_POST
def drop_file(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """Take a file out."""
    closing = closing_seen_by(request.user, number)
    actions.drop_file(by=request.user, file=get_object_or_404(closing.files, pk=file))
    return redirect("closing_files", number)


@allow(RUN)
@require_POST
def build(request: HttpRequest, number: int) -> HttpResponse:
    """Build the pack in the background."""
    closing = closing_seen_by(request.user, number)
    begin(actions.build, by=request.user.email, language=get_language() or "en", closing=closing.pk)
    return redirect("closing_files", number)


@allow(RUN)
@require_POST
def release(request: HttpRequest, number: int, pack: str) -> HttpResponse:
    """Let the client fetch it; the link is shown once."""
    closing = closing_seen_by(request.user, number)
    secret = _try(request, actions.release, pack=get_object_or_404(closing.packs, pk=pack))
    if secret:
        request.session["pack_secret"] = secret
    return redirect("closing_files", number)


@allow(RUN)
@require_POST
def hand_over(request: HttpRequest, number: int) -> HttpResponse | StreamingHttpResponse:
    """The pack for whoever takes over, with the classes of files that were chosen."""
    closing, chosen = closing_seen_by(request.user, number), request.POST.getlist("classes")
    stored = _try(request, handover.hand_over, closing=closing, classes=chosen)
    if not stored:
        return redirect("closing_files", number)
    answer = StreamingHttpResponse(opened_once(stored), content_type="application/zip")
    answer["Content-Length"] = str(stored.size)
    answer["Content-Disposition"] = f'attachment; filename="handover-{number}.zip"'
    return answer


def answered(request: HttpRequest, pack: Pack, stored: Stored) -> HttpResponse | StreamingHttpResponse:
    """The pack, whole or from where a download broke off (RFC 9110, 14); whether it may be fetched is the caller's."""
    size, mark = stored.size, f'"{stored.sha256}"'
    wanted = request.headers.get("Range", "") if request.headers.get("If-Range", mark) == mark else ""
    part = _part(wanted, size)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = part
    whole = (start, end) == (0, size)
    some: Any = iter(()) if request.method == "HEAD" else actions.open_part(pack, start, end)
    answer = StreamingHttpResponse(some, status=200 if whole else 206, content_type="application/zip")
    answer["Content-Length"] = str(end - start)
    if not whole:
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    answer["Accept-Ranges"], answer["ETag"], answer["Cache-Control"] = "bytes", mark, "private, no-store"
    answer["Content-Disposition"] = f'attachment; filename="files-{pack.closing.case_id}.zip"'
    return answer


def _part(wanted: str, size: int) -> tuple[int, int] | None:
    """Start and end of what is asked for; all of it where nothing sensible is; None where there is no such part."""
    found = RANGE.fullmatch(wanted.strip())
    if not found or found.groups() == ("", ""):
        return 0, size
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size
    start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None


def _try(request: HttpRequest, act: Any, /, **given: object) -> Any:  # noqa: ANN401 (any action of this app)
    try:
        return act(by=request.user, **given)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return None
