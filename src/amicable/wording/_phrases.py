"""The phrase language of the rules: what a writer of rules types, as a tree, a regular expression and its anchors.

    you (are|'re) _ stupid*     words; alternatives; a gap of up to three words; any ending
    (so|very)? late             what may be absent
    {idiot}                     every form of a word, from forms.toml of the language
    @staff                      a list of words.toml of the language
    # (euros|eur)               a number

Case, kinds of apostrophe and blanks do not matter; between two words there may be commas, but no end of a sentence.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from amicable.i18n import N_
from amicable.refusal import Refusal

SHORTEST = 3
"""Letters of an anchor: shorter ones stand in every text."""
APART = r"[^\w.!?]{1,6}"
CLOSE = r"[^\w.!?]{0,6}"
ANY_WORD = r"\w{1,40}(?:['\-·]\w{1,40}){0,3}"
GAP = rf"(?:{APART}{ANY_WORD}){{0,3}}"
NUMBER = r"\d[\d.,\u00a0 ]{0,12}"
TOKEN = re.compile(r"\s+|[()|?]|\{[^{}]+\}|@\w+|_|#|[\w*'’·%€$£/+-]+")


class Anchor(NamedTuple):
    """A piece of a word that each match of a phrase holds; open at an end where the word may go on."""

    text: str
    open_before: bool = False
    open_after: bool = False


class BadPhrase(Refusal):
    """A phrase that cannot be understood, or would be looked for in every text."""


@dataclass(frozen=True)
class Word:
    """One word; open at an end that bears a star."""

    text: str
    open_before: bool = False
    open_after: bool = False

    @property
    def pattern(self) -> str:
        """Its regular expression."""
        written = re.escape(self.text).replace("’", "'")
        before = r"\w{0,30}" if self.open_before else ""
        after = r"(?:\w|['\-·]\w){0,30}" if self.open_after else ""
        return before + written + after

    @property
    def anchors(self) -> frozenset[Anchor]:
        """The longest piece without an apostrophe."""
        longest = max(re.split(r"[^\w]+", self.text), key=len)
        anchor = Anchor(longest, self.open_before, self.open_after)
        return frozenset({anchor}) if len(longest) >= SHORTEST else frozenset()


@dataclass(frozen=True)
class Gap:
    """Up to three words."""

    anchors = frozenset[Anchor]()


@dataclass(frozen=True)
class Number:
    """A number, as people write it."""

    pattern = NUMBER
    anchors = frozenset[Anchor]()


@dataclass(frozen=True)
class Maybe:
    """What may be absent."""

    item: "Word | Number | Choice"
    anchors = frozenset[Anchor]()


@dataclass(frozen=True)
class Choice:
    """One of several sequences."""

    options: tuple["Sequence", ...]

    @cached_property
    def pattern(self) -> str:
        """Its regular expression, the longest option first."""
        patterns = sorted((one.pattern for one in self.options), key=len, reverse=True)
        return f"(?:{'|'.join(patterns)})"

    @cached_property
    def anchors(self) -> frozenset[Anchor]:
        """Those of every option; none if an option has none."""
        each = [one.anchors for one in self.options]
        return frozenset().union(*each) if all(each) else frozenset()


def _elided(item: "Item") -> bool:
    """Whether it may follow a word without a blank: "'re" after "you"."""
    if isinstance(item, Choice):
        return any(_elided(option.items[0]) for option in item.options)
    return isinstance(item, Word) and item.text.startswith("'")


Item = Word | Gap | Number | Maybe | Choice


@dataclass(frozen=True)
class Sequence:
    """Words one after the other."""

    items: tuple[Item, ...]

    @cached_property
    def pattern(self) -> str:
        """Its regular expression; blanks belong to what follows, before the first sure word to what precedes."""
        written, begun, glue = "", False, APART
        for item in self.items:
            if isinstance(item, Gap):
                written += GAP
            elif isinstance(item, Maybe):
                inside = item.item.pattern
                written += f"(?:{glue}{inside})?" if begun else f"(?:{inside}{APART})?"
            else:
                written += (CLOSE if _elided(item) else glue) * begun + item.pattern
                begun = True
            elided = isinstance(item, Word) and item.text.endswith("'")
            glue = CLOSE if elided else APART
        return written

    @cached_property
    def anchors(self) -> frozenset[Anchor]:
        """Words of which each match holds at least one: those of the item that is rarest, by its length."""
        found = [item.anchors for item in self.items if item.anchors]
        return max(
            found, key=lambda some: (min(len(one.text) for one in some), -len(some)), default=frozenset()
        )


def parse(
    written: str,
    *,
    forms: Mapping[str, list[str]] | None = None,
    lists: Mapping[str, list[str]] | None = None,
) -> Sequence:
    """The phrase that `written` stands for."""
    tokens = _tokens(written.replace("’", "'").lower())
    found = _sequence(tokens, written, forms or {}, lists or {})
    if tokens[-1] != END:
        raise BadPhrase(N_("The phrase “{phrase}” closes a bracket that was never opened."), phrase=written)
    sure = [item for item in found.items if not isinstance(item, (Gap, Maybe))]
    if not sure or isinstance(found.items[0], Gap) or isinstance(found.items[-1], Gap):
        raise BadPhrase(N_("The phrase “{phrase}” must begin and end with a word."), phrase=written)
    return found


END = ""


def _tokens(written: str) -> list[str]:
    """Tokens in reverse, so that the next one is popped; blanks are dropped, the end is marked."""
    found, place = [], 0
    while place < len(written):
        match = TOKEN.match(written, place)
        if not match:
            raise BadPhrase(
                N_("The phrase “{phrase}” holds “{sign}”, which the phrase language does not know."),
                phrase=written,
                sign=written[place],
            )
        if not match.group().isspace():
            found.append(match.group())
        place = match.end()
    return [END, *reversed(found)]


def _sequence(
    tokens: list[str], written: str, forms: Mapping[str, list[str]], lists: Mapping[str, list[str]]
) -> Sequence:
    items: list[Item] = []
    while tokens[-1] not in (END, ")", "|"):
        item = _item(tokens, written, forms, lists)
        if tokens[-1] == "?":
            tokens.pop()
            if isinstance(item, (Gap, Maybe)):
                raise BadPhrase(N_("In the phrase “{phrase}” a gap cannot be optional."), phrase=written)
            item = Maybe(item)
        items.append(item)
    if not items:
        raise BadPhrase(N_("The phrase “{phrase}” has an empty part."), phrase=written)
    return Sequence(tuple(items))


def _item(
    tokens: list[str], written: str, forms: Mapping[str, list[str]], lists: Mapping[str, list[str]]
) -> Item:
    token = tokens.pop()
    if token == "_":  # noqa: S105 (a gap, no secret)
        return Gap()
    if token == "#":  # noqa: S105 (a number, no secret)
        return Number()
    if token == "(":  # noqa: S105 (a bracket, no secret)
        return Choice(tuple(_options(tokens, written, forms, lists)))
    if token.startswith("{"):
        return Choice(tuple(Sequence((Word(form),)) for form in _known(forms, token[1:-1], written)))
    if token.startswith("@"):
        listed = _known(lists, token[1:], written)
        return Choice(tuple(parse(one, forms=forms, lists=lists) for one in listed))
    if token == "?":  # noqa: S105 (a mark, no secret)
        raise BadPhrase(N_("In the phrase “{phrase}” nothing stands before “?”."), phrase=written)
    return Word(token.strip("*"), token.startswith("*"), token.endswith("*"))


def _options(
    tokens: list[str], written: str, forms: Mapping[str, list[str]], lists: Mapping[str, list[str]]
) -> Iterator[Sequence]:
    while True:
        yield _sequence(tokens, written, forms, lists)
        closing = tokens.pop()
        if closing == ")":
            return
        if closing == END:
            raise BadPhrase(N_("The phrase “{phrase}” opens a bracket that is never closed."), phrase=written)


def _known(known: Mapping[str, list[str]], name: str, written: str) -> list[str]:
    if name not in known:
        raise BadPhrase(
            N_(
                "The phrase “{phrase}” speaks of “{name}”, which is in neither forms.toml nor words.toml of its language."
            ),
            phrase=written,
            name=name,
        )
    return known[name]


def compiled(found: Sequence) -> re.Pattern[str]:
    """The expression that finds the phrase as whole words, in text made ready by `ready`."""
    return re.compile(rf"(?<!\w){found.pattern}(?!\w)")
