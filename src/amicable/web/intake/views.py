"""The page where records come in, and the firm's facts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.intake import actions, forms, queries, showing, uploads
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import language, told
from amicable.web.rights import STEER, allow

PAGE = 20


@allow(STEER)
@require_GET
def intake(request: HttpRequest) -> HttpResponse:
    """Where files are dropped; what waits; what was imported."""
    opened = ledger()
    page = Paginator(queries.past(), PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "open_uploads": queries.open_uploads(),
        "pairs": queries.pairs().filter(postponed_at=None).count(),
        "links": len(opened.links()),
        "firm": opened.firm,
        "firm_is_known": opened.firm_is_known,
        "rows": sum(opened.rows().values()),
        "most_files": uploads.MOST_FILES,
        "most_bytes": uploads.MOST_BYTES,
    }
    return showing.page(request, "intake/intake.html", shown)


@allow(STEER)
@require_http_methods(["GET", "HEAD", "POST"])
def firm(request: HttpRequest) -> HttpResponse:
    """Facts about the firm itself."""
    posted = request.method == "POST"
    form = forms.FirmForm(ledger().firm, request.POST if posted else None)
    if posted and form.is_valid():
        try:
            job = actions.change_firm(form.facts(), by=request.user.email, language=language())
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            if not job:
                messages.success(request, told(N_("The facts about the firm are saved.")))
                return redirect("intake")
            return redirect("firm")
    shown = {"form": form, "job": queries.clock_job(), "cost_fields": forms.COST_FIELDS}
    return showing.page(request, "intake/firm.html", shown, 422 if posted else 200)
