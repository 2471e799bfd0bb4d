"""The two other letters: the warning before a decision, and the one that takes a decision back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from amicable.disengagement.drafting.warned import Improvement, warned
from amicable.disengagement.letter import Letter
from amicable.disengagement.notices import Reinstated, reinstatement
from amicable.disengagement.notices import warning as warn
from amicable.disengagement.parting import Addressee, Parting
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.cases.models import Case
from amicable.web.parting.access import case_of
from amicable.web.parting.facts.drafting import draft_of, told_on
from amicable.web.parting.files import file_answer
from amicable.web.parting.letters import actions, building
from amicable.web.parting.letters.forms import BackForm, SendForm, WarningForm
from amicable.web.parting.letters.views import posted
from amicable.web.parting.page import around
from amicable.web.rendering import told
from amicable.web.rights import DECIDE, allow

Written = Callable[[Case, Parting, dict[str, Any]], Letter]


@allow(DECIDE)
def warning(request: HttpRequest, number: int) -> HttpResponse:
    """The warning: facts, our part, a target, a day."""
    return _page(request, case_of(request.user, number), "warning", WarningForm, _warning)


@allow(DECIDE)
def reinstatement_page(request: HttpRequest, number: int) -> HttpResponse:
    """The letter that takes a decision back."""
    return _page(request, case_of(request.user, number), "reinstatement", BackForm, _reinstatement)


def _page(request: HttpRequest, case: Case, kind: str, form_of: type, made_of: Written) -> HttpResponse:
    made, refused = None, ""
    form = form_of(request.POST or None, initial={"name": case.client.name})
    send_form = SendForm(request.POST if "send" in request.POST else None, prefix="send")
    try:
        parting = draft_of(case).drafted.parting
        form.initial |= {"email": parting.addressees[0].email}
        if request.method == "POST" and form.is_valid():
            made = made_of(case, parting, form.cleaned_data)
            if "pdf" in request.POST:
                return file_answer(building.as_file(made, "pdf", kind), building.TYPES["pdf"], f"{kind}-{case.pk}.pdf")  # fmt: skip
            if "send" in request.POST and send_form.is_valid():
                given = send_form.cleaned_data
                actions.put(by=request.user, case=case, made=made, kind=kind, way=actions.Way(given["way"], given["on"], given["tracking"]))  # fmt: skip
                messages.success(request, told(N_("The letter is on its way.")))
                return redirect(f"{kind}_letter", case.pk)
    except Refusal as refusal:
        refused = told(refusal.message, **refusal.values)
    given_values = around(request, case) | {
        "kind": kind,
        "form": form,
        "send_form": send_form,
        "refused": refused,
        "one": building.preview(made) if made else None,
        "marks": [(one, told(one.message, **one.values), told(one.why)) for one in building.marks(made, "email")] if made else [],
        "may_write": case.state in actions.WHEN[kind],
        "posted": [one for one in posted(case) if one[0].kind == kind],
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "parting/other_letter.html", given_values)


def _warning(case: Case, parting: Parting, given: dict[str, Any]) -> Letter:
    to = Addressee(given["name"], email=given["email"])
    wanted = Improvement(to, given["target"], given["until"], given["ours"])
    return warn(warned(parting, wanted, as_of=timezone.localdate(), since=timezone.localdate(case.opened_at)))


def _reinstatement(case: Case, parting: Parting, given: dict[str, Any]) -> Letter:
    return reinstatement(
        Reinstated(
            to=Addressee(given["name"], email=given["email"]),
            firm=parting.firm,
            language=parting.language,
            as_of=timezone.localdate(),
            told_on=told_on(case),
            from_on=given["from_on"],
            contact=parting.firm.email,
            contested=case.steps.filter(action="grant").exists(),
            terms=given["terms"],
            fault=given["fault"],
            formal=parting.formal,
        )
    )
