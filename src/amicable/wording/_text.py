"""Text made ready for matching, and the way back to the places in the original."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from typing import NamedTuple

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
"""Characters that nobody sees and some people use to hide words."""
SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ", "ŀ": "l·"})  # fmt: skip
ODD = re.compile(f"[{UNSEEN}]")
SPOT = re.compile(f".[\u0300-\u036f]+|[{UNSEEN}ŀĿİ]", re.DOTALL)
"""Where a character of the original is not one of the text: letters with loose marks, and what is not seen."""
CATALAN_L = re.compile(r"(?<=l)[.•‧⋅∙](?=l)")
"""The point of "l·l", as keyboards without it write it."""
OLDER = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
NEWER = dict(
    zip(
        OLDER,
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        strict=True,
    )
)
"""Vietnamese syllables in the older spelling ("hòa") and in the newer one ("hoà"): both are in use."""
TONE_PLACE = re.compile("|".join(OLDER))
SENTENCE_END = re.compile(r"[.!?…]+[\s\"'»”)]|\n\s*\n|[\n]\s*[-*•]")
LONGEST_SENTENCE = 600
"""Characters looked through for the ends of a sentence."""


class Ready(NamedTuple):
    """`text` as rules see it; `places[i]` is where its i-th character stands in `original` (None: at i)."""

    original: str
    text: str
    places: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of `text` stands in `original`."""
        if self.places is None:
            return start, end
        last = self.places[end - 1]
        after = self.places[end] if end < len(self.places) else len(self.original)
        return self.places[start], max(after, last + 1)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a piece of `text`."""
        first = max(0, start - LONGEST_SENTENCE)
        begin = first
        for match in SENTENCE_END.finditer(self.text, first, start):
            begin = match.end()
        found = SENTENCE_END.search(self.text, end, min(len(self.text), end + LONGEST_SENTENCE))
        return begin, found.start() + 1 if found else min(len(self.text), end + LONGEST_SENTENCE)


def ready(original: str) -> Ready:
    """Lower case, composed (NFC), plain apostrophes and blanks, nothing unseen, one spelling of what has two."""
    if original.isascii() or (unicodedata.is_normalized("NFC", original) and not ODD.search(original)):
        text = folded(original)
        if len(text) == len(original):
            return Ready(original, text)
    return _mapped(original)


def folded(text: str) -> str:
    """Composed text in the one spelling that rules and texts are compared in."""
    plain = text.lower().translate(SAME)
    if plain.isascii():
        return CATALAN_L.sub("·", plain) if "l.l" in plain else plain
    plain = TONE_PLACE.sub(lambda match: NEWER[match.group()], plain)
    return CATALAN_L.sub("·", plain) if "l" in plain else plain


def _mapped(original: str) -> Ready:
    """The slow way: spot by spot, and what lies between them."""
    text: list[str] = []
    places = array("q")
    done = 0
    for match in SPOT.finditer(original):
        _add(original, done, match.start(), text, places)
        made = ODD.sub("", unicodedata.normalize("NFC", match.group())).lower().translate(SAME)
        text.append(made)
        places.extend([match.start()] * len(made))
        done = match.end()
    _add(original, done, len(original), text, places)
    joined = "".join(text)
    again = folded(joined)  # spellings that only show when the marks have been joined
    return Ready(original, again if len(again) == len(joined) else joined, places)


def _add(original: str, start: int, end: int, text: list[str], places: "array[int]") -> None:
    """What lies between two spots, as a whole or, where its length would change, letter by letter."""
    made = unicodedata.normalize("NFC", original[start:end]).lower().translate(SAME)
    if len(made) == end - start:
        text.append(made)
        places.extend(range(start, end))
        return
    for place in range(start, end):
        letter = unicodedata.normalize("NFC", original[place]).lower().translate(SAME)
        text.append(letter)
        places.extend([place] * len(letter))


def unmarked(text: str) -> str:
    """`text` without Vietnamese marks, letter for letter, as many people type it."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))
