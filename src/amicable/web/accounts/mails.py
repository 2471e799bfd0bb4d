"""Letters that the application sends to people of the firm, as plain text in their language."""

from collections.abc import Mapping
from dataclasses import dataclass
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.rendering import figures, told

LOG = structlog.get_logger("amicable.mail")


@dataclass(frozen=True)
class Letter:
    """A subject and what is said; both may hold values."""

    subject: str
    says: str


CHANGED = N_(
    "Hello,\n\n{change}\n\nIt was done at {moment} from the address {ip}. If that was you, there is nothing to do. If it was not, set a new password at once and tell an owner of your firm.\n\nAmicable"
)
"""Around the sentences of CHANGES."""
CHANGES = {
    "account/email/password_changed": N_("Your password was changed."),
    "account/email/password_reset": N_("Your password was set anew."),
    "account/email/password_set": N_("A password was set for your account."),
    "mfa/email/totp_activated": N_("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": N_("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": N_("A passkey was added to your account."),
    "mfa/email/webauthn_removed": N_("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": N_("New recovery codes were made for your account; the earlier ones no longer work."),
    "socialaccount/email/account_connected": N_("The single sign-on of your firm now opens your account."),
    "socialaccount/email/account_disconnected": N_("The single sign-on of your firm no longer opens your account."),
}  # fmt: skip
RESET = Letter(
    N_("Set a new password for Amicable"),
    N_(
        "Hello,\n\nsomebody asked for a new password for your account. If it was you, open this link and choose one:\n\n{link}\n\nThe link works once. If you did not ask, there is nothing to do: your password stays as it is.\n\nAmicable"
    ),
)
INVITATION = Letter(
    N_("{inviter} invites you to Amicable"),
    N_(
        "Hello,\n\n{inviter} invites you to work with Amicable, where your firm looks after its client relationships. Open this link to choose your password:\n\n{link}\n\nThe link works once, until {day}.\n\nAmicable"
    ),
)


def is_set_up() -> bool:
    """Whether mail leaves this machine."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def written(prefix: str, email: str, context: Mapping[str, object]) -> EmailMessage:
    """The letter that the sign-in library asks for by the name of its template."""
    with translation.override(_language_of(email)):
        if prefix == "account/email/password_reset_key":
            return _message(RESET, email, link=context["password_reset_url"])
        change = told(CHANGES[prefix])
        moment = figures("XXX").moment(context["timestamp"])  # type: ignore[arg-type]
        return _message(Letter(change, CHANGED), email, change=change, moment=moment, ip=context["ip"])


def send_invitation(*, email: str, inviter: Person, link: str, day: str) -> bool:
    """Send an invitation; whether it left."""
    return send(_message(INVITATION, email, inviter=inviter.name, link=link, day=day))


def send(message: EmailMessage) -> bool:
    """Send a letter; what was asked for goes on even where it cannot leave."""
    if not is_set_up():
        return False
    try:
        message.send()
    except (SMTPException, OSError):
        LOG.exception("a letter could not be sent")
        return False
    return True


def _message(letter: Letter, email: str, **values: object) -> EmailMessage:
    return EmailMessage(told(letter.subject, **values), told(letter.says, **values), to=[email])


def _language_of(email: str) -> str:
    person = Person.objects.filter(email=email.lower()).first()
    return (person.language if person else "") or translation.get_language() or "en"
