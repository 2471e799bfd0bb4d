"""A small firm written by hand: forty clients, two years, and a few that are told apart on purpose."""

from datetime import date, datetime, timedelta

import ibis

from amicable.evidence import Evidence, Firm
from tests.spec.tables import evidence

AS_OF = date(2026, 1, 1)
MONTHS = [date(year, month, 10) for year in (2024, 2025) for month in range(1, 13)]

LATE = "demo:late"  # pays everything forty days late
OPEN = "demo:open"  # pays every other invoice late, and the others never: two signs of one family
DRAIN = "demo:drain"  # takes four times the hours: a drain, and a loss
DEMANDING = "demo:demanding"  # takes three times the hours, and leaves more an hour than the others
MACHINE = "demo:machine"  # writes every hour of the week
ENDED = "demo:ended"  # paid late too, but is a client no longer
SILENT = "demo:silent"  # is in the list of clients, and nowhere else
NAMES = {
    LATE: "Lindqvist Legal", OPEN: "Ortega Obras", DRAIN: "Duarte Design", DEMANDING: "Demir Dental",
    MACHINE: "Monitoring", ENDED: "Engel Export", SILENT: "Silva Studio",
}  # fmt: skip
USUAL = {f"demo:{number:02d}": f"Usual {number:02d}" for number in range(1, 34)}
ALL = NAMES | USUAL


def firm_of(engine: ibis.BaseBackend) -> Evidence:
    """The firm's evidence."""
    active = [client for client in ALL if client != SILENT]
    tables = {
        "clients": [_client(client) for client in ALL],
        "invoices": [_invoice(client, day) for client in active for day in MONTHS],
        "costs": [_cost(client, day) for client in active for day in MONTHS],
        "time_entries": [_work(client, day) for client in active for day in MONTHS],
        "messages": [_message(hour) for hour in range(24 * 7)],
    }
    return evidence(engine, tables, as_of=AS_OF, firm=Firm(hourly_cost={"*": 30}))


def _client(client: str) -> dict[str, str]:
    return {
        "client_id": client,
        "name": ALL[client],
        "since_on": "2024-01-01",
        "ended_on": "2025-10-01" if client == ENDED else "",
    }


def _invoice(client: str, day: date) -> dict[str, str]:
    due = day + timedelta(days=30)
    late = client in (LATE, OPEN, ENDED, MACHINE)
    paid = due + timedelta(days=40 if late else 0)
    unpaid = paid >= AS_OF or (client == OPEN and day.month % 2 == 0)
    return {
        "invoice_id": f"{client}/{day:%Y-%m}", "client_id": client, "number": f"{client[5:]}-{day:%Y%m}", "issued_on": str(day),
        "due_on": str(due), "paid_on": "" if unpaid else str(paid), "total": "1000",
        "file": "invoices.csv", "line": str(2 + MONTHS.index(day)),
    }  # fmt: skip


def _cost(client: str, day: date) -> dict[str, str]:
    return {
        "cost_id": f"{client}/{day:%Y-%m}",
        "client_id": client,
        "incurred_on": str(day),
        "amount": "0" if client == DEMANDING else "700",
    }


def _work(client: str, day: date) -> dict[str, str]:
    hours = {DRAIN: 20, DEMANDING: 15}.get(client, 5)
    return {
        "entry_id": f"{client}/{day:%Y-%m}",
        "client_id": client,
        "worked_on": str(day),
        "seconds": str(hours * 3600),
    }


def _message(hour: int) -> dict[str, str]:
    sent = datetime(2025, 9, 1) + timedelta(hours=hour)
    return {
        "message_id": str(hour),
        "client_id": MACHINE,
        "direction": "in",
        "sent_at": str(sent),
        "subject": "Disk is full",
    }
