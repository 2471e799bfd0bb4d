"""The sign-in library's forms with our words on them."""

from typing import ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError

from amicable.i18n import N_
from amicable.web.accounts.forms import dress
from amicable.web.accounts.passwords import LongEnough
from amicable.web.rendering import told

PASSWORD, NEW, AGAIN = N_("Password"), N_("New password"), N_("The new password again")
CODE = N_("Code from your app, or a recovery code")


class Worded:
    """A form that says its labels in the reader's language."""

    labels: ClassVar[dict[str, str]] = {}

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        dress(self, self.labels)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.help_text = ""


class WordedTwice(Worded):
    """A form that asks for a new password twice."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["password1"].help_text = LongEnough().get_help_text()  # type: ignore[attr-defined]

    def add_error(self, field: str | None, error: object) -> None:
        """Say in our words that the two are not the same; the library has no other error on the second."""
        if field == "password2" and not isinstance(error, ValidationError):
            error = told(N_("The two passwords are not the same."))
        super().add_error(field, error)  # type: ignore[misc]


class LoginForm(Worded, account.LoginForm):
    """Address and password."""

    labels: ClassVar = {"login": N_("E-mail"), "password": PASSWORD}


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """The password once more."""

    labels: ClassVar = {"password": PASSWORD}


class ChangePasswordForm(WordedTwice, account.ChangePasswordForm):
    """From the present password to another."""

    labels: ClassVar = {"oldpassword": N_("Current password"), "password1": NEW, "password2": AGAIN}


class SetPasswordForm(WordedTwice, account.SetPasswordForm):
    """A first password."""

    labels: ClassVar = {"password1": NEW, "password2": AGAIN}


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """Whose password was forgotten."""

    labels: ClassVar = {"email": N_("E-mail")}


class ResetPasswordKeyForm(WordedTwice, account.ResetPasswordKeyForm):
    """A new password in the place of a forgotten one."""

    labels: ClassVar = {"password1": NEW, "password2": AGAIN}


class AuthenticateForm(Worded, mfa.AuthenticateForm):
    """The second step."""

    labels: ClassVar = {"code": CODE}


class ReauthenticateByCodeForm(Worded, mfa.ReauthenticateForm):
    """The second step once more."""

    labels: ClassVar = {"code": CODE}


class ActivateAppForm(Worded, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""

    labels: ClassVar = {"code": N_("The six digits that your app shows")}


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """A new passkey and its name; it signs in by itself."""

    labels: ClassVar = {"name": N_("Name of this passkey")}
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)


class EditPasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """Another name."""

    labels: ClassVar = {"name": N_("Name of this passkey")}
