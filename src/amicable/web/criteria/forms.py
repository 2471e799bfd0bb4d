"""Editing criteria: every threshold, every sign on or off, every weight."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from amicable.decision.criteria import HEAVIEST, LIMITS, Criteria
from amicable.i18n import N_
from amicable.signs import FAMILIES, Sign, all_signs
from amicable.web.rendering import told

LONGEST = 2000
NUMBER = {"class": "form-control", "step": "any"}
GENERAL = {
    "sure": (
        N_("A sign counts as strong from this probability on"),
        N_("0.9 means: nine times out of ten the client is truly above the threshold."),
    ),
    "false_alarms": (
        N_("Share of false alarms accepted among the strong signs"),
        N_("0.05 means: of twenty strong signs one may be chance."),
    ),
    "points": (
        N_("A client is named from this many points on"),
        N_("A strong sign gives the points of its weight; each family counts once."),
    ),
}
OF_ALL = {
    "weight": N_("Points of a strong sign"),
    "above": N_("Counts from this rate on"),
    "times": N_("… and from this many times the rate of the peers"),
    "enough": N_("Occasions below which nothing is said"),
}


@dataclass(frozen=True)
class Part:
    """The settings of one sign."""

    sign: Sign
    on: BoundField
    settings: tuple[BoundField, ...]
    changed: bool
    """Whether it differs from how it is shipped."""


class CriteriaForm(forms.Form):
    """All settings; what is left as it was changes nothing."""

    def __init__(self, *given: Any, criteria: Criteria, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        self.criteria = criteria
        super().__init__(*given, **named)
        for name, (label, hint) in GENERAL.items():
            self.fields[name] = _number(getattr(criteria, name), told(label), most=LIMITS[name])
            self.fields[name].help_text, self.fields[name].required = told(hint), True
        for name, sign in all_signs().items():
            box = forms.CheckboxInput(attrs={"class": "form-check-input"})
            self.fields[f"{name}.on"] = forms.BooleanField(required=False, widget=box, initial=name not in criteria.off, label=told(sign.title))  # fmt: skip
            for setting, value in self._settings(sign).items():
                self.fields[f"{name}.{setting}"] = _number(value, _label(sign, setting), most=HEAVIEST if setting == "weight" else None)  # fmt: skip

    def _settings(self, sign: Sign) -> dict[str, object]:
        return {"weight": self.criteria.weight(sign), **self.criteria.sign(sign.name).parameters}

    def families(self) -> Iterator[tuple[str, list[Part]]]:
        """The signs family by family."""
        for family in FAMILIES.values():
            parts = [self._part(sign) for sign in all_signs().values() if sign.family == family.name]
            if parts:
                yield told(family.title), parts

    def _part(self, sign: Sign) -> Part:
        settings = tuple(self[f"{sign.name}.{name}"] for name in self._settings(sign))
        return Part(sign, self[f"{sign.name}.on"], settings, sign.name in self.changed_signs)

    @property
    def changed_signs(self) -> set[str]:
        """Signs that differ from how they are shipped."""
        return {*self.criteria.signs, *self.criteria.off, *self.criteria.weights}

    def assignments(self) -> list[str]:
        """What differs from the criteria that hold, as “late_payment.grace_days=0”."""
        return [
            f"{name}={str(value).lower() if isinstance(value, bool) else format(value, 'g')}"
            for name, value in self.cleaned_data.items()
            if value is not None and value != self.fields[name].initial
        ]


def _number(value: object, label: str, most: float | None = None) -> forms.Field:
    whole = isinstance(value, int) and not isinstance(value, bool)
    kind = forms.IntegerField if whole else forms.FloatField
    attrs = {"class": "form-control", "step": "1"} if whole else NUMBER
    return kind(required=False, initial=value, label=label, min_value=0, max_value=most, widget=forms.NumberInput(attrs=attrs))  # fmt: skip


def _label(sign: Sign, setting: str) -> str:
    words = OF_ALL.get(setting) or sign.about.get(setting, "")
    return told(words) if words else setting


class KeepForm(forms.Form):
    """Why the draft shall hold."""

    reason = forms.CharField(
        max_length=LONGEST, widget=forms.Textarea(attrs={"class": "form-control", "rows": 2})
    )

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        self.fields["reason"].label = told(N_("Why is it changed?"))
        self.fields["reason"].help_text = told(
            N_("It stands in the history with your name, for whoever asks later.")
        )


class MinutesForm(forms.Form):
    """What the review decided."""

    minutes = forms.CharField(
        max_length=8000, widget=forms.Textarea(attrs={"class": "form-control", "rows": 5})
    )

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        self.fields["minutes"].label = told(N_("What did you decide, and why?"))
