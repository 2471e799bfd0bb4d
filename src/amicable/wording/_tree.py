"""A phrase as a tree: its regular expression, and the words without which it cannot stand in a text."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

APART = r"[^\w.!?]{1,6}"
GLUE = rf"(?:{APART}|(?<=['\d%€$£])|(?=['%€$£]))"
"""Between two words: blanks or commas, never the end of a sentence; nothing at an apostrophe, a sign or a number."""
ANY_WORD = r"\w{1,40}(?:['\-·]\w{1,40}){0,3}"
GAP = rf"(?:{APART}{ANY_WORD}){{0,3}}"
GAP_FIRST = rf"(?:{ANY_WORD}{APART}){{0,3}}"
NUMBER = r"\d{1,15}(?:[.,\u00a0 ]\d{1,15}){0,6}"


class Piece(NamedTuple):
    """A piece of a word, letters only; open at an end where the word may go on."""

    text: str
    open_before: bool = False
    open_after: bool = False


@dataclass(frozen=True)
class Word:
    """One word; open at an end that bears a star."""

    text: str
    open_before: bool = False
    open_after: bool = False

    @cached_property
    def pattern(self) -> str:
        """Its regular expression."""
        before = r"\w{0,30}" if self.open_before else ""
        after = r"(?:\w|['\-·]\w){0,30}" if self.open_after else ""
        return before + re.escape(self.text) + after

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What each match of it holds; nothing for a sign such as "%"."""
        if self.text.isalnum():
            return (Piece(self.text, self.open_before, self.open_after),)
        parts = re.split(r"\W", self.text)
        last = len(parts) - 1
        return tuple(
            Piece(part, self.open_before and not n, self.open_after and n == last)
            for n, part in enumerate(parts)
            if part
        )


@dataclass(frozen=True)
class Gap:
    """Up to three words."""


@dataclass(frozen=True)
class Number:
    """A number, as people write it."""

    pattern = NUMBER


@dataclass(frozen=True)
class Maybe:
    """What may be absent."""

    item: "Word | Number | Choice"


@dataclass(frozen=True)
class Choice:
    """One of several sequences."""

    options: tuple["Sequence", ...]

    @cached_property
    def pattern(self) -> str:
        """Its regular expression, the longest option first."""
        patterns = sorted((one.pattern for one in self.options), key=len, reverse=True)
        return f"(?:{'|'.join(patterns)})"


Item = Word | Gap | Number | Maybe | Choice


@dataclass(frozen=True)
class Sequence:
    """Words one after the other."""

    items: tuple[Item, ...]

    @cached_property
    def pattern(self) -> str:
        """Its regular expression; what is before the first sure word brings its own blanks."""
        written, begun = "", False
        for item in self.items:
            if isinstance(item, Gap):
                written += GAP if begun else GAP_FIRST
            elif isinstance(item, Maybe):
                inside = item.item.pattern
                written += f"(?:{GLUE}{inside})?" if begun else f"(?:{inside}{GLUE})?"
            else:
                written += GLUE * begun + item.pattern
                begun = True
        return written

    @cached_property
    def sure(self) -> bool:
        """Whether something of it must be there."""
        return any(not isinstance(item, (Gap, Maybe)) for item in self.items)

    @cached_property
    def has_words(self) -> bool:
        """Whether each match of it holds a word, and not only numbers and signs."""
        return any(
            bool(item.pieces) if isinstance(item, Word) else all(one.has_words for one in item.options)
            for item in self.items
            if isinstance(item, (Word, Choice))
        )


def compiled(found: Sequence) -> re.Pattern[str]:
    """The expression that finds the phrase as whole words, in text made ready by `ready`."""
    return re.compile(rf"(?<!\w){found.pattern}(?!\w)")
