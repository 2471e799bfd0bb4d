"""Answers to the questions of gates, and reasons to let one pass."""

from django import forms

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.portfolio.models import Track
from amicable.web.portfolio.tracks import actions as tracks
from amicable.web.rendering import told

LONGEST = 2000
ANSWERS = {"yes": N_("Yes"), "no": N_("No"), "unknown": N_("Not known yet")}


class AnswerForm(forms.Form):
    """Yes, no or unknown, with a note; of a confidential gate on a track."""

    answer = forms.ChoiceField(choices=[(name, name) for name in ANSWERS])
    on = forms.DateField(required=False)
    note = forms.CharField(max_length=LONGEST, required=False)
    track = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *given: object, person: Person, case: Case, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["track"].queryset = tracks.seen_by(person, case.client)
        missing = told(N_("Choose yes, no, or not known yet."))
        self.fields["answer"].error_messages |= dict.fromkeys(("required", "invalid_choice"), missing)


class OverrideForm(forms.Form):
    """Why a gate is let pass."""

    reason = forms.CharField(max_length=LONGEST)
    track = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *given: object, person: Person, case: Case, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["track"].queryset = Track.objects.filter(client=case.client, people=person)
        self.fields["reason"].error_messages["required"] = told(
            N_("A gate is passed only with a reason. Write it in your own words.")
        )
