"""What somebody asks the messages of a client."""

from collections.abc import Mapping
from datetime import date

from amicable.web.messages.records import Asked
from amicable.wording import SITUATIONS

DIRECTIONS = ("in", "out")
ANY = "any"
LONGEST_WORDS = 200


def asked(given: Mapping[str, str]) -> Asked:
    """The question in an address; what cannot be understood is not asked."""
    situation, direction = given.get("situation", ""), given.get("direction", "")
    return Asked(
        words=given.get("q", "").strip().replace("\0", "")[:LONGEST_WORDS],
        situation=situation if situation in SITUATIONS or situation == ANY else "",
        direction=direction if direction in DIRECTIONS else "",
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
