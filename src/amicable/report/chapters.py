"""A policy pack as chapters to read: each sentence once, under the names that share it, with its sources and date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amicable.i18n import N_, say

if TYPE_CHECKING:
    from amicable.duties import Choice, Pack, Rule

USES = {"tell": N_("tell"), "confirm": N_("confirm"), "never": N_("never")}


@dataclass(frozen=True)
class Said:
    """One sentence of a pack."""

    about: tuple[str, ...]
    """Names of what it is about; none where it speaks of the whole chapter."""
    note: str
    cite: tuple[str, ...]
    """Names of its sources."""
    dated: date
    """When it was last checked."""
    chosen: str = ""
    """Where the authorities contradict one another: what this pack follows, and what it does not."""
    rejected: str = ""


@dataclass(frozen=True)
class Chapter:
    """What a pack says on one matter."""

    title: str
    says: tuple[Said, ...]


def chapters(one: "Pack", language: str) -> tuple[Chapter, ...]:
    """The pack in the reader's language; matters on which it says nothing are left out."""
    return tuple(Chapter(say(title, language), says) for title, says in _chapters(one, language) if says)


def _chapters(one: "Pack", language: str) -> Iterator[tuple[str, tuple[Said, ...]]]:
    from amicable.decision.gates import all_gates  # noqa: PLC0415 (loads every gate; only a pack to read needs it)
    from amicable.duties import CHANNELS, ELEMENTS, RECORDS  # noqa: PLC0415 (as above)
    from amicable.signs import FAMILIES  # noqa: PLC0415 (as above)

    titles = {name: gate.title for name, gate in all_gates().items()}
    titles |= {name: family.title for name, family in FAMILIES.items()}

    def named(name: str) -> str:
        return say(titles.get(name, name), language)

    def gathered(rules: "Iterable[tuple[str, Rule]]") -> tuple[Said, ...]:
        return _once(rules, language)

    yield N_("Notice"), gathered([("", one.notice)])
    yield N_("Reason"), gathered([("", one.reason_rule)])
    yield N_("Channels"), gathered(
        (f"{say(CHANNELS[rule.name], language)}: {say(USES[rule.use], language)}", rule) for rule in one.channels
    )  # fmt: skip
    yield N_("Parts that the letter must have"), gathered((say(ELEMENTS[rule.name], language), rule) for rule in one.elements)  # fmt: skip
    yield N_("Records"), gathered((say(RECORDS[rule.name], language), rule) for rule in one.records)
    yield N_("Gates"), gathered((named(rule.name), rule) for rule in one.gates)
    yield N_("Clocks"), gathered(("", rule) for rule in one.clocks)
    yield N_("Special causes"), gathered((", ".join(map(named, rule.causes)), rule) for rule in one.variations)  # fmt: skip
    yield N_("Choices made"), tuple(_choice(rule, language) for rule in one.choices)


def _once(rules: "Iterable[tuple[str, Rule]]", language: str) -> tuple[Said, ...]:
    together: dict[tuple[str, tuple[str, ...], date], list[str]] = {}
    for name, rule in rules:
        together.setdefault((say(rule.note, language), rule.cite, rule.dated), []).append(name)
    return tuple(
        Said(tuple(filter(None, names)), note, cite, dated) for (note, cite, dated), names in together.items()
    )


def _choice(rule: "Choice", language: str) -> Said:
    sides = (rule.one, rule.other) if rule.chosen == "one" else (rule.other, rule.one)
    chosen, rejected = (say(side, language) for side in sides)
    return Said(
        (say(rule.question, language),), say(rule.note, language), rule.cite, rule.dated, chosen, rejected
    )
