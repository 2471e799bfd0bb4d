"""The JSON answers hold the fields that docs/reference/json.md describes, no more and no fewer, of the types it states."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from amicable.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
CLIENTS = [f"C{number}" for number in range(1, 25)]
COMMANDS = {
    "amicable.review/1": ["review", "--all"],
    "amicable.client/1": ["client", "C1 Ltd"],
    "amicable.occasions/1": ["occasions", "late_payment"],
    "amicable.totals/1": ["occasions", "late_payment", "--totals"],
    "amicable.ledger/1": ["ledger"],
    "amicable.signs/1": ["signs"],
    "amicable.same/1": ["same"],
    "amicable.links/1": ["same", "--list"],
    "amicable.guess/1": ["guess", "jobs.csv"],
    "amicable.firm/1": [
        "firm",
        "hourly_cost={'*' = 40}",
        "exchange={USD = 0.9}",
        "completeness={hours = 0.9}",
        "future={years = 2}",
    ],
    "amicable.profile/1": ["profile"],
    "amicable.outlook/1": ["outlook", "--client", "C1 Ltd"],
    "amicable.backtest/1": ["backtest", "--from", "2024-01-31"],
    "amicable.duties/1": ["duties", "list"],
    "amicable.criteria/1": ["criteria", "show", "--criteria", "draft.toml"],
    "amicable.criteria_diff/1": ["criteria", "diff", "shipped", "draft.toml"],
    "amicable.what_if/1": ["criteria", "what-if", "--set", "points=100", "--set", "late_payment.weight=1"],
    "amicable.criteria_backtest/1": ["criteria", "backtest", "--quarters", "3"],
    "amicable.pack/1": ["duties", "show", "accounting_fi"],
    "amicable.course/1": ["course", "C1 Ltd"],
    "amicable.courses/1": ["course", "--quick", "--new-clients", "1"],
    "amicable.tone/1": ["tone", "letter.txt", "--lang", "en"],
    "amicable.part/1": ["part", "C1 Ltd", "--lang", "en", "--texts", "texts", "--out", "kit"],
    "amicable.warning/1": [
        "warning",
        "C1 Ltd",
        "--target",
        "At most 1 of 10 invoices is late.",
        "--until",
        "2027-03-31",
        "--contact",
        "office@firm.example",
        "--out",
        "warning",
    ],
    "amicable.letter/1": ["letter", "check", "letter.txt", "--lang", "en"],
    "amicable.clause/1": ["clause", "exit", "--lang", "en"],
    "amicable.prospect/1": ["prospect", "payment=yes", "respect=no", "--fee", "1200", "--hours", "30"],
}
GIVEN = ["--client", "C1 Ltd", "--action", "refund", "--amount", "20.50", "--by", "ana@example.com"]
APPLICATION = {
    "amicable.doctor/1": ["doctor"],
    "amicable.diary/1": ["diary"],
    "amicable.diary_proof/1": ["diary", "--verify"],
    "amicable.cases/1": ["case", "list"],
    "amicable.case/1": ["case", "show", "1"],
    "amicable.mandate/1": ["mandate", "check", *GIVEN],
    "amicable.booking/1": ["mandate", "book", *GIVEN],
    "amicable.mandates/1": ["mandate", "list"],
    "amicable.tick/1": ["tick"],
    "amicable.offboardings/1": ["offboarding"],
    "amicable.offboarding/1": ["offboarding", "2"],
    "amicable.erasure/1": ["erase", "2", "--by", "ana@example.com", "--yes"],
    "amicable.replay/1": ["erase", "--replay"],
}
"""What the web application answers, in a process of its own: the tests have a database already."""
FIRST_ENTRY = """
from datetime import date
from pathlib import Path
from amicable.web import serving
serving.set_up(Path("ledger"))
from amicable.web.accounts.actions import first_token
from amicable.web.accounts.models import Person
from amicable.web.cases.actions import open_case
from amicable.web.cases.plans.actions import Agreed, agree
from amicable.web.portfolio.actions import refresh
from amicable.web.portfolio.models import Client
first_token()
refresh(lambda sentence, progress: None, "amicable")
ana = Person.objects.create_user("ana@example.com", name="Ana", role="owner")
case = open_case(by=ana, client=Client.objects.get(name="C1 Ltd"))
agree(by=ana, case=case, agreed=Agreed("educate", "Pay by the tenth.", date(2024, 1, 1), ana, "late_payment", 0.1, date(2024, 3, 1)))
from datetime import UTC, datetime
from amicable.decision.mandate import Terms
from amicable.web.mandates.actions import set_line
from amicable.web.cases.gates.actions import answer
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.closing.offboarding.actions import begin
over = Case.objects.create(client=Client.objects.get(name="C3 Ltd"), state="told", led_by=ana, opened_by=ana)
begin(by=ana, case=over, given={"told_on": date(2005, 1, 3), "end_on": date(2005, 3, 31)})
for one in standing_of(over):
    if one.gate.question and not one.gate.confidential:
        answer(by=ana, case=over, gate=one.name, answer="no")
