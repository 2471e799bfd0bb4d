"""What the ledger holds of messages and readings, opened once for each state of it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from amicable.engines.duckdb import open_evidence
from amicable.evidence import Evidence
from amicable.web.portfolio.reviewing import ledger
from amicable.wording import SITUATIONS

Row = dict[str, Any]
ALWAYS = date(9999, 12, 31)
"""Messages are read as they are, not as they were known on a day."""
GRAVE = frozenset(name for name, one in SITUATIONS.items() if one.grave)
"""Situations that count only after a person has confirmed them."""
LEVELS = ("grave", "high", "normal", "low")
ORDER = [
    ("grave", "descending"),
    ("weight", "ascending"),
    ("sent_at", "descending"),
    ("reading_id", "ascending"),
]
SHOWN = ("reading_id", "client_id", "message_id", "sent_at", "contact", "situation", "rule", "language", "place", "quote", "begins", "ends", "aimed", "level", "confidence", "confirmed")  # fmt: skip


@dataclass
class Opened:
    """Messages and readings of one state of the ledger; DuckDB's connection serves one reader at a time."""

    evidence: Evidence
    state: object
    lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def waiting(self) -> pa.Table:
        """Readings on which nobody's word stands in the ledger: grave ones first, then by level, latest first."""
        readings = self.evidence.readings
        unknown = readings.confirmed.isnull() & readings.stands.fill_null(True)
        found = readings.filter(unknown, readings.client_id.notnull()).select(*SHOWN).to_pyarrow()
        weighed = _weighed(found)
        return weighed.take(pc.sort_indices(weighed, ORDER))


_held: list[Opened] = []
_opening = threading.Lock()


def _weighed(found: pa.Table) -> pa.Table:
    grave = pc.is_in(found["situation"], pa.array(sorted(GRAVE)))
    weight = pc.index_in(found["level"], pa.array(LEVELS))
    return found.append_column("grave", pc.cast(grave, pa.int8())).append_column("weight", weight)


@contextmanager
def opened() -> Iterator[Opened]:
    """The messages and readings of the ledger as it is now, for one reader at a time."""
    with _opening:
        now = ledger()
        state = (now.folder, now.manifest, now.firm)
        if not _held or _held[0].state != state:
            _held[:] = [Opened(open_evidence(now, today=ALWAYS, as_of=ALWAYS), state)]
        held = _held[0]
    with held.lock:
        yield held


def reading(reading_id: str) -> Row | None:
    """One reading by its id."""
    with opened() as held:
        table = held.evidence.readings
        found = _rows(table.filter(table.reading_id == reading_id).select(*SHOWN).limit(1))
    return found[0] if found else None


def readings_of(message_ids: Sequence[str]) -> list[Row]:
    """What the present rules read in these messages."""
    if not message_ids:
        return []
    with opened() as held:
        table = held.evidence.readings
        stands = table.stands.fill_null(True)
        return _rows(table.filter(table.message_id.isin(list(message_ids)), stands).select(*SHOWN))


def messages_by_id(message_ids: Sequence[str]) -> dict[str, Row]:
    """These messages by their ids."""
    if not message_ids:
        return {}
    with opened() as held:
        table = held.evidence.messages
        found = _rows(table.filter(table.message_id.isin(list(message_ids))))
    return {row["message_id"]: row for row in found}


def _rows(table: ibis.Table) -> list[Row]:
    found: list[Row] = table.to_pyarrow().to_pylist()
    return found


@dataclass(frozen=True)
class Asked:
    """Which messages of a client somebody wants to see."""

    words: str = ""
    situation: str = ""
    """A name of SITUATIONS, "any" for all with a finding, or empty."""
    direction: str = ""
    since: date | None = None
    until: date | None = None


def messages_of(client_id: str, asked: Asked, *, first: int, most: int) -> tuple[list[Row], int]:
    """Messages of a client, latest first, from the `first` on; and how many there are in all."""
    with opened() as held:
        table = held.evidence.messages
        wanted = table.filter(table.client_id == client_id, *_conditions(held.evidence, asked))
        total = int(wanted.count().to_pyarrow().as_py())
        ordered = wanted.order_by(ibis.desc("sent_at"), "message_id").limit(most, offset=first)
        return _rows(ordered), total


def situations_of(client_id: str) -> dict[str, int]:
    """Situations that were read in messages of a client, and how often."""
    with opened() as held:
        table = held.evidence.readings
        own = table.filter(table.client_id == client_id, table.stands.fill_null(True))
        counted = _rows(own.group_by("situation").aggregate(count=own.count()))
    return {row["situation"]: row["count"] for row in counted}


def _conditions(evidence: Evidence, asked: Asked) -> list[ibis.Value]:
    table, readings = evidence.messages, evidence.readings
    found: list[ibis.Value] = []
    if asked.words:
        words = asked.words.lower()
        found.append(
            table.subject.fill_null("").lower().contains(words)
            | table.body.fill_null("").lower().contains(words)
        )
    if asked.situation:
        read = readings.filter(readings.stands.fill_null(True))
        named = read if asked.situation == "any" else read.filter(read.situation == asked.situation)
        found.append(table.message_id.isin(named.message_id))
    if asked.direction:
        found.append(table.direction == asked.direction)
    if asked.since:
        found.append(table.sent_on >= asked.since)
    if asked.until:
        found.append(table.sent_on <= asked.until)
    return found


def incoming(most: int) -> Iterator[Row]:
    """The latest messages from clients, but not from their machines."""
    with opened() as held:
        table = held.evidence.messages
        theirs = (table.direction == "in") & ~table.automatic.fill_null(False)
        wanted = table.filter(theirs).order_by(ibis.desc("sent_at")).limit(most)
        found = wanted.select("message_id", "client_id", "subject", "body").to_pyarrow()
    for batch in found.to_batches():
        yield from batch.to_pylist()


def message_of(client_id: str, message_id: str) -> Row | None:
    """One message of a client; None where there is none, or it is of another."""
    found = messages_by_id([message_id]).get(message_id)
    return found if found and found["client_id"] == client_id else None
