"""What people choose and write about a case as a whole."""

from django import forms

from amicable.i18n import N_
from amicable.web.cases import queries
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.gates import packs
from amicable.web.rendering import told

LONGEST = 4000
TEXT = {"class": "form-control", "rows": 3}
CHOICE = {"class": "form-select"}


class ReasonForm(forms.Form):
    """A reason in one's own words."""

    reason = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs=TEXT))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["reason"].label = told(N_("Why?"))
        self.fields["reason"].help_text = told(N_("Facts, not judgements: the client may ask to read it."))


class LeadForm(forms.Form):
    """Who leads the case from now on."""

    person = forms.ModelChoiceField(queryset=None, widget=forms.Select(attrs=CHOICE))

    def __init__(self, *given: object, case: Case, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["person"].queryset = queries.people_who_decide().exclude(pk=case.led_by_id)
        self.fields["person"].label = told(N_("Who leads it from now on?"))
        self.fields["person"].empty_label = told(N_("Choose a person"))


class PackForm(forms.Form):
    """Which duties hold."""

    pack = forms.ChoiceField(widget=forms.Select(attrs=CHOICE))

    def __init__(self, *given: object, case: Case, **named: object) -> None:
        named.setdefault("initial", {"pack": case.pack})
        super().__init__(*given, **named)
        self.fields["pack"].choices = [(name, told(one.title)) for name, one in packs().items()]
        self.fields["pack"].label = told(N_("Which duties hold for this client?"))


class RulesForm(forms.Form):
    """What the firm asks of every case."""

    second_signature = forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"}))  # fmt: skip
    contest_days = forms.IntegerField(min_value=1, max_value=90, widget=forms.NumberInput(attrs={"class": "form-control"}))  # fmt: skip

    def __init__(self, *given: object, **named: object) -> None:
        found = queries.rules()
        named.setdefault(
            "initial", {"second_signature": found.second_signature, "contest_days": found.contest_days}
        )
        super().__init__(*given, **named)
        self.fields["second_signature"].label = told(N_("Every decision is signed by a second person"))
        self.fields["contest_days"].label = told(N_("Days within which a client who contests is answered"))
