"""What is kept about a client, for the client: everything they may read, in files that any program opens."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa

from amicable.engines.duckdb import open_evidence
from amicable.evidence import schema, schemas
from amicable.i18n import N_
from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding.facts import kept_of
from amicable.web.closing.store import Sealing
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import told

LEFT_OUT = frozenset({"staff", "pulses", "readings", "costs"})
"""About colleagues, or our own reckoning: not the client's data, or not only theirs."""
OURS = frozenset({"staff_id", "reported_by", "cost", "wanted", "owner"})
"""Columns about colleagues and our reckoning."""
ABOUT = N_(
    "These files hold what {firm} keeps about you, as of {day}. Each table is a file that spreadsheet programs open; about.json says which records are kept until when, and on which ground. What is about other people, or is confidential by law, is left out. If something is wrong, tell us, and we correct it."
)


def export(client: Client, at: datetime) -> Sealing:
    """An archive of everything about the client that the client may read; the stream is finished by the caller."""
    sealing = Sealing()
    with ZipFile(sealing, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        opened = ledger()
        words = told(ABOUT, firm=opened.firm.name, day=at.date().isoformat())
        archive.writestr("README.txt", words + "\n")
        archive.writestr("about.json", json.dumps(_about(client), ensure_ascii=False, indent=1, default=str))
        for table, rows in _tables(client.client_id, at):
            archive.writestr(f"{table}.csv", _written(rows))
    return sealing


def _about(client: Client) -> dict[str, Any]:
    """What the application itself knows: the course of each case, and how long records are kept."""
    closing = Closing.objects.filter(case__client=client).order_by("-pk").first()
    kept = kept_of(closing) if closing else ()
    return {
        "name": client.name,
        "cases": [
            [
                {"at": one.at, "step": one.action, "leads_to": one.leads_to}
                for one in case.steps.order_by("at")
            ]
            for case in client.cases.order_by("pk")
        ],
        "records": [
            {"class": told(one.title), "kept_until": one.kept_until, "ground": one.basis} for one in kept
        ],
        "incidents": [
            {"happened_on": one.happened_on, "kind": one.kind, "note": one.note}
            for one in client.incidents.filter(track=None)
        ],
    }


def _tables(client_id: str, at: datetime) -> Iterator[tuple[str, pa.Table]]:
    """Tables of the ledger with the client's rows, without what is about colleagues."""
    opened = ledger()
    if not any(opened.rows().values()):
        return
    evidence = open_evidence(opened, as_of=at.date(), today=at.date())
    for name in schemas():
        declared = schema(name).columns
        if name in LEFT_OUT or "client_id" not in declared or not evidence.has(name):
            continue
        table = getattr(evidence, name)
        own = table.filter(table.client_id == client_id)
        columns = [one for one in declared if one not in OURS and one in table.columns]
        rows = own.select(*columns).to_pyarrow()
        if rows.num_rows:
            yield name, rows


def _written(rows: pa.Table) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows.column_names)
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows.to_pylist())
    return text.getvalue()


def _harmless(value: object) -> object:
    """No spreadsheet shall take a text for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
