"""What a person writes down about a client."""

from typing import Any

from django import forms
from django.utils import timezone

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.portfolio.models import Client, Note
from amicable.web.portfolio.tracks import actions as tracks
from amicable.web.rendering import told

LONGEST = 4000


class NoteForm(forms.Form):
    """A note, or what was tried; on a track of the person's where there is one."""

    prefix = "note"
    data: Any

    kind = forms.ChoiceField(widget=forms.Select(attrs={"class": "form-select"}))
    text = forms.CharField(
        max_length=LONGEST, widget=forms.Textarea(attrs={"class": "form-control", "rows": 4})
    )
    happened_on = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"}))  # fmt: skip
    track = forms.ModelChoiceField(queryset=None, required=False, widget=forms.Select(attrs={"class": "form-select"}))  # fmt: skip

    def __init__(self, *given: object, person: Person, client: Client, **named: object) -> None:
        named.setdefault("initial", {"happened_on": timezone.localdate(), "kind": "note"})
        super().__init__(*given, **named)
        self.fields["kind"].choices = [(name, told(title)) for name, title in Note.KINDS.items()]
        self.fields["kind"].label = told(N_("What is it?"))
        self.fields["text"].label = told(N_("In plain words"))
        self.fields["text"].help_text = told(N_("Facts, not judgements: the client may ask to read it."))
        self.fields["happened_on"].label = told(N_("When was it?"))
        self.fields["happened_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self._choose_track(person, client)

    def _choose_track(self, person: Person, client: Client) -> None:
        found = tracks.seen_by(person, client)
        self.fields["track"].queryset = found
        if not found:  # a form that was open while its writer was taken off the track must not become public
            self.fields["track"].widget = forms.HiddenInput()
        self.fields["track"].empty_label = told(N_("Everybody who sees the client"))
        self.fields["track"].label = told(N_("Who may read it?"))

    def clean(self) -> dict[str, object]:
        """Says aloud where the track is gone, for the field may be hidden."""
        given: dict[str, object] = super().clean()
        if "track" in self.errors:
            self.data = self.data.copy()
            self.data[self.add_prefix("track")] = ""
            raise forms.ValidationError(
                told(N_("You are no longer named on the track this was for, so nothing was written down. Keep your words elsewhere, or send them again for everybody who sees the client."))
            )  # fmt: skip
        return given

    def clean_happened_on(self) -> object:
        """A day that has come."""
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                told(N_("This day has not come yet. Choose today or an earlier day."))
            )
        return day
