"""What a password must be; Django's rules, said in our words."""

from django.contrib.auth import password_validation as library
from django.core.exceptions import ValidationError

from amicable.i18n import N_
from amicable.web.rendering import figures, told

LEAST = 12


class LongEnough:
    """At least so many characters."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 (Django's signature)
        """Refuse a short one."""
        if len(password) < LEAST:
            least = figures("XXX").number(LEAST)
            raise ValidationError(
                told(N_("This password is shorter than {least} characters. Add a word or two."), least=least),
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        """The rule."""
        return told(N_("Use at least {least} characters; three or four words in a row are easy to remember."), least=figures("XXX").number(LEAST))  # fmt: skip


class NotCommon(library.CommonPasswordValidator):
    """Not among the 20,000 that are tried first."""

    def get_error_message(self) -> str:
        """Why it was refused."""
        return told(N_("This password is on the lists that are tried first. Choose another one."))

    def get_help_text(self) -> str:
        """Nothing; the refusal says it."""
        return ""


class NotAllDigits(library.NumericPasswordValidator):
    """Not only digits."""

    def get_error_message(self) -> str:
        """Why it was refused."""
        return told(N_("A password of digits alone is quickly guessed. Add words."))

    def get_help_text(self) -> str:
        """Nothing; the refusal says it."""
        return ""


class NotOnesName(library.UserAttributeSimilarityValidator):
    """Not the person's name or address."""

    def get_error_message(self) -> str:
        """Why it was refused."""
        return told(N_("This password is too close to your name or address. Choose another one."))

    def get_help_text(self) -> str:
        """Nothing; the refusal says it."""
        return ""
