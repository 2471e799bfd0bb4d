"""The tone check: a linter for what we write to and about a client. Kind, short and true, in six languages.

Each mark has a place, a rule, a message, the reason, and a fix where there is one. No network, no model.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from amicable.i18n import N_
from amicable.wording import TONES, Found, of_messages, of_tone
from amicable.wording._phrases import parse
from amicable.wording._text import Ready, ready
from amicable.wording.rules import words

KINDS = ("letter", "email", "script", "note")
LONGEST = {"letter": 520, "email": 260, "script": 320, "note": 250}
"""Words of a text of each kind beyond which it is too long; a letter with every part that a law can ask for needs 470."""
WORDIER = {"vi": 1.5, "es": 1.1, "ca": 1.1}
"""How many words these languages write where English writes one: Vietnamese parts its syllables."""
LONGEST_SENTENCE = 34
"""Words of a sentence beyond which it is hard to read aloud."""
MOST_REASONS = 2
"""Times that a text may say "because"."""
NEEDED = {
    "letter": ("thanks", "ending", "date", "next_steps", "alternatives"),
    "script": ("thanks", "ending", "next_steps"),
}
PARTS = {
    "thanks": N_("There is no word of thanks. Thank for something that is true."),
    "ending": N_("The message itself is missing: that the relationship ends."),
    "date": N_("There is no date: when does it end?"),
    "next_steps": N_("What happens next is missing: who does what, until when."),
    "alternatives": N_("No alternative is named: who could help from now on?"),
}  # fmt: skip
WAIVER = re.compile(r"<!--\s*tone:\s*(off|on)((?:\s+[a-z_]+)*)\s*-->")
WORD = re.compile(r"\w[\w'’·-]*")
SENTENCE = re.compile(r"[^.!?…\n]+(?:\n(?!\s*\n)[^.!?…\n]+)*")
DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.?\s+(?:de\s+|d')?[^\W\d]{3,12}\.?\s+(?:de\s+|del\s+)?\d{4}\b|\b[^\W\d]{3,12}\s+\d{1,2},?\s+\d{4}\b|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}", re.IGNORECASE)  # fmt: skip
AMOUNT = re.compile(r"(?:[€$£]\s?\d[\d.,\s\u00a0]*\d|\d[\d.,\u00a0 ]*\s?(?:€|\$|£|zł|₫|eur\b|usd\b|gbp\b|pln\b|vnd\b|euros?\b|euroa\b))", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What the case says; a text may name nothing else. Empty: not checked."""

    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    """As ISO 8601 days."""
    amounts: tuple[str, ...] = ()
    """As plain numbers: "1250.50"."""


@dataclass(frozen=True)
class Mark:
    """One place that should be looked at again."""

    tone: str
    rule: str
    start: int
    end: int
    quote: str
    message: str
    why: str
    level: str
    """"error", "warning" or "hint"."""
    instead: str = ""
    fix: str | None = None
    """What takes the place of the quote; None: a person must think."""
    values: dict[str, object] = field(default_factory=dict)
    """What the placeholders of `message` stand for."""


def check(text: str, language: str, *, kind: str = "letter", case: Case | None = None) -> list[Mark]:
    """Every mark on `text`, in the order of the text; what a waiver covers is left out."""
    made = ready(text)
    marks = [*_worded(made, language), *_measured(text, language, kind)]
    marks += [*_missing(made, language, kind), *(_against(text, case) if case else ())]
    waived = _waivers(text)
    kept = (
        mark
        for mark in marks
        if not any(a <= mark.start < b and mark.tone in tones for a, b, tones in waived)
    )
    return sorted(kept, key=lambda mark: (mark.start, mark.end))


def fixed(text: str, marks: Sequence[Mark]) -> str:
    """`text` with every fix applied that a machine may apply."""
    for mark in sorted((one for one in marks if one.fix is not None), key=lambda one: -one.start):
        text = text[: mark.start] + str(mark.fix) + text[mark.end :]
    return text


def _worded(text: Ready, language: str) -> Iterator[Mark]:
    tone, theirs = of_tone(language), of_messages(language)
    for one in tone.find(text, tone.candidates(text.text), language):
        yield _mark(one, one.rule.situation, text.original)
    for one in theirs.find(text, theirs.candidates(text.text), language):
        if one.rule.situation in (
            "abuse",
            "swearing",
        ):  # what they may not write to us, we do not write to them
            yield _mark(one, "insult", text.original)


