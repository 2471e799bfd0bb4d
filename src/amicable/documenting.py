"""From messages to documented situations: what an import brought is read at once, and enters with it."""

from collections.abc import Callable, Iterator
from itertools import chain

import pyarrow as pa

from amicable.engines.ledger import Batch, Written
from amicable.evidence import schema
from amicable.evidence.schema import SQL_TYPES, Kind
from amicable.reading import Finding, Message, read
from amicable.reading.by_rules import read_by
from amicable.wording import Matcher
from amicable.wording.own import matcher

SOURCE = "reading"
PARTS = ("subject", "body")
TYPES = {"VARCHAR": pa.string(), "TIMESTAMP": pa.timestamp("us"), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_()}
READ = ("message_id", "client_id", "sent_at", "contact", *PARTS)
THEIRS = "direction = 'in' AND NOT coalesce(automatic, false)"
"""A client is never blamed for our words, nor for those of a machine."""

Row = dict[str, object]


def document(batch: Batch, moved: Callable[[int, int], None] | None = None) -> Written:
    """Read every message that clients sent and this import entered; write down what was found."""
    written, done, own = Written(), 0, matcher(batch.folder)
    total = batch.count("messages", THEIRS)
    for some in batch.entered("messages", READ, THEIRS):
        found = list(chain.from_iterable(_found(row, own) for row in some.to_pylist()))
        if found:
            written += write(batch, found)
        done += some.num_rows
        if moved:
            moved(done, total)
    return written


def document_again(batch: Batch, moved: Callable[[int, int], None] | None = None) -> Written:
    """Read every message in the ledger by the rules as they are now.

    What they find no longer is kept and no longer stands; what people said of a finding stays with it.
    """
    own, done, written = matcher(batch.folder), 0, Written()
    before = {str(row["reading_id"]): row for row in _entered(batch)}
    total = sum(some.num_rows for some in batch.rows("messages", ("message_id",), THEIRS))
    for some in batch.rows("messages", READ, THEIRS):
        found = list(chain.from_iterable(_found(row, own) for row in some.to_pylist()))
        for row in found:
            row["confirmed"] = before.pop(str(row["reading_id"]), {}).get("confirmed")
        if found:
            written += write(batch, found)
        done += some.num_rows
        if moved:
            moved(done, total)
    gone = [row | {"stands": False} for row in before.values() if row["stands"] is not False]
    return written + (write(batch, gone) if gone else Written())


def write(batch: Batch, readings: list[Row]) -> Written:
    """Enter these readings; each replaces the one of its id."""
    return batch.write("readings", _table(readings), source=SOURCE, file="", mention=False)


def _entered(batch: Batch) -> Iterator[Row]:
    return chain.from_iterable(
        some.to_pylist() for some in batch.rows("readings", tuple(schema("readings").columns))
    )


def _found(message: Row, own: Matcher | None) -> Iterator[Row]:
    for place in PARTS:
        text = message[place]
        if text:
            for language, one in _read(Message(str(message["message_id"]), str(text)), own):
                yield _row(message, place, language, one)


def _read(message: Message, own: Matcher | None) -> Iterator[tuple[str, Finding]]:
    """What the shipped rules find, then what only the firm's own rules do."""
    reading = read(message)
    yield from ((reading.language, one) for one in reading.findings)
    for language, one in read_by(own, message):
        if not any(one.start < known.end and known.start < one.end and one.situation == known.situation for known in reading.findings):  # fmt: skip
            yield language, one


def _row(message: Row, place: str, language: str, one: Finding) -> Row:
    return {
        "reading_id": f"{message['message_id']}#{one.rule}@{place}:{one.start}",
        **{name: message[name] for name in ("client_id", "message_id", "sent_at", "contact")},
        "situation": one.situation,
        "kind": one.kind,
        "rule": one.rule,
        "language": language,
        "place": place,
        "quote": one.quote,
        "begins": one.start,
        "ends": one.end,
        "aimed": one.aimed,
        "level": one.level,
        "confidence": one.confidence,
        "stands": True,
    }


def _table(rows: list[Row]) -> pa.Table:
    """As `Batch.write` wants it: the schema's own columns and the line."""
    own = schema("readings").columns
    kinds = {name: _type(column.kind) for name, column in own.items()} | {"line": pa.int64()}
    return pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in kinds.items()})


def _type(kind: Kind) -> pa.DataType:
    return TYPES[SQL_TYPES[kind]]
