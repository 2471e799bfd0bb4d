"""Whom to assign to a client."""

from django import forms

from amicable.i18n import N_
from amicable.web.portfolio.assigning.actions import assignable
from amicable.web.portfolio.models import Client
from amicable.web.rendering import told


class AssignForm(forms.Form):
    """One more employee."""

    prefix = "assign"

    person = forms.ModelChoiceField(queryset=None, widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *given: object, client: Client, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["person"].queryset = assignable(client)
        self.fields["person"].label = told(N_("Employee"))
        self.fields["person"].empty_label = told(N_("Choose a person"))
