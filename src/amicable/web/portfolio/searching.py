"""How names are searched: without regard to case and marks, so that "Lodz" finds "Łódź"."""

import unicodedata

PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"})


def searched(words: str) -> str:
    """`words` as they are compared."""
    folded = words.casefold().translate(PLAIN)
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
