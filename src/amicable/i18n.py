"""Marks words for translators; translation happens where words are shown."""

import gettext
import locale
import os
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "es", "ca", "pl", "fi", "vi")


def N_(message: str) -> str:  # noqa: N802 (the name that gettext's tools know)
    """Mark `message` for translators and return it unchanged."""
    return message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = files("amicable") / "locale"
    return gettext.translation("amicable", str(folder), languages=[language], fallback=True)


def spoken() -> str:
    """The reader's language: AMICABLE_LANG, else the system's, else English."""
    wanted = os.environ.get("AMICABLE_LANG") or locale.getlocale()[0] or "en"
    language = wanted.replace("-", "_").split("_")[0].lower()
    return language if language in LANGUAGES else "en"


def say(message: str, language: str | None = None, /, **values: object) -> str:
    """`message` in the reader's language, its named placeholders filled with `values`."""
    words = _catalogue(language or spoken()).gettext(message) if message else ""
    return words.format(**values) if values else words


def say_count(one: str, many: str, count: int, language: str | None = None, /, **values: object) -> str:
    """The form of a counted sentence that `count` needs in the reader's language."""
    return say_form(one, many, count, language).format(count=count, **values)


def say_form(one: str, many: str, count: int, language: str | None = None, /) -> str:
    """The form that `count` needs, its placeholders not yet filled."""
    return _catalogue(language or spoken()).ngettext(one, many, count)
