"""The ledger takes incidents and pulses from here, as from any other source (docs/adr/0014)."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from amicable.engines.ledger import Batch, FileRecord, Written
from amicable.evidence import schema
from amicable.i18n import N_
from amicable.web.diary.actions import NOBODY
from amicable.web.frontline.models import TAKE_BACK, Entered, Incident, Pulse
from amicable.web.jobs.actions import Moved, begin
from amicable.web.jobs.models import OVER, Job
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import told

SOURCE = "Amicable front line"
PREFIX = "frontline:"
AT_ONCE = 5000
"""Rows of each table that one import takes; the next one takes the rest."""
TYPES = {"happened_on": pa.date32(), "asked_on": pa.date32(), "score": pa.int64(), "confirmed": pa.bool_()}


def enter_evidence(moved: Moved, by: str = NOBODY) -> dict[str, object]:
    """Enter what is new or changed, once it can no longer be taken back; again, it enters nothing."""
    moved(told(N_("Entering incidents and pulses into the ledger")), 0.05)
    at = timezone.now()
    incidents, pulses = list(due_incidents(at)[:AT_ONCE]), list(due_pulses(at)[:AT_ONCE])
    if incidents or pulses:
        with ledger().importing(at=at) as batch:
            entered = {
                "incidents": _written(batch, "incidents", [_incident(one) for one in incidents]),
                "pulses": _written(batch, "pulses", [_pulse(one) for one in pulses]),
            }
            batch.record(_record(entered, [*incidents, *pulses], at))
        _remember(Incident, incidents)
        _remember(Pulse, pulses)
    return {"incidents": len(incidents), "pulses": len(pulses), "by": by}


def enter_when_due(language: str) -> None:
    """Begin the entering in the background, where something waits for it and nobody has begun it yet."""
    at = timezone.now()
    if not due_incidents(at).exists() and not due_pulses(at).exists():
        return
    path = f"{enter_evidence.__module__}.{enter_evidence.__name__}"
    if not Job.objects.filter(function=path).exclude(state__in=OVER).exists():
        begin(enter_evidence, by=NOBODY, language=language)


def due_incidents(at: datetime) -> QuerySet[Incident]:
    """Those to enter: no longer to be taken back, and none that is confidential."""
    found = Incident.objects.filter(_changed(), track=None, logged_at__lte=at - TAKE_BACK)
    return found.select_related("client", "reported_by").order_by("logged_at")


def due_pulses(at: datetime) -> QuerySet[Pulse]:
    """Those to enter."""
    found = Pulse.objects.filter(_changed(), given_at__lte=at - TAKE_BACK)
    return found.select_related("client", "person").order_by("given_at")


def _changed() -> Q:
    return Q(entered__lt=F("revision"))


def _incident(one: Incident) -> dict[str, Any]:
    return {
        "incident_id": f"{PREFIX}{one.pk}",
        "client_id": one.client.client_id,
        "happened_on": one.happened_on,
        "kind": one.kind,
        "note": one.note,
        "reported_by": one.reported_by.staff_id or None,
        "confirmed": one.confirmed_by_id is not None,
    }


def _pulse(one: Pulse) -> dict[str, Any]:
    return {
        "pulse_id": f"{PREFIX}{one.pk}",
        "client_id": one.client.client_id,
        "staff_id": one.person.staff_id or None,
        "asked_on": one.asked_on,
        "score": one.score,
        "note": one.note or None,
    }


def _written(batch: Batch, table: str, rows: Sequence[dict[str, Any]]) -> Written:
    if not rows:
        return Written()
    types = pa.schema(
        [(name, TYPES.get(name, pa.string())) for name in schema(table).columns] + [("line", pa.int64())]
    )
    numbered = [row | {"line": number} for number, row in enumerate(rows, start=1)]
    taken = pa.Table.from_pylist(numbered, schema=types)
    return batch.write(table, taken, source=SOURCE, file=SOURCE, mention=False)


def _record(entered: dict[str, Written], rows: Sequence[Entered], at: datetime) -> FileRecord:
    what = json.dumps([[str(row.pk), row.revision] for row in rows])
    return FileRecord(
        file=SOURCE,
        digest=hashlib.sha256(f"{at.isoformat()} {what}".encode()).hexdigest(),
        source=SOURCE,
        read=len(rows),
        entered={table: written for table, written in entered.items() if written != Written()},
    )


def _remember(model: type[Entered], rows: Sequence[Entered]) -> None:
    """Which revision stands in the ledger now; one that was made meanwhile is entered the next time."""
    for row in rows:
        row.entered = row.revision
    model._default_manager.bulk_update(rows, ["entered"], batch_size=500)  # noqa: SLF001 (Django's name for it)
