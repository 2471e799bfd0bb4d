"""What a page of questions is: single questions, and tables of rows; answered, unknown, or “there is none”."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from amicable.catalogue import item, names

KINDS = ("line", "text", "lines", "day", "money", "number", "choice", "yes", "known")
"""One line, a text, lines of a list, a day, an amount, a number, one of several, a tick; “known” may stay unknown."""
PACKAGE = "amicable.web.parting.questions.sheets"


@dataclass(frozen=True)
class Ask:
    """One question; its name is the key of parting.toml, with a dot before a key of a table."""

    name: str
    label: str
    kind: str = "line"
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    needed: bool = False
    none: str = ""
    """Of lines: how “there is none” is said; empty: none and unknown are the same."""


@dataclass(frozen=True)
class Table:
    """Rows of one kind: each is one value of the parting."""

    name: str
    title: str
    row: str
    """What one row is called."""
    asks: tuple[Ask, ...]
    none: str = ""
    """How “there is none” is said; empty: none and unknown are the same."""


@dataclass(frozen=True)
class Sheet:
    """One page of questions."""

    name: str
    order: int
    title: str
    lead: str
    asks: tuple[Ask, ...] = ()
    tables: tuple[Table, ...] = ()


@cache
def sheets() -> Mapping[str, Sheet]:
    """Every page by its name, in their order; a new one is a new file."""
    found = (item(PACKAGE, name, "SHEET") for name in names(PACKAGE))
    known = sorted((one for one in found if isinstance(one, Sheet)), key=lambda one: one.order)
    return {one.name: one for one in known}
