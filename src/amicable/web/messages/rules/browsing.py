"""The rules as a person looks through them: by language, by situation or tone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amicable.disengagement.tone import Mark as ToneMark
from amicable.disengagement.tone import check
from amicable.i18n import LANGUAGES
from amicable.reading import Finding, Message, read
from amicable.reading.by_rules import read_by
from amicable.reading.language import language_of
from amicable.web.messages.pieces import Piece, marks, pieces, rules_by_id
from amicable.web.portfolio.reviewing import ledger
from amicable.wording import SITUATIONS, TONES, Rule, Situation, Tone
from amicable.wording.own import PREFIX, matcher

THEIRS, OURS = "theirs", "ours"


@dataclass(frozen=True)
class Group:
    """A situation or a tone with its rules in one language."""

    about: Situation | Tone
    rules: Sequence[Rule]

    @property
    def why(self) -> str:
        """What it is about, or why to do without it."""
        return self.about.about if isinstance(self.about, Situation) else self.about.why

    @property
    def own(self) -> int:
        """How many of them are the firm's own."""
        return sum(is_own(one) for one in self.rules)


def groups(language: str) -> tuple[list[Group], list[Group]]:
    """What clients write to us; what we write to them."""
    return _grouped(language, SITUATIONS), _grouped(language, TONES)


def group(language: str, name: str) -> Group | None:
    """The rules of one situation or tone; None where there is no such thing."""
    if language not in LANGUAGES or name not in (*SITUATIONS, *TONES):
        return None
    about: Mapping[str, Situation | Tone] = SITUATIONS if name in SITUATIONS else TONES
    return next(one for one in _grouped(language, about) if one.about.name == name)


def _grouped(language: str, about: Mapping[str, Situation | Tone]) -> list[Group]:
    by_name: dict[str, list[Rule]] = {name: [] for name in about}
    for rule in rules_by_id(language).values():
        if rule.situation in by_name:
            by_name[rule.situation].append(rule)
    return [Group(one, by_name[name]) for name, one in about.items()]


def is_own(rule: Rule) -> bool:
    """Whether the firm wrote it itself."""
    return short(rule).startswith(PREFIX)


def short(rule: Rule) -> str:
    """The last part of its id, by which its place on the page is addressed."""
    return rule.id.rpartition("/")[2]


@dataclass(frozen=True)
class Tried:
    """What the rules find in a text that somebody typed."""

    language: str
    pieces: Sequence[Piece]
    tone: Sequence[ToneMark] = ()

    @property
    def found(self) -> Sequence[object]:
        """Marks of either kind."""
        return self.tone or [mark for piece in self.pieces for mark in piece.marks]


def tried(text: str, language: str, side: str) -> Tried:
    """`text` read as a client's message, or checked as our own."""
    spoken = language or language_of(text)
    if side == OURS:
        return Tried(spoken, [Piece(text)], check(text, spoken, kind="note"))
    message = Message("", text, spoken)
    own = [one for _, one in read_by(matcher(ledger().folder), message)]
    rows = [_row(one) for one in (*read(message).findings, *own)]
    return Tried(spoken, pieces(text, marks(rows, {})))


def _row(one: Finding) -> dict[str, object]:
    """A finding by the names that the ledger uses."""
    return {
        "reading_id": "",
        "situation": one.situation,
        "rule": one.rule,
        "quote": one.quote,
        "place": "body",
        "begins": one.start,
        "ends": one.end,
        "confirmed": None,
    }
