"""What happens in the sign-in library enters the diary."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.dispatch import Signal

from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write

KINDS = {
    Authenticator.Type.TOTP: "app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "codes",
}


def listen() -> None:
    """Connect everything; called once, when the app is ready."""
    acts = {
        account.user_logged_in: "sign_in.done",
        user_logged_out: "sign_in.out",
        account.password_changed: "sign_in.password_changed",
        account.password_set: "sign_in.password_changed",
        account.password_reset: "sign_in.password_reset",
        mfa.authentication_failed: "sign_in.second_step_failed",
    }
    for signal, act in acts.items():
        _connect(signal, act)
    mfa.authenticator_added.connect(_added, weak=False)
    mfa.authenticator_removed.connect(_removed, weak=False)
    mfa.authenticator_reset.connect(_renewed, weak=False)


def _connect(signal: Signal, act: str) -> None:
    def written(user: Person | None = None, **_more: object) -> None:
        if user is not None:
            _write(act, user)

    signal.connect(written, weak=False)


def _added(user: Person, authenticator: Authenticator, **_more: object) -> None:
    _write(f"sign_in.{KINDS[authenticator.type]}_added", user)


def _removed(user: Person, authenticator: Authenticator, **_more: object) -> None:
    _write(f"sign_in.{KINDS[authenticator.type]}_removed", user)


def _renewed(user: Person, **_more: object) -> None:
    _write("sign_in.codes_added", user)


def _write(act: str, person: Person) -> None:
    write(act, by=person.email, about=f"person:{person.email}", email=person.email)
