"""The first look at a text: which phrases may stand in it, told by the words it holds. Most texts end here.

Each match of a phrase holds one word out of each of several sets: its needs. The rarest needs of a phrase are looked at,
together. A word of a text stands for a number with a bit for each need that it fulfils (first the rarest one of every phrase,
then the second one of each, then the third), which is found once and remembered; so a text costs one operation a word, however
many phrases there are. What is caught must also show a trace, a rare word or two side by side, and all its other needs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from operator import and_, or_
from typing import TypeVar

from amicable.wording._needs import Common, Need, Needs, every_piece
from amicable.wording._text import ready
from amicable.wording._tree import Piece
from amicable.wording._tree import Sequence as Phrase

Value = TypeVar("Value")
ByText = dict[str, Piece]
LOOKS = 3
"""Needs of a phrase that are looked at together; `Sieve.caught` puts as many over one another."""
REMEMBERED = 100_000
"""Words of texts whose bits are remembered."""
LONGEST = 80
"""Characters of a word that is remembered, and of a piece of a word that any rule could mean."""
PIECE = re.compile(r"\w+")
PART = re.compile(r"\d+|[^\W\d]+")
"""Number and unit may stand together: 500k."""


class Sieve:
    """Tells which of some phrases may stand in a text; `examples` tell which words are common."""

    def __init__(self, phrases: Sequence[Phrase], examples: Iterable[str]) -> None:
        self._held = _Held(_Index(every_piece(phrases)))
        needs = Needs(Common([self._held[word] for word in text.split()] for text in examples))
        of_each = [needs.all_of(phrase) for phrase in phrases]
        looks = ([some[n] if n < len(some) else None for some in of_each] for n in range(LOOKS))
        self._count = len(phrases)
        self._looks = _Look(chain.from_iterable(looks), self._held)
        traces = [needs.traces(phrase) for phrase in phrases]
        every = {trace: number for number, trace in enumerate(set(chain.from_iterable(traces)))}
        self._traces = [sum(1 << every[trace] for trace in some) for some in traces]
        self._first = _Look((trace.first for trace in every), self._held)
        self._then = _Look((trace.then for trace in every), self._held)
        self._by_itself = _ByItself(self._first, self._then)

    def caught(self, words: Sequence[str]) -> list[int]:
        """The phrases that may stand among `words`, which are what `str.split` made of a text."""
        held = reduce(or_, filter(None, map(self._looks.__getitem__, words)), self._looks.always)
        caught = held & (held >> self._count) & (held >> 2 * self._count)
        return self._shown(caught, words) if caught else []

    def _shown(self, caught: int, words: Sequence[str]) -> list[int]:
        """Those of the phrases `caught` that show a trace."""
        if not self._held.signs.isdisjoint(words):
            words = [word for word in words if word not in self._held.signs]
        first, then = map(self._first.__getitem__, words), map(self._then.__getitem__, words[1:])
        shown = chain(map(and_, first, then), map(self._by_itself.__getitem__, words))
        traces = reduce(or_, filter(None, shown), 0)
        return [one for one in numbers(caught) if traces & self._traces[one]] if traces else []


def numbers(bits: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class _Held(dict[str, set[Piece]]):
    """The pieces that a word of a text holds, found when it is met first."""

    def __init__(self, index: "_Index") -> None:
        super().__init__()
        self.signs: set[str] = set()
        """Words of a text without a letter or digit: a dash, a face."""
        self._index = index

    def __missing__(self, word: str) -> set[Piece]:
        if not PIECE.search(word):
            self.signs.add(word)
        return _kept(self, word, self._index.of(word))


class _Look(dict[str, int]):
    """One need of each phrase: the phrases whose need a word fulfils, found when the word is met first."""

    def __init__(self, needs: Iterable[Need | None], held: _Held) -> None:
        super().__init__()
        self.always = 0
        """What every word fulfils."""
        self._held = held
        self._bits: dict[Piece, int] = {}
        for number, need in enumerate(needs):
            self.always |= (not need) << number
            for piece in need or ():
                self._bits[piece] = self._bits.get(piece, 0) | 1 << number

    def __missing__(self, word: str) -> int:
        return _kept(self, word, reduce(or_, (self._bits.get(piece, 0) for piece in self._held[word]), 0))


class _ByItself(dict[str, int]):
    """Traces that stand in what has no blank between: a word, or two as in "you're" and "500k"."""

    def __init__(self, first: _Look, then: _Look) -> None:
        super().__init__()
        self._first, self._then = first, then

    def __missing__(self, word: str) -> int:
        several = len(PART.findall(ready(word).text)) > 1
        then = self._then.always | (self._then[word] if several else 0)
        return _kept(self, word, self._first[word] & then)


def _kept(remembered: dict[str, Value], word: str, value: Value) -> Value:
    """`value`, remembered for a word of ordinary length."""
    if len(word) <= LONGEST:
        if len(remembered) >= REMEMBERED:
            remembered.clear()
        remembered[word] = value
    return value


class _Index:
    """Finds the pieces that a word of a text holds."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._whole, self._begins, self._ends, self._inside = kinds = (ByText(), ByText(), ByText(), ByText())
        for piece in pieces:
            kinds[piece.open_after + 2 * piece.open_before][piece.text] = piece
        self._longest = max(map(len, (*self._begins, *self._ends)), default=0)

    def of(self, word: str) -> set[Piece]:
        """Those that `word` holds, as it stands in a text: with signs, capitals and loose marks."""
        text = ready(word).text
        own = {*PIECE.findall(text), *PART.findall(text)}
        return {piece for one in own if len(one) <= LONGEST for piece in self._of(one)}

    def _of(self, word: str) -> Iterator[Piece]:
        if word in self._whole:
            yield self._whole[word]
        for length in range(1, min(self._longest, len(word)) + 1):
            if found := self._begins.get(word[:length]):
                yield found
            if found := self._ends.get(word[-length:]):
                yield found
        for inside, piece in self._inside.items():
            if inside in word:
                yield piece
