"""Forms about people."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.accounts.passwords import LongEnough
from amicable.web.rendering import LANGUAGE_NAMES, told
from amicable.web.rights import TITLES, Role


def dress(form: forms.BaseForm, labels: Mapping[str, str]) -> None:
    """Give a form its labels in the reader's language, and its look."""
    for name, label in labels.items():
        form.fields[name].label = told(label)
    for field in form.fields.values():
        choice = isinstance(field.widget, forms.Select) and not isinstance(field.widget, forms.RadioSelect)
        field.widget.attrs["class"] = "form-select" if choice else "form-control"
        field.widget.attrs.pop("placeholder", None)


class PreferencesForm(forms.ModelForm):
    """How a person is called, and how the pages look to them."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        language = forms.ChoiceField(
            choices=[("", told(N_("As the browser asks"))), *LANGUAGE_NAMES.items()], required=False
        )
        theme = forms.ChoiceField(
            choices=[
                ("", told(N_("As the machine is set"))),
                ("light", told(N_("Light"))),
                ("dark", told(N_("Dark"))),
            ],
            required=False,
        )
        self.fields.update(language=language, theme=theme)
        dress(self, {"name": N_("Name"), "language": N_("Language"), "theme": N_("Light or dark")})

    class Meta:
        """What a person changes about themselves."""

        model = Person
        fields: ClassVar = ["name", "language", "theme"]


class RoleForm(forms.Form):
    """One of the roles."""

    role = forms.ChoiceField()

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["role"].choices = [(role.value, told(TITLES[role])) for role in Role]
        dress(self, {"role": N_("Role")})

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class InvitationForm(RoleForm):
    """Who is invited, as what."""

    email = forms.EmailField()
    field_order: ClassVar = ["email", "role"]

    def __init__(self, *given: object, **named: object) -> None:
        named.setdefault("initial", {"role": Role.EMPLOYEE})
        super().__init__(*given, **named)
        dress(self, {"email": N_("E-mail of the person")})


class WelcomeForm(forms.Form):
    """Who somebody is that comes by an invitation."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *given: object, email: str, **named: object) -> None:
        super().__init__(*given, **named)
        dress(self, {"name": N_("Your name"), "email": N_("Your e-mail"), "password": N_("A password")})
        self.fields["password"].help_text = LongEnough().get_help_text()
        if email:
            self.fields["email"].initial = email
            self.fields["email"].disabled = True

    def clean(self) -> dict[str, object]:
        """A password that is not the person's name."""
        cleaned: dict[str, object] = super().clean() or {}
        password = str(cleaned.get("password", ""))
        person = Person(name=str(cleaned.get("name", "")), email=str(cleaned.get("email", "")))
        if password:
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
