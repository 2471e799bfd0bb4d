"""From messages to documented situations: what an import brought is read at once, and enters with it."""

from collections.abc import Callable, Iterator
from itertools import chain

import pyarrow as pa

from amicable.engines.ledger import Batch, Written
from amicable.evidence import schema
from amicable.evidence.schema import SQL_TYPES, Kind
from amicable.reading import Message, read

SOURCE = "reading"
PARTS = ("subject", "body")
TYPES = {"VARCHAR": pa.string(), "TIMESTAMP": pa.timestamp("us"), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_()}
READ = ("message_id", "client_id", "sent_at", "contact", *PARTS)
THEIRS = "direction = 'in' AND NOT coalesce(automatic, false)"
"""A client is never blamed for our words, nor for those of a machine."""

Row = dict[str, object]


def document(batch: Batch, moved: Callable[[int, int], None] | None = None) -> Written:
    """Read every message that clients sent and this import entered; write down what was found."""
    written, done = Written(), 0
    total = batch.count("messages", THEIRS)
    for some in batch.entered("messages", READ, THEIRS):
        found = list(chain.from_iterable(_found(row) for row in some.to_pylist()))
        if found:
            written += batch.write("readings", _table(found), source=SOURCE, file="", mention=False)
        done += some.num_rows
        if moved:
            moved(done, total)
    return written


def _found(message: Row) -> Iterator[Row]:
    for place in PARTS:
        text = message[place]
        reading = read(Message(str(message["message_id"]), str(text))) if text else None
        for one in reading.findings if reading else ():
            yield {
                "reading_id": f"{message['message_id']}#{one.rule}@{place}:{one.start}",
                **{name: message[name] for name in ("client_id", "message_id", "sent_at", "contact")},
                "situation": one.situation,
                "rule": one.rule,
                "language": reading.language if reading else "",
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
