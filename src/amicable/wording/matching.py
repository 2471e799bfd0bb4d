"""Finding phrases in texts: all anchors of all rules at once, then each rule's own expression where one stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

import ahocorasick

from amicable.i18n import N_
from amicable.wording._phrases import Anchor, compiled, parse
from amicable.wording._phrases import Sequence as Phrase
from amicable.wording._text import Ready, ready, unmarked
from amicable.wording.rules import BadRule, Rule, shipped, shipped_in, words

AROUND = 320
"""Characters before and after an anchor in which its phrase must lie."""
BEFORE_NEGATED = 40
"""Characters before a phrase in which a "not" belongs to it."""
MOST = 40
"""Findings of one phrase in one text; more of the same say nothing more."""
QUOTES = re.compile(r"[\"“„”«»]|(?<!\w)'|'(?!\w)|^>", re.MULTILINE)
VIETNAMESE_MARKS = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")


@dataclass(frozen=True)
class Found:
    """A rule that fits, with its exact place in the original text."""

    rule: Rule
    start: int
    end: int
    quote: str
    aimed: str
    """"you", "staff" or "nobody"."""


class Needle:
    """One phrase of one rule, its expression made when it is first needed."""

    def __init__(
        self, rule: Rule, phrase: Phrase, written: str, *, marked: bool = True, plain: bool = False
    ) -> None:
        self.rule = rule
        self.phrase = phrase
        self.written = written
        self.fits = frozenset({plain} if marked else {True, False})
        """Whether it is for texts without Vietnamese marks (True), for others, or for both."""

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Finds it as whole words."""
        return compiled(self.phrase)

    @cached_property
    def denies(self) -> bool:
        """Whether the phrase itself holds a "not", which then takes nothing away."""
        listed = _list(self.rule.language, "guard", "negation")
        return bool(listed and listed.search(self.written.replace("’", "'").lower()))


