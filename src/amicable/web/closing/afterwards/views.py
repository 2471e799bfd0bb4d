"""After the end: contact is cut off politely, one looks back, and is good to oneself."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from amicable.aftermath import LOOKS, Study, TooEarly, study
from amicable.aftermath.cut_off import auto_reply, phone_note, sieve
from amicable.duties.pack import months_after
from amicable.i18n import LANGUAGES, N_
from amicable.refusal import Refusal
from amicable.web.closing.afterwards import actions
from amicable.web.closing.frame import around
from amicable.web.closing.models import Closing
from amicable.web.closing.queries import closing_seen_by
from amicable.web.closing.register.views import ListingForm
from amicable.web.portfolio.reviewing import NoFacts, reading
from amicable.web.rendering import LANGUAGE_NAMES, language, told
from amicable.web.rights import RUN, allow

CONTROL = {"class": "form-control"}
AGAIN = {"yes": N_("Yes"), "unsure": N_("I am not sure"), "no": N_("No")}
REVIEWS = {
    "none": N_("None that we have seen"),
    "fair": N_("Friendly or fair"),
    "hurtful": N_("Hurtful"),
}
"""What the client has said about the firm in public."""


class CutOffForm(forms.Form):
    """Until when, and where to turn."""

    until = forms.DateField(widget=forms.DateInput(attrs=CONTROL | {"type": "date"}, format="%Y-%m-%d"))
    turn_to = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs=CONTROL))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["until"].label = told(N_("Answer by itself until"))
        self.fields["turn_to"].label = told(N_("Where may they turn with questions that remain?"))


class LookForm(forms.Form):
    """Whether one would do it again."""

    again = forms.ChoiceField()
    words = forms.CharField(required=False, max_length=2000)
    reviews = forms.ChoiceField(required=False, choices=[(name, name) for name in ("", *REVIEWS)])

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["again"].choices = list(AGAIN.items())


@allow(RUN)
@require_GET
def afterwards(request: HttpRequest, number: int) -> HttpResponse:
    """The page of what comes after."""
    closing = closing_seen_by(request.user, number)
    spoken = request.GET.get("language", "")
    made = actions.arranged(closing, spoken if spoken in LANGUAGES else "")
    given = {
        "cut_off": made,
        "form": CutOffForm(initial={"until": made.until, "turn_to": closing.turn_to}),
        "listing_form": ListingForm(),
        "listing": closing.case.listings.filter(removed_at=None).first(),
        "sieve": sieve(made) if made.addresses else "",
        "reply": auto_reply(made),
        "note": phone_note(made, language()),
        "tongues": LANGUAGE_NAMES,
        "looks": _looks(closing),
        "again": AGAIN,
        "reviews": REVIEWS,
    }
    return render(request, "closing/afterwards.html", around(request, closing.case, closing) | given)


def _looks(closing: Closing) -> list[dict[str, Any]]:
    """Three looks back: whether their day has come, what the records say, what people say."""
    today = timezone.localdate()
    days = {months: months_after(closing.end_on, months) for months in LOOKS}
    return [
        {"months": months, "on": day, "due": day <= today, "study": _study(closing, months) if day <= today else None, "said": closing.regret.get(str(months))}
        for months, day in days.items()
    ]  # fmt: skip


def _study(closing: Closing, months: int) -> Study | None:
    try:
        with reading() as review:
            return study(review, closing.case.client.client_id, closing.end_on, months)
    except (NoFacts, TooEarly):
        return None


@allow(RUN)
@require_POST
def set_cut_off(request: HttpRequest, number: int) -> HttpResponse:
    """Arrange contact after the end."""
    closing, form = closing_seen_by(request.user, number), CutOffForm(request.POST)
    if form.is_valid():
        try:
            actions.cut_off(by=request.user, closing=closing, **form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.error(request, told(N_("Choose the day until which messages are answered by themselves.")))
    return redirect("afterwards", number)


@allow(RUN)
@require_GET
def filter_file(request: HttpRequest, number: int) -> HttpResponse:
    """The mail filter as a file."""
    made = actions.arranged(closing_seen_by(request.user, number), request.GET.get("language", ""))
    if not made.addresses:
        raise Http404
    answer = HttpResponse(sieve(made), content_type="application/sieve; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="case-{number}.sieve"'
    return answer


@allow(RUN)
@require_POST
def look_back(request: HttpRequest, number: int, months: int) -> HttpResponse:
    """Whether one would do it again."""
    closing, form = closing_seen_by(request.user, number), LookForm(request.POST)
    if months not in LOOKS:
        raise Http404
    if form.is_valid():
        actions.look_back(by=request.user, closing=closing, months=months, **form.cleaned_data)
        messages.success(request, told(N_("Thank you. What you wrote stands beside the figures, and the next decision is wiser for it.")))  # fmt: skip
    return redirect("afterwards", number)
