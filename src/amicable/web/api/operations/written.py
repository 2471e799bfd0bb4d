"""What programs send is judged by the same forms as what people type."""

from typing import Any

from django import forms

from amicable.refusal import Refusal


class NotAccepted(Refusal):
    """It has the right shape, and still cannot be taken: a day to come, somebody who is not there."""


def accepted(form: forms.Form) -> dict[str, Any]:
    """The form's values; else a refusal with the sentences that it would show beside its fields."""
    if not form.is_valid():
        raise NotAccepted(
            "{sentences}",
            sentences=" ".join(
                sentence if name == "__all__" else f"{name}: {sentence}"
                for name, sentences in form.errors.items()
                for sentence in sentences
            ),
        )
    given: dict[str, Any] = form.cleaned_data
    return given
