"""How the sign-in library behaves in this house: nobody signs up by themselves, and every word is ours."""

from collections.abc import Mapping
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse, SignupClosedException
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.functional import lazy

from amicable.i18n import N_
from amicable.web.accounts import mails
from amicable.web.accounts.actions import join
from amicable.web.accounts.models import Person
from amicable.web.accounts.queries import invited
from amicable.web.diary.actions import NOBODY, write
from amicable.web.errors import too_many
from amicable.web.rendering import told

later = lazy(told, str)
TOO_MANY = N_("Too many attempts failed. Wait five minutes, then try again.")
WRONG_CODE = N_("This code is not right, or no longer. Wait for the next one and try again.")
MESSAGES = {
    "account/messages/logged_out.txt": N_("You have signed out."),
    "account/messages/password_changed.txt": N_("Your new password is set."),
    "account/messages/password_set.txt": N_("Your password is set."),
    "mfa/messages/totp_activated.txt": N_("The authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": N_("The authenticator app no longer signs you in."),
    "mfa/messages/webauthn_added.txt": N_("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": N_("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": N_("Keep these recovery codes where you find them without this device."),
}  # fmt: skip
"""The library's messages that we pass on; of the others the page itself tells."""


class Accounts(DefaultAccountAdapter):
    """People come by invitation."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": later(N_("This account is closed. Ask an owner of your firm to open it again.")),
        "email_password_mismatch": later(N_("The address or the password is not right.")),
        "enter_current_password": later(N_("This is not your current password.")),
        "incorrect_code": later(WRONG_CODE),
        "incorrect_password": later(N_("The password is not right.")),
        "invalid_password_reset": later(N_("The link no longer works.")),
        "rate_limited": later(TOO_MANY),
        "too_many_login_attempts": later(TOO_MANY),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (the library's signature)
        """Never: people come by invitation."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Answer with a page of its own when too many attempts have failed."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            write("sign_in.held_back", by=NOBODY, about=about(credentials), email=known(credentials))
            raise ImmediateHttpResponse(too_many(request)) from error

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:  # noqa: ARG002 (the library's signature)
        """Write it down."""
        write("sign_in.failed", by=NOBODY, about=about(credentials), email=known(credentials))

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, message_context: Mapping[str, object] | None = None, extra_tags: str = "", message: str | None = None) -> None:  # noqa: ARG002 (the library's signature)  # fmt: skip
        """Say it in our words."""
        said = message or told(MESSAGES.get(message_template or "", ""))
        super().add_message(request, level, message=said or None, extra_tags=extra_tags)

    def render_mail(self, template_prefix: str, email: str, context: Mapping[str, object], headers: object = None) -> EmailMessage:  # noqa: ARG002 (the library's signature)  # fmt: skip
        """The letter in our words."""
        return mails.written(template_prefix, email, context)

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, object]) -> None:
        """Send it; where that fails, what was asked for goes on all the same."""
        mails.send(self.render_mail(template_prefix, email, context))


def known(credentials: Mapping[str, object]) -> str:
    """The address somebody tried, where it is one of ours; people type passwords into that field."""
    email = str(credentials.get("email", "")).lower()
    return email if Person.objects.filter(email=email).exists() else "?"


def about(credentials: Mapping[str, object]) -> str:
    """Whom an attempt was about, for the diary."""
    email = known(credentials)
    return "" if email == "?" else f"person:{email}"


class SingleSignOn(DefaultSocialAccountAdapter):
    """The firm's provider signs in people, and those who hold an open invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 (the library's signature)
        """Only for an address that was invited and that the provider vouches for."""
        return invited(verified(sociallogin)) is not None

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 (the library's signature)
        """Always: there is nothing more to ask."""
        return True

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: object = None) -> Person:  # noqa: ARG002 (the library's signature)
        """Let the invited person in, and remember who they are to the provider."""
        invitation = invited(verified(sociallogin))
        if invitation is None:
            raise SignupClosedException
        name = str(sociallogin.account.extra_data.get("userinfo", {}).get("name", ""))
        person = join(invitation=invitation, name=name or invitation.email.split("@")[0])
        sociallogin.connect(request, person)
        return person


def verified(sociallogin: SocialLogin) -> list[str]:
    """Addresses that the provider vouches for."""
    return [address.email for address in sociallogin.email_addresses if address.verified]


class SecondFactor(DefaultMFAAdapter):
    """Passkeys carry the firm's name."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": later(
            N_("Set up a passkey or an authenticator app first; then there are recovery codes.")
        ),
        "incorrect_code": later(WRONG_CODE),
    }

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002 (the library's signature)
        """A name to begin with, for the person to change."""
        before = Authenticator.objects.filter(user=user, type=type).count()
        return told(N_("Passkey {number}"), number=before + 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that the person's device shows."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Amicable"}
