"""The register: a check at intake, entries without names, and who may come back on which terms."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from amicable.i18n import N_
from amicable.offboarding.register import MARKS, REASONS
from amicable.refusal import Refusal
from amicable.web.cases.queries import case_seen_by
from amicable.web.closing.models import Listing
from amicable.web.closing.queries import closing_of
from amicable.web.closing.register import actions
from amicable.web.rendering import told
from amicable.web.rights import DECIDE, RUN, allow

CONTROL = {"class": "form-control"}
LABELS = {
    "email": N_("E-mail address"),
    "phone": N_("Telephone number"),
    "tax_number": N_("Tax number"),
    "reason": N_("For which kind of reason?"),
    "until": N_("Until when?"),
    "terms": N_("On which terms may they come back all the same?"),
}


class MarksForm(forms.Form):
    """By what somebody is recognised."""

    email = forms.CharField(required=False, max_length=254, widget=forms.TextInput(attrs=CONTROL))
    phone = forms.CharField(required=False, max_length=60, widget=forms.TextInput(attrs=CONTROL))
    tax_number = forms.CharField(required=False, max_length=60, widget=forms.TextInput(attrs=CONTROL))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        for name, field in self.fields.items():
            field.label = told(LABELS[name])

    def marks(self) -> list[tuple[str, str]]:
        """What was given."""
        return [(kind, self.cleaned_data[kind]) for kind in MARKS if self.cleaned_data.get(kind)]


class ListingForm(MarksForm):
    """One entry."""

    reason = forms.ChoiceField(widget=forms.Select(attrs={"class": "form-select"}))
    until = forms.DateField(widget=forms.DateInput(attrs=CONTROL | {"type": "date"}))
    terms = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs=CONTROL | {"rows": 2})
    )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["reason"].choices = [(name, told(title)) for name, title in REASONS.items()]


@allow(RUN)
def register(request: HttpRequest) -> HttpResponse:
    """Look somebody up, and see what the register holds."""
    form, found = MarksForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        found = actions.look_up(by=request.user, marks=form.marks()) if form.marks() else None
        if found is None:
            form.add_error(None, told(N_("Give at least one of the three.")))
    given = {"form": form, "found": found, "listings": actions.standing(), "reasons": REASONS}
    return render(
        request, "closing/register.html", given | {"may_decide": request.user.may(DECIDE, writing=True)}
    )


@allow(DECIDE)
@require_POST
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """Enter the client of a case."""
    case, form = case_seen_by(request.user, number), ListingForm(request.POST)
    if form.is_valid() and closing_of(case):
        given = {name: form.cleaned_data[name] for name in ("reason", "until", "terms")}
        if _try(request, actions.enter, marks=form.marks(), case=case, **given):
            messages.success(
                request, told(N_("The client is in the register, without a name. The entry ends by itself."))
            )
    else:
        messages.error(request, told(N_("Nothing was entered: choose a reason and a day.")))
    return redirect("afterwards", number)


@allow(DECIDE)
@require_POST
def end(request: HttpRequest, listing: int) -> HttpResponse:
    """End an entry."""
    found = get_object_or_404(Listing, pk=listing, removed_at=None)
    _try(request, actions.end, listing=found, reason=request.POST.get("reason", "")[:1000])
    return redirect("register")


def _try(request: HttpRequest, act: Any, /, **given: object) -> Any:  # noqa: ANN401 (any action of this app)
    try:
        return act(by=request.user, **given)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return None
