"""Call mode: one page in large type, for the telephone in one hand; a rehearsal is the same page and changes nothing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from amicable.decision.path import ACTIONS, missing
from amicable.disengagement import script
from amicable.disengagement.rendering.scripted import sheet
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.held import held
from amicable.web.parting.access import case_spoken_by, conversation_of, may_call
from amicable.web.parting.models import Talk
from amicable.web.parting.talk import actions
from amicable.web.parting.talk.forms import FEELINGS, OUTCOMES, FeelingForm, OutcomeForm
from amicable.web.parting.talk.views import drafted
from amicable.web.rendering import language, told
from amicable.web.rights import CLIENTS, allow

LONGEST_NOTES = 8000
ICONS = {"told": "check", "not_reached": "clock", "contested": "scale", "abusive": "hand-stop", "other_terms": "heart-handshake"}  # fmt: skip


@allow(CLIENTS)
@require_GET
def call(request: HttpRequest, number: int) -> HttpResponse:
    """The conversation itself."""
    case = case_spoken_by(request.user, number)
    plan = conversation_of(case)
    if not plan or plan.no_call or case.state != "conversation_planned" or not may_call(request.user, case):
        messages.error(request, told(N_("This conversation cannot be held now. You can rehearse it.")))
        return redirect("rehearsal", number)
    if any(one.kind == "gate" for one in missing(held(case, done=("outcome",)), ACTIONS["tell"])):
        messages.error(request, told(N_("Something still forbids telling the client. Ask {lead}, who leads the case." ), lead=case.led_by))  # fmt: skip
        return redirect("rehearsal", number)
    talk = actions.open_talk(request.user, case)
    return _page(request, case, rehearsal=False, notes=talk.notes if talk else "")


@allow(CLIENTS)
@require_GET
def rehearsal(request: HttpRequest, number: int) -> HttpResponse:
    """The same page; nothing is kept."""
    return _page(request, case_spoken_by(request.user, number), rehearsal=True, notes="")


def _page(request: HttpRequest, case: Case, *, rehearsal: bool, notes: str) -> HttpResponse:
    draft, refused = drafted(case)
    if draft is None or not draft.drafted.call:
        messages.error(request, refused or told(N_("Nobody calls this client: the letter is the news.")))
        return redirect("hub")
    parting = draft.drafted.parting
    made = script.build(parting, own=draft.own)
    shown = sheet(made, parting, language())
    plan = conversation_of(case)
    given = {
        "case": case,
        "steps": [(title, purpose, avoid, sentence) for title, purpose, avoid, said in shown.lines for sentence in said],
        "cards": shown.cards,
        "before": shown.before,
        "spoken": parting.language,
        "parting": parting,
        "minutes": plan.minutes if plan else script.MINUTES,
        "rehearsal": rehearsal,
        "notes": notes,
        "outcomes": [(name, told(title), ICONS[name]) for name, title in OUTCOMES.items()],
        "sees_all": request.user.sees_all_clients,
    }  # fmt: skip
    return render(request, "parting/call.html", given)


@allow(CLIENTS)
@require_POST
def notes(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the notes while they are written."""
    case = case_spoken_by(request.user, number)
    try:
        actions.note(by=request.user, case=case, notes=request.POST.get("notes", "")[:LONGEST_NOTES].replace("\0", ""))  # fmt: skip
    except Refusal as refusal:
        return JsonResponse({"error": told(refusal.message, **refusal.values)}, status=409)
    return JsonResponse({"kept": True})


@allow(CLIENTS)
def outcome(request: HttpRequest, number: int) -> HttpResponse:
    """What came of it."""
    case = case_spoken_by(request.user, number)
    if not may_call(request.user, case):
        raise Http404
    talk = actions.open_talk(request.user, case)
    asked = request.GET.get("outcome", "told")
    initial = {"outcome": asked if asked in OUTCOMES else "told", "told_on": timezone.localdate(), "notes": talk.notes if talk else ""}  # fmt: skip
    form = OutcomeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish(by=request.user, case=case, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            return redirect("after_call", number)
    return render(request, "parting/outcome.html", {"case": case, "form": form, "spoken": language()})


@allow(CLIENTS)
def after_call(request: HttpRequest, number: int) -> HttpResponse:
    """Afterwards: how the speaker is, and what comes next."""
    case = case_spoken_by(request.user, number)
    talk: Talk | None = case.talks.filter(speaker=request.user).exclude(outcome="").first()
    if talk is None:
        raise Http404
    form = FeelingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say_how_it_was(talk=talk, feeling=form.cleaned_data["feeling"])
        return redirect("after_call", number)
    given: dict[str, Any] = {
        "case": case,
        "talk": talk,
        "outcome": told(OUTCOMES[talk.outcome]),
        "feelings": {name: told(title) for name, title in FEELINGS.items()},
        "waits_for_lead": actions.waiting_for_lead(case) == talk and request.user != case.led_by,
        "after": [told(one) for one in script.AFTER],
        "sees_all": request.user.sees_all_clients,
    }
    return render(request, "parting/after_call.html", given)