Case.objects.filter(pk=over.pk).update(state="archived")
set_line(by=ana, role="owner", terms=Terms("refund", "EUR", 5_000, 20_000), above=ana, at=datetime.now(UTC))
"""
DRAFT = "[criteria]\npoints = 3\n[signs.late_payment]\nweight = 1\ngrace_days = 14\n[signs.no_growth]\non = false\n"
SCHEMAS = ["amicable.import/1", *COMMANDS, *APPLICATION]
SOURCES = ["own", "crm", "desk"]
TYPES: dict[str, Callable[[Any], object]] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "amount": lambda value: isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value),
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "list": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
"""Each type that the page knows, with what a value of it must satisfy."""


def documented() -> dict[str, dict[str, str]]:
    """Schema -> field -> type, as the tables of the page say."""
    sections = re.split(r"^## (amicable\.\w+/\d+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|", re.MULTILINE)
    tables = {
        name: dict(rows.findall(text)) for name, text in zip(sections[1::2], sections[2::2], strict=True)
    }
    return {name: expanded(fields, tables) for name, fields in tables.items()}


def expanded(fields: dict[str, str], tables: dict[str, dict[str, str]]) -> dict[str, str]:
    """The same with the fields of every row that is described elsewhere: "as `ranking[]`", "list of `links[]`"."""
    found = {}
    for field, kind in fields.items():
        other = re.search(r"`(.+)`", kind)
        if not other:
            found[field] = kind.strip()
            continue
        many = kind.startswith("list of")
        found[field] = "list" if many else "object"
        table = next(
            table for table in tables.values() if any(name.startswith(f"{other[1]}.") for name in table)
        )
        inside = {name: of for name, of in table.items() if name.startswith(f"{other[1]}.")}
        found |= {
            name.replace(other[1], f"{field}[]" if many else field, 1): of for name, of in inside.items()
        }
    return found


def flat(value, place, known):
    """Every field in `value` with its value; names that the page leaves open stand as `*`."""
    yield place, value
    if isinstance(value, dict):
        open_names = any(field == f"{place}.*" or field.startswith(f"{place}.*.") for field in known)
        for name, inner in value.items():
            inside = "*" if open_names else name
            yield from flat(inner, f"{place}.{inside}" if place else inside, known)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for one in value:
            yield from flat(one, f"{place}[]", known)


def fits(value, kind):
    """Whether `value` is of the type `kind`: "day or null", "list of number"."""
    kind, _, null = kind.partition(" or ")
    if value is None:
        return null == "null"
    if kind.startswith("list of "):
        return isinstance(value, list) and all(TYPES[kind.removeprefix("list of ")](one) for one in value)
    return bool(TYPES[kind](value))


def exports():
    """Tables by folder and name: two years of a small firm, and two more sources that know some of its clients."""
    clients = [{"client_id": one, "name": f"{one} Ltd", "email": f"{one}@example.com"} for one in CLIENTS]
    faulty = {"client_id": "C2", "staff_id": "S1", "worked_on": "2024-13-45", "seconds": 60}
    return {
        "own/clients": clients,
        "own/staff": [{"staff_id": "S1", "name": "Ana", "hourly_cost": "50.00", "currency": "EUR"}],
        "own/invoices": list(invoices()),
        "own/time_entries": [*hours(), faulty, dict.fromkeys(faulty, "")],
        "own/messages": list(messages()),
        "crm/clients": [
            {"client_id": "X1", "name": "Hostelería Escudero", "email": "x@escudero.example"},
            {"client_id": "X3", "name": "Somebody", "email": "c3@example.com"},
        ],
        "desk/clients": [{"client_id": "X2", "name": "Hostelería Ecsudero"}],
        "jobs": [{"Customer": "Acme", "Day": "2024-02-03", "Hours": "2.5"}],
    }


def months():
    """Twenty-four, by number and first day."""
    return ((number, date(2023 + number // 12, number % 12 + 1, 1)) for number in range(24))


def invoices():
    """One a month from everybody; the first two pay late, others now and then, and one invoice is open."""
    for month, day in months():
        for place, client in enumerate(CLIENTS):
            late = 40 if (place < 2 and month % 5) or (place + month) % 9 == 0 else 5
            paid = day + timedelta(days=14 + late)
            yield {
                "invoice_id": f"{client}-{month}",
                "client_id": client,
                "issued_on": day,
                "due_on": day + timedelta(days=14),
                "paid_on": "" if (place, month) == (0, 23) else paid,
                "total": "100.00",
                "currency": "EUR",
            }


def hours():
    """About an hour a month for everybody, ten for the first; a third more for the last, so that it is odd."""
    for month, day in months():
        for place, client in enumerate(CLIENTS):
            seconds = 3_600 + 120 * ((month + place) % 7)
            yield {
                "client_id": client,
                "staff_id": "S1",
                "worked_on": day,
                "seconds": seconds * (1 if place else 10) + (1_200 if place == len(CLIENTS) - 1 else 0),
            }


def messages():
    """A machine that writes every seven hours, and somebody who writes at night."""
    for number in range(140):
        sent = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(hours=7 * number)
        yield {
            "message_id": number,
            "client_id": "C9",
            "contact": "",
            "direction": "in",
            "sent_at": sent.isoformat(),
        }
    for number in range(4):
        sent = datetime(2024, 3, 1 + number, 2, tzinfo=UTC)
        yield {
            "message_id": f"n{number}",
            "client_id": "C1",
            "contact": "ana@c1.example",
            "direction": "in",
            "sent_at": sent.isoformat(),
        }


def write(file, rows):
    """A table of our own as a CSV file."""
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def asked(*command):
    """The JSON answer of one command that is not refused; the ledger lies in the folder we are in."""
    ledger = [] if command[0] in ("signs", "tone", "clause") else ["--ledger", "ledger"]
    with redirect_stdout(io.StringIO()) as answer:
        assert main([*command, *ledger, "--json"]) in (0, 1)
    return json.loads(answer.getvalue())


def asked_apart(*command):
    """The JSON answer of one command of the application."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("AMICABLE", "DJANGO"))}
    words = ["-m", "amicable", *command, "--ledger", "ledger", "--json"] if command else ["-c", FIRST_ENTRY]
    done = subprocess.run([sys.executable, *words], env=clean, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 5), done.stderr
    return json.loads(done.stdout or "{}")


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Schema -> what was answered, of a ledger that has something to say about everything."""
    folder = tmp_path_factory.mktemp("exports")
    for name, rows in exports().items():
        write(folder / f"{name}.csv", rows)
    (folder / "letter.txt").write_text("You always forget the receipts.\n", encoding="utf-8")
    (folder / "draft.toml").write_text(DRAFT, encoding="utf-8")
    (folder / "texts").mkdir()
    (folder / "texts" / "letter.toml").write_text('[closing]\nwish = "Clearly."\n', encoding="utf-8")
    with chdir(folder):
        found = {"amicable.import/1": [asked("import", source, "--source", source) for source in SOURCES]}
        found |= {schema: [asked(*command)] for schema, command in COMMANDS.items()}
        asked_apart()
        return found | {schema: [asked_apart(*command)] for schema, command in APPLICATION.items()}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_an_answer_holds_the_fields_that_the_page_describes(answers, schema):
    """Every field, of every row, in every list; a new field must be described, a field described must be there."""
    known = documented()[schema]
    given = {place for answer in answers[schema] for place, _ in flat(answer, "", known)}
    assert {place for place in given if place and not place.endswith("[]")} == set(known)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_values_are_of_the_types_that_the_page_states(answers, schema):
    """Money is exact text, a day is a day, and null stands only where the page says so."""
    known = documented()[schema]
    values = [(place, value) for answer in answers[schema] for place, value in flat(answer, "", known)]
    wrong = [(place, value) for place, value in values if place in known and not fits(value, known[place])]
    assert wrong == []


@pytest.mark.parametrize("schema", SCHEMAS)
def test_an_answer_names_its_schema(answers, schema):
    assert {answer["schema"] for answer in answers[schema]} == {schema}


def test_the_page_describes_every_schema_there_is(answers):
    assert set(documented()) == set(answers)
