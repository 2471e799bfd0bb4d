"""What people say about tokens and webhooks."""

from typing import ClassVar

from django import forms

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.api.outbox import EVENTS
from amicable.web.api.scopes import open_to
from amicable.web.rendering import counted, told

DAYS = (30, 90, 365)
FIRST = "clients:read"


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"class": "form-control"}))
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, initial=[FIRST])
    days = forms.TypedChoiceField(coerce=int, widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *given: object, person: Person, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["name"].label = told(N_("What is it for?"))
        self.fields["name"].help_text = told(N_("The program that will use it, so that you know it again."))
        self.fields["scopes"].label = told(N_("What may it be used for?"))
        self.fields["scopes"].choices = [(name, told(one.about)) for name, one in open_to(person).items()]
        self.fields["scopes"].error_messages["required"] = told(N_("Choose at least one."))
        self.fields["days"].label = told(N_("For how long?"))
        self.fields["days"].choices = [(days, counted("{count} day", "{count} days", days)) for days in DAYS]
        self.fields["days"].initial = DAYS[1]


class WebhookForm(forms.Form):
    """A new webhook."""

    schemes: ClassVar = ["http", "https"]
    url = forms.URLField(
        max_length=500, assume_scheme="https", widget=forms.URLInput(attrs={"class": "form-control"})
    )
    events = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["url"].label = told(N_("Which address shall be told?"))
        self.fields["events"].label = told(N_("Of what?"))
        self.fields["events"].choices = [(name, told(about)) for name, (_, about) in EVENTS.items()]
        self.fields["events"].error_messages["required"] = told(N_("Choose at least one."))
        self.fields["url"].widget.attrs["placeholder"] = "https://"

    def clean_url(self) -> str:
        """Web addresses without a password in them: that would stand in the diary."""
        url: str = self.cleaned_data["url"]
        if not url.startswith(tuple(f"{scheme}://" for scheme in self.schemes)) or "@" in url.split("/")[2]:
            raise forms.ValidationError(
                told(N_("Write an address that begins with https:// and holds no name and password."))
            )
        return url
