"""The whole kit for one ending, from a ledger on disk to files that a person reads and sends."""

import csv
import json
from contextlib import chdir, redirect_stdout
from io import StringIO

import pytest

from amicable.cli import main

CLIENTS = [{"client_id": f"C{number}", "name": f"Mill {number} Ltd", "language": "en", "kind": "business", "since_on": "2021-03-01"} for number in range(12)]  # fmt: skip
ENGAGEMENTS = [{"engagement_id": "E1", "client_id": "C0", "title": "Bookkeeping", "started_on": "2021-03-01", "notice_days": 60, "currency": "EUR"}]  # fmt: skip
CONTACTS = [{"contact_id": "P1", "client_id": "C0", "name": "Ana Molina", "email": "ana@mill.example"}]
FACTS = """
deadlines = []
access = []
processes_personal_data = true
[firm]
speaker = "Sam Lee"
email = "office@puiglee.example"
[client]
wishes = "glad_to_go"
[call]
starts_at = 2026-01-07T10:00:00+01:00
[[alternatives]]
name = "Stone & Co"
good_for = "small firms"
"""


def invoices():
    """One a month; the first client pays forty days late, and owes the last."""
    for month in range(1, 25):
        for number in range(12):
            year, place = 2024 + (month - 1) // 12, (month - 1) % 12 + 1
            owed = number == 0 and month == 24
            yield {
                "invoice_id": f"{number}-{month}",
                "number": f"{number}-{month}",
                "client_id": f"C{number}",
                "issued_on": f"{year}-{place:02d}-01",
                "due_on": f"{year}-{place:02d}-02",
                "paid_on": "" if owed else f"{year}-{place:02d}-{28 if number == 0 else 3:02d}",
                "total": "121.00",
                "currency": "EUR",
            }


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder, kept = tmp_path_factory.mktemp("firm"), tmp_path_factory.mktemp("ledger")
    tables = {"clients": CLIENTS, "engagements": ENGAGEMENTS, "contacts": CONTACTS, "invoices": list(invoices())}  # fmt: skip
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as written:
            table = csv.DictWriter(written, list(rows[0]))
            table.writeheader()
            table.writerows(rows)
    with redirect_stdout(StringIO()):
        assert main(["import", str(folder), "--source", "own", "--ledger", str(kept)]) == 0
        main(["firm", "--ledger", str(kept), "name=Puig & Lee"])
    return kept


def part(ledger, out, *more):
    with redirect_stdout(StringIO()) as told:
        code = main(["part", "Mill 0", "--ledger", str(ledger), "--as-of", "2025-12-31", "--out", str(out), "--json", *more])  # fmt: skip
    return code, json.loads(told.getvalue() or "{}")


def test_the_first_run_writes_drafts_with_gaps_and_the_questions(ledger, tmp_path):
    code, told = part(ledger, tmp_path)
    assert code == 1
    assert (told["cause"], told["end_on"], told["missing"]) == ("payment", "2026-03-01", ["deadlines", "access", "data_roles"])  # fmt: skip
    assert "[Still to be written: Access removed on both sides]" in (tmp_path / "letter.txt").read_text()
    assert (tmp_path / "parting.toml").exists()


def test_with_what_people_know_the_kit_is_whole(ledger, tmp_path):
    (tmp_path / "parting.toml").write_text(FACTS)
    code, told = part(ledger, tmp_path, "--final")
    assert (code, told["missing"], told["marks"]) == (0, [], [])
    assert {path.name for path in tmp_path.iterdir()} == {
        "account.csv", "advice.md", "invitation.ics", "letter-annexes.txt", "letter.docx", "letter.eml", "letter.pdf",
        "letter.txt", "objections.md", "parting.toml", "script.md", "script.pdf",
    }  # fmt: skip
    script = (tmp_path / "script.md").read_text()
    assert "Invoice 0-23, due on November 2, 2025, was paid 26 days after that day." in script
    assert "Stone & Co" in script
    letter = (tmp_path / "letter.txt").read_text()
    assert "The final account is €121.00" in letter
    assert "Dear Ana Molina," in letter


def test_a_client_who_is_glad_to_go_hears_no_apology(ledger, tmp_path):
    (tmp_path / "parting.toml").write_text(FACTS)
    _, told = part(ledger, tmp_path)
    assert {one["about"]: one["do"] for one in told["advice"]}["apology"] == "no"
    assert "sorry" not in (tmp_path / "script.md").read_text()


def test_what_people_wrote_is_never_written_over(ledger, tmp_path):
    (tmp_path / "parting.toml").write_text(FACTS)
    part(ledger, tmp_path)
    assert (tmp_path / "parting.toml").read_text() == FACTS


def test_a_final_letter_with_a_part_missing_is_refused_and_names_it(ledger, tmp_path, capsys):
    assert part(ledger, tmp_path, "--final")[0] == 2
    assert "Access removed on both sides" in capsys.readouterr().err


def test_an_end_before_the_notice_has_run_is_refused_and_says_when(ledger, tmp_path, capsys):
    assert part(ledger, tmp_path, "--end-on", "2026-01-31")[0] == 2
    assert "2026-03-01" in capsys.readouterr().err


def test_a_credit_note_is_written_where_it_has_a_number(ledger, tmp_path):
    (tmp_path / "parting.toml").write_text('credit_note = "CN-7"\n' + FACTS + '[[account.waived]]\nnumber = "0-24"\ngross = "121"\ntax = 21\n')  # fmt: skip
    assert part(ledger, tmp_path)[0] == 0
    assert "CN-7" in (tmp_path / "credit-note.xml").read_text()
    assert "Invoice 0-24: waived" in (tmp_path / "account.csv").read_text()
    assert "you do not pay our last invoice, number 0-24" in (tmp_path / "script.md").read_text()


def test_an_unsafe_client_is_not_called(ledger, tmp_path):
    (tmp_path / "parting.toml").write_text(FACTS.replace('wishes = "glad_to_go"', "unsafe = true"))
    _, told = part(ledger, tmp_path)
    assert told["call"] is False
    assert not (tmp_path / "invitation.ics").exists()
    assert "confirms our conversation" not in (tmp_path / "letter.txt").read_text()


def test_the_letter_that_was_written_passes_its_own_check(ledger, tmp_path):
    (tmp_path / "parting.toml").write_text(FACTS)
    part(ledger, tmp_path)
    with redirect_stdout(StringIO()), chdir(tmp_path):
        assert main(["letter", "check", "letter.txt", "--lang", "en", "--ledger", str(ledger)]) == 0
        assert main(["tone", "letter.txt", "--lang", "en"]) == 0


def test_clauses_come_with_their_note(capsys):
    assert main(["clause", "exit", "--lang", "en"]) == 0
    assert capsys.readouterr().out.count("not legal advice") == 2
