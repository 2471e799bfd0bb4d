"""What the ledger knows about contact with a few clients: when it was, and who met whom lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger
from amicable.evidence import Evidence
from amicable.web.accounts.models import Person
from amicable.web.portfolio.reviewing import ledger, version

OVER = ("solved", "closed", "resolved", "done", "completed", "cancelled", "canceled", "deleted")
"""States, in the words of help desks, in which a ticket asks for nothing any more."""
LATELY = timedelta(days=7)
MOST = 2000
"""Clients looked up one by one; of more, only the first are."""


@dataclass(frozen=True)
class Contact:
    """The last contact with one client, and what is open."""

    last_on: date | None = None
    asked_on: date | None = None
    """Day of the last ticket."""
    open_tickets: int = 0


@dataclass(frozen=True)
class Met:
    """A person of ours met a client."""

    client_id: str
    on: date


def contacts(client_ids: Iterable[str], until: date) -> dict[str, Contact]:
    """client_id -> contact with it, as far as the ledger says."""
    opened = ledger()
    wanted = tuple(sorted(client_ids))[:MOST]
    return _contacts(opened.folder, version(opened), wanted, until) if wanted else {}


def met(person: Person, until: date) -> tuple[Met, ...]:
    """Whom the person has met in the days until `until`, latest first, each client once."""
    opened = ledger()
    if not opened.rows()["meetings"]:
        return ()
    return _met(opened.folder, version(opened), person.email.casefold(), person.staff_id, until)


@lru_cache(maxsize=64)
def _contacts(folder: Path, _version: str, clients: tuple[str, ...], until: date) -> dict[str, Contact]:
    evidence = open_evidence(Ledger.open(folder), today=until, as_of=until, clients=clients)
    last: dict[str, date] = {}
    for client, on in [*_days(evidence, "meetings", "starts_on"), *_days(evidence, "messages", "sent_on")]:
        last[client] = max(on, last.get(client, on))
    tickets = evidence.tickets
    is_open = tickets.closed_at.isnull() & ~tickets.status.lower().isin(OVER).fill_null(False)
    rows = tickets.group_by("client_id").aggregate(asked=tickets.opened_on.max(), open=is_open.sum())
    asked = {row["client_id"]: row for row in rows.to_pyarrow().to_pylist()}
    return {
        client: Contact(
            last_on=max(
                (day for day in (last.get(client), asked.get(client, {}).get("asked")) if day), default=None
            ),
            asked_on=asked.get(client, {}).get("asked"),
            open_tickets=asked.get(client, {}).get("open") or 0,
        )
        for client in clients
    }


def _days(evidence: Evidence, table: str, column: str) -> list[tuple[str, date]]:
    rows = evidence.tables[table].group_by("client_id").aggregate(last=evidence.tables[table][column].max())
    found = rows.to_pyarrow().to_pylist()
    return [(row["client_id"], row["last"]) for row in found if row["client_id"] and row["last"]]


@lru_cache(maxsize=64)
def _met(folder: Path, _version: str, email: str, staff_id: str, until: date) -> tuple[Met, ...]:
    evidence = open_evidence(Ledger.open(folder), today=until, as_of=until)
    staff, meetings = evidence.staff, evidence.meetings
    who = staff.filter((staff.email.lower() == email) | (staff.staff_id == staff_id)).staff_id
    ids = [*who.to_pyarrow().to_pylist(), *([staff_id] if staff_id else [])]
    if not ids:
        return ()
    happened = meetings.filter(
        meetings.starts_on > until - LATELY,
        meetings.starts_on <= until,
        meetings.staff_id.isin(ids),
        meetings.client_id.notnull(),
        (meetings.outcome == "held") | meetings.outcome.isnull(),
    )
    rows = happened.group_by("client_id").aggregate(on=happened.starts_on.max()).to_pyarrow().to_pylist()
    found = [Met(row["client_id"], row["on"]) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.on, one.client_id), reverse=True))
