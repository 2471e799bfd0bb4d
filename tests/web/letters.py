"""A small ledger with messages from clients, read as an import reads them."""

from datetime import UTC, datetime

import pyarrow as pa

from amicable.documenting import document
from amicable.engines.ledger import FileRecord, Ledger
from amicable.evidence import schema
from amicable.evidence.schema import SQL_TYPES

ABUSE = "Hello.\n\nYou are complete idiots, all of you.\n\nJohn"
DISCOUNT = "Could you give us a better price this year?"
THANKS = "Thank you for the quick answer."
TYPES = {"VARCHAR": pa.string(), "TIMESTAMP": pa.timestamp("us"), "BOOLEAN": pa.bool_()}


def message(number: int, client_id: str, body: str, *, day: int = 1, direction: str = "in", subject: str = "Our books") -> dict:  # fmt: skip
    """One message of November 2026."""
    return {
        "message_id": f"mail:{number}",
        "client_id": client_id,
        "direction": direction,
        "sent_at": datetime(2026, 11, day, 10, 0),
        "subject": subject,
        "body": body,
        "contact": "john@example.com",
    }


def receive(folder, *messages: dict, digest: str = "first") -> str:
    """Import these messages; the id of the import."""
    columns = schema("messages").columns
    kinds = {name: TYPES[SQL_TYPES[column.kind]] for name, column in columns.items()} | {"line": pa.int64()}
    rows = pa.table({name: pa.array([one.get(name) for one in messages], kind) for name, kind in kinds.items()})  # fmt: skip
    with Ledger.open(folder).importing(at=datetime(2026, 11, 20, tzinfo=UTC)) as batch:
        batch.write("messages", rows, source="mail", file="mail.mbox", mention=False)
        document(batch)
        batch.record(FileRecord("mail.mbox", digest, "mail"))
    return batch.import_id


def readings(folder) -> dict[str, dict]:
    """What stands in the ledger, by situation."""
    from datetime import date

    from amicable.engines.duckdb import open_evidence

    evidence = open_evidence(Ledger.open(folder), today=date(2030, 1, 1))
    return {row["situation"]: row for row in evidence.readings.to_pyarrow().to_pylist()}
