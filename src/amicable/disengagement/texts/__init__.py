"""What is said and written to clients: one folder per language, whole sentences written by people who think in it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from amicable.i18n import N_
from amicable.money import Money
from amicable.refusal import Refusal

DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)")
"""A name that ends in a full stop (Inc.) before the full stop of the sentence."""
FORMS = ("formal", "informal")
Tables = Mapping[str, Mapping[str, Any]]


class NoTexts(Refusal):
    """A text that has not been written in the language asked for."""


@cache
def shipped(language: str, file: str) -> Tables:
    """The sections of one file of a language; NoTexts where nobody has written it."""
    path = files(__name__) / language / f"{file}.toml"
    if not path.is_file():
        raise NoTexts(
            N_(
                "The texts of “{file}” are not written in the language “{language}” yet, and no other language stands in for it. Choose one of: {known}."
            ),
            file=file,
            language=language,
            known=", ".join(languages(file)),
        )
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def languages(file: str) -> tuple[str, ...]:
    """Languages in which somebody has written the texts of `file`."""
    here = files(__name__)
    return tuple(sorted(one.name for one in here.iterdir() if (here / one.name / f"{file}.toml").is_file()))


@dataclass(frozen=True)
class Texts:
    """The texts of one language in one form of address; a firm's own file in `own` comes first, key by key."""

    language: str
    formal: bool = True
    own: Path | None = None

    def section(self, file: str, section: str) -> "Section":
        """Speaks from one section of one file."""
        return Section(self, f"{file}.{section}")

    def voice(self, where: str, /, **values: object) -> str:
        """The text at "file.section.key", its placeholders filled as the language writes them."""
        plain = {name: self.shown(value) for name, value in values.items()}
        return DOUBLED.sub(".", self._leaf(where).strip().format_map(plain))

    def keys(self, file: str, section: str) -> tuple[str, ...]:
        """Keys of a section, in the order of the file."""
        return tuple(shipped(self.language, file)[section])

    def shown(self, value: object) -> str:
        """A day, an amount, a number or several names as a reader of the language expects them."""
        from babel.dates import format_date  # noqa: PLC0415 (Babel is slow to import)
        from babel.lists import format_list  # noqa: PLC0415
        from babel.numbers import format_decimal  # noqa: PLC0415

        if isinstance(value, date):
            return str(format_date(value, "long", self.language))
        if isinstance(value, Money):
            return value.shown(self.language)
        if isinstance(value, Decimal | int):
            return str(format_decimal(value, locale=self.language))
        if isinstance(value, tuple):
            return str(format_list([self.shown(one) for one in value], locale=self.language))
        return str(value)

    def percent(self, share: Decimal) -> str:
        """A share of one as a percentage with at most two decimals."""
        from babel.numbers import format_percent  # noqa: PLC0415 (Babel is slow to import)

        return str(format_percent(share, format="#,##0.##%", locale=self.language))

    def _leaf(self, where: str) -> str:
        file, section, key = where.split(".", 2)
        found = _own(self.own, file).get(section, {}).get(key) or shipped(self.language, file)[section][key]
        return found if isinstance(found, str) else str(found[FORMS[not self.formal]])


@dataclass(frozen=True)
class Section:
    """Speaks from one section: `voice("since", year=2019)`."""

    texts: Texts
    place: str

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key`."""
        return self.texts.voice(f"{self.place}.{key}", **values)

    def __contains__(self, key: str) -> bool:
        return key in self.texts.keys(*self.place.split(".", 1))


@cache
def _own(folder: Path | None, file: str) -> Tables:
    path = folder / f"{file}.toml" if folder else None
    return tomllib.loads(path.read_text(encoding="utf-8")) if path and path.is_file() else {}
