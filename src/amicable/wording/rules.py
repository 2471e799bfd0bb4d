"""Rules: words to watch, with their own examples. One TOML file for a situation or tone in a language.

src/amicable/wording/<language>/messages/<situation>.toml   what clients write to us
src/amicable/wording/<language>/tone/<tone>.toml            what we write to them
src/amicable/wording/<language>/words.toml                  lists (@you), guards, forms of words
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from amicable.i18n import LANGUAGES, N_
from amicable.refusal import Refusal
from amicable.wording._phrases import BadPhrase, Phrases
from amicable.wording._tree import Sequence
from amicable.wording.situations import SITUATIONS, TONES

LEVELS = ("grave", "high", "normal", "low", "error", "warning", "hint")
AIMS = ("you", "staff", "nobody", "look")
GUARDS = ("negation", "quotation", "reported", "apology", "question")


class BadRule(Refusal):
    """A rule that cannot be used; says which and why."""


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule. Phrases are in the language of `_phrases`."""

    id: str
    """Unique: "en/abuse/insult-fool"."""
    language: str
    situation: str
    """A name of SITUATIONS, or of TONES."""
    kind: str
    level: str
    phrases: tuple[Sequence, ...]
    written: tuple[str, ...]
    """The phrases as the writer wrote them."""
    aimed: str
    """"you" or "staff": the phrase itself names who is meant; "nobody"; "look": the sentence tells."""
    unless: tuple[str, ...]
    """Guards that take a finding away, and "sure" phrases of one's own in `except_`."""
    except_: tuple[Sequence, ...]
    flags: tuple[str, ...]
    passes: tuple[str, ...]
    message: str
    why: str
    instead: str
    """What to write instead; empty: the writer must think."""
    fixes: Mapping[str, str]
    """What may take the place of the words by itself, by the phrase as it was written."""
    note: str
    """A source, or where the words are used: "es-MX"."""
    tone: bool


@dataclass(frozen=True)
class Words:
    """What all rules of a language share."""

    lists: Mapping[str, list[str]] = field(default_factory=dict)
    forms: Mapping[str, list[str]] = field(default_factory=dict)
    guards: Mapping[str, list[str]] = field(default_factory=dict)
    parts: Mapping[str, list[str]] = field(default_factory=dict)
    """How parts of a letter are said: thanks, ending, next_steps, alternatives; and "because"."""

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self.forms, self.lists)

    def parse(self, written: str) -> Sequence:
        """A phrase that may speak of these lists and forms."""
        return self._phrases.parse(written)


@cache
def words(language: str) -> Words:
    """The lists, forms and guards of a language."""
    path = files("amicable.wording") / language / "words.toml"
    found = _toml(path) if path.is_file() else {}
    return Words(
        found.get("lists", {}), found.get("forms", {}), found.get("guards", {}), found.get("parts", {})
    )


def shipped() -> tuple[Rule, ...]:
    """Every rule that comes with the product, in all languages."""
    return tuple(rule for language in LANGUAGES for rule in shipped_in(language))


def shipped_in(language: str) -> tuple[Rule, ...]:
    """Every rule that comes with the product in one language; those that are broken are left out, see `broken_in`."""
    return tuple(one for one in _of(language) if isinstance(one, Rule))


def broken_in(language: str) -> tuple[BadRule, ...]:
    """Why some rules of a language cannot be used; the others can."""
    return tuple(one for one in _of(language) if isinstance(one, BadRule))


@cache
def _of(language: str) -> tuple[Rule | BadRule, ...]:
    folder = files("amicable.wording") / language
    return tuple(
        one
        for part, tone in (("messages", False), ("tone", True))
        if (folder / part).is_dir()
        for path in sorted((folder / part).iterdir(), key=lambda one: one.name)
        if path.name.endswith(".toml")
        for one in read(path, language, tone=tone)
    )


