"""What the person says who decides, contests or answers."""

from django import forms

from amicable.decision.course import Course, title_of
from amicable.i18n import N_
from amicable.web.rendering import LANGUAGE_NAMES, language, told

LONGEST = 4000
TEXT = {"class": "form-control", "rows": 5}
NONE, SOME = "none", "some"
ENDINGS = ("part_with_notice", "part_at_once")


class DecideForm(forms.Form):
    """The record of a decision: which option, why, and what interest the person has in it."""

    course = forms.ChoiceField(widget=forms.RadioSelect)
    reasons = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs=TEXT))
    language = forms.ChoiceField(choices=list(LANGUAGE_NAMES.items()), widget=forms.Select(attrs={"class": "form-select"}))  # fmt: skip
    has_interest = forms.ChoiceField(widget=forms.RadioSelect)
    interest = forms.CharField(
        max_length=LONGEST, required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 2})
    )
    second_person = forms.BooleanField(
        required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
    )
    beyond_limit = forms.CharField(
        max_length=LONGEST, required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 2})
    )

    def __init__(self, *given: object, found: Course | None, limit_reached: bool, **named: object) -> None:
        best = found.best if found and found.best in ENDINGS else ENDINGS[0]
        named.setdefault("initial", {"course": best, "language": language()})
        super().__init__(*given, **named)
        self.fields["course"].choices = [(name, told(title_of(name))) for name in ENDINGS]
        self.fields["has_interest"].choices = [
            (NONE, told(N_("I have no interest of my own in this decision."))),
            (SOME, told(N_("I have one, and say below which."))),
        ]
        labels = {
            "course": N_("What is decided?"),
            "reasons": N_("Why, in your own words?"),
            "language": N_("In which language did you write it?"),
            "has_interest": N_("Do you have an interest of your own in it?"),
            "interest": N_("Which interest?"),
            "second_person": N_("I want a second person to sign it, too"),
            "beyond_limit": N_("Why can one more ending be borne now?"),
        }
        for name, label in labels.items():
            self.fields[name].label = told(label)
        self.fields["reasons"].help_text = told(N_("What happened, and what it does to the firm. The client may ask to read it."))  # fmt: skip
        if not limit_reached:
            self.fields["beyond_limit"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, object]:
        """Whoever has an interest says which."""
        given: dict[str, object] = super().clean() or {}
        if given.get("has_interest") == SOME and not str(given.get("interest", "")).strip():
            self.add_error(
                "interest",
                told(N_("Say which interest you have: money, family, friendship, another client.")),
            )
        return given


class ContestForm(forms.Form):
    """What the client says against the ending."""

    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs=TEXT))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["words"].label = told(
            N_("What does the client say, as closely as possible in their own words?")
        )


class AnswerForm(forms.Form):
    """The answer of somebody who had no part in the decision."""

    grant = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs=TEXT))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["grant"].choices = [
            ("no", told(N_("The decision stands"))),
            ("yes", told(N_("The client is reinstated"))),
        ]
        self.fields["grant"].label = told(N_("What do you answer?"))
        self.fields["words"].label = told(N_("Why, in words that the client can read?"))


class ReinstateForm(forms.Form):
    """Taking the client back, on terms."""

    reason = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={**TEXT, "rows": 3}))
    terms = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={**TEXT, "rows": 3}))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["reason"].label = told(N_("Why is the client taken back?"))
        self.fields["terms"].label = told(N_("On which terms?"))
