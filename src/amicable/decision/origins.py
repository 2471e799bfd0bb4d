"""Where a sign comes from: from one person at the client or from several, and whether a fault of ours came first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amicable.decision.situations import Situation
from amicable.evidence import Evidence
from amicable.signs import Sign

LEAST = 3
"""Occasions with a known person below which nothing is said about persons."""
SHADOW = timedelta(days=30)
"""How long a fault of ours may be behind what the client does."""


@dataclass(frozen=True)
class Contacts:
    """Who at the client was behind the occasions of one sign, as far as the records say."""

    people: tuple[tuple[str, int], ...]
    """Address and occasions, most first."""
    others: int
    """People there who write to us too, and never gave occasion for it."""

    @property
    def one_only(self) -> bool:
        """Whether it all comes from one person, while others are there."""
        return len(self.people) == 1 and self.people[0][1] >= LEAST and self.others > 0


@dataclass(frozen=True)
class Precedence:
    """What came first: our faults, or what the client does."""

    first: str
    """"ours", "theirs", "same_day" or "unknown" (no fault of ours is documented)."""
    ours_on: date | None
    theirs_on: date
    after_ours: int
    """Occasions that followed a fault of ours within a month."""
    occasions: int


def contacts(found: Iterable[Situation], writers: Sequence[str]) -> Mapping[str, Contacts]:
    """Sign -> who was behind it, for signs whose occasions name a person; `writers`: everybody there who writes to us."""
    behind: dict[str, dict[str, int]] = {}
    for one in found:
        if one.contact:
            people = behind.setdefault(one.sign.name, {})
            people[one.contact] = people.get(one.contact, 0) + 1
    return {
        name: Contacts(
            tuple(sorted(people.items(), key=lambda each: (-each[1], each[0]))),
            len(set(writers) - set(people)),
        )
        for name, people in behind.items()
    }


def precedence(found: Sequence[Situation], signs: Iterable[Sign]) -> Mapping[str, Precedence]:
    """Sign of theirs -> whether a fault of ours was documented before it first showed."""
    ours = sorted({one.happened_on for one in found if one.sign.ours})
    told = {}
    for sign in signs:
        days = sorted(one.happened_on for one in found if one.sign.name == sign.name)
        if days and not sign.ours:
            followed = sum(any(day - SHADOW <= fault <= day for fault in ours) for day in days)
            told[sign.name] = Precedence(
                _first(ours, days[0]), ours[0] if ours else None, days[0], followed, len(days)
            )
    return told


def _first(ours: Sequence[date], theirs: date) -> str:
    if not ours:
        return "unknown"
    return "same_day" if ours[0] == theirs else "ours" if ours[0] < theirs else "theirs"


def writers(evidence: Evidence, clients: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Client -> the addresses from which people there wrote to us."""
    if not evidence.has("messages"):
        return {}
    messages = evidence.messages
    theirs = messages.filter(
        messages.client_id.isin(list(clients)) & (messages.direction == "in") & messages.contact.notnull()
    )
    found: dict[str, list[str]] = {}
    for row in theirs.select("client_id", "contact").distinct().to_pyarrow().to_pylist():
        found.setdefault(row["client_id"], []).append(row["contact"])
    return {client: tuple(sorted(people)) for client, people in found.items()}
