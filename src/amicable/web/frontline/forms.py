"""What people type and choose on the front line."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.frontline import queries
from amicable.web.frontline.actions import Told
from amicable.web.frontline.contents import LOOKED_AT, content_type
from amicable.web.frontline.models import BEST, WORST, Incident
from amicable.web.frontline.models import KINDS as KIND_NAMES
from amicable.web.frontline.words import KINDS
from amicable.web.portfolio.models import Track
from amicable.web.portfolio.queries import clients_seen_by
from amicable.web.rendering import told

LARGEST = 10_000_000
MOST_FILES = 5
LONGEST = 4000
PULSE_LONGEST = 500
FIRST_DAY = date(1990, 1, 1)


class SeveralFiles(forms.ClearableFileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Photos and files: few, not too large, and what they seem to be."""

    widget = SeveralFiles

    def clean(self, given: Any, initial: Any = None) -> tuple[UploadedFile, ...]:  # noqa: ANN401 (Django's signature)
        """The files, each looked into."""
        chosen = [file for file in (given if isinstance(given, (list, tuple)) else [given]) if file]
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(
                told(N_("Choose at most {most} files; more can go with another incident."), most=MOST_FILES)
            )
        return tuple(self._looked_into(file, initial) for file in chosen)

    def _looked_into(self, given: UploadedFile, initial: object) -> UploadedFile:
        file: UploadedFile = super().clean(given, initial)
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                told(
                    N_("“{name}” is larger than 10 MB. Make the photo smaller, or keep only the part that shows it."),
                    name=file.name,
                )
            )  # fmt: skip
        file.seek(0)
        beginning = file.read(LOOKED_AT)
        file.seek(0)
        if not content_type(beginning, file.name or ""):
            raise forms.ValidationError(
                told(
                    N_("“{name}” is of a kind that is not kept here. Photos, recordings, PDF, Word, Excel and plain text are."),
                    name=file.name,
                )
            )  # fmt: skip
        return file


class IncidentForm(forms.Form):
    """One event with a client, as somebody saw or heard it."""

    def __init__(self, *given: Any, person: Person, today: date, incident: Incident | None = None, **more: Any) -> None:  # noqa: ANN401 (Django's signature)  # fmt: skip
        super().__init__(*given, **more)
        self.today = today
        self.fields = {
            "client": forms.ModelChoiceField(queryset=clients_seen_by(person)),
            "kind": forms.ChoiceField(choices=[(kind, told(KINDS[kind].title)) for kind in KIND_NAMES]),
            "happened_on": forms.DateField(widget=forms.DateInput(attrs={"type": "date"})),
            "note": forms.CharField(max_length=LONGEST, widget=forms.Textarea),
            "witnesses": forms.ModelMultipleChoiceField(queryset=queries.colleagues(person), required=False),
            "attached": Files(required=False),
        }
        if not incident:
            self.fields["track"] = forms.ModelChoiceField(queryset=queries.tracks_of(person), required=False)
        self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        """In our words, which also say what to do."""
        missing = {
            "client": N_("Choose the client from the list."),
            "kind": N_("Choose what it was; “something else” will do."),
            "happened_on": N_("Give the day on which it happened."),
            "note": N_("Write a few words about what was said or seen."),
        }
        for name, sentence in missing.items():
            self.fields[name].error_messages |= dict.fromkeys(
                ("required", "invalid", "invalid_choice"), told(sentence)
            )

    def clean_happened_on(self) -> date:
        """Neither in the future nor before anybody worked here."""
        on: date = self.cleaned_data["happened_on"]
        if on > self.today:
            raise forms.ValidationError(
                told(N_("That day is still to come. Give the day on which it happened."))
            )
        if on < FIRST_DAY:
            raise forms.ValidationError(told(N_("That is very long ago. Give the day on which it happened.")))
        return on

    def clean(self) -> dict[str, Any]:
        """A confidential track is about one client."""
        given: dict[str, Any] = super().clean() or {}
        track: Track | None = given.get("track")
        if track and given.get("client") and track.client_id != given["client"].pk:
            self.add_error("track", told(N_("This confidential track is about another client.")))
        return given

    def said(self) -> Told:
        """What was said, for the actions."""
        given = self.cleaned_data
        return Told(
            client=given["client"],
            kind=given["kind"],
            happened_on=given["happened_on"],
            note=given["note"],
            witnesses=tuple(given["witnesses"]),
            files=given["attached"],
        )


class PulseForm(forms.Form):
    """One tap, and a few words if somebody wants to add them."""

    score = forms.IntegerField(min_value=WORST, max_value=BEST)
    note = forms.CharField(max_length=PULSE_LONGEST, required=False)

    def clean_note(self) -> str | None:
        """Nothing where the tap came alone, so that earlier words stay."""
        return self.cleaned_data["note"] if "note" in self.data else None
