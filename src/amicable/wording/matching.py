"""Finding phrases in texts: a first look at the words, then the expressions of the phrases that may stand there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from amicable.wording._phrases import Phrases
from amicable.wording._sieve import Sieve
from amicable.wording._stretches import Span, joined, stretches
from amicable.wording._text import Ready, folded, ready, unmarked
from amicable.wording._tree import Sequence as Phrase
from amicable.wording._tree import compiled
from amicable.wording.rules import Rule, shipped, shipped_in, words

AFTER_APOLOGISED = 160
"""Characters behind a sentence in which an apology for it counts."""
BEFORE_NEGATED = 40
"""Characters before a phrase in which a "not" belongs to it, if no comma lies between."""
MOST = 40
"""Findings of one phrase in one text; more of the same say nothing more."""
QUOTES = re.compile(r"[\"“„”«»]|(?<!\w)'|'(?!\w)|^>", re.MULTILINE)
VIETNAMESE_MARKS = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")
CLAUSE_ENDS = r"[,;:()\n]|\s-+\s"


@dataclass(frozen=True)
class Found:
    """A rule that fits, with its exact place in the original text."""

    rule: Rule
    start: int
    end: int
    quote: str
    aimed: str
    """"you", "staff" or "nobody"."""
    fix: str | None = None
    """What may take the place of the quote."""


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
        return bool(listed and listed.search(folded(self.written)))


Candidates = dict[Needle, list[Span]]
"""Phrases that may stand in a text, and the stretches of it where they may."""


class Matcher:
    """All phrases of some rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.needles = tuple(needle for rule in self.rules for needle in _needles(rule))
        examples = (text for rule in self.rules for text in (*rule.flags, *rule.passes))
        self._sieve = Sieve([needle.phrase for needle in self.needles], examples)

    def candidates(self, text: str) -> Candidates:
        """Phrases that may stand in `text`, as it was written or made ready, and where: the cheap first look."""
        caught, places = self._sieve.caught, Candidates()
        for begin, end in stretches(text):
            for number in caught(text[begin:end].split()):
                places.setdefault(self.needles[number], []).append((begin, end))
        return places

    def find(self, text: Ready, candidates: Candidates, language: str) -> list[Found]:
        """Rules of `language` that fit, each at most once at a place."""
        plain = language == "vi" and not VIETNAMESE_MARKS.search(text.text)
        found = [
            one
            for needle, spans in candidates.items()
            if needle.rule.language == language and plain in needle.fits
            for one in _fitting(text, needle, spans)
        ]
        return _without_doubles(found)


def _needles(rule: Rule) -> Iterator[Needle]:
    for phrase, written in zip(rule.phrases, rule.written, strict=True):
        plain = unmarked(written) if rule.language == "vi" else ""
        yield Needle(rule, phrase, written, marked=plain != written)
        if plain != written and " " in plain.strip():
            yield Needle(rule, _unmarked_phrases().parse(plain), plain, plain=True)


@cache
def of_messages(language: str = "") -> Matcher:
    """All shipped rules for what clients write; of one language, where it is known: far fewer to look for."""
    return Matcher(rule for rule in (shipped_in(language) if language else shipped()) if not rule.tone)


@cache
def of_tone(language: str) -> Matcher:
    """All shipped rules for what we write in a language."""
    return Matcher(rule for rule in shipped_in(language) if rule.tone)


@cache
def _unmarked_phrases() -> Phrases:
    """Reads Vietnamese phrases whose marks have been left out."""
    shared = words("vi")
    lists = {name: [unmarked(one) for one in some] for name, some in shared.lists.items()}
    forms = {unmarked(name): [unmarked(one) for one in some] for name, some in shared.forms.items()}
    return Phrases(forms, lists)


def _fitting(text: Ready, needle: Needle, spans: list[Span]) -> Iterator[Found]:
    rule = needle.rule
    for match in islice(_matches(text.text, needle.expression, spans), MOST):
        start, end = match.span()
        first, last = text.sentence(start, end)
        sentence = text.text[first:last]
        if any(one.search(sentence) for one in _exceptions(rule)) or _guarded(
            text, needle, start, end, first, last
        ):
            continue
        aimed = _aim(rule, sentence)
        begin, stop = text.span(start, end)
        yield Found(rule, begin, stop, text.original[begin:stop], aimed, rule.fixes.get(needle.written))


def _matches(text: str, expression: re.Pattern[str], spans: list[Span]) -> Iterator[re.Match[str]]:
    for begin, end in joined(spans):
        yield from expression.finditer(text, begin, end)


@cache
def _exceptions(rule: Rule) -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(one) for one in rule.except_)


@cache
def _list(language: str, kind: str, name: str) -> re.Pattern[str] | None:
    """One expression for a list or guard of a language."""
    shared = words(language)
    written: Sequence[str] = (shared.guards if kind == "guard" else shared.lists).get(name, [])
    patterns = [shared.parse(one).pattern for one in written]
    return (
        re.compile(rf"(?<!\w)(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)")
        if patterns
        else None
    )


def _guarded(text: Ready, needle: Needle, start: int, end: int, first: int, last: int) -> bool:
    """Whether something near takes the finding away: a "not", quotation marks, "he said", an apology."""
    rule = needle.rule
    for guard in rule.unless:
        if guard == "quotation":
            if _quoted(text.text, start, end, first, last):
                return True
        elif guard == "question":
            if text.text[:last].rstrip(" \"'»”)\n").endswith("?"):
                return True
        else:
            listed = _list(rule.language, "guard", guard)
            if listed and listed.search(text.text, *_near(guard, text, needle, (start, end), (first, last))):
                return True
    return False


def _near(guard: str, text: Ready, needle: Needle, match: Span, sentence: Span) -> Span:
    """Where a guard is looked for around a match."""
    (start, end), (first, last) = match, sentence
    if guard == "reported":
        return first, start
    if guard == "apology":
        return first, min(len(text.text), last + AFTER_APOLOGISED)
    return _clause(text.text, needle.rule.language, first, start), start if needle.denies else end


def _clause(text: str, language: str, first: int, start: int) -> int:
    """Where the clause begins in which something at `start` stands."""
    begin = max(first, start - BEFORE_NEGATED)
    for match in _clause_ends(language).finditer(text, begin, start):
        begin = match.end()
    return begin


@cache
def _clause_ends(language: str) -> re.Pattern[str]:
    """A comma, or "but"; no comma before a "that", as Polish and Finnish write it."""
    but, that = (_list(language, "guard", name) for name in ("but", "that"))
    goes_on = rf"(?!\s{{0,3}}{that.pattern})" if that else ""
    return re.compile(rf"(?:{CLAUSE_ENDS}){goes_on}" + (f"|{but.pattern}" if but else ""))


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
