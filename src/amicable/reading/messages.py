"""Situations in messages: the shipped rules over what the client itself wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from amicable.i18n import LANGUAGES
from amicable.reading.language import language_of
from amicable.reading.own_words import own_words
from amicable.wording import SITUATIONS, Candidates, Found, Matcher, of_messages
from amicable.wording._text import ready

CONFIDENCE = {"grave": "high", "high": "high", "normal": "medium", "low": "low"}


class Message(NamedTuple):
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
    kind: str = ""
    """Which sort of the situation: the excuse, the promise or the dispute in a payment excuse."""


class Reading(NamedTuple):
    """What was read in one message."""

    id: str
    language: str
    """Empty where nobody asked and no rule needed it."""
    findings: tuple[Finding, ...]


def read(message: Message, *, name_language: bool = False) -> Reading:
    """The situations in one message; `name_language`: say the language even where nothing was found."""
    known = message.language if message.language in LANGUAGES else ""
    own = message.text
    if message.sender != "staff":
        own = own_words(message.text)
        rules = of_messages(known)
        candidates = rules.candidates(own)
        if candidates and (found := _found(rules, own, candidates, known)):
            language, some = found
            return Reading(message.id, language, tuple(finding(one, message.text) for one in some))
    if name_language and not known:
        known = language_of(own)
    return Reading(message.id, known, ())


def read_all(messages: Iterable[Message], *, name_language: bool = False) -> Iterator[Reading]:
    """The situations in many messages."""
    return (read(one, name_language=name_language) for one in messages)


def _found(rules: Matcher, own: str, candidates: Candidates, known: str) -> tuple[str, list[Found]] | None:
    """The language, and what its rules found; the language is only asked for where some rule found something."""
    text = ready(own)
    if text.places is not None:
        candidates = rules.candidates(text.text)  # places have moved
    languages = {known} if known else {needle.rule.language for needle in candidates}
    by_language = {name: found for name in languages if (found := rules.find(text, candidates, name))}
    if not by_language:
        return None
    language = known or language_of(own, likely=by_language)
    return language, by_language.get(language, [])


def finding(one: Found, original: str) -> Finding:
    """What a rule found in `original`, as the situation that it documents."""
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
        kind="swearing" if faded else rule.kind,
    )
