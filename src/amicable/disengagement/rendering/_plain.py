"""Text that every format can hold: no control characters, composed letters."""

import unicodedata

KEPT = frozenset("\n\t")
UNSEEN = ("Cc", "Cs", "Co", "Cn")
"""Categories of Unicode that nobody can read: control, halves of pairs, private, not assigned."""


def plain(text: str) -> str:
    """`text` as it can be read: what is no character is left out, accents are composed."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(one for one in composed if one in KEPT or unicodedata.category(one) not in UNSEEN)
