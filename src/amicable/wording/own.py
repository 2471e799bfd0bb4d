"""A firm's own rules: beside its ledger, one file for each, held to the same examples as the shipped ones.

<ledger>/own_rules/<language>/<situation>/<name>.toml   the keys of one [[rule]], without its id
"""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from amicable.i18n import LANGUAGES, N_
from amicable.wording.matching import Matcher, look
from amicable.wording.rules import BadRule, Rule, rule
from amicable.wording.situations import SITUATIONS

FOLDER = "own_rules"
PREFIX = "own-"
"""Begins the name of each of the firm's own rules, so that none can pass for a shipped one."""
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
UNLESS = ("negation", "quotation", "reported")


class UnprovenRule(BadRule):
    """A rule that fails on its own examples, and which of them."""


@dataclass(frozen=True)
class OwnRule:
    """What somebody declares."""

    name: str
    language: str
    situation: str
    phrases: tuple[str, ...]
    flags: tuple[str, ...]
    passes: tuple[str, ...]
    message: str = ""
    why: str = ""

    @property
    def rule(self) -> Rule:
        """The rule itself; refused where it is incomplete or cannot be understood."""
        if (
            self.language not in LANGUAGES
            or self.situation not in SITUATIONS
            or not NAME.fullmatch(self.name)
        ):
            raise BadRule(
                N_("“{name}” cannot name a rule. Use small letters from a to z, digits and hyphens, and choose a language and a situation."),
                name=self.name,
            )  # fmt: skip
        return rule(
            self._declared | {"id": PREFIX + self.name},
            language=self.language,
            situation=self.situation,
            tone=False,
        )

    @property
    def _declared(self) -> dict[str, object]:
        told: dict[str, object] = {name: text for name, text in (("message", self.message), ("why", self.why)) if text}  # fmt: skip
        # abuse aimed at nobody is swearing; who writes such a rule of their own means words at their people
        aimed = "you" if SITUATIONS[self.situation].fades else "nobody"
        made: dict[str, object] = {"aimed": aimed, "unless": list(UNLESS)}
        for name, some in (("phrases", self.phrases), ("flags", self.flags), ("passes", self.passes)):
            made[name] = list(some)
        return made | told

    @property
    def written(self) -> str:
        """As TOML."""
        lines = (f"{name} = {_toml(value)}" for name, value in self._declared.items())
        return "\n".join(lines) + "\n"


def own_rules(folder: Path) -> tuple[Rule, ...]:
    """The firm's own rules in the ledger `folder`; a file that is no rule is refused, and says why."""
    return _own_rules(folder, written_at(folder))


@lru_cache(maxsize=4)
def _own_rules(folder: Path, _written_at: int) -> tuple[Rule, ...]:
    return tuple(_read(path).rule for path in _paths(folder))


def matcher(folder: Path) -> Matcher | None:
    """All of the firm's own rules, ready to look for; None where it has none."""
    rules = own_rules(folder)
    return _matcher(rules) if rules else None


@lru_cache(maxsize=4)
def _matcher(rules: tuple[Rule, ...]) -> Matcher:
    return Matcher(rules)


def written_at(folder: Path) -> int:
    """Changes whenever a rule of the firm is written, changed or removed."""
    return hash(tuple((str(path), path.stat().st_mtime_ns) for path in _paths(folder)))


def prove(one: Rule) -> None:
    """Refuse a rule that does not find what it says it finds, or finds what it says it passes."""
    alone = Matcher([one])
    for text in one.flags:
        if not look(alone, text, one.language):
            raise UnprovenRule(
                N_("The rule does not find its own example “{text}”. Change the phrases, or the example."),
                text=text,
            )
    for text in one.passes:
        if found := look(alone, text, one.language):
            raise UnprovenRule(
                N_("The rule finds “{quote}” in “{text}”, which it should let pass. Change the phrases, or the example."),
                text=text,
                quote=found[0].quote,
            )  # fmt: skip


def save(folder: Path, declared: OwnRule) -> Rule:
    """Write the rule into the ledger `folder`, once it has been proved; the same name again replaces it."""
    made = declared.rule
    prove(made)
    path = _path(folder, declared.language, declared.situation, declared.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(declared.written, encoding="utf-8")
    draft.replace(path)
    return made


def remove(folder: Path, rule_id: str) -> bool:
    """Take one of the firm's own rules away; False where there is none."""
    for path in _paths(folder):
        if _id(path) == rule_id:
            path.unlink()
            return True
    return False


def declared(folder: Path, rule_id: str) -> OwnRule | None:
    """What was declared under this id."""
    return next((_read(path) for path in _paths(folder) if _id(path) == rule_id), None)


def _paths(folder: Path) -> Sequence[Path]:
    return sorted((folder / FOLDER).glob("*/*/*.toml"))


def _path(folder: Path, language: str, situation: str, name: str) -> Path:
    return folder / FOLDER / language / situation / f"{name}.toml"


def _id(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.parent.name}/{PREFIX}{path.stem}"


def _read(path: Path) -> OwnRule:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRule(N_("{path} is no TOML: {reason}"), path=path, reason=error) from error
    return OwnRule(
        name=path.stem,
        language=path.parent.parent.name,
        situation=path.parent.name,
        phrases=tuple(_texts(found, "phrases")),
        flags=tuple(_texts(found, "flags")),
        passes=tuple(_texts(found, "passes")),
        message=str(found.get("message", "")),
        why=str(found.get("why", "")),
    )


def _texts(found: dict[str, object], name: str) -> Iterator[str]:
    value = found.get(name, [])
    yield from map(str, value if isinstance(value, list) else [value])


def _toml(value: object) -> str:
    """A text or a list of texts; JSON writes both as TOML does."""
    return json.dumps(value, ensure_ascii=False)
