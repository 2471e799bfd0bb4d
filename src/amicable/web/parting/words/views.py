"""Pages of the firm's own texts, its letterhead, and clauses for new agreements."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from amicable.disengagement import clauses as building_blocks
from amicable.disengagement.texts import languages, shipped
from amicable.disengagement.texts.example import filled
from amicable.disengagement.texts.gaps import placeholders
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.parting.files import file_answer
from amicable.web.parting.models import Letterhead, OwnText
from amicable.web.parting.words import actions, titles
from amicable.web.parting.words.own import own_texts
from amicable.web.rendering import LANGUAGE_NAMES, language, told
from amicable.web.rights import STEER, allow

FILES = {
    "letter": N_("The letter"),
    "script": N_("The conversation"),
    "objections": N_("Answers to what the client says"),
    "warning": N_("The warning letter"),
    "reinstatement": N_("The letter that takes it back"),
    "money": N_("The final account"),
    "clauses": N_("Clauses for new agreements"),
}


@dataclass(frozen=True)
class Place:
    """One text as it is shipped, and the firm's own."""

    section: str
    key: str
    title: str
    """What its section is about; empty but for the first of a section."""
    about: str
    """What it is about itself; empty where it speaks for itself."""
    shipped: str
    shipped_informal: str
    own: str
    own_informal: str
    placeholders: tuple[str, ...]
    example: str
    """How it will read; empty where nothing is filled in."""


class LetterheadForm(forms.Form):
    """What stands at the head of every letter."""

    address = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}))  # fmt: skip
    phone = forms.CharField(max_length=60, required=False, widget=forms.TextInput(attrs={"class": "form-control"}))  # fmt: skip
    email = forms.EmailField(required=False, widget=forms.EmailInput(attrs={"class": "form-control"}))
    logo = forms.FileField(required=False, widget=forms.FileInput(attrs={"class": "form-control"}))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        labels = {"address": N_("Address"), "phone": N_("Telephone"), "email": N_("E-mail for answers"), "logo": N_("Logo")}  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = told(label)


@allow(STEER)
def own(request: HttpRequest) -> HttpResponse:
    """Every text of one file in one language, with the firm's own in its place."""
    asked = request.POST if request.method == "POST" else request.GET
    file = asked.get("file", "letter") if asked.get("file") in FILES else "letter"
    known = languages(file)
    spoken = asked.get("language") if asked.get("language") in known else (language() if language() in known else "en")  # fmt: skip
    if request.method == "POST":
        _put(request, spoken, file)
        return redirect(f"{request.path}?language={spoken}&file={file}#{request.POST.get('section', '')}")
    head = Letterhead.objects.first() or Letterhead()
    given = {
        "places": list(_places(spoken, file)),
        "spoken": spoken,
        "file": file,
        "files": {name: told(title) for name, title in FILES.items()},
        "known": {code: LANGUAGE_NAMES[code] for code in known},
        "letterhead_form": LetterheadForm(initial={"address": head.address, "phone": head.phone, "email": head.email}),
        "has_logo": bool(head.logo),
        "may_write": request.user.may(STEER, writing=True),
    }  # fmt: skip
    return render(request, "parting/texts.html", given)


def _put(request: HttpRequest, spoken: str, file: str) -> None:
    given = {name: request.POST.get(name, "") for name in ("section", "key", "text", "informal")}
    try:
        actions.put(by=request.user, language=spoken, file=file, **given)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.success(request, told(N_("From now on these words are used.")))


def _places(spoken: str, file: str) -> Iterator[Place]:
    own_ones = {(one.section, one.key): one for one in OwnText.objects.filter(language=spoken, file=file)}
    for section, keys in shipped(spoken, file).items():
        for place, (key, leaf) in enumerate(keys.items()):
            title = titles.of_section(file, section) if place == 0 else ""
            one = own_ones.get((section, key))
            formal, informal = (leaf, "") if isinstance(leaf, str) else (leaf["formal"], leaf["informal"])
            own, other = (one.text, one.informal) if one else ("", "")
            names = placeholders(formal)
            example = filled(own or formal, spoken) if names else ""
            yield Place(
                section, key, title, titles.of_text(key), formal, informal, own, other, names, example
            )


@allow(STEER)
def letterhead(request: HttpRequest) -> HttpResponse:
    """Change the letterhead."""
    form = LetterheadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        logo = given["logo"].read(actions.LARGEST_LOGO + 1) if given["logo"] else None
        try:
            actions.set_letterhead(by=request.user, address=given["address"], phone=given["phone"], email=given["email"], logo=logo)  # fmt: skip
        except Refusal as refusal:
            messages.error(request, told(refusal.message, **refusal.values))
    return redirect("own_texts")


@allow(STEER)
@require_GET
def clauses(request: HttpRequest) -> HttpResponse:
    """Clauses for new agreements, with the firm's own words; as text to take along."""
    known = languages("clauses")
    asked = request.GET.get("language", language())
    spoken = asked if asked in known else "en"
    wanted = tuple(name for name in building_blocks.names() if name in request.GET.getlist("clause"))
    made = building_blocks.clauses(spoken, wanted, own=own_texts(spoken))
    if "download" in request.GET:
        text = building_blocks.as_markdown(made, spoken).encode()
        return file_answer(text, "text/markdown; charset=utf-8", f"clauses-{spoken}.md")
    given = {"clauses": made, "note": building_blocks.note(spoken), "spoken": spoken, "known": {code: LANGUAGE_NAMES[code] for code in known}}  # fmt: skip
    return render(request, "parting/clauses.html", given)
