"""One entry of the directory."""

from typing import Any

from django import forms

from amicable.i18n import N_
from amicable.web.rendering import told

INPUT = {"class": "form-control"}
SORTS = {
    "firm": N_("A firm"),
    "person": N_("A person"),
    "public": N_("A public service or association"),
    "ai": N_("A provider that works with artificial intelligence"),
}


class AlternativeForm(forms.Form):
    """Somebody vetted whom clients can be referred to."""

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs=INPUT))
    sort = forms.ChoiceField(widget=forms.Select(attrs={"class": "form-select"}))
    good_for = forms.CharField(max_length=500, widget=forms.Textarea(attrs={**INPUT, "rows": 2}))
    contact = forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs=INPUT))
    agreed_on = forms.DateField(required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={**INPUT, "type": "date"}))  # fmt: skip
    most_a_year = forms.IntegerField(required=False, min_value=1, max_value=1000, widget=forms.NumberInput(attrs=INPUT))  # fmt: skip
    is_active = forms.BooleanField(required=False, initial=True, widget=forms.CheckboxInput(attrs={"class": "form-check-input"}))  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        self.fields["sort"].choices = [(name, told(title)) for name, title in SORTS.items()]
        labels = {
            "name": N_("Name"),
            "sort": N_("What is it?"),
            "good_for": N_("What they are good for"),
            "contact": N_("How they are reached"),
            "agreed_on": N_("They agreed to be named on"),
            "most_a_year": N_("Clients that they can take in a year"),
            "is_active": N_("Can be named now"),
        }
        for name, label in labels.items():
            self.fields[name].label = told(label)
        self.fields["agreed_on"].help_text = told(N_("Ask before you name anybody; without a day they are not offered."))  # fmt: skip
        self.fields["good_for"].help_text = told(
            N_("The client reads this: which work, which kind of client.")
        )
