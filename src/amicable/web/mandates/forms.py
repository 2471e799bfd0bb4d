"""What people ask of their mandate, and what owners write into it."""

from decimal import Decimal
from typing import Any

from django import forms

from amicable.decision.mandate import ACTS, Terms
from amicable.i18n import N_
from amicable.money import digits
from amicable.signs import all_signs
from amicable.web.accounts.models import Person
from amicable.web.mandates import queries
from amicable.web.mandates.actions import Wanted
from amicable.web.mandates.amounts import minor
from amicable.web.mandates.models import Mandate
from amicable.web.portfolio.queries import clients_seen_by, latest_review, segments
from amicable.web.rendering import firm, told
from amicable.web.rights import TITLES, Role

LONGEST = 2000
MOST_DIGITS = 12
INPUT = {"class": "form-control"}
CHOICE = {"class": "form-select"}
BOXES = {"class": "form-check-input"}
WITH_MANDATE = [role for role in Role if role is not Role.AUDITOR]


def _amount(currency: str, **more: object) -> forms.DecimalField:
    step = "1" if not digits(currency) else f"0.{'0' * (digits(currency) - 1)}1"
    widget = forms.NumberInput(attrs={**INPUT, "step": step, "min": "0", "inputmode": "decimal"})
    return forms.DecimalField(min_value=0, max_digits=MOST_DIGITS, decimal_places=digits(currency), widget=widget, **more)  # fmt: skip


class QuestionForm(forms.Form):
    """The question whether one may do this for this client now."""

    client = forms.ModelChoiceField(queryset=None)
    action = forms.ChoiceField(choices=[(name, name) for name in ACTS])
    reason = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea(attrs={**INPUT, "rows": 2}))  # fmt: skip

    def __init__(self, *given: Any, person: Person, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        self.fields["client"].queryset = clients_seen_by(person)
        self.fields["client"].error_messages |= dict.fromkeys(
            ("required", "invalid_choice"), told(N_("Choose the client."))
        )
        self.fields["action"].error_messages["required"] = told(N_("Choose what you want to do."))
        self.fields["amount"] = _amount(firm().currency, required=False)

    def clean(self) -> dict[str, Any]:
        """Where money is given, one says how much."""
        given: dict[str, Any] = super().clean() or {}
        act = ACTS.get(given.get("action", ""))
        if act and act.spends and not given.get("amount") and "amount" not in self.errors:
            self.add_error("amount", told(N_("Say how much, above zero.")))
        return given

    def wanted(self) -> Wanted:
        """The question, for the action."""
        given = self.cleaned_data
        amount = minor(given.get("amount"), firm().currency) or 0
        return Wanted(given["client"], given["action"], amount, given["reason"])


class AnswerForm(forms.Form):
    """Granting a request, or declining it."""

    grant = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda text: text == "yes")
    words = forms.CharField(required=False, max_length=LONGEST)

    def clean(self) -> dict[str, Any]:
        """Who declines says why."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("grant") is False and not given.get("words", "").strip():
            self.add_error(
                "words", told(N_("Write down why not, so that the answer can be passed on kindly."))
            )
        return given


class LineForm(forms.Form):
    """One line of a mandate; the role and the action of one that exists stay."""

    role = forms.ChoiceField(widget=forms.Select(attrs=CHOICE))
    action = forms.ChoiceField(widget=forms.Select(attrs=CHOICE))
    above = forms.ModelChoiceField(queryset=None, widget=forms.Select(attrs=CHOICE))
    segments = forms.MultipleChoiceField(required=False, widget=forms.SelectMultiple(attrs=CHOICE))
    signs = forms.MultipleChoiceField(required=False, widget=forms.SelectMultiple(attrs=CHOICE))
    unless = forms.MultipleChoiceField(required=False, widget=forms.SelectMultiple(attrs=CHOICE))
    field_order = ("role", "action", "per_client", "per_month", "above", "segments", "signs", "unless")

    def __init__(self, *given: Any, line: Mandate | None = None, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        self.line, self.currency = line, line.currency if line else firm().currency
        named.setdefault("initial", _typed(line) if line else {})
        super().__init__(*given, **named)
        for name in ("per_client", "per_month"):
            self.fields[name] = _amount(self.currency, required=False)
        self._choices()
        self._words()
        self.order_fields(self.field_order)
        if line:
            del self.fields["role"], self.fields["action"]

    def _choices(self) -> None:
        review = latest_review()
        signs = [(name, told(one.title)) for name, one in all_signs().items() if not one.ours and not one.confidential]  # fmt: skip
        self.fields["role"].choices = [(role.value, told(TITLES[role])) for role in WITH_MANDATE]
        self.fields["action"].choices = [(name, told(act.title)) for name, act in ACTS.items()]
        self.fields["above"].queryset = queries.people_to_ask()
        known = (*(segments(review) if review else ()), *(self.line.segments if self.line else ()))
        self.fields["segments"].choices = [(name, name) for name in dict.fromkeys(known)]
        self.fields["signs"].choices = self.fields["unless"].choices = signs

    def _words(self) -> None:
        labels = {
            "role": N_("Whose mandate is it?"),
            "action": N_("What may they do?"),
            "per_client": N_("Up to how much for one client in a month?"),
            "per_month": N_("Up to how much for all clients together in a month?"),
            "above": N_("Whom do they ask beyond it?"),
            "segments": N_("Only for clients of these groups"),
            "signs": N_("Only for clients that show one of these signs strongly"),
            "unless": N_("Not for clients that show one of these signs strongly"),
        }
        for name, label in labels.items():
            self.fields[name].label = told(label)
        empty = told(N_("Empty: no limit. Whoever holds the role shares this budget with the others."))
        self.fields["per_month"].help_text = empty
        self.fields["per_client"].help_text = told(N_("Empty: no limit for one client."))
        self.fields["above"].empty_label = told(N_("Choose a person"))

    def clean(self) -> dict[str, Any]:
        """A month's budget holds at least what one client may get."""
        given: dict[str, Any] = super().clean() or {}
        each, all_of_them = given.get("per_client"), given.get("per_month")
        if each is not None and all_of_them is not None and each > all_of_them:
            self.add_error("per_month", told(N_("The budget of the month is smaller than what one client may get. Raise it, or lower the other.")))  # fmt: skip
        return given

    def terms(self) -> Terms:
        """The line, for the action."""
        given = self.cleaned_data
        action = self.line.action if self.line else given["action"]
        spends = ACTS[action].spends
        return Terms(
            action=action,
            currency=self.currency,
            per_client=minor(given["per_client"], self.currency) if spends else None,
            per_month=minor(given["per_month"], self.currency) if spends else None,
            segments=frozenset(given["segments"]),
            signs=frozenset(given["signs"]),
            unless=frozenset(given["unless"]),
        )


def _typed(line: Mandate) -> dict[str, object]:
    def units(amount: int | None) -> Decimal | None:
        return None if amount is None else Decimal(amount).scaleb(-digits(line.currency))

    return {
        "above": line.above_id,
        "per_client": units(line.per_client),
        "per_month": units(line.per_month),
        "segments": line.segments,
        "signs": line.signs,
        "unless": line.unless,
    }
