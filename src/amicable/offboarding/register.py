"""The do-not-readmit register: recognises somebody again without keeping who they are.

What is kept of a person or a firm are keyed hashes (HMAC-SHA-256, RFC 2104) of normalised marks: e-mail address,
telephone number, tax number. Without the installation's key nothing can be tried against them; with it, a mark that
somebody brings can be. Names alone are no mark: two people may share one.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from amicable.i18n import N_

REASONS: Mapping[str, str] = {
    "safety": N_("Safety of our people"),
    "payment": N_("Unpaid accounts"),
    "law": N_("A legal duty"),
    "fit": N_("We are not the right firm for them"),
}
"""Classes of reasons; the reason itself is not kept."""
LONGEST_YEARS: Mapping[str, int] = {"safety": 5, "payment": 3, "law": 5, "fit": 1}
"""Years after which an entry ends by itself, at the latest."""
MARKS = ("email", "phone", "tax_number")
KEY_BYTES = 32


@dataclass(frozen=True)
class Listed:
    """One entry of the register."""

    fingerprints: frozenset[str]
    reason: str
    """One of `REASONS`."""
    until: date
    """The last day on which it counts."""
    terms: str = ""
    """On which terms they may come back all the same; empty: none were set."""

    def counts(self, today: date) -> bool:
        """Whether it still counts."""
        return today <= self.until


def fingerprints(marks: Iterable[tuple[str, str]], key: bytes) -> frozenset[str]:
    """Keyed hashes of marks (kind out of `MARKS`, value as it was written); empty values leave none."""
    if len(key) < KEY_BYTES:
        message = f"the key has {len(key)} bytes, of {KEY_BYTES} needed"
        raise ValueError(message)
    found = ((kind, normalised(kind, value)) for kind, value in marks if kind in MARKS)
    return frozenset(_hash(f"{kind}:{value}", key) for kind, value in found if value)


def recognised(
    listed: Iterable[Listed], marks: Iterable[tuple[str, str]], key: bytes, today: date
) -> list[Listed]:
    """Entries that count today and share a mark; those that last longest first."""
    brought = fingerprints(marks, key)
    found = (one for one in listed if one.counts(today) and one.fingerprints & brought)
    return sorted(found, key=lambda one: one.until, reverse=True)


def normalised(kind: str, value: str) -> str:
    """A mark as everybody writes it: small letters, digits without signs; empty where nothing is left of it."""
    plain = unicodedata.normalize("NFKC", value).strip().casefold()
    if kind == "email":
        return _address(plain)
    if kind == "phone":
        digits = re.sub(r"\D", "", plain)
        # the last nine digits: with or without the country's number it is the same telephone
        return digits[-9:] if len(digits) >= 7 else ""  # noqa: PLR2004 (shorter ones are extensions)
    return re.sub(r"[\W_]", "", plain)


def _address(plain: str) -> str:
    """Without what follows a plus sign, which leads to the same mailbox."""
    local, at, domain = plain.partition("@")
    return f"{local.partition('+')[0]}@{domain}" if at and local and "." in domain else ""


def _hash(mark: str, key: bytes) -> str:
    return hmac.new(key, mark.encode(), hashlib.sha256).hexdigest()
