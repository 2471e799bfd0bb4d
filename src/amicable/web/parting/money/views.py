"""The final account: its table as the client reads it, its items, its files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from amicable.disengagement import credit_note
from amicable.disengagement.account import account as account_table
from amicable.disengagement.account import as_csv
from amicable.disengagement.texts import Texts
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.cases.models import Case
from amicable.web.parting.access import case_of
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.facts.drafting import Draft, draft_of, kept
from amicable.web.parting.files import file_answer
from amicable.web.parting.money import actions
from amicable.web.parting.money.kinds import ACCOUNT, KINDS
from amicable.web.parting.page import around
from amicable.web.parting.questions.forms import SheetForm
from amicable.web.rendering import told
from amicable.web.rights import DECIDE, allow

TYPES = {"csv": "text/csv; charset=utf-8", "xml": "application/xml"}


@allow(DECIDE)
def money(request: HttpRequest, number: int) -> HttpResponse:
    """The account as the client will read it, and what it is made of."""
    case = case_of(request.user, number)
    content, refused = kept(case), ""
    form = SheetForm(ACCOUNT, content, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keep(by=request.user, case=case, content=form.merged(content))
            return redirect("money", number)
        except Refusal as refusal:
            refused = told(refusal.message, **refusal.values)
    given = around(request, case) | {"form": form, "refused": refused, "kinds": KINDS, "table": None, "items": [], "parting": None}  # fmt: skip
    if given["decided"]:
        given |= _account(case, refused)
    return render(request, "parting/money.html", given)


def _account(case: Case, refused: str) -> dict[str, Any]:
    try:
        draft = draft_of(case)
        settlement = draft.drafted.parting.settlement
        rows = [(kind, place, item) for kind, some in actions.items(case, draft).items() for place, item in enumerate(some)]  # fmt: skip
    except Refusal as refusal:
        return {"refused": refused or told(refusal.message, **refusal.values)}
    return {
        "parting": draft.drafted.parting,
        "table": account_table(settlement, _texts(draft)) if settlement else None,
        "items": rows,
        "credits": bool(settlement and any(one.credited for one in settlement.items)),
    }


def _texts(draft: Draft) -> Texts:
    parting = draft.drafted.parting
    return Texts(parting.language, parting.formal, draft.own)


@allow(DECIDE)
def item(request: HttpRequest, number: int, kind: str, place: int | None = None) -> HttpResponse:
    """One item: written, changed, taken away."""
    case = case_of(request.user, number)
    if kind not in KINDS:
        raise Http404
    try:
        account = actions.items(case)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return redirect("money", number)
    some = account.get(kind, [])
    if place is not None and place >= len(some):
        raise Http404
    before = some[place] if place is not None else {}
    form = SheetForm(KINDS[kind], before, request.POST if request.method == "POST" else None)
    refused = ""
    if request.method == "POST" and ("remove" in request.POST or form.is_valid()):
        made = None if "remove" in request.POST else form.merged({})
        try:
            actions.put(by=request.user, case=case, account=account, kind=kind, place=place, item=made)
            return redirect("money", number)
        except Refusal as refusal:
            refused = told(refusal.message, **refusal.values)
    given = around(request, case) | {"sheet": KINDS[kind], "form": form, "refused": refused, "place": place}
    return render(request, "parting/money_item.html", given)


@allow(DECIDE)
@require_GET
def account_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The account or its credit note, for the accounting system."""
    case = case_of(request.user, number)
    name, _, kind = form.rpartition(".")
    try:
        made = _file(draft_of(case), name, kind)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return redirect("money", number)
    if made is None:
        raise Http404
    return file_answer(made, TYPES[kind], form)


class NoNumber(Refusal):
    """A credit note without its number."""


def _file(draft: Draft, name: str, kind: str) -> bytes | None:
    settlement, parting = draft.drafted.parting.settlement, draft.drafted.parting
    if settlement is None or (name, kind) not in (("account", "csv"), ("credit-note", "csv"), ("credit-note", "xml")):  # fmt: skip
        return None
    if name == "account":
        return as_csv(settlement, _texts(draft)).encode()
    if not draft.drafted.credit_note:
        raise NoNumber(N_("Write down the number of the credit note first; your accounting system gives it."))
    note = credit_note.credit_note(
        settlement,
        _texts(draft),
        number=draft.drafted.credit_note,
        issued_on=parting.as_of,
        seller=parting.firm,
        buyer=parting.addressees[0],
    )
    return credit_note.as_ubl(note) if kind == "xml" else credit_note.as_csv(note).encode()
