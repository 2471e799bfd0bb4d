"""Stretches of a text, in each of which phrases are looked for by themselves: no phrase goes beyond the end of a sentence."""

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]
SHORT = 100
"""Characters of a text that are looked at as a whole."""
STEP, REACH = 400, 400
"""Characters by which long stretches go on, and by which they overlap: the most that a phrase takes in them."""
END = re.compile(r"[.!?]\s")
BREAK = re.compile(r"\W|$")


def stretches(text: str) -> Iterable[Span]:
    """From each end of a sentence to the next; where they are long, they overlap."""
    return ((0, len(text)),) if len(text) <= SHORT else _sentences(text)


def _sentences(text: str) -> Iterator[Span]:
    begin = 0
    for match in END.finditer(text):
        yield from _short(text, begin, match.start())
        begin = match.end()
    yield from _short(text, begin, len(text))


def _short(text: str, begin: int, end: int) -> Iterator[Span]:
    while end - begin > STEP + REACH:
        yield begin, _break(text, begin + STEP + REACH, end)
        begin = _break(text, begin + STEP, end)
    yield begin, end


def _break(text: str, place: int, end: int) -> int:
    """The first place from `place` on where no word is cut, `end` at most."""
    found = BREAK.search(text, place, end)
    return found.start() if found else end


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The same with those that overlap made one; they come in order."""
    begin = end = -1
    for first, last in spans:
        if first >= end:
            if end >= 0:
                yield begin, end
            begin = first
        end = last
    if end >= 0:
        yield begin, end
