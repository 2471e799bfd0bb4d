"""Names of companies and people, as their language makes them, and how addresses are made of them."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

FOLDED = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "·": ""})


@cache
def words(language: str) -> dict[str, Any]:
    """Everything the demo firm's people say in `language`."""
    return tomllib.loads((files("amicable.demo") / "words" / f"{language}.toml").read_text("utf-8"))


def slug(text: str) -> str:
    """`text` in lower ASCII letters and hyphens, as in a domain name."""
    plain = unicodedata.normalize("NFKD", text.translate(FOLDED)).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain.lower()).split())


@dataclass(frozen=True)
class Person:
    """A name in its two parts, and an address."""

    given: str
    surname: str
    address: str
    language: str
    role: str = ""

    @property
    def name(self) -> str:
        """The whole name in the order of its language."""
        return f"{self.surname} {self.given}" if self.language == "vi" else f"{self.given} {self.surname}"


def person(rng: np.random.Generator, language: str, domain: str, role: str = "") -> Person:
    """Somebody who writes in `language` from an address at `domain`."""
    pool = words(language)["people"]
    given, surname = str(rng.choice(pool["given"])), str(rng.choice(pool["surnames"]))
    return Person(given, surname, f"{slug(given)}.{slug(surname)}@{domain}", language, role)


@dataclass(frozen=True)
class Company:
    """A company's name, how else it is written, and its domain."""

    name: str
    otherwise: str
    domain: str


@cache
def companies(language: str) -> tuple[Company, ...]:
    """Every company name the words of `language` allow."""
    pool = words(language)["companies"]
    return tuple(
        _company(pool["pattern"], trade, surname, form)
        for trade in pool["trades"]
        for surname, form in zip(
            words(language)["people"]["surnames"], _round_robin(pool["forms"], len(trade)), strict=False
        )
    )


def _round_robin(forms: list[list[str]], turn: int) -> list[list[str]]:
    """Legal forms in turn, four of the first to one of another, beginning at `turn`."""
    row = [forms[0], forms[0], forms[0], forms[0], forms[-1]]
    return [row[(turn + i) % len(row)] for i in range(40)]


def _company(pattern: str, trade: str, surname: str, form: list[str]) -> Company:
    written, otherwise = (pattern.format(trade=trade, surname=surname, form=f) for f in form)
    return Company(written, otherwise, f"{slug(f'{trade} {surname}')}.example")
