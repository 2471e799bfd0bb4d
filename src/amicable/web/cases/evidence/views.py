"""Pages of the frozen evidence: as it was known, and beside what the records say now."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amicable.signs import all_signs
from amicable.web.cases import queries
from amicable.web.cases.evidence.comparing import compared
from amicable.web.cases.evidence.freezing import still_true
from amicable.web.cases.evidence.words import content, shown
from amicable.web.cases.models import Case, Frozen
from amicable.web.cases.page import around
from amicable.web.portfolio.dossier.file import opened
from amicable.web.rendering import figures, told
from amicable.web.rights import CLIENTS, allow


@allow(CLIENTS)
@require_GET
def evidence(request: HttpRequest, number: int) -> HttpResponse:
    """What was known when it was frozen: figures, findings, situations, our own faults."""
    case = queries.case_seen_by(request.user, number)
    frozen = _frozen(request, case)
    facts = [shown(one, frozen.currency) for one in frozen.facts.filter(kind__in=("situation", "own_fault"))]
    situations = sorted((one for one in facts if one.kind == "situation"), key=lambda one: one.title)
    money = frozen.facts.filter(kind="economics").first()
    given = around(request, case) | {
        "frozen": frozen,
        "others": case.frozen.all(),
        "holds": still_true(frozen),
        "money": content(money) if money else {},
        "figures": figures(frozen.currency),
        "findings": _findings(frozen),
        "situations": [(title, list(some)) for title, some in groupby(situations, key=lambda one: one.title)],
        "ours": [one for one in facts if one.kind == "own_fault"],
    }
    return render(request, "cases/evidence.html", given)


def _frozen(request: HttpRequest, case: Case) -> Frozen:
    asked = request.GET.get("frozen", "")
    found = case.frozen.filter(pk=asked).first() if asked.isdigit() else queries.latest_frozen(case)
    if not found:
        raise Http404
    kept: Frozen = found
    return kept


def _findings(frozen: Frozen) -> list[dict[str, Any]]:
    """Findings that counted, with the sign's title."""
    known = all_signs()
    found = [content(one) for one in frozen.facts.filter(kind="finding")]
    return [
        one | {"title": told(known[one["sign"]].title) if one["sign"] in known else one["sign"], "sign_of": known.get(one["sign"])}
        for one in found
        if one["counts"]
    ]  # fmt: skip


@allow(CLIENTS)
@require_GET
def now(request: HttpRequest, number: int) -> HttpResponse:
    """The frozen evidence beside what the records say today."""
    case = queries.case_seen_by(request.user, number)
    frozen = _frozen(request, case)
    found = compared(frozen, opened(case.client.client_id, None, request.user))
    given = around(request, case) | {
        "frozen": frozen,
        "compared": found,
        "changed": [(shown(old, frozen.currency), shown(new, frozen.currency)) for old, new in found.changed],
        "gone": [shown(one, frozen.currency) for one in found.gone],
        "come": [shown(one, frozen.currency) for one in found.come],
    }
    return render(request, "cases/now.html", given)
