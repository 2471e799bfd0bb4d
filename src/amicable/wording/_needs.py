"""What a phrase needs, and what tells of it: words, and pairs of words side by side, without which it cannot stand in a text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, product
from typing import NamedTuple

from amicable.wording._tree import Choice, Item, Maybe, Piece, Sequence, Word

Need = frozenset[Piece]
"""Pieces of words, one of which each match of a phrase holds."""
ODDS = 0.1
"""Weight of chance, for pairs that the examples do not show: what is common alone will also meet."""


class Trace(NamedTuple):
    """A word that holds a piece of `first`, and right after it one that holds a piece of `then` (None: any word)."""

    first: Need
    then: Need | None = None


Traces = frozenset[Trace]
"""One of them at least stands in each match of a phrase."""


class Common:
    """How often pieces are met in some examples, alone and side by side."""

    def __init__(self, examples: Iterable[list[set[Piece]]]) -> None:
        self._words = 1
        self._alone: Counter[Piece] = Counter()
        self._after: dict[Piece, Counter[Piece]] = defaultdict(Counter)
        for words in examples:
            self._words += len(words)
            for word in words:
                self._alone.update(word)
            for one, other in pairwise(words):
                for piece in one:
                    self._after[piece].update(other)

    def alone(self, need: Need) -> int:
        """Times that a need is met."""
        return sum(self._alone[piece] for piece in need)

    def times(self, traces: Traces) -> float:
        """About how often any of `traces` is met."""
        return sum(self._times(*trace) for trace in traces)

    def _times(self, first: Need, then: Need | None) -> float:
        if then is None:
            return self.alone(first)
        met = sum(self._after[one][other] for one, other in product(first, then) if one in self._after)
        return met + ODDS * self.alone(first) * self.alone(then) / self._words


class Needs:
    """Finds the needs of phrases, and their traces; what many phrases share is looked at once."""

    def __init__(self, common: Common) -> None:
        self._common = common
        self._needs: dict[int, list[Need]] = {}
        self._rarest: dict[int, Traces] = {}
        self._choices: dict[int, tuple[Need, Traces]] = {}
        self._alone: dict[Need, tuple[int, list[Piece]]] = {}
        self._met: dict[Traces, float] = {}
        self._edges: dict[tuple[int, int], Need] = {}

    def all_of(self, phrase: Sequence) -> list[Need]:
        """Every need, the rarest first; none, where a phrase is nothing but numbers and signs."""
        if id(phrase) not in self._needs:
            found = {need for item in phrase.items for need in self._of(item)}
            self._needs[id(phrase)] = sorted(found, key=self._rarity) if len(found) > 1 else list(found)
        return self._needs[id(phrase)]

    def _rarity(self, need: Need) -> tuple[int, list[Piece]]:
        if need not in self._alone:
            self._alone[need] = self._common.alone(need), sorted(need)
        return self._alone[need]

    def _of(self, item: Item) -> Iterator[Need]:
        if isinstance(item, Word):
            yield from (frozenset({piece}) for piece in item.pieces)
        elif isinstance(item, Choice) and (need := self._choice(item)[0]):
            yield need

    def traces(self, phrase: Sequence) -> Traces:
        """The rarest traces; none, where a phrase is nothing but numbers and signs."""
        if id(phrase) not in self._rarest:
            found = list(self._traces(phrase))
            rarest = found[0] if len(found) == 1 else min(found, key=self._times, default=Traces())
            self._rarest[id(phrase)] = rarest
        return self._rarest[id(phrase)]

    def _traces(self, phrase: Sequence) -> Iterator[Traces]:
        for number, item in enumerate(phrase.items):
            if isinstance(item, Word):
                yield from (Traces({Trace(frozenset({piece}))}) for piece in item.pieces)
            elif isinstance(item, Choice) and (inside := self._choice(item)[1]):
                yield inside
            if number + 1 < len(phrase.items) and isinstance(item, (Word, Choice)):
                before, after = self._edge(item, -1), self._first_of(phrase.items[number + 1 :], 0)
                if before and after:
                    yield Traces({Trace(before, after)})

    def _first_of(self, items: tuple[Item, ...], end: int) -> Need:
        """The pieces one of which stands at an end of `items`, the first (0) or the last (-1); empty: nobody can say."""
        found = Need()
        for item in items if end == 0 else items[::-1]:
            own = self._edge(item.item if isinstance(item, Maybe) else item, end)
            if not own:
                return Need()
            found |= own
            if not isinstance(item, Maybe):
                return found
        return Need()

    def _edge(self, item: Item, end: int) -> Need:
        if isinstance(item, Word):
            return frozenset({item.pieces[end]}) if item.pieces else Need()
        if not isinstance(item, Choice):
            return Need()
        if (id(item), end) not in self._edges:
            each = [self._first_of(option.items, end) for option in item.options]
            self._edges[id(item), end] = Need().union(*each) if all(each) else Need()
        return self._edges[id(item), end]

    def _times(self, traces: Traces) -> float:
        if traces not in self._met:
            self._met[traces] = self._common.times(traces)
        return self._met[traces]

    def _choice(self, item: Choice) -> tuple[Need, Traces]:
        """The need of all options together, and their traces."""
        if id(item) not in self._choices:
            needs = [self.all_of(option)[:1] for option in item.options]
            traces = [self.traces(option) for option in item.options]
            need = Need().union(*chain.from_iterable(needs)) if all(needs) else Need()
            self._choices[id(item)] = need, _united(traces)
        return self._choices[id(item)]


def _united(traces: list[Traces]) -> Traces:
    """Those of all options; what stands alone as one."""
    if not all(traces):
        return Traces()
    every = Traces().union(*traces)
    alone = [trace for trace in every if trace.then is None]
    return every.difference(alone) | {Trace(Need().union(*(one.first for one in alone)))} if alone else every


def every_piece(phrases: Iterable[Sequence]) -> set[Piece]:
    """All pieces of all words that a match of any may hold."""
    found: set[Piece] = set()
    seen: set[int] = set()
    left = [item for phrase in phrases for item in phrase.items]
    while left:
        item = left.pop()
        inside = item.item if isinstance(item, Maybe) else item
        if isinstance(inside, Word):
            found.update(inside.pieces)
        elif isinstance(inside, Choice) and id(inside) not in seen:
            seen.add(id(inside))
            left += [one for option in inside.options for one in option.items]
    return found
