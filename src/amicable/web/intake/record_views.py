"""Pages of past imports: what entered, what stayed out, and taking one back."""

import csv
from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.intake import actions, queries, showing
from amicable.web.portfolio.exporting import harmless
from amicable.web.rendering import language, told
from amicable.web.rights import STEER, allow

PAGE = 50
COLUMNS = (N_("File"), N_("Line"), N_("Column"), N_("Problem"), N_("Rows"))


class _Echo:
    """Hands each written line on."""

    def write(self, line: str) -> str:
        return line


@allow(STEER)
@require_GET
def record(request: HttpRequest, import_id: str) -> HttpResponse:
    """One import: per file what was read, entered, left out; its problems."""
    found, undone_at = queries.record(import_id)
    job = queries.undo_job(import_id)
    page = Paginator(list(queries.problems(found)), PAGE).get_page(request.GET.get("page"))
    shown = {
        "record": found,
        "undone_at": undone_at,
        "files": queries.files_of(found),
        "left_behind": queries.left_behind(import_id),
        "page": page,
        "job": job,
        "may_undo": not undone_at and not queries.is_front_line(found),
        "own_job": bool(job and job.by == request.user.email),
    }
    return showing.page(request, "intake/record.html", shown)


@allow(STEER)
@require_GET
def problems(request: HttpRequest, import_id: str) -> StreamingHttpResponse:
    """All problems of an import as CSV."""
    del request
    found, _ = queries.record(import_id)
    answer = StreamingHttpResponse(_lines(queries.problems(found)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="problems-{found.import_id}.csv"'
    return answer


def _lines(rows: Iterator[tuple[str, int, str, str, int]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow([told(title) for title in COLUMNS]))
    for file, line, column, sentence, count in rows:
        yield str(writer.writerow([harmless(file), line or "", harmless(column), harmless(sentence), count]))


@allow(STEER)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, import_id: str) -> HttpResponse:
    """Tell what would go and come back; confirmed, begin."""
    found, undone_at = queries.record(import_id)
    if undone_at:
        messages.info(request, told(N_("This import was taken back before; nothing was changed.")))
        return redirect("import_record", import_id)
    if request.method == "POST":
        _begin(request, import_id)
        return redirect("import_record", import_id)
    undoing = queries.undoing(import_id)
    return showing.page(request, "intake/undo.html", {"record": found, "undoing": undoing})


def _begin(request: HttpRequest, import_id: str) -> None:
    job = queries.undo_job(import_id)
    if job and not job.is_over:
        return  # a second press
    try:
        actions.take_back(import_id, by=request.user.email, language=language())
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
