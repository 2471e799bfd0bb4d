"""What is kept about a client, for the client: everything they may read, in their language, in files that any program opens."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import translation

from amicable.engines.duckdb import open_evidence
from amicable.evidence import Evidence, schema, schemas
from amicable.evidence.schema import Kind, Table
from amicable.i18n import N_
from amicable.money import Money
from amicable.web.closing.addresses import language_of
from amicable.web.closing.retention.about import about, file_of, letters
from amicable.web.closing.store import Sealing
from amicable.web.portfolio.dossier.file import CONFIDENTIAL, HIDDEN
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import figures, language, told

LEFT_OUT = frozenset({"staff", "pulses", "readings", "costs"})
"""About colleagues, or our own reckoning: not the client's data, or not only theirs."""
OURS = frozenset({"staff_id", "reported_by", "cost", "wanted", "owner"})
"""Columns about colleagues and our reckoning."""
PAGE = "about-you.html"
ABOUT = N_(
    "These files hold what {firm} keeps about you, as of {day}. Begin with {page}, which any browser shows. The tables open in spreadsheet programs, and about.json is for other programs. What is about other people, or is confidential by law, is left out. If something is wrong, tell us, and we correct it."
)
Row = dict[str, Any]


def export(client: Client, at: datetime) -> Sealing:
    """An archive of everything about the client that the client may read; the stream is finished by the caller."""
    evidence = _evidence(at)
    with translation.override(language_of(client)):
        sealing = Sealing()
        with ZipFile(sealing, "w", ZIP_DEFLATED, allowZip64=True) as archive:
            _write(archive, client, evidence, at)
        return sealing


def _write(archive: ZipFile, client: Client, evidence: Evidence | None, at: datetime) -> None:
    intro = told(ABOUT, firm=ledger().firm.name, day=figures().day(at.date(), "long"), page=PAGE)
    sections, tables = about(client), []
    archive.writestr("README.txt", intro + "\n")
    for table, rows in _tables(evidence, client.client_id) if evidence else ():
        archive.writestr(f"{table.name}.csv", _written(rows))
        tables.append((table, [(name, table.columns[name]) for name in rows[0]]))
    for letter in letters(client):
        archive.writestr(file_of(letter), bytes(letter.pdf))
    told_of = {name: [asdict(one) for one in found] for name, (_, found) in sections.items()}
    archive.writestr("about.json", json.dumps({"name": client.name, **told_of}, ensure_ascii=False, indent=1, default=str))  # fmt: skip
    shown = {"intro": intro, "client": client, "sections": sections.values(), "tables": tables}
    more = {"spoken": language(), "f": figures()}
    archive.writestr(PAGE, render_to_string("closing/about_you.html", shown | more))


def _evidence(at: datetime) -> Evidence | None:
    """The records as of today; None where there are none."""
    opened = ledger()
    return open_evidence(opened, as_of=at.date(), today=at.date()) if any(opened.rows().values()) else None


def _tables(evidence: Evidence, client_id: str) -> Iterator[tuple[Table, list[Row]]]:
    """Tables of the ledger with the client's rows, oldest first, without what is about colleagues."""
    for name in schemas():
        declared = schema(name)
        if name in LEFT_OUT or "client_id" not in declared.columns or not evidence.has(name):
            continue
        table = getattr(evidence, name)
        own = table.filter(table.client_id == client_id)
        if name in CONFIDENTIAL:
            own = own.filter(own[CONFIDENTIAL[name]].fill_null("") != HIDDEN)
        columns = [one for one in declared.columns if one not in OURS and one in table.columns]
        rows = own.order_by(declared.happened or declared.key).select(*columns).to_pyarrow().to_pylist()
        if rows:
            yield declared, [_in_units(declared, row, evidence.firm.currency) for row in rows]


def _in_units(table: Table, row: Row, usual: str) -> Row:
    """Amounts as people write them: the ledger counts in cents."""
    currency = next((row[one] for one in table.of_kind(Kind.CURRENCY) if row.get(one)), usual)
    money = {one: Money(row[one], currency).amount for one in table.of_kind(Kind.MONEY) if row.get(one) is not None}  # fmt: skip
    return row | money


def _written(rows: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _harmless(value: object) -> object:
    """No spreadsheet shall take a text for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