def _mark(one: Found, tone: str, text: str) -> Mark:
    rule, about = one.rule, TONES[tone]
    message = rule.message if rule.tone else about.title
    why = rule.why if rule.tone else about.why
    level = rule.level if rule.tone else about.level
    return Mark(
        tone, rule.id, one.start, one.end, one.quote, message, why, level, rule.instead, _fix(one, text)
    )


def _fix(one: Found, text: str) -> str | None:
    """Its fix, with a capital where the quote has one; an abbreviation has one only where a sentence begins."""
    begins = text[: one.start].rstrip(" ")[-1:] in ("", *".!?\n")
    capital = one.quote[:1].isupper() and (begins or not one.quote.isupper())
    return one.fix[:1].upper() + one.fix[1:] if one.fix and capital else one.fix


def _measured(text: str, language: str, kind: str) -> Iterator[Mark]:
    count = len(WORD.findall(text))
    wordier = WORDIER.get(language, 1)
    most = round(LONGEST[kind] * wordier)
    if count > most:
        message = N_("{count} words; {most} are enough.")
        yield _whole("long", "long/text", message, count=count, most=most)
    for match in SENTENCE.finditer(text):
        if (own := len(WORD.findall(match.group()))) > LONGEST_SENTENCE * wordier:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            message = N_("A sentence of {count} words. Make two of it.")
            yield Mark("long", "long/sentence", start, match.end(), match.group().strip(), message, TONES["long"].why, "hint", values={"count": own})  # fmt: skip
    reasons = _part(language, "because")
    found = list(reasons.finditer(ready(text).text)) if reasons else []
    if len(found) > MOST_REASONS:
        message = N_("{count} reasons; one is enough.")
        yield _whole("justify", "justify/reasons", message, count=len(found))


def _whole(tone: str, rule: str, message: str, **values: object) -> Mark:
    about = TONES[tone]
    return Mark(tone, rule, 0, 0, "", message, about.why, about.level, values=values)


def _missing(text: Ready, language: str, kind: str) -> Iterator[Mark]:
    for name in NEEDED.get(kind, ()):
        pattern = DATE if name == "date" else _part(language, name)
        if pattern and not pattern.search(text.text):
            yield Mark("missing", f"missing/{name}", 0, 0, "", PARTS[name], TONES["missing"].why, "error")


@cache
def _part(language: str, name: str) -> re.Pattern[str] | None:
    """How a language says a part of a letter, from the guards of its words.toml."""
    shared = words(language)
    written = shared.parts.get(name, [])
    patterns = [parse(one, forms=shared.forms, lists=shared.lists).pattern for one in written]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None


def _against(text: str, case: Case) -> Iterator[Mark]:
    """Dates and amounts that the case does not know, and names that the text should hold and does not."""
    for pattern, known, plain in ((DATE, case.dates, _digits), (AMOUNT, case.amounts, _digits)):
        allowed = {plain(one) for one in known}
        for match in pattern.finditer(text) if known else ():
            if not any(_same(plain(match.group()), one) for one in allowed):
                message = N_("“{quote}” does not stand in the case.")
                yield Mark("fact", "fact/unknown", match.start(), match.end(), match.group(), message, TONES["fact"].why, "error", values={"quote": match.group()})  # fmt: skip
    for name in case.names:
        if name.casefold() not in text.casefold():
            message = N_("The name “{name}” of the case is missing, or written otherwise.")
            yield Mark(
                "fact", "fact/name", 0, 0, "", message, TONES["fact"].why, "error", values={"name": name}
            )


def _digits(written: str) -> frozenset[str]:
    """The numbers in a date or an amount, without leading noughts; cents of nothing are nothing."""
    whole = re.sub(r"[.,]00\b", "", written)
    grouped = re.sub(r"(?<=\d)[.,\s\u00a0](?=\d{3}\b)", "", whole)
    return frozenset(number.lstrip("0") for number in re.findall(r"\d+", grouped))


def _same(written: frozenset[str], known: frozenset[str]) -> bool:
    """A date in words lacks the number of its month."""
    return written == known or (len(known) > len(written) > 1 and written < known)


def _waivers(text: str) -> list[tuple[int, int, frozenset[str]]]:
    """Places where some tones are switched off, each until it is switched on again or the text ends."""
    found: list[tuple[int, int, frozenset[str]]] = []
    for match in WAIVER.finditer(text):
        tones = frozenset(match.group(2).split()) or frozenset(TONES)
        if match.group(1) == "off":
            found.append((match.start(), len(text) + 1, tones))
        else:
            found = [
                (a, match.start() if tones & off and b > match.start() else b, off) for a, b, off in found
            ]
    return found
