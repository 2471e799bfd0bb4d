"""Who is named on a confidential track."""

from django import forms

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.portfolio.models import Client, Track
from amicable.web.portfolio.tracks import actions as tracks
from amicable.web.rendering import told


class TrackForm(forms.Form):
    """A new track: what it is about, and who is named on it beside the person who opens it."""

    prefix = "track"

    title = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"class": "form-control"}))
    people = forms.ModelMultipleChoiceField(queryset=None, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}))  # fmt: skip

    def __init__(self, *given: object, person: Person, client: Client, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["title"].label = told(N_("What is it about?"))
        self.fields["people"].queryset = tracks.nameable(client).exclude(pk=person.pk)
        self.fields["people"].label = told(N_("Who sees it beside you?"))


class NamedForm(forms.Form):
    """One more person on a track."""

    prefix = "named"

    person = forms.ModelChoiceField(queryset=None, widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *given: object, track: Track, **named: object) -> None:
        super().__init__(*given, **named)
        there = track.people.values_list("pk", flat=True)
        self.fields["person"].queryset = tracks.nameable(track.client).exclude(pk__in=list(there))
        self.fields["person"].label = told(N_("Person"))
        self.fields["person"].empty_label = told(N_("Choose a person"))