def read(path: Traversable, language: str, *, tone: bool) -> Iterator[Rule | BadRule]:
    """The rules of one file, whose name is the situation or tone; for a broken one, why it cannot be used."""
    situation = path.name.removesuffix(".toml")
    if situation not in (TONES if tone else SITUATIONS):
        yield BadRule(N_("{path}: there is no situation or tone called “{name}”."), path=path, name=situation)
        return
    try:
        found = _toml(path)
    except BadRule as error:
        yield error
        return
    shared = {name: value for name, value in found.items() if name != "rule"}
    for one in found.get("rule", []):
        try:
            yield rule({**shared, **one}, language=language, situation=situation, tone=tone)
        except BadRule as error:
            yield BadRule(N_("{path}: {reason}"), path=path, reason=error)


def _toml(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRule(N_("{path} is no TOML: {reason}"), path=path, reason=error) from error


KNOWN = frozenset({"id", "kind", "level", "phrases", "aimed", "unless", "except", "flags", "passes", "message", "why", "instead", "fix", "note"})  # fmt: skip


def rule(given: Mapping[str, object], *, language: str, situation: str, tone: bool) -> Rule:
    """A rule from its declaration; refused where it is incomplete or says what nobody understands."""
    name = f"{language}/{situation}/{given.get('id', '?')}"
    if unknown := given.keys() - KNOWN:
        raise BadRule(
            N_("Rule {rule}: nobody knows what {names} means."), rule=name, names=", ".join(sorted(unknown))
        )
    fix = given.get("fix")
    written = (*map(str, _listed(given, "phrases")), *(fix if isinstance(fix, dict) else ()))
    for needed in ("id", "phrases", "flags", "passes"):
        if not (written if needed == "phrases" else given.get(needed)):
            raise BadRule(
                N_("Rule {rule} has no {name}; a rule is tested by its own examples."), rule=name, name=needed
            )
    kind = str(given.get("kind", situation))
    level = str(given.get("level") or (TONES[situation].level if tone else "normal"))
    aimed = str(given.get("aimed", "nobody"))
    unless = tuple(map(str, _listed(given, "unless")))
    _one_of(name, "level", level, LEVELS)
    _one_of(name, "aimed", aimed, AIMS)
    for guard in unless:
        _one_of(name, "unless", guard, GUARDS)
    if not tone:
        _one_of(name, "kind", kind, tuple(SITUATIONS[situation].kinds))
    shared = words(language)
    return Rule(
        id=name,
        language=language,
        situation=situation,
        kind=kind,
        level=level,
        phrases=tuple(_phrase(shared, one, name) for one in written),
        written=written,
        aimed=aimed,
        unless=unless,
        except_=tuple(_phrase(shared, str(one), name) for one in _listed(given, "except")),
        flags=tuple(map(str, _listed(given, "flags"))),
        passes=tuple(map(str, _listed(given, "passes"))),
        message=str(given.get("message") or (TONES[situation].title if tone else SITUATIONS[situation].kinds[kind])),
        why=str(given.get("why") or (TONES[situation].why if tone else SITUATIONS[situation].about)),
        instead=str(given.get("instead", "")),
        fixes=fix if isinstance(fix, dict) else {} if fix is None else dict.fromkeys(written, str(fix)),
        note=str(given.get("note", "")),
        tone=tone,
    )  # fmt: skip


def _phrase(shared: Words, written: str, name: str) -> Sequence:
    try:
        found = shared.parse(written)
    except BadPhrase as error:
        raise BadRule(N_("Rule {rule}: {reason}"), rule=name, reason=error) from error
    if not found.has_words:
        raise BadRule(
            N_("Rule {rule}: the phrase “{phrase}” needs a word, in each of its alternatives; numbers and signs are not enough."),
            rule=name, phrase=written,
        )  # fmt: skip
    return found


def _listed(given: Mapping[str, object], name: str) -> list[object]:
    value = given.get(name, [])
    return list(value) if isinstance(value, list) else [value]


def _one_of(name: str, what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise BadRule(
            N_("Rule {rule}: {what} is “{value}”; it must be one of {known}."),
            rule=name,
            what=what,
            value=value,
            known=", ".join(known),
        )
