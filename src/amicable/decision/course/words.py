"""Sentences whose figures are filled in where they are shown, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from amicable.i18n import say
from amicable.money import Money, digits


@dataclass(frozen=True)
class Title:
    """A name inside a sentence that is translated with it."""

    text: str


@dataclass(frozen=True)
class Share:
    """A probability or a share, 0 to 1, shown as per cent."""

    value: float


@dataclass(frozen=True)
class Told:
    """A whole sentence with its values: Money, dates, shares, titles, numbers or plain text."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """The sentence in `language`, its figures as readers of that language write them."""
        shown = {name: _shown(value, language) for name, value in self.values.items()}
        return say(self.message, language, **shown)


def _shown(value: object, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 (Babel is slow to import)
    from babel.numbers import format_decimal, format_percent  # noqa: PLC0415 (as above)

    match value:
        case tuple():
            shown = ", ".join(_shown(one, language) for one in value)
        case Title(text):
            shown = say(text, language)
        case Money():
            shown = _rounded(value).shown(language)
        case Share(share):
            shown = format_percent(round(share, 2), locale=language)
        case date():
            shown = format_date(value, "long", locale=language)
        case int() | float():
            shown = format_decimal(round(value), locale=language)
        case _:
            shown = str(value)
    return shown


def _rounded(value: Money) -> Money:
    """An estimate, without its cents."""
    unit = 10 ** digits(value.currency)
    return Money(round(value.minor / unit) * unit, value.currency)
