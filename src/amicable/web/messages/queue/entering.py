"""The ledger takes people's verdicts from here (docs/adr/0019), and again after whatever has overwritten them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db.models import Max
from django.utils import timezone

from amicable import documenting
from amicable.engines.ledger import FileRecord, Ledger, Written
from amicable.evidence import schema
from amicable.i18n import N_
from amicable.web.diary.actions import NOBODY
from amicable.web.jobs.actions import Moved
from amicable.web.messages.models import Verdict
from amicable.web.messages.records import Row
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import told

SOURCE = "Amicable review queue"
QUIET = timedelta(minutes=10)
"""While somebody goes through the queue, the ledger waits: each entry makes a new state of it."""

_settled: dict[str, object] = {}
"""For what state of ledger and verdicts nothing was left to enter."""


def enter_verdicts(moved: Moved, by: str = NOBODY) -> dict[str, object]:
    """Bring `readings.confirmed` in line with what people said; again, it enters nothing."""
    state = _state()
    if _settled.get("state") == state:
        return {"verdicts": 0, "by": by}
    moved(told(N_("Entering verdicts on messages into the ledger")), 0.07)
    at, rows = timezone.now(), _behind(ledger())
    if rows:
        with ledger().importing(at=at) as batch:
            written = documenting.write(batch, rows)
            batch.record(_record(rows, written, at))
    _settled["state"] = _state()
    return {"verdicts": len(rows), "by": by}


def enter_due() -> int:
    """The same by itself, once nobody has judged anything for a while; the number of verdicts."""
    latest = Verdict.objects.aggregate(latest=Max("judged_at"))["latest"]
    if latest is None or latest > timezone.now() - QUIET:
        return 0
    return int(str(enter_verdicts(lambda _sentence, _progress: None)["verdicts"]))


def _state() -> object:
    opened = ledger()
    tables = opened.manifest.tables
    about = Verdict.objects.filter(reading_id__isnull=False)
    said = list(about.order_by("pk").values_list("pk", "confirmed"))
    return opened.folder, tables.get("readings"), tables.get("messages"), hash(tuple(said))


def _behind(opened: Ledger) -> list[Row]:
    """Readings as they should stand, where the ledger says otherwise."""
    about = Verdict.objects.filter(reading_id__isnull=False)
    said: Mapping[str, bool | None] = dict(about.values_list("reading_id", "confirmed"))
    files = opened.files("readings") if said else []
    if not files:
        return []
    wanted = pc.field("evidence_id").isin(list(said))
    rows = pq.read_table(files, columns=list(schema("readings").columns), filters=wanted).to_pylist()
    there = _messages(opened, [row["message_id"] for row in rows])
    should = (
        (row, said[row["reading_id"]], bool(row["stands"]) and row["message_id"] in there) for row in rows
    )
    return [
        row | {"confirmed": confirmed, "stands": stands}
        for row, confirmed, stands in should
        if (row["confirmed"], bool(row["stands"])) != (confirmed, stands)
    ]


def _messages(opened: Ledger, ids: Sequence[str]) -> frozenset[str]:
    """Which of these messages are there: an import may have been taken back since."""
    files = opened.files("messages")
    if not files:
        return frozenset()
    wanted = pc.field("message_id").isin(sorted(set(ids)))
    return frozenset(pq.read_table(files, columns=["message_id"], filters=wanted)["message_id"].to_pylist())


def _record(rows: Sequence[Row], written: Written, at: datetime) -> FileRecord:
    what = json.dumps([[row["reading_id"], row["confirmed"]] for row in rows])
    return FileRecord(
        file=SOURCE,
        digest=hashlib.sha256(f"{at.isoformat()} {what}".encode()).hexdigest(),
        source=SOURCE,
        read=len(rows),
        entered={"readings": written},
    )
