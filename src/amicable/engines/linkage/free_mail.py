"""Mail domains that anybody may have an address in, so that they say nothing about who somebody is."""

import re
from importlib.resources import files

EVERYWHERE = re.compile(
    r"(gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|aol|gmx|yandex|icloud|zoho|mail|inbox"
    r"|proton|protonmail|tutanota)\.(com?\.)?(com|net|org|me|[a-z]{2})"
)
"""Brands with a domain in many countries."""

SINGLE = frozenset((files(__package__) / "free_mail.txt").read_text(encoding="utf-8").split())
"""Providers with one domain each."""


def is_free_mail(domain: str) -> bool:
    """Whether anybody may have an address in `domain` (small letters)."""
    return domain in SINGLE or EVERYWHERE.fullmatch(domain) is not None
