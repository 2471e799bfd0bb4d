"""What was agreed on with the client, and why a remedy is passed over."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from amicable.decision.ladder import Remedy
from amicable.i18n import N_
from amicable.signs import all_signs
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.plans.actions import Agreed
from amicable.web.cases.readiness.rungs import counted
from amicable.web.rendering import told

LONGEST = 4000
SHARE = 100
INPUT = {"class": "form-control"}
CHOICE = {"class": "form-select"}
DAY = {"class": "form-control", "type": "date"}


class PlanForm(forms.Form):
    """One plan: agreement, day, person, target on a sign, day of measuring. Targets are typed in hundredths of shares."""

    agreement = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={**INPUT, "rows": 4}))
    agreed_on = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))
    person = forms.ModelChoiceField(queryset=None, widget=forms.Select(attrs=CHOICE))
    sign = forms.ChoiceField(widget=forms.Select(attrs=CHOICE))
    target = forms.FloatField(min_value=0, widget=forms.NumberInput(attrs={**INPUT, "step": "any"}))
    measure_on = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))

    def __init__(self, *given: Any, case: Case, remedy: Remedy, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        self.remedy, self.found = remedy, _fitting(case, remedy)
        named.setdefault("initial", self._proposed(case))
        super().__init__(*given, **named)
        self.fields["person"].queryset = Person.objects.filter(is_active=True)
        self.fields["sign"].choices = [(name, told(all_signs()[name].title)) for name in self.found]
        labels = {
            "agreement": N_("What was agreed on with the client?"),
            "agreed_on": N_("On which day?"),
            "person": N_("Who looks after it?"),
            "sign": N_("Which sign shall become better?"),
            "target": N_("Target: no higher than"),
            "measure_on": N_("When is it measured?"),
        }
        for name, label in labels.items():
            self.fields[name].label = told(label)
        self.fields["target"].help_text = told(
            N_("In percent for signs that are shares; otherwise in the unit of the sign. Measured from your own records.")
        )  # fmt: skip
        self.fields["measure_on"].help_text = told(N_("It is measured by itself on that day."))

    def _proposed(self, case: Case) -> dict[str, object]:
        today = timezone.localdate()
        first = next(iter(self.found.values()), None)
        target = self.remedy.target(float(first["rate"]), float(first["peer_rate"])) if first else 0.0
        scale = SHARE if first and _is_share(str(first["sign"])) else 1
        return {
            "agreed_on": today,
            "measure_on": today + timedelta(days=self.remedy.measured_after_days),
            "person": case.led_by_id,
            "sign": str(first["sign"]) if first else "",
            "target": round(target * scale, 2),
        }

    def clean(self) -> dict[str, Any]:
        """The day of measuring comes after the agreement, which has been made."""
        given: dict[str, Any] = super().clean() or {}
        agreed, measured = given.get("agreed_on"), given.get("measure_on")
        if agreed and agreed > timezone.localdate():
            self.add_error(
                "agreed_on", told(N_("This day has not come yet. Choose today or an earlier day."))
            )
        if agreed and measured and measured <= agreed:
            self.add_error("measure_on", told(N_("Choose a day after the agreement.")))
        return given

    def agreed(self) -> Agreed:
        """What was agreed on, for the action."""
        given = self.cleaned_data
        scale = SHARE if _is_share(given["sign"]) else 1
        return Agreed(
            remedy=self.remedy.name,
            agreement=given["agreement"],
            agreed_on=given["agreed_on"],
            person=given["person"],
            sign=given["sign"],
            target=given["target"] / scale,
            measure_on=given["measure_on"],
        )


def _is_share(sign: str) -> bool:
    from amicable.report.figures import Figures  # noqa: PLC0415 (only a question to it)

    return sign in all_signs() and Figures.is_share(all_signs()[sign])


def _fitting(case: Case, remedy: Remedy) -> dict[str, dict[str, Any]]:
    """Findings that count and that the remedy can mend, by sign."""
    found = {str(one["sign"]): one for one in counted(case) if one["sign"] in all_signs()}
    fits = {name: one for name, one in found.items() if remedy.fits([str(one["family"])])}
    return fits or found
