"""What a phrase needs: sets of pieces of words, of each of which every match of it holds at least one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, product

from amicable.wording._tree import Choice, Item, Maybe, Piece, Sequence, Word

Need = frozenset[Piece]
Pair = tuple[Need, Need]
"""Two needs side by side."""


class Common:
    """How often pieces are met in some examples, alone and side by side."""

    def __init__(self, examples: Iterable[list[set[Piece]]]) -> None:
        self._alone: Counter[Piece] = Counter()
        self._after: dict[Piece, Counter[Piece]] = defaultdict(Counter)
        for words in examples:
            for word in words:
                self._alone.update(word)
            for one, other in pairwise(words):
                for piece in one:
                    self._after[piece].update(other)

    def alone(self, need: Need) -> int:
        """Times that a need is met."""
        return sum(self._alone[piece] for piece in need)

    def together(self, pair: Pair) -> int:
        """Times that two needs are met side by side."""
        return sum(self._after[one][other] for one, other in product(*pair) if one in self._after)


class Needs:
    """Finds the needs of phrases."""

    def __init__(self, common: Common) -> None:
        self._common = common
        self._choices: dict[int, tuple[Need, Pair | None]] = {}

    def all_of(self, phrase: Sequence) -> list[Need]:
        """Every need, the rarest first; none, where a phrase is nothing but numbers and signs."""
        found = {need for item in phrase.items for need in self._of(item)}
        return sorted(found, key=lambda need: (self._common.alone(need), sorted(need)))

    def _of(self, item: Item) -> Iterator[Need]:
        if isinstance(item, Word):
            yield from (frozenset({piece}) for piece in item.pieces)
        elif isinstance(item, Choice) and (need := self._choice(item)[0]):
            yield need

    def pair(self, phrase: Sequence) -> Pair | tuple[None, None]:
        """The rarest two needs that stand side by side in each match, if anybody can say."""
        return min(self._pairs(phrase), key=self._common.together, default=(None, None))

    def _pairs(self, phrase: Sequence) -> Iterator[Pair]:
        for number, item in enumerate(phrase.items):
            if isinstance(item, Choice) and (inside := self._choice(item)[1]):
                yield inside
            if isinstance(item, Word | Choice):
                before, after = edge([item], -1), edge(phrase.items[number + 1 :], 0)
                if before and after:
                    yield before, after

    def _choice(self, item: Choice) -> tuple[Need, Pair | None]:
        """The need of all options together, and their pair; what many phrases share is found once."""
        if id(item) not in self._choices:
            needs = [self.all_of(option)[:1] for option in item.options]
            pairs = [self.pair(option) for option in item.options]
            need = Need().union(*chain.from_iterable(needs)) if all(needs) else Need()
            self._choices[id(item)] = need, _united(pairs)
        return self._choices[id(item)]


def _united(pairs: list[Pair | tuple[None, None]]) -> Pair | None:
    before, after = zip(*pairs, strict=True)
    return (Need().union(*before), Need().union(*after)) if all(before) else None


def edge(items: Iterable[Item], end: int) -> Need:
    """The pieces one of which stands at an end of `items`, the first (0) or the last (-1); empty: nobody can say."""
    found = Need()
    for item in list(items)[:: 1 if end == 0 else -1]:
        own = _edge(item.item if isinstance(item, Maybe) else item, end)
        if not own:
            return Need()
        found |= own
        if not isinstance(item, Maybe):
            return found
    return Need()


def _edge(item: Item, end: int) -> Need:
    if isinstance(item, Word):
        return frozenset({item.pieces[end]}) if item.pieces else Need()
    if not isinstance(item, Choice):
        return Need()
    each = [edge(option.items, end) for option in item.options]
    return Need().union(*each) if all(each) else Need()


def every_piece(phrase: Sequence) -> Iterator[Piece]:
    """All pieces of all words that a match may hold."""
    for item in phrase.items:
        inside = item.item if isinstance(item, Maybe) else item
        if isinstance(inside, Word):
            yield from inside.pieces
        elif isinstance(inside, Choice):
            for option in inside.options:
                yield from every_piece(option)
