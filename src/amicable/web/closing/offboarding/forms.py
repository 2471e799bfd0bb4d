"""What people write about an offboarding."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from amicable.i18n import N_
from amicable.offboarding import TRADES
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.gates import pack_of
from amicable.web.closing.models import AccessLine, Closing, Service
from amicable.web.closing.offboarding.planning import FACTS
from amicable.web.rendering import told

CONTROL = {"class": "form-control"}
CHOICE = {"class": "form-select"}
CHECK = {"class": "form-check-input"}
LABELS = {
    "told_on": N_("The client was told on"),
    "end_on": N_("Last day of service"),
    "trade": N_("Tasks of which trade?"),
    "successor": N_("Who takes over, as far as the client has said"),
    "third_parties": N_("Who else has to know, one a line"),
    "holds_money": N_("We hold money of the client"),
    "owes_refund": N_("We owe the client a refund"),
    "has_files": N_("We have files of the client"),
    "has_originals": N_("We have originals, keys or devices"),
    "has_mandates": N_("We are registered for the client somewhere"),
    "has_deadlines": N_("Deadlines of the client lie ahead"),
    "has_subscriptions": N_("Licences or subscriptions run on our account"),
    "cut_off": N_("Contact is to end after the last day"),
    "system": N_("System"),
    "holder": N_("Who holds the access"),
    "side": N_("Whose system is it?"),
    "after": N_("Which must be closed first?"),
    "name": N_("Service"),
    "began_on": N_("Since"),
    "last_on": N_("Last day"),
}


class _Labelled(forms.ModelForm):
    """A form whose questions are asked in the reader's language."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        for name, field in self.fields.items():
            field.label = told(LABELS[name])
            kind = CHECK if isinstance(field.widget, forms.CheckboxInput) else CHOICE if isinstance(field.widget, forms.Select) else CONTROL  # fmt: skip
            field.widget.attrs.update(kind)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ClosingForm(_Labelled):
    """What the tasks of an offboarding depend on."""

    class Meta:
        """Facts about the ending."""

        model = Closing
        fields = ("told_on", "end_on", "trade", "successor", "third_parties", *FACTS)
        widgets = {
            "told_on": _day(),
            "end_on": _day(),
            "trade": forms.Select(),
            "third_parties": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["trade"].widget.choices = [("", told(N_("Any service")))] + [(name, told(title)) for name, title in TRADES.items()]  # fmt: skip
        self.fields["end_on"].help_text = told(N_("As it stands in the confirmation. Tasks are due by it."))

    def clean(self) -> dict[str, Any]:
        """The end comes after the telling."""
        found: dict[str, Any] = super().clean()
        told_on, end_on = found.get("told_on"), found.get("end_on")
        if told_on and end_on and end_on < told_on:
            raise ValidationError(
                told(N_("The last day cannot lie before the day on which the client was told."))
            )
        return found


def first_facts(case: Case) -> dict[str, Any]:
    """What is known before anybody has written anything: the day of telling, the notice of the pack, its trade."""
    step = case.steps.filter(action="tell").first()
    told_on = step.at.date() if step else case.moved_at.date()
    pack = pack_of(case)
    trade = next((one for one in pack.professions if one in TRADES), "")
    return {"told_on": told_on, "end_on": pack.notice.ends_on(told_on), "trade": trade}


class AccessForm(_Labelled):
    """One line of the register of access."""

    side = forms.ChoiceField()
    after = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        """What is opened, by whom."""

        model = AccessLine
        fields = ("system", "holder", "side", "after")

    def __init__(self, *given: object, closing: Closing, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["side"].choices = [
            ("ours", told(N_("The client's: we get into it"))),
            ("theirs", told(N_("Ours: the client gets into it"))),
        ]
        self.fields["after"].choices = [(one.system, one.system) for one in closing.access.all()]
        self.fields["after"].widget.attrs.clear()


class ServiceForm(_Labelled):
    """One service that was provided."""

    class Meta:
        """Name and days."""

        model = Service
        fields = ("name", "began_on", "last_on")
        widgets = {"began_on": _day(), "last_on": _day()}

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["began_on"].required = False


class TickForm(forms.Form):
    """What shows that a task is done."""

    note = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs=CONTROL | {"rows": 2})
    )
    file = forms.FileField(required=False, widget=forms.FileInput(attrs=CONTROL))


class ReasonForm(forms.Form):
    """A reason in one's own words."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs=CONTROL | {"rows": 2}))


class GiveForm(forms.Form):
    """Who looks after a task from now on."""

    person = forms.ModelChoiceField(queryset=Person.objects.filter(is_active=True), empty_label=None)
