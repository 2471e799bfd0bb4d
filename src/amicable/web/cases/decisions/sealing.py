"""Sealing records, and proving that none was changed: each holds the seal of the one before it."""

import json
import secrets
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from amicable.web.cases.canonical import canonical, digest
from amicable.web.cases.evidence.freezing import still_true
from amicable.web.cases.models import Annex, Case, DecisionRecord, Frozen
from amicable.web.diary.actions import FIRST_SEAL
from amicable.web.diary.queries import Verified

Content = dict[str, Any]


def seal(record: DecisionRecord) -> str:
    """SHA-256 over all that the record says, its content by its digest, and the seal before it."""
    at: datetime = record.at
    return digest(
        str(record.number),
        str(record.case_id),
        record.kind,
        at.astimezone(UTC).isoformat(),
        record.by,
        record.digest,
        record.apart,
        record.seal_before,
    )


@transaction.atomic
def put(
    case: Case, kind: str, *, by: str, content: Content, apart: list[Content] | None = None
) -> DecisionRecord:
    """A new record at the end of the chain; `apart`: what only the people named on its tracks may read."""
    if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE cases_decisionrecord IN EXCLUSIVE MODE")
    last = DecisionRecord.objects.order_by("-number").first()
    written = canonical(content)
    hidden = canonical({"apart": apart or [], "salt": secrets.token_hex(16)})
    made = DecisionRecord(
        number=last.number + 1 if last else 1,
        case=case,
        kind=kind,
        at=timezone.now(),
        by=by,
        content=written,
        digest=digest(written),
        apart=digest(hidden),
        seal_before=last.seal if last else FIRST_SEAL,
    )
    made.seal = seal(made)
    made.save(force_insert=True)
    Annex.objects.create(record=made, content=hidden)
    return made


def said(record: DecisionRecord) -> Content:
    """What the record says; nothing once it was erased."""
    found: Content = json.loads(record.content) if record.content else {}
    return found


def verify() -> Verified:
    """Walk the whole chain, and all evidence that was frozen for it."""
    before, count = FIRST_SEAL, 0
    records = DecisionRecord.objects.order_by("number").select_related("annex", "case")
    for record in records.iterator(chunk_size=500):
        count += 1
        if record.number != count or record.seal_before != before or not _holds(record):
            return Verified(count - 1, before, broken_at=count, what="records")
        before = record.seal
    for number, frozen in enumerate(Frozen.objects.order_by("pk").iterator(chunk_size=50), start=1):
        if not still_true(frozen):
            return Verified(count, before, broken_at=number, what="frozen")
    return Verified(count, before, what="records")


def _holds(record: DecisionRecord) -> bool:
    """Whether nothing in the record was changed; an empty content is one of an erased case."""
    annex = getattr(record, "annex", None)
    if record.case.state == "erased" and not record.content:
        return record.seal == seal(record)
    return (
        record.seal == seal(record)
        and record.digest == digest(record.content)
        and annex is not None
        and record.apart == digest(annex.content)
    )
