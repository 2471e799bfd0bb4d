"""The letter: read as it stands, written in one's own words, taken as a file, sent by a person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from amicable.decision.path import NotYet
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.mails import is_set_up
from amicable.web.cases.models import Case
from amicable.web.parting.access import case_of
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.facts.drafting import kept
from amicable.web.parting.files import file_answer
from amicable.web.parting.letters import actions, building
from amicable.web.parting.letters.forms import WAYS, ArrivalForm, SendForm, WordsForm
from amicable.web.parting.letters.proof import proof
from amicable.web.parting.models import Posted
from amicable.web.parting.page import around
from amicable.web.parting.talk.views import lacking
from amicable.web.rendering import told
from amicable.web.rights import DECIDE, allow

STATES = {
    "waiting": N_("Waits to go out"),
    "sending": N_("Is going out"),
    "sent": N_("Sent"),
    "given_up": N_("The mail server did not take it"),
    "doubtful": N_("Nobody knows whether it went"),
    "came_back": N_("Came back"),
}


@allow(DECIDE)
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """The confirmation as it stands, with what is missing and how it sounds; one's own words in it."""
    case = case_of(request.user, number)
    content = kept(case)
    form = WordsForm(
        request.POST or None, initial={name: content.get(name, "") for name in WordsForm.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        said = {name: text for name, text in form.cleaned_data.items() if text.strip()}
        rest = {name: value for name, value in content.items() if name not in WordsForm.base_fields}
        try:
            keep(by=request.user, case=case, content=rest | said)
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(request, told(N_("Your words stand in the letter.")))
            return redirect("letter", number)
    return render(request, "parting/letter.html", _page(request, case, form))


def _page(request: HttpRequest, case: Case, form: WordsForm) -> dict[str, Any]:
    given = around(request, case) | {"form": form, "refused": "", "letters": [], "lacking": [], "marks": [], "parting": None}  # fmt: skip
    if case.state not in ("open", "repairing"):
        given |= _drafts(case)
    may_go = case.state in actions.WHEN["confirmation"] or bool(given["plan"] and given["plan"].no_call and case.state == "conversation_planned")  # fmt: skip
    return given | {
        "posted": posted(case),
        "may_go": may_go and given["may_prepare"],
        "send_forms": [SendForm(by_mail=bool(one.letter.to.email) and is_set_up(), auto_id=f"id_{place}_%s") for place, one in enumerate(given["letters"])],
        "gone": set(case.posted.filter(kind="confirmation", state__in=actions.OUT).values_list("to_name", flat=True)),
        "may_begin": case.state == "told" and given["leads"] and bool(given["letters"]) and not _without_letter(case, given),
        "today": timezone.localdate(),
    }  # fmt: skip


def _drafts(case: Case) -> dict[str, Any]:
    try:
        draft, made = building.drafts(case)
        return {
            "letters": [building.preview(one) for one in made],
            "lacking": lacking(draft, made[0]),
            "marks": [
                (one, told(one.message, **one.values), told(one.why)) for one in building.marks(made[0])
            ],
            "parting": draft.drafted.parting,
        }
    except Refusal as refusal:
        return {"refused": told(refusal.message, **refusal.values)}


def _without_letter(case: Case, given: dict[str, Any]) -> list[str]:
    sent = set(case.posted.filter(kind="confirmation", state="sent").values_list("to_name", flat=True))
    return [one.letter.to.name for one in given["letters"] if one.letter.to.name not in sent]


def posted(case: Case) -> list[tuple[Posted, str, str]]:
    """Letters of a case that left the house, with their state and way in words."""
    ways = WAYS | {"email": N_("By e-mail")}
    return [(one, told(STATES[one.state]), told(ways[one.way])) for one in case.posted.defer("pdf", "html", "text")]  # fmt: skip


@allow(DECIDE)
@require_GET
def letter_file(request: HttpRequest, number: int, place: int, form: str) -> HttpResponse:
    """The draft to one addressee as a file; shown in the page where it is asked for."""
    case = case_of(request.user, number)
    if form not in building.TYPES:
        raise Http404
    try:
        _, made = building.drafts(case)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return redirect("letter", number)
    if place >= len(made):
        raise Http404
    name = f"letter-{number}-{place + 1}"
    return file_answer(building.as_file(made[place], form, name), building.TYPES[form], f"{name}.{form}")


@allow(DECIDE)
@require_POST
def send(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Send the letter to one addressee."""
    case = case_of(request.user, number)
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, told(N_("Choose how the letter goes, and on which day it went.")))
        return redirect("letter", number)
    given = form.cleaned_data
    try:
        made = actions.send(by=request.user, case=case, place=place, way=actions.Way(given["way"], given["on"], given["tracking"]))  # fmt: skip
    except IndexError as error:
        raise Http404 from error
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        words = N_("The letter to {name} goes out within a minute.") if made.state == "waiting" else N_("The letter to {name} is written down as sent.")  # fmt: skip
        messages.success(request, told(words, name=made.to_name))
    return redirect("letter", number)


@allow(DECIDE)
@require_POST
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """Begin the notice."""
    case = case_of(request.user, number)
    try:
        actions.begin_notice(by=request.user, case=case)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        stopped = isinstance(refusal, NotYet) and refusal.lacking[0].kind == "gate"
        return redirect("case_gates" if stopped else "letter", number)
    return redirect("case", number)


def _posted_of(request: HttpRequest, number: int, letter: str) -> Posted:
    case = case_of(request.user, number)
    try:
        found: Posted | None = case.posted.filter(pk=letter).first()
    except ValidationError as error:
        raise Http404 from error
    if not found:
        raise Http404
    return found


@allow(DECIDE)
@require_POST
def arrival(request: HttpRequest, number: int, letter: str) -> HttpResponse:
    """Write down what became of a letter."""
    found = _posted_of(request, number, letter)
    form = ArrivalForm(request.POST)
    try:
        if not form.is_valid():
            raise actions.TooEarly(N_("Choose a day between the one on which it was sent and today."))
        given, day = form.cleaned_data, form.cleaned_data["on"] or timezone.localdate()
        if given["what"] == "again":
            actions.try_again(by=request.user, posted=found)
        elif given["what"] == "arrived":
            actions.arrived(by=request.user, posted=found, on=day)
        else:
            actions.came_back(by=request.user, posted=found, on=day, why=given["why"])
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    return redirect("letter", number)


@allow(DECIDE)
@require_GET
def proof_file(request: HttpRequest, number: int, letter: str) -> HttpResponse:
    """The letter as it went, and all that is known of its way."""
    found = _posted_of(request, number, letter)
    return file_answer(proof(found), "application/zip", f"proof-{found.pk}.zip")
