"""The pages of questions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.parting.access import case_of
from amicable.web.parting.directory import queries as directory
from amicable.web.parting.directory.actions import refer
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.facts.drafting import kept
from amicable.web.parting.page import around
from amicable.web.parting.questions.asking import sheets
from amicable.web.parting.questions.forms import SheetForm
from amicable.web.rendering import told
from amicable.web.rights import DECIDE, allow

REFERRING = "next_firm"
"""The page that also offers the directory."""


@allow(DECIDE)
def facts(request: HttpRequest, number: int, sheet: str) -> HttpResponse:
    """One page of questions; kept when it is left."""
    case = case_of(request.user, number)
    if sheet not in sheets():
        raise Http404
    content = kept(case)
    form = SheetForm(sheets()[sheet], content, request.POST if request.method == "POST" else None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            if sheet == REFERRING:
                refer(by=request.user, case=case, chosen=request.POST.getlist("referred"))
            keep(by=request.user, case=case, content=form.merged(content))
        except Refusal as refusal:
            refused = told(refusal.message, **refusal.values)
        else:
            messages.success(request, told(N_("Kept.")))
            return redirect(*_next(request, number, sheet))
    given = around(request, case) | {
        "sheet": sheets()[sheet],
        "form": form,
        "refused": refused,
        "directory": directory.offered(case) if sheet == REFERRING else [],
    }
    return render(request, "parting/facts.html", given)


def _next(request: HttpRequest, number: int, sheet: str) -> tuple[str | int, ...]:
    """The page after this one, unless more rows are wanted on it."""
    names = list(sheets())
    after = names.index(sheet) + 1
    if "more" in request.POST:
        return ("parting_facts", number, sheet)
    return ("parting_facts", number, names[after]) if after < len(names) else ("letter", number)
