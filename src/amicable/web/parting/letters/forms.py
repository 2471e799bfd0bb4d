"""What people choose and write about letters."""

from typing import Any

from django import forms
from django.utils import timezone

from amicable.i18n import N_
from amicable.web.parting.letters.actions import BY_HAND, SMTP
from amicable.web.rendering import told

INPUT = {"class": "form-control"}
CHOICE = {"class": "form-select"}
DAY = {"class": "form-control", "type": "date"}
WAYS = {
    SMTP: N_("By e-mail, now"),
    BY_HAND: N_("I sent it with my own mail program"),
    "tracked_post": N_("Posted with a tracking number"),
    "post": N_("Posted"),
    "meeting": N_("Handed over in person"),
    "portal": N_("Laid into the portal of the client"),
}


class SendForm(forms.Form):
    """How a letter goes."""

    way = forms.ChoiceField(widget=forms.Select(attrs=CHOICE))
    on = forms.DateField(required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))
    tracking = forms.CharField(max_length=120, required=False, widget=forms.TextInput(attrs=INPUT))

    def __init__(self, *given: Any, by_mail: bool = True, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        named.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*given, **named)
        ways = {name: title for name, title in WAYS.items() if by_mail or name != SMTP}
        self.fields["way"].choices = [(name, told(title)) for name, title in ways.items()]
        for name, label in {"way": N_("How does it go?"), "on": N_("Posted or handed over on"), "tracking": N_("Tracking number")}.items():  # fmt: skip
            self.fields[name].label = told(label)


class ArrivalForm(forms.Form):
    """What became of a letter."""

    what = forms.ChoiceField(choices=[("arrived", ""), ("came_back", ""), ("again", "")])
    on = forms.DateField(required=False)
    why = forms.CharField(max_length=300, required=False)


class WordsForm(forms.Form):
    """The sentences of one's own in this letter."""

    thanks = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 3}))  # fmt: skip
    reason = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 3}))  # fmt: skip
    readmission = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 2}))  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        labels = {"thanks": N_("Thanks in your own words"), "reason": N_("The reason in your own words"), "readmission": N_("If they ask again later")}  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = told(label)


class WarningForm(forms.Form):
    """What a warning letter asks for."""

    name = forms.CharField(max_length=300, widget=forms.TextInput(attrs=INPUT))
    email = forms.EmailField(required=False, widget=forms.EmailInput(attrs=INPUT))
    target = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={**INPUT, "rows": 2}))
    until = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))
    ours = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 2}))

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        labels = {
            "name": N_("To whom?"),
            "email": N_("E-mail"),
            "target": N_("What is to be reached, as a sentence with a number"),
            "until": N_("Until when?"),
            "ours": N_("What we do ourselves, as a whole sentence"),
        }
        for name, label in labels.items():
            self.fields[name].label = told(label)


class BackForm(forms.Form):
    """What a letter of reinstatement says."""

    name = forms.CharField(max_length=300, widget=forms.TextInput(attrs=INPUT))
    email = forms.EmailField(required=False, widget=forms.EmailInput(attrs=INPUT))
    from_on = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))
    terms = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 2}))  # fmt: skip
    fault = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 2}))  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        labels = {
            "name": N_("To whom?"),
            "email": N_("E-mail"),
            "from_on": N_("In force again from"),
            "terms": N_("What is agreed anew, as a whole sentence"),
            "fault": N_("What was not right on our side, as a whole sentence"),
        }
        for name, label in labels.items():
            self.fields[name].label = told(label)
