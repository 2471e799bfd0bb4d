"""The firm's own rules: written, taken away, tried on the ledger's messages; and all messages read again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from amicable import documenting
from amicable.engines.ledger import FileRecord, Written
from amicable.i18n import N_
from amicable.reading import Message
from amicable.reading.by_rules import read_by
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import NOBODY, write
from amicable.web.jobs.actions import Moved
from amicable.web.messages.records import Row, incoming
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import told
from amicable.wording import Matcher, Rule, own
from amicable.wording.own import OwnRule

SOURCE = "Amicable reading"
EXAMPLES = 10
LOOKED_AT = 100_000
"""Messages, the latest ones, on which a rule is tried."""


@dataclass(frozen=True)
class Example:
    """Words in a message that a rule would mark."""

    client_id: str
    message_id: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What a rule would mark in the messages that are there."""

    messages: int
    marked: int
    examples: tuple[Example, ...]


def save_rule(*, by: Person, declared: OwnRule) -> Rule:
    """Keep a rule of the firm's own, once it is proved by its own examples."""
    with transaction.atomic():
        write("rules.own_written", by=by.email, about=f"rule:{declared.name}", language=declared.language, situation=declared.situation, name=declared.name)  # fmt: skip
        return own.save(ledger().folder, declared)


def remove_rule(*, by: Person, rule_id: str) -> bool:
    """Take a rule of the firm's own away; what it found no longer stands once the messages are read again."""
    with transaction.atomic():
        removed = own.remove(ledger().folder, rule_id)
        if removed:
            write("rules.own_removed", by=by.email, about=f"rule:{rule_id}", name=rule_id)
    return removed


def preview(declared: OwnRule) -> Preview:
    """What the rule would mark among the latest messages; a rule that fails on its own examples is refused."""
    rule = declared.rule
    own.prove(rule)
    return _previewed(Matcher([rule]), incoming(LOOKED_AT))


def _previewed(alone: Matcher, rows: Iterator[Row]) -> Preview:
    looked, marked, examples = 0, 0, list[Example]()
    for row in rows:
        looked += 1
        found = list(_examples(alone, row))
        marked += bool(found)
        examples += found[: EXAMPLES - len(examples)]
    return Preview(looked, marked, tuple(examples))


def _examples(alone: Matcher, row: Row) -> Iterator[Example]:
    for place in documenting.PARTS:
        text = row[place] or ""
        for _, one in read_by(alone, Message(row["message_id"], text)):
            before, after = text[max(0, one.start - 80) : one.start], text[one.end : one.end + 80]
            yield Example(row["client_id"] or "", row["message_id"], before, one.quote, after)


def read_again(moved: Moved, by: str = NOBODY) -> dict[str, object]:
    """Read all messages by the rules as they are now."""
    sentence = told(N_("Reading all messages by the present rules"))
    moved(sentence, 0.0)
    at = timezone.now()
    with ledger().importing(at=at) as batch:
        written = documenting.document_again(
            batch, lambda done, total: moved(sentence, done / total if total else 1.0)
        )
        if written.new or written.corrected:
            batch.record(_record(written, at))
    write("messages.read_again", by=by, found=written.new, changed=written.corrected)
    return {"found": written.new, "changed": written.corrected}


def _record(written: Written, at: datetime) -> FileRecord:
    return FileRecord(
        file=SOURCE,
        digest=hashlib.sha256(f"{SOURCE} {at.isoformat()}".encode()).hexdigest(),
        source=SOURCE,
        read=written.new + written.corrected + written.unchanged + written.repeated,
        entered={"readings": written},
    )
