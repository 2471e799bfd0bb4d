"""The JSON answers hold the fields that docs/reference/json.md describes, no more and no fewer, of the types it states."""

import csv
import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from amicable.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
CLIENTS = [f"C{number}" for number in range(1, 25)]
STAFF = [{"staff_id": "S1", "name": "Ana", "role": "senior", "hourly_cost": "50.00", "currency": "EUR"}]
SOURCES = {
    "clients": [
        {"client_id": one, "name": f"Client {one} Ltd", "email": f"{one.lower()}@example.com"} for one in CLIENTS
    ],
    "staff": STAFF,
}


def types() -> dict:
    """Each type that the page knows, with what a value of it must satisfy."""
    return {
        "text": lambda value: isinstance(value, str),
        "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
        "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
        "boolean": lambda value: isinstance(value, bool),
        "amount": lambda value: isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value),
        "day": lambda value: date.fromisoformat(value),
        "moment": lambda value: datetime.fromisoformat(value),
        "list": lambda value: isinstance(value, list),
        "object": lambda value: isinstance(value, dict),
    }


def documented() -> dict[str, dict[str, str]]:
    """Schema -> field -> type, as the tables of the page say."""
    sections = re.split(r"^## (amicable\.\w+/\d+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|", re.MULTILINE)
    tables = {name: dict(rows.findall(text)) for name, text in zip(sections[1::2], sections[2::2], strict=True)}
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
        table = next(table for table in tables.values() if any(name.startswith(f"{other[1]}.") for name in table))
        inside = {name: of for name, of in table.items() if name.startswith(f"{other[1]}.")}
        found |= {name.replace(other[1], f"{field}[]" if many else field, 1): of for name, of in inside.items()}
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
        return isinstance(value, list) and all(types()[kind.removeprefix("list of ")](one) for one in value)
    return bool(types()[kind](value))


def write(folder, name, rows):
    """A table of our own as a CSV file."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def invoices():
    """One a month for two years from everybody; the first clients pay late, and one invoice is open."""
    for month in range(24):
        issued = date(2023 + month // 12, month % 12 + 1, 3)
        for place, client in enumerate(CLIENTS):
            late = 40 if (place < 2 and month % 5) or (place + month) % 9 == 0 else 5
            yield {
                "invoice_id": f"{client}-{month}",
                "client_id": client,
                "issued_on": issued,
                "due_on": issued + timedelta(days=14),
                "paid_on": "" if (place, month) == (0, 23) else issued + timedelta(days=14 + late),
                "total": "100.00",
                "currency": "EUR",
            }


def worked():
    """An hour a month for everybody, ten for the first."""
    for month in range(24):
        for client in CLIENTS:
            seconds = 36_000 if client == "C1" else 3_600 + 60 * month
            day = date(2023 + month // 12, month % 12 + 1, 9)
            yield {"client_id": client, "staff_id": "S1", "worked_on": day, "seconds": seconds}


def messages():
    """A machine that writes round the clock."""
    for number in range(140):
        at = datetime(2024, 3, 1) + timedelta(hours=7 * number)  # noqa: DTZ001 (the file says Z)
        yield {"message_id": f"M{number}", "client_id": "C9", "direction": "in", "sent_at": f"{at.isoformat()}Z"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The folder of a small ledger, and the answer of the import that filled it."""
    place = tmp_path_factory.mktemp("small")
    exports = place / "exports"
    exports.mkdir()
    for name, rows in SOURCES.items():
        write(exports, name, rows)
    faulty = {"client_id": "C2", "staff_id": "S1", "worked_on": "2024-13-45", "seconds": 60}
    empty = dict.fromkeys(faulty, "")
    write(exports, "time_entries", [*worked(), faulty, empty])
    write(exports, "invoices", list(invoices()))
    write(exports, "messages", list(messages()))
    others = place / "others"
    others.mkdir()
    alike = {"client_id": "X1", "name": "Hostelería Escudero", "email": "x1@hosteleria-escudero.example"}
    typo = {"client_id": "X2", "name": "Hostelería Ecsudero", "email": ""}
    same = {"client_id": "X3", "name": "Somebody", "email": "c3@example.com"}
    write(others, "clients", [alike, same])
    (place / "third").mkdir()
    write(place / "third", "clients", [typo])
    return place


@pytest.fixture(scope="module")
def imported(ledger):
    """What the last import of several answered; the ledger is full after it."""

    def answer(capsys):
        ask(capsys, ledger, "import", "third", "--source", "third")
        ask(capsys, ledger, "import", "exports", code=1)
        return ask(capsys, ledger, "import", "others", "--source", "others")

    return answer
