"""What a name, number or address comes down to, so that two spellings of it are equal."""

import re
import unicodedata
from collections.abc import Mapping

from amicable.engines.linkage.company_forms import AFTER, BEFORE
from amicable.engines.linkage.free_mail import is_free_mail

INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s?)+[^\W\d_]\b")
JOINED = re.compile(r"['’‘`´ʼ·]")
SEPARATORS = re.compile(r"[\W_]+")
UNMARKED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that Unicode does not take apart into a letter and its mark."""

VAT_PREFIX = re.compile(
    r"\A(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI|VN)"
    r"(?=.*\d)"
)
SHORTEST_TAX_NUMBER = 6
SHORTEST_PHONE = 7
PHONE_DIGITS = 9
"""Digits at the end of a telephone number that do not depend on how country and trunk are written."""

ADDRESS = re.compile(r"[^\s@<>;,\"']+@[^\s@<>;,\"']+\.[^\s@<>;,\"']+")


def plain(name: str) -> str:
    """`name` in small letters, words parted by single blanks, all its marks kept."""
    text = unicodedata.normalize("NFC", name).casefold()
    text = INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]), text)
    return SEPARATORS.sub(" ", JOINED.sub("", unicodedata.normalize("NFC", text))).strip()


def unmarked(text: str) -> str:
    """`text` (in small letters) without marks: the weaker key, which proposes and never links."""
    parts = unicodedata.normalize("NFKD", text.translate(UNMARKED))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _spellings(forms: Mapping[str, str]) -> dict[str, str]:
    """Spelling -> form, each also without its marks."""
    found = {spelling: form for form, known in forms.items() for spelling in known.split("|")}
    return {unmarked(spelling): form for spelling, form in found.items()} | found


def _any_of(spellings: Mapping[str, str]) -> str:
    return "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))


ENDINGS = _spellings(AFTER)
BEGINNINGS = _spellings(BEFORE)
ENDING = re.compile(rf"(?<=\S) ({_any_of(ENDINGS)})$")
BEGINNING = re.compile(rf"^({_any_of(BEGINNINGS)}) (?=\S)")


def company(name: str | None) -> tuple[str | None, str | None]:
    """(`name` without its legal form, the form); None for what it does not state."""
    text = plain(name or "")
    form = None
    if found := ENDING.search(text):
        text, form = text[: found.start()], ENDINGS[found[1]]
    if found := BEGINNING.search(text):
        text, form = text[found.end() :], BEGINNINGS[found[1]] or form
    return text or None, form or None


def tax_number(written: str | None) -> str | None:
    """Letters and digits of a tax number, without blanks and country; None where it cannot be one."""
    text = VAT_PREFIX.sub("", re.sub(r"[\W_]", "", written or "").upper(), count=1)
    digits = [sign for sign in text if sign.isdigit()]
    return text if len(text) >= SHORTEST_TAX_NUMBER and len(set(digits)) > 1 else None


def addresses(written: str | None) -> list[str]:
    """Every e-mail address in a cell, in small letters."""
    return list(dict.fromkeys(ADDRESS.findall(unicodedata.normalize("NFC", written or "").lower())))


def domain(address: str | None) -> str | None:
    """The domain of an address; None where anybody may have one there."""
    found = (address or "").rpartition("@")[2]
    return found if found and not is_free_mail(found) else None


def phone(written: str | None) -> str | None:
    """The last digits of a telephone number; None where there are too few to tell anybody by."""
    digits = "".join(sign for sign in written or "" if sign in "0123456789")
    return digits[-PHONE_DIGITS:] if len(digits.lstrip("0")) >= SHORTEST_PHONE else None


def country(written: str | None) -> str | None:
    """Two letters of ISO 3166; None where something else is written."""
    text = (written or "").strip().upper()
    known = len(text) == 2 and text.isascii() and text.isalpha()  # noqa: PLR2004 (two letters)
    return {"UK": "GB", "EL": "GR"}.get(text, text) if known else None
