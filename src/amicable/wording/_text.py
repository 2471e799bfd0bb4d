"""Text made ready for matching, and the way back to the places in the original."""

import re
import unicodedata
from dataclasses import dataclass

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
"""Characters that nobody sees and some people use to hide words."""
SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ", "ŀ": "l"})  # fmt: skip
ODD = re.compile(f"[{UNSEEN}]")
SENTENCE_END = re.compile(r"[.!?…]+[\s\"'»”)]|\n\s*\n|[\n]\s*[-*•]")
LONGEST_SENTENCE = 600
"""Characters looked through for the ends of a sentence."""


@dataclass(frozen=True)
class Ready:
    """`text` as rules see it; `places[i]` is where its i-th character stands in `original` (None: at i)."""

    original: str
    text: str
    places: tuple[int, ...] | None = None

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
    """Lower case, composed (NFC), plain apostrophes and blanks, nothing unseen."""
    if unicodedata.is_normalized("NFC", original) and not ODD.search(original):
        text = original.translate(SAME).lower()
        if len(text) == len(original):
            return Ready(original, text)
    return _mapped(original)


def _mapped(original: str) -> Ready:
    """The slow way: piece by piece, each a letter with its marks."""
    text, places = [], []
    for match in re.finditer(r".[\u0300-\u036f]*", original, re.DOTALL):
        if match.group() in UNSEEN:
            continue
        made = unicodedata.normalize("NFC", match.group()).translate(SAME).lower()
        text.append(made)
        places += [match.start()] * len(made)
    return Ready(original, "".join(text), tuple(places))


def unmarked(text: str) -> str:
    """`text` without Vietnamese marks, letter for letter, as many people type it."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))
