"""How the sign-in library behaves in this house: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    """People come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (the library's signature)
        """Never: people come by invitation."""
        return False


class SingleSignOn(DefaultSocialAccountAdapter):
    """The firm's provider signs in those who were invited."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002 (the library's signature)
        """Never: people come by invitation."""
        return False


class SecondFactor(DefaultMFAAdapter):
    """Passkeys carry the firm's name."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that the person's device shows."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Amicable"}
