"""Writing in the diary."""

import hashlib
import json
from datetime import UTC, datetime

from django.db import connection, transaction
from django.dispatch import Signal
from django.utils import timezone

from amicable.web.diary.models import Entry

NOBODY = "amicable"
"""Who acts where no person does: the sweeper, a job that runs by itself."""
FIRST_SEAL = "0" * 64
UNSAID = frozenset({"password", "token", "secret", "code"})

written = Signal()
"""Sent with each `entry`, within the transaction of the action."""


def write(act: str, *, by: str, about: str = "", **told: object) -> Entry:
    """Add an entry, in the transaction of the action itself: neither happens without the other."""
    if UNSAID & told.keys():
        raise ValueError(f"a secret must not enter the diary: {sorted(UNSAID & told.keys())}")
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE diary_entry IN EXCLUSIVE MODE")
        last = Entry.objects.order_by("-number").first()
        entry = Entry(
            number=last.number + 1 if last else 1,
            at=timezone.now(),
            by=by,
            act=act,
            about=about,
            told=json.loads(json.dumps(told, default=str)),
            seal_before=last.seal if last else FIRST_SEAL,
        )
        entry.seal = seal(entry)
        entry.save(force_insert=True)
        written.send(Entry, entry=entry)
    return entry


def seal(entry: Entry) -> str:
    """SHA-256 over the entry's content and the seal before it."""
    at: datetime = entry.at
    content = [entry.number, at.astimezone(UTC).isoformat(), entry.by, entry.act, entry.about, entry.told, entry.seal_before]  # fmt: skip
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
