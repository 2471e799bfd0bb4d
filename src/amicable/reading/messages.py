"""Situations in messages: the shipped rules over what the client itself wrote."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from amicable.i18n import LANGUAGES
from amicable.reading.language import language_of
from amicable.reading.own_words import own_words
from amicable.wording import SITUATIONS, Found, of_messages
from amicable.wording._text import ready

CONFIDENCE = {"grave": "high", "high": "high", "normal": "medium", "low": "low"}


@dataclass(frozen=True)
class Message:
    """A message to be read. `sender`: "client", "staff" or empty (the client); `language`: empty if unknown."""

    id: str
    text: str
    language: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Finding:
    """A situation that a message documents, with the words themselves."""

    situation: str
    rule: str
    quote: str
    start: int
    """Of the quote in the message, in characters."""
    end: int
    aimed: str
    """"you": at us; "staff": at somebody of ours; "nobody"."""
    level: str
    confidence: str
    """"high", "medium" or "low": how sure a rule of this kind is; a person may confirm or reject it."""


@dataclass(frozen=True)
class Reading:
    """What was read in one message."""

    id: str
    language: str
    """Empty where nobody asked and no rule needed it."""
    findings: tuple[Finding, ...]


def read(message: Message, *, name_language: bool = False) -> Reading:
    """The situations in one message; `name_language`: say the language even where nothing was found."""
    rules = of_messages(message.language if message.language in LANGUAGES else "")
    if message.sender == "staff":
        return Reading(
            message.id, _language(message, message.text) if name_language else message.language, ()
        )
    own = own_words(message.text)
    text = ready(own)
    hits = rules.candidates(text.text)
    if not hits:
        return Reading(message.id, _language(message, own) if name_language else message.language, ())
    language = _language(message, own, {needle.rule.language for needle in hits})
    found = rules.find(text, hits, language)
    return Reading(message.id, language, tuple(_finding(one, message.text) for one in found))


def read_all(messages: Iterable[Message], *, name_language: bool = False) -> Iterator[Reading]:
    """The situations in many messages."""
    return (read(one, name_language=name_language) for one in messages)


def _language(message: Message, own: str, likely: Collection[str] = LANGUAGES) -> str:
    return message.language if message.language in LANGUAGES else language_of(own, likely=likely)


def _finding(one: Found, original: str) -> Finding:
    rule = one.rule
    faded = one.aimed == "nobody" and SITUATIONS[rule.situation].fades
    return Finding(
        situation="swearing" if faded else rule.situation,
        rule=rule.id,
        quote=original[one.start : one.end],
        start=one.start,
        end=one.end,
        aimed=one.aimed,
        level="low" if faded else rule.level,
        confidence=CONFIDENCE.get(rule.level, "medium"),
    )