class Matcher:
    """All phrases of some rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._anchors = ahocorasick.Automaton()
        by_text: dict[str, dict[Anchor, list[Needle]]] = {}
        for needle in self._needles():
            if not needle.phrase.anchors:
                raise BadRule(
                    N_(
                        "Rule {rule}: a phrase needs a word of at least three letters in each of its alternatives."
                    ),
                    rule=needle.rule.id,
                )
            for anchor in needle.phrase.anchors:
                by_text.setdefault(anchor.text, {}).setdefault(anchor, []).append(needle)
        for text, anchors in by_text.items():
            self._anchors.add_word(text, tuple(anchors.items()))
        if by_text:
            self._anchors.make_automaton()

    def _needles(self) -> Iterator[Needle]:
        for rule in self.rules:
            for phrase, written in zip(rule.phrases, rule.written, strict=True):
                plain = unmarked(written) if rule.language == "vi" else ""
                yield Needle(rule, phrase, written, marked=plain != written)
                if plain != written and " " in plain.strip():
                    yield Needle(rule, _plain(plain), plain, plain=True)

    def candidates(self, text: str) -> dict[Needle, list[int]]:
        """Phrases whose anchor stands in `text` (made ready), and where: the cheap first look."""
        hits: dict[Needle, list[int]] = {}
        if not len(self._anchors):
            return hits
        last = len(text) - 1
        for end, anchors in self._anchors.iter(text):
            start = end + 1 - len(anchors[0][0].text)
            begins = not start or not text[start - 1].isalnum()
            ends = end == last or not text[end + 1].isalnum()
            for anchor, needles in anchors:
                if (begins or anchor.open_before) and (ends or anchor.open_after):
                    for needle in needles:
                        hits.setdefault(needle, []).append(start)
        return hits

    def find(self, text: Ready, hits: dict[Needle, list[int]], language: str) -> list[Found]:
        """Rules of `language` that fit, each at most once at a place."""
        plain = language == "vi" and not VIETNAMESE_MARKS.search(text.text)
        found = [
            one
            for needle, places in hits.items()
            if needle.rule.language == language and plain in needle.fits
            for one in _fitting(text, needle, places)
        ]
        return _without_doubles(found)


@cache
def of_messages(language: str = "") -> Matcher:
    """All shipped rules for what clients write; of one language, where it is known: far fewer to look for."""
    return Matcher(rule for rule in (shipped_in(language) if language else shipped()) if not rule.tone)


@cache
def of_tone(language: str) -> Matcher:
    """All shipped rules for what we write in a language."""
    return Matcher(rule for rule in shipped_in(language) if rule.tone)


def _plain(written: str) -> Phrase:
    shared = words("vi")
    lists = {name: [unmarked(one) for one in some] for name, some in shared.lists.items()}
    forms = {unmarked(name): [unmarked(one) for one in some] for name, some in shared.forms.items()}
    return parse(written, forms=forms, lists=lists)


def _fitting(text: Ready, needle: Needle, places: list[int]) -> Iterator[Found]:
    rule = needle.rule
    for match in islice(_matches(text.text, needle.expression, places), MOST):
        start, end = match.span()
        first, last = text.sentence(start, end)
        sentence = text.text[first:last]
        if any(one.search(sentence) for one in _exceptions(rule)) or _guarded(
            text, needle, start, end, first, last
        ):
            continue
        aimed = _aim(rule, sentence)
        begin, stop = text.span(start, end)
        yield Found(rule, begin, stop, text.original[begin:stop], aimed)


def _matches(text: str, expression: re.Pattern[str], places: list[int]) -> Iterator[re.Match[str]]:
    """Matches in the windows around `places`, which overlap into one where anchors stand close together."""
    done = 0
    for begin, end in _windows(places, len(text)):
        for match in expression.finditer(text, max(begin, done), end):
            if match.end() < end or end == len(text):
                done = match.end()
                yield match


def _windows(places: list[int], length: int) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for place in places:
        first, last = max(0, place - AROUND), min(length, place + AROUND)
        if first > end:
            if end >= 0:
                yield begin, end
            begin = first
        end = last
    if end >= 0:
        yield begin, end


@cache
def _exceptions(rule: Rule) -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(one) for one in rule.except_)


@cache
def _list(language: str, kind: str, name: str) -> re.Pattern[str] | None:
    """One expression for a list or guard of a language."""
    shared = words(language)
    written: Sequence[str] = (shared.guards if kind == "guard" else shared.lists).get(name, [])
    patterns = [parse(one, forms=shared.forms, lists=shared.lists).pattern for one in written]
    return (
        re.compile(rf"(?<!\w)(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)")
        if patterns
        else None
    )


def _guarded(text: Ready, needle: Needle, start: int, end: int, first: int, last: int) -> bool:
    """Whether something near takes the finding away: a "not", quotation marks, "he said", an apology."""
    rule = needle.rule
    near = {
        "negation": (max(first, start - BEFORE_NEGATED), start if needle.denies else end),
        "reported": (first, start),
        "apology": (first, min(len(text.text), last + AROUND // 2)),
    }
    for guard in rule.unless:
        if guard == "quotation":
            if _quoted(text.text, start, end, first, last):
                return True
        elif guard == "question":
            if text.text[:last].rstrip(" \"'»”)\n").endswith("?"):
                return True
        else:
            listed = _list(rule.language, "guard", guard)
            if listed and listed.search(text.text, *near[guard]):
                return True
    return False


def _quoted(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether a quotation mark stands before and another one after, in the same sentence or so."""
    return bool(
        QUOTES.search(text, max(0, first - 1), start) and QUOTES.search(text, end, min(len(text), last + 2))
    )


def _aim(rule: Rule, sentence: str) -> str:
    if rule.aimed != "look":
        return rule.aimed
    for aim in ("you", "staff"):
        listed = _list(rule.language, "list", aim)
        if listed and listed.search(sentence):
            return aim
    return "nobody"


def _without_doubles(found: list[Found]) -> list[Found]:
    """Of findings of one situation that overlap, the one that begins first and is longest stays."""
    ends: dict[str, int] = {}
    kept = []
    for one in sorted(found, key=lambda one: (one.start, -one.end, one.rule.id)):
        if one.start >= ends.get(one.rule.situation, 0):
            ends[one.rule.situation] = one.end
            kept.append(one)
    return kept


def look(matcher: Matcher, text: str, language: str) -> list[Found]:
    """Everything that rules of `language` find in `text`."""
    made = ready(text)
    return matcher.find(made, matcher.candidates(made.text), language)
