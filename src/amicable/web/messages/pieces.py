"""A message as it is shown: its own words, what was marked in them, and what it quotes of others."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings

from amicable.i18n import LANGUAGES
from amicable.reading.own_words import HTML, own_words
from amicable.web.messages.records import GRAVE
from amicable.wording import SITUATIONS, Rule
from amicable.wording.own import own_rules, written_at
from amicable.wording.rules import shipped_in

LONGEST = 20_000
"""Characters of a message that a page shows."""
EMPTY_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
BLANKS = re.compile(r"\s+")
AROUND = 160
"""Characters before and after a mark that an excerpt shows."""


@dataclass(frozen=True)
class Mark:
    """A finding in a message: what, by which rule, why, and what a person said of it."""

    reading_id: str
    situation: str
    rule_id: str
    rule: Rule | None
    """None: the rule is no longer among those in force."""
    begins: int
    ends: int
    place: str
    quote: str
    confirmed: bool | None

    @property
    def title(self) -> str:
        """What it documents."""
        known = SITUATIONS.get(self.situation)
        return known.title if known else self.situation

    @property
    def grave(self) -> bool:
        """Whether it counts only after a person has confirmed it."""
        return self.situation in GRAVE

    @property
    def message(self) -> str:
        """What the rule says of its finding."""
        return self.rule.message if self.rule else ""

    @property
    def why(self) -> str:
        """Why the firm may want to know."""
        return self.rule.why if self.rule else ""

    @property
    def page(self) -> tuple[str, str, str]:
        """Language, situation and short name of its rule, as its page is addressed."""
        language, situation, name = [*self.rule_id.split("/", 2), "", ""][:3]
        return language, situation, name


@dataclass(frozen=True)
class Piece:
    """A run of characters with the same marks."""

    text: str
    marks: tuple[Mark, ...] = ()
    quoted: bool = False
    """Written by somebody else: an earlier message, a signature, a disclaimer."""


def marks(readings: Sequence[Mapping[str, Any]], said: Mapping[str, bool | None]) -> list[Mark]:
    """What was read, with people's latest words: `said` goes before what stands in the ledger."""
    return [
        Mark(
            reading_id=row["reading_id"],
            situation=row["situation"],
            rule_id=row["rule"],
            rule=rule_of(row["rule"]),
            begins=row["begins"] or 0,
            ends=row["ends"] or 0,
            place=row["place"] or "body",
            quote=row["quote"] or "",
            confirmed=said.get(row["reading_id"], row["confirmed"]),
        )
        for row in sorted(readings, key=lambda row: (row["place"] or "", row["begins"] or 0))
    ]


def rule_of(rule_id: str) -> Rule | None:
    """The rule of this id, shipped or the firm's own."""
    language = rule_id.partition("/")[0]
    return rules_by_id(language).get(rule_id) if language in LANGUAGES else None


def rules_by_id(language: str) -> Mapping[str, Rule]:
    """Every rule in force in one language, by its id."""
    folder = settings.DEPLOYMENT.ledger
    return _rules_by_id(language, folder, written_at(folder))


@lru_cache(maxsize=12)
def _rules_by_id(language: str, folder: Path, _written_at: int) -> Mapping[str, Rule]:
    own = (rule for rule in own_rules(folder) if rule.language == language)
    return {rule.id: rule for rule in [*shipped_in(language), *own]}


def pieces(text: str, found: Sequence[Mark], *, fold: bool = True) -> list[Piece]:
    """`text` cut where marks and quotations begin and end; `fold`: quotations are told apart."""
    shown = text[:LONGEST]
    own = own_words(text)[:LONGEST]
    if HTML.search(shown):
        shown = own
    cut = _quotations(shown, own) if fold else []
    points = sorted({0, len(shown), *(p for a, b in cut for p in (a, b)), *_ends(found, len(shown))})
    made = [
        Piece(
            EMPTY_LINES.sub("\n\n", shown[a:b]),
            tuple(one for one in found if one.begins < b and one.ends > a),
            any(start <= a and b <= end for start, end in cut),
        )
        for a, b in pairwise(points)
    ]
    return [one for one in made if one.text]


def _ends(found: Sequence[Mark], length: int) -> Iterator[int]:
    for one in found:
        yield min(max(one.begins, 0), length)
        yield min(max(one.ends, 0), length)


def _quotations(text: str, own: str) -> list[tuple[int, int]]:
    """Where lines stand that their writer did not write itself, neighbours together."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        foreign = bool(line.strip()) and not own[start:end].strip()
        joins = bool(found) and found[-1][1] == start
        if joins and (foreign or not line.strip()):
            found[-1] = (found[-1][0], end)
        elif foreign:
            found.append((start, end))
        start = end
    return found


def excerpt(text: str, mark: Mark) -> list[Piece]:
    """The words around a mark, on one line."""
    own = own_words(text)
    first, last = max(0, mark.begins - AROUND), min(len(text), mark.ends + AROUND)
    before = BLANKS.sub(" ", own[first : mark.begins]).lstrip()
    after = BLANKS.sub(" ", own[mark.ends : last]).rstrip()
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text) and own[last:].strip():
        after = after.rpartition(" ")[0] + " …"
    return [Piece(before), Piece(mark.quote, (mark,)), Piece(after)]
