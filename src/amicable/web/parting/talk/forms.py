"""Planning the conversation, and writing down what came of it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.parting.access import conversation_of
from amicable.web.parting.facts.drafting import kept
from amicable.web.rendering import LANGUAGE_NAMES, firm, told
from amicable.web.rights import Role

INPUT = {"class": "form-control"}
CHOICE = {"class": "form-select"}
LONGEST = 4000
CALL, NO_CALL = "call", "no_call"
WAYS = {
    "call": N_("By telephone"),
    "video": N_("By video"),
    "meeting": N_("Face to face"),
}
OUTCOMES = {
    "told": N_("Told: the client heard the date"),
    "not_reached": N_("Not reached"),
    "contested": N_("Told, and the client contests it"),
    "abusive": N_("It became abusive, and I ended it"),
    "other_terms": N_("We agreed on other terms"),
}
FEELINGS = {"well": N_("Well"), "mixed": N_("So-so"), "low": N_("Shaken")}


class PlanForm(forms.Form):
    """How the client is told."""

    path = forms.ChoiceField(widget=forms.RadioSelect)
    speaker = forms.ModelChoiceField(queryset=None, required=False, widget=forms.Select(attrs=CHOICE))
    starts_at = forms.DateTimeField(required=False, widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={**INPUT, "type": "datetime-local"}))  # fmt: skip
    minutes = forms.IntegerField(min_value=5, max_value=120, widget=forms.NumberInput(attrs=INPUT))
    way = forms.ChoiceField(widget=forms.Select(attrs=CHOICE))
    place = forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs=INPUT))
    beside = forms.ModelChoiceField(queryset=None, required=False, widget=forms.Select(attrs=CHOICE))
    why_no_call = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 3}))  # fmt: skip
    language = forms.ChoiceField(required=False, widget=forms.Select(attrs=CHOICE))

    def __init__(self, *given: Any, case: Case, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        named.setdefault("initial", _initial(case))
        super().__init__(*given, use_required_attribute=False, **named)
        calls = (self.data or self.initial).get("path") != NO_CALL
        for name, needed in {"speaker": calls, "starts_at": calls, "why_no_call": not calls}.items():
            self.fields[name].required = needed
        speakers = Person.objects.filter(is_active=True).exclude(role=Role.AUDITOR)
        for name in ("speaker", "beside"):
            self.fields[name].queryset = speakers
        self.fields["beside"].empty_label = told(N_("Nobody"))
        self.fields["path"].choices = [(CALL, told(N_("A person says it"))), (NO_CALL, told(N_("Nobody calls: the letter is the news")))]  # fmt: skip
        self.fields["way"].choices = [(name, told(title)) for name, title in WAYS.items()]
        self.fields["language"].choices = [("", told(N_("As the records say"))), *LANGUAGE_NAMES.items()]
        for name, label in LABELS.items():
            self.fields[name].label = told(label)
        for name, text in HELP.items():
            self.fields[name].help_text = told(text)
        for name, text in NEEDED.items():
            self.fields[name].error_messages["required"] = told(text)

    def clean_starts_at(self) -> datetime | None:
        """By the clock of the firm, whatever clock the server goes by."""
        found: datetime | None = self.cleaned_data["starts_at"]
        return found and found.replace(tzinfo=ZoneInfo(firm().zone))

    def clean(self) -> dict[str, Any]:
        """Two different people, where two are named."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("speaker") and given.get("speaker") == given.get("beside"):
            self.add_error("beside", told(N_("Choose somebody else than the speaker.")))
        return given


LABELS = {
    "path": N_("How does the client hear it?"),
    "speaker": N_("Who speaks?"),
    "starts_at": N_("When?"),
    "minutes": N_("How many minutes?"),
    "way": N_("By which way?"),
    "place": N_("Where?"),
    "beside": N_("Who sits beside the speaker?"),
    "why_no_call": N_("Why does nobody call?"),
    "language": N_("In which language?"),
}
NEEDED = {
    "speaker": N_("Say who speaks and when, or choose that nobody calls."),
    "starts_at": N_("Say who speaks and when, or choose that nobody calls."),
    "why_no_call": N_("Say why nobody calls: danger, harassment, or duties that ask for writing."),
}
HELP = {
    "starts_at": N_("In the morning; not on a Friday, not before a holiday."),
    "minutes": N_("Fifteen are enough."),
    "place": N_("A quiet room, a telephone number or a link. It stands in the invitation."),
    "beside": N_("Somebody does where it could become heated. Nobody has to be alone."),
    "why_no_call": N_("Only people who prepare the ending read this."),
}


def _initial(case: Case) -> dict[str, Any]:
    plan = conversation_of(case)
    said = kept(case)
    if plan is None:
        return {"path": CALL, "speaker": case.led_by_id, "minutes": 15, "way": "call", "language": said.get("language", "")}  # fmt: skip
    return {
        "path": NO_CALL if plan.no_call else CALL,
        "speaker": plan.speaker_id,
        "starts_at": plan.starts_at and plan.starts_at.astimezone(ZoneInfo(firm().zone)).replace(tzinfo=None),
        "minutes": plan.minutes,
        "way": plan.way,
        "place": plan.place,
        "beside": plan.beside_id,
        "why_no_call": plan.why_no_call,
        "language": said.get("language", ""),
    }


class OutcomeForm(forms.Form):
    """What came of the conversation."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    heard = forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"}))  # fmt: skip
    told_on = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={**INPUT, "type": "date"}))
    said = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 4}))  # fmt: skip
    notes = forms.CharField(max_length=8000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 4}))  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        self.fields["outcome"].choices = [(name, told(title)) for name, title in OUTCOMES.items()]
        labels = {
            "outcome": N_("What came of it?"),
            "heard": N_("I could say the date before it ended"),
            "told_on": N_("On which day?"),
            "said": N_("What was said, in words that the client may read"),
            "notes": N_("Your notes"),
        }
        for name, label in labels.items():
            self.fields[name].label = told(label)
        self.fields["said"].help_text = told(N_("Their objection in their own words, or the terms that were agreed."))  # fmt: skip
        self.fields["notes"].help_text = told(N_("Read by you, and by whoever leads the case."))

    def clean_told_on(self) -> Any:  # noqa: ANN401 (a day)
        """Not a day to come."""
        if self.cleaned_data["told_on"] > timezone.localdate():
            raise forms.ValidationError(told(N_("That day is still to come. Write it down when it is past.")))
        return self.cleaned_data["told_on"]

    def clean(self) -> dict[str, Any]:
        """An objection and other terms are written down in words."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("outcome") in ("contested", "other_terms") and not str(given.get("said", "")).strip():
            self.add_error("said", told(N_("Write down what the client says, or what was agreed.")))
        return given


class FeelingForm(forms.Form):
    """How the speaker is."""

    feeling = forms.ChoiceField(choices=[(name, name) for name in FEELINGS])
