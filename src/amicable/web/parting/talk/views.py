"""Pages of the conversation: the plan with its advice, the invitation, what came of it."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from amicable.disengagement import letter
from amicable.disengagement.advisor import STRENGTHS
from amicable.disengagement.drafting.kit import ABOUT, DONE
from amicable.disengagement.letter import Letter
from amicable.disengagement.rendering.invitation import invitation
from amicable.disengagement.script import BEFORE
from amicable.disengagement.script import NO_CALL as WITHOUT
from amicable.duties import ELEMENTS
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.cases.models import Case
from amicable.web.parting.access import case_of, case_spoken_by, conversation_of, conversations
from amicable.web.parting.facts.drafting import Draft, draft_of
from amicable.web.parting.page import around
from amicable.web.parting.talk import actions
from amicable.web.parting.talk.forms import NO_CALL, OUTCOMES, PlanForm
from amicable.web.rendering import told
from amicable.web.rights import CLIENTS, DECIDE, allow

SHEET_OF = {
    "work_status": "open_work", "deadlines": "open_work", "services": "open_work", "urgent_cover": "open_work",
    "successor": "next_firm", "handover_consent": "next_firm", "reason": "words", "thanks": "words", "statement": "words",
    "end_date": "words", "fees": "money", "money_held": "money", "records": "files", "deletion": "files", "originals": "files",
    "access": "files", "data_roles": "files", "support": "after", "contest": "after", "contact_after": "after",
    "readmission": "after", "delivery": "after", "acknowledgement": "after", "parties": "people",
}  # fmt: skip
"""Part of the letter -> the page on which its facts are asked."""


@allow(CLIENTS)
@require_GET
def hub(request: HttpRequest) -> HttpResponse:
    """Conversations ahead, and what is prepared once for all of them."""
    given = {"conversations": list(conversations(request.user)), "may_prepare": request.user.may(DECIDE, writing=True), "sees_all": request.user.sees_all_clients}  # fmt: skip
    return render(request, "parting/hub.html", given)


@allow(DECIDE)
def conversation(request: HttpRequest, number: int) -> HttpResponse:
    """How the client is told, with advice; the conversation as it is planned."""
    case = case_of(request.user, number)
    form = PlanForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan(by=request.user, case=case, planned=_planned(form))
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(request, told(N_("The conversation is planned.")))
            return redirect("conversation", number)
    return render(request, "parting/conversation.html", _page(request, case, form))


def _planned(form: PlanForm) -> actions.Planned:
    given = {name: value for name, value in form.cleaned_data.items() if name != "path"}
    calls = form.cleaned_data["path"] != NO_CALL
    return actions.Planned(**given | ({"why_no_call": ""} if calls else {}))


def _page(request: HttpRequest, case: Case, form: PlanForm) -> dict[str, object]:
    draft, refused = drafted(case)
    waiting = actions.waiting_for_lead(case)
    return around(request, case) | {
        "form": form,
        "refused": refused,
        "advice": _advice(draft) if draft else [],
        "parting": draft.drafted.parting if draft else None,
        "calls": draft.drafted.call if draft else True,
        "lacking": lacking(draft) if draft else [],
        "before": [told(one) for one in (BEFORE if not draft or draft.drafted.call else WITHOUT)],
        "may_plan": request.user.may(DECIDE, writing=True) and case.state in ("decided", "conversation_planned"),
        "talks": [(one, told(OUTCOMES[one.outcome])) for one in case.talks.exclude(outcome="").select_related("speaker")],
        "reads_notes": {case.led_by_id, *case.talks.filter(speaker=request.user).values_list("speaker_id", flat=True)},
        "waiting": waiting,
    }  # fmt: skip


def drafted(case: Case) -> tuple[Draft | None, str]:
    """The draft of the case; else why there is none."""
    if case.state in ("open", "repairing"):
        return None, ""
    try:
        return draft_of(case), ""
    except Refusal as refusal:
        return None, told(refusal.message, **refusal.values)


def _advice(draft: Draft) -> list[dict[str, str]]:
    return [
        {
            **asdict(one),
            "word": told(DONE[one.do]),
            "do": {True: "do", False: "leave", None: "choose"}[one.do],
            "title": told(ABOUT[one.about]),
            "because": told(one.because),
            "strength": told(STRENGTHS[one.strength]),
            "level": one.strength,
        }
        for one in draft.drafted.advice
    ]


def lacking(draft: Draft, made: Letter | None = None) -> list[tuple[str, str, str]]:
    """Parts of the letter that the duties demand and that are still missing: name, words, the page that asks."""
    parting = draft.drafted.parting
    written = made or letter.build(parting, own=draft.own, draft=True)
    found = letter.missing(parting, written.elements)
    return [(one.name, told(ELEMENTS[one.name]), SHEET_OF.get(one.name, "words")) for one in found]


@allow(CLIENTS)
@require_GET
def calendar(request: HttpRequest, number: int) -> HttpResponse:
    """The invitation as a calendar file; nothing in it about the decision."""
    case = case_spoken_by(request.user, number)
    plan = conversation_of(case)
    draft, _ = drafted(case)
    if not plan or not plan.starts_at or not draft:
        return redirect("conversation", number)
    made = invitation(draft.drafted.parting, plan.starts_at, place=plan.place, minutes=plan.minutes, way=plan.way)  # fmt: skip
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="conversation-{timezone.localdate(plan.starts_at).isoformat()}.ics"'  # fmt: skip
    return answer


@allow(DECIDE)
@require_POST
def follow(request: HttpRequest, number: int) -> HttpResponse:
    """Move the case as the speaker wrote it down."""
    case = case_of(request.user, number)
    talk = actions.waiting_for_lead(case)
    if talk:
        try:
            actions.follow(by=request.user, case=case, talk=talk)
        except Refusal as refusal:
            messages.error(request, told(refusal.message, **refusal.values))
    return redirect("conversation", number)
