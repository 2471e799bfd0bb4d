"""A small firm with twelve clients, of which one pays late; and a case about that one, decided."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp

from django.utils import timezone

from amicable.engines.ledger import Ledger
from amicable.importing import import_files
from amicable.web.cases.actions import open_case
from amicable.web.cases.gates.actions import answer
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.talk.actions import Planned, plan
from amicable.web.portfolio.models import Client

CLIENTS = [{"client_id": f"C{number}", "name": f"Mill {number} Ltd", "language": "en", "kind": "business", "since_on": "2021-03-01"} for number in range(12)]  # fmt: skip
ENGAGEMENTS = [{"engagement_id": "E1", "client_id": "C0", "title": "Bookkeeping", "started_on": "2021-03-01", "notice_days": 60, "currency": "EUR"}]  # fmt: skip
CONTACTS = [{"contact_id": "P1", "client_id": "C0", "name": "Ana Molina", "email": "ana@mill.example"}]
FACTS = {
    "deadlines": [],
    "access": [],
    "work": [{"name": "Accounts of 2026", "state": "will", "by": "2026-12-15"}],
    "processes_personal_data": True,
    "client": {"wishes": "glad_to_go"},
    "alternatives": [{"name": "Stone & Co", "good_for": "small firms"}],
    "contest": {"contact": "Max", "by": "2099-01-01", "answer_by": "2099-01-20"},
    "originals": [],
    "held": "0",
    "readmission": "You are welcome to ask again in two years.",
}
"""Everything that general_b2b asks for."""


def invoices() -> Iterator[dict[str, str]]:
    """One a month and client; the first client pays four weeks late."""
    for month in range(1, 25):
        for number in range(12):
            year, place = 2024 + (month - 1) // 12, (month - 1) % 12 + 1
            yield {
                "invoice_id": f"{number}-{month}",
                "number": f"{number}-{month}",
                "client_id": f"C{number}",
                "issued_on": f"{year}-{place:02d}-01",
                "due_on": f"{year}-{place:02d}-02",
                "paid_on": f"{year}-{place:02d}-{28 if number == 0 else 3:02d}",
                "total": "121.00",
                "currency": "EUR",
            }


@cache
def _made() -> Path:
    place = Path(mkdtemp(prefix="amicable-mill-"))
    folder = place / "exports"
    folder.mkdir()
    tables = {"clients": CLIENTS, "engagements": ENGAGEMENTS, "contacts": CONTACTS, "invoices": list(invoices())}  # fmt: skip
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as written:
            table = csv.DictWriter(written, list(rows[0]))
            table.writeheader()
            table.writerows(rows)
    opened = Ledger.open(place / "ledger").set_firm(currency="EUR", name="Puig & Lee")
    import_files(opened, [folder], at=datetime(2026, 1, 5, tzinfo=UTC))
    return place / "ledger"


def records(settings, place: Path) -> Path:
    """The firm's ledger, copied to `place`, as the one that the application works on."""
    copytree(_made(), place)
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, ledger=place)
    settings.MEDIA_ROOT = str(settings.DEPLOYMENT.files)
    return place


def decided(lead) -> Case:
    """A case about the client who pays late, in which everything was answered and it was decided."""
    client, _ = Client.objects.get_or_create(client_id="own:C0", defaults={"name": "Mill 0 Ltd"})
    case = open_case(by=lead, client=client)
    for one in standing_of(case):
        if one.gate.question and not one.gate.confidential:
            answer(by=lead, case=case, gate=one.name, answer="no")
    Case.objects.filter(pk=case.pk).update(state="decided")
    return Case.objects.get(pk=case.pk)


def planned(case, speaker, **more) -> Case:
    """The same with a conversation planned for tomorrow, and everything known that the letter needs."""
    tomorrow = timezone.now() + timedelta(days=1)
    given = {"speaker": speaker, "starts_at": tomorrow, "place": "Room 2"} | more
    plan(by=case.led_by, case=case, planned=Planned(**given))
    found = Case.objects.get(pk=case.pk)
    keep(by=case.led_by, case=found, content=FACTS)
    return found
