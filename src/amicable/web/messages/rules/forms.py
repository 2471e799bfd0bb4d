"""A rule of the firm's own, as somebody types it."""

from typing import Any

from django import forms

from amicable.i18n import LANGUAGES, N_
from amicable.web.rendering import LANGUAGE_NAMES, language, told
from amicable.wording import SITUATIONS
from amicable.wording.own import OwnRule

LONGEST = 8000
MOST_LINES = 200
LINES = {"class": "form-control", "rows": 4}


def _languages() -> list[tuple[str, str]]:
    return [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]


class Lines(forms.CharField):
    """One text a line."""

    widget = forms.Textarea

    def clean(self, given: Any) -> tuple[str, ...]:  # noqa: ANN401 (Django's signature)
        """The lines without empty ones."""
        lines = (line.strip() for line in str(super().clean(given)).splitlines())
        return tuple(line for line in lines if line)[:MOST_LINES]


class OwnRuleForm(forms.Form):
    """Name, language, situation, phrases and the examples that prove it."""

    name = forms.RegexField(r"^[a-z0-9][a-z0-9-]{0,59}$", widget=forms.TextInput(attrs={"class": "form-control", "maxlength": 60}))  # fmt: skip
    language = forms.ChoiceField(widget=forms.Select(attrs={"class": "form-select"}))
    situation = forms.ChoiceField(widget=forms.Select(attrs={"class": "form-select"}))
    phrases = Lines(max_length=LONGEST, widget=forms.Textarea(attrs={**LINES, "spellcheck": "false"}))
    flags = Lines(max_length=LONGEST, widget=forms.Textarea(attrs=LINES))
    passes = Lines(max_length=LONGEST, widget=forms.Textarea(attrs=LINES))
    why = forms.CharField(max_length=400, required=False, widget=forms.TextInput(attrs={"class": "form-control"}))  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        self.fields["language"].choices = _languages()
        self.fields["language"].initial = language()
        self.fields["situation"].choices = [(name, told(one.title)) for name, one in SITUATIONS.items()]
        for name, (label, hint) in WORDS.items():
            self.fields[name].label = told(label)
            self.fields[name].help_text = told(hint) if hint else ""
        self.fields["name"].error_messages["invalid"] = told(
            N_("Use small letters from a to z, digits and hyphens, such as “free-parking”.")
        )

    def declared(self) -> OwnRule:
        """What was declared."""
        return OwnRule(**self.cleaned_data)


WORDS = {
    "name": (N_("Short name"), N_("Small letters, digits and hyphens. The same name again replaces the rule.")),
    "language": (N_("Language of the messages"), ""),
    "situation": (N_("What it documents"), ""),
    "phrases": (N_("Phrases"), N_("One a line. (a|b) means one or the other, word* any ending, _ up to three words between, word? a word that may be missing.")),
    "flags": (N_("Sentences that it must find"), N_("One a line, as a client would write them.")),
    "passes": (N_("Sentences that it must let pass"), N_("One a line: sentences that look alike and are harmless.")),
    "why": (N_("Why this matters to you"), N_("Shown beside each mark.")),
}  # fmt: skip
