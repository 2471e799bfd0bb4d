"""What the firm says about the page of a client."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.closing.models import Closing
from amicable.web.parting.facts.drafting import draft_of
from amicable.web.parting.models import Letterhead
from amicable.web.portal.firm.links import MARGIN_DAYS
from amicable.web.portal.models import SECTIONS, Release
from amicable.web.rendering import LANGUAGE_NAMES, told

CONTROL = {"class": "form-control"}
CHOICE = {"class": "form-select"}
TITLES = {
    "dates": N_("What ends when"),
    "tasks": N_("What happens next, and who does it"),
    "files": N_("Files to download"),
    "records": N_("Until when records are kept, and why"),
    "money": N_("The final account"),
    "alternatives": N_("Who can help them next"),
}
LABELS = {
    "sections": N_("What is shown"),
    "contact": N_("Whom the client turns to"),
    "phone": N_("Telephone"),
    "name": N_("Who gets the link"),
    "email": N_("E-mail address"),
    "language": N_("Language"),
    "until": N_("The page stays open until"),
}


class ReleaseForm(forms.Form):
    """What the client sees."""

    sections = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}))  # fmt: skip
    contact = forms.ModelChoiceField(queryset=Person.objects.none(), empty_label=None, widget=forms.Select(attrs=CHOICE))  # fmt: skip
    phone = forms.CharField(max_length=60, required=False, widget=forms.TextInput(attrs={**CONTROL, "autocomplete": "off"}))  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        self.fields["sections"].choices = [(name, told(TITLES[name])) for name in SECTIONS]
        self.fields["contact"].queryset = Person.objects.filter(is_active=True)
        _label(self)


class LinkForm(forms.Form):
    """Who gets a link."""

    name = forms.CharField(max_length=300, widget=forms.TextInput(attrs={**CONTROL, "autocomplete": "off"}))
    email = forms.EmailField(widget=forms.EmailInput(attrs={**CONTROL, "autocomplete": "off"}))
    language = forms.ChoiceField(choices=list(LANGUAGE_NAMES.items()), widget=forms.Select(attrs=CHOICE))
    until = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={**CONTROL, "type": "date"}))

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        _label(self)
        self.fields["email"].help_text = told(N_("The link and the code go to this address. Take the one that the client uses, not one that others read as well."))  # fmt: skip


def _label(form: forms.Form) -> None:
    for name, field in form.fields.items():
        field.label = told(LABELS[name])


def first_release(release: Release) -> dict[str, Any]:
    """What the form of a release begins with."""
    head = Letterhead.objects.first()
    phone = release.phone or (head.phone if head and release.pk is None else "")
    return {"sections": release.sections, "contact": release.contact_id, "phone": phone}


def first_link(closing: Closing) -> dict[str, Any]:
    """What the form of a link begins with: the first addressee of the letter, as it went or as it is drafted."""
    until = max(closing.end_on, timezone.localdate()) + timedelta(days=MARGIN_DAYS)
    posted = closing.case.posted.exclude(to_email="").defer("pdf", "html", "text").first()
    if posted:
        to = {"name": posted.to_name, "email": posted.to_email, "language": posted.language}
    else:
        to = _drafted(closing)
    return {**to, "until": until}


def _drafted(closing: Closing) -> dict[str, Any]:
    try:
        parting = draft_of(closing.case).drafted.parting
    except Refusal:  # nothing can be drafted yet, which the page of the letter says
        return {"name": closing.case.client.name, "language": get_language()}
    first = parting.addressees[0]
    return {"name": first.name, "email": first.email, "language": parting.language}
