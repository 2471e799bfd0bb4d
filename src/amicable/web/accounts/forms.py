"""Forms about people."""

from typing import ClassVar

from django import forms

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.rendering import LANGUAGE_NAMES, told


class PreferencesForm(forms.ModelForm):
    """How a person is called, and how the pages look to them."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["name"].label = told(N_("Name"))
        language = forms.ChoiceField(
            choices=[("", told(N_("As the browser asks"))), *LANGUAGE_NAMES.items()], required=False
        )
        language.label = told(N_("Language"))
        theme = forms.ChoiceField(
            choices=[
                ("", told(N_("As the machine is set"))),
                ("light", told(N_("Light"))),
                ("dark", told(N_("Dark"))),
            ],
            required=False,
        )
        theme.label = told(N_("Light or dark"))
        self.fields.update(language=language, theme=theme)
        for name in self.fields:
            self.fields[name].widget.attrs["class"] = "form-control" if name == "name" else "form-select"

    class Meta:
        """What a person changes about themselves."""

        model = Person
        fields: ClassVar = ["name", "language", "theme"]
