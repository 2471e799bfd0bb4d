"""Erasing a client: no byte of database, ledger or files names them, sums stay, and a restored backup is erased again."""

import json
import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from amicable.cli import main
from amicable.decision.path import NotYet
from amicable.engines.ledger import Ledger
from amicable.engines.linkage.decisions import confirm
from amicable.importing import Asked, import_files
from amicable.web.cases.decisions.sealing import put
from amicable.web.cases.decisions.sealing import verify as verify_records
from amicable.web.cases.models import Case, Step
from amicable.web.closing.models import Erasure, KeptFigures, Letter
from amicable.web.closing.offboarding import actions
from amicable.web.closing.retention.erasing import (
    AnotherCase,
    begin_erasing,
    erase,
    finish,
    finish_begun,
    naming,
)
from amicable.web.closing.retention.figures import years
from amicable.web.closing.retention.listing import listed
from amicable.web.closing.retention.replaying import replay
from amicable.web.diary.actions import write
from amicable.web.diary.models import Entry
from amicable.web.diary.queries import verify
from amicable.web.frontline.models import Incident
from amicable.web.portfolio.models import Client, Note
from amicable.web.rights import Role
from tests.unit.engines.test_erasing import CLIENTS, INVOICES, PAYMENTS, TIME
from tests.web.closings import begun, told_case
from tests.web.test_case_decisions import answer_all

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Annwyn Quellbach"
WORDS = (b"annwyn", b"quellbach", b"600 111 222", b"petits secrets", b"own:ann")


@pytest.fixture
def archived(people, empty_ledger, tmp_path) -> Case:
    """A case that was archived long ago, with traces of the client everywhere."""
    exports = tmp_path / "exports"
    exports.mkdir()
    tables = {
        "clients": CLIENTS,
        "invoices": INVOICES.format(paid=""),
        "payments": PAYMENTS,
        "time_entries": TIME,
    }
    for name, text in tables.items():
        (exports / f"{name}.csv").write_text(text, encoding="utf-8")
    import_files(Ledger.open(empty_ledger).set_firm(currency="EUR", name="Demo"), [exports], at=datetime(2026, 10, 1, tzinfo=UTC))  # fmt: skip
    case = told_case(people, name=NAME, client_id="own:ann")
    closing = begun(
        people, case, told_on=date(2005, 1, 3), end_on=date(2005, 3, 31), successor=f"Books of {NAME}"
    )
    by = people[Role.OWNER]
    file = SimpleUploadedFile("annwyn.txt", b"Petits secrets of Quellbach")
    actions.tick(by=by, task=closing.tasks.get(key="send_confirmation"), file=file, note=f"To {NAME}")
    actions.accept(by=by, task=closing.tasks.get(key="debrief"), reason="Quellbach knows.")
    Note.objects.create(
        client=case.client, text="Petits secrets", happened_on=date(2005, 1, 4), written_by=by
    )
    Incident.objects.create(client=case.client, kind="other", happened_on=date(2005, 1, 4), note="Annwyn said.", reported_by=by, logged_at=datetime(2005, 1, 4, tzinfo=UTC))  # fmt: skip
    put(case, "decision", by=by.email, content={"reasons": "Petits secrets", "second_signature": False})
    Step.objects.create(
        case=case, action="withdraw", came_from="open", leads_to="open", by=by.email, reason=NAME
    )
    Letter.objects.create(key="x", to="max@example.com", subject=f"About {NAME}", text="", due_at=datetime(2005, 1, 4, tzinfo=UTC))  # fmt: skip
    other = Client.objects.create(client_id="own:ben", name="Benedek Bakery")
    Note.objects.create(
        client=other, text=f"Like {NAME}, but kinder", happened_on=date(2005, 1, 4), written_by=by
    )
    write("portfolio.reviewed", by=by.email, named=1, clients=2)
    answer_all(case, case.led_by)
    Case.objects.filter(pk=case.pk).update(state="archived")
    case.refresh_from_db()
    return case


def bytes_of(folder) -> dict[str, bytes]:
    """All files of an installation, and its database after the pages that are no longer used are gone."""
    found = {str(path): path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()}
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        sqlite3.connect(name).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with open(name, "rb") as file:  # noqa: PTH123 (a name out of the settings)
            found["database"] = file.read().lower()
    return found


def test_no_byte_names_an_erased_client_and_what_is_left_still_adds_up(archived, people, signed_in, empty_ledger):  # fmt: skip
    before = [(one.year, one.together) for one in years()]
    assert any(b"quellbach" in content for content in bytes_of(empty_ledger).values())
    made = erase(by=archived.led_by, case=archived)
    assert made.certificate["left"] == []
    for place, content in bytes_of(empty_ledger).items():
        for word in WORDS:
            assert word not in content, (
                place,
                word,
                content[max(0, content.find(word) - 200) : content.find(word) + 100],
            )
    assert Case.objects.get(pk=archived.pk).state == "erased"
    assert (verify().holds, verify_records().holds) == (True, True)
    assert Ledger.open(empty_ledger).rows()["invoices"] == 1
    assert Note.objects.get().text == "Like […], but kinder"
    assert KeptFigures.objects.get(year=2025).revenue == 10000
    assert [(one.year, one.together) for one in years()] == before
    page = signed_in(Role.MANAGER).get("/sums/")
    assert [(one.year, one.erased_clients) for one in page.context["years"]] == [(2025, 1)]
    assert signed_in(Role.EMPLOYEE).get("/sums/").status_code == 404
    answer = signed_in(Role.MANAGER).get("/api/v1/sums").json()
    assert [(one["year"], one["together"]) for one in answer["years"]] == before
    certificate = made.certificate
    assert certificate["erased"]["ledger"]["invoices"] == {"rows": 1, "mentions": 0}
    assert certificate["erased"]["database"]["frontline_incident"] == 1
    assert len(certificate["sha256"]) == 64


def test_nothing_is_erased_while_a_duty_or_a_hold_stands(archived, empty_ledger):
    closing = archived.closing
    closing.hold_reason = "A court asked."
    closing.save()
    with pytest.raises(NotYet):
        erase(by=archived.led_by, case=archived)
    closing.hold_reason, closing.longer = "", {"invoices": "2999-12-31"}
    closing.save()
    with pytest.raises(NotYet):
        erase(by=archived.led_by, case=archived)
    assert not Erasure.objects.exists()
    assert Client.objects.get(pk=archived.client_id).name == NAME


def test_an_erasure_that_was_interrupted_is_gone_on_with(archived, empty_ledger, monkeypatch):
    from amicable.web.closing.retention import erasing

    def stop(*_given):
        raise KeyboardInterrupt

    made = begin_erasing(by=archived.led_by, case=archived)
    for step in ("_ledger", "_files", "forget", "vacuum"):
        with monkeypatch.context() as patch:
            patch.setattr(erasing, step, stop)
            with pytest.raises(KeyboardInterrupt):
                finish(Erasure.objects.get(pk=made.pk))
    assert finish_begun() == 0
    later = timezone.now() + timedelta(hours=2)
    assert finish_begun(later) == 1
    made = Erasure.objects.get()
    assert made.done_at
    assert made.certificate["erased"]["ledger"]["invoices"]["rows"] == 1
    assert not any(word in content for content in bytes_of(empty_ledger).values() for word in WORDS)
    assert finish_begun(later) == 0
    assert KeptFigures.objects.get(year=2025).clients == 1


def test_the_diary_holds_when_words_went_and_nobody_can_hide_a_change_that_way(archived):
    erase(by=archived.led_by, case=archived)
    assert verify().holds
    entry = Entry.objects.exclude(act="closing.erased").exclude(told__has_key="erased").first()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(told={"name": "Somebody else"})
    Entry.objects.filter(pk=entry.pk).update(told={"name": "Somebody else", "erased": True})
    proof = verify()
    assert (proof.holds, proof.broken_at) == (False, entry.number)


def test_after_a_restore_whoever_was_erased_is_erased_again(archived, empty_ledger, tmp_path):
    """The list of erasures outlives the database; what came back from before it goes again."""
    erase(by=archived.led_by, case=archived)
    kept = tmp_path / "erasures.jsonl"
    kept.write_bytes((empty_ledger / "web" / "erasures.jsonl").read_bytes())
    assert not any(word in kept.read_bytes() for word in WORDS)
    assert len(list(listed())) == 1
    assert replay(kept) == 0
    exports = tmp_path / "again"
    exports.mkdir()
    (exports / "invoices.csv").write_text(INVOICES.format(paid="2025-02-07"), encoding="utf-8")
    (exports / "clients.csv").write_text(CLIENTS + "\n", encoding="utf-8")
    import_files(Ledger.open(empty_ledger), [exports], at=datetime(2026, 10, 2, tzinfo=UTC))
    assert list(naming(empty_ledger / "tables", [NAME])) or any(
        b"quellbach" in one for one in bytes_of(empty_ledger).values()
    )
    assert replay(kept) == 1
    assert not any(word in content for content in bytes_of(empty_ledger).values() for word in WORDS)
    assert replay(kept) == 0


def test_the_certificate_names_nobody(archived, people):
    made = erase(by=archived.led_by, case=archived)
    text = json.dumps(made.certificate).lower().encode()
    assert not any(word in text for word in WORDS)
    assert made.certificate["by"] == archived.led_by.email


def test_what_stands_under_another_id_of_the_client_goes_too(archived, people, empty_ledger, tmp_path):
    """Another system knew the client under another name, and nobody has merged the two in the application."""
    (tmp_path / "crm").mkdir()
    (tmp_path / "crm" / "clients.csv").write_text("client_id,name\nX1,Quellbach & Partners\n", encoding="utf-8")  # fmt: skip
    opened = Ledger.open(empty_ledger)
    import_files(
        opened, [tmp_path / "crm"], asked=Asked(namespace="crm"), at=datetime(2026, 10, 1, tzinfo=UTC)
    )
    confirm(Ledger.open(empty_ledger), "own:ann", "crm:X1", by="ana", at=datetime(2026, 10, 1, tzinfo=UTC))
    other = Client.objects.create(client_id="crm:X1", name=NAME)
    Note.objects.create(client=other, text="Petits secrets", happened_on=date(2005, 1, 4), written_by=people[Role.OWNER])  # fmt: skip
    case = told_case(people, client_id="crm:X1")
    with pytest.raises(AnotherCase):
        erase(by=archived.led_by, case=archived)
    case.delete()
    assert erase(by=archived.led_by, case=archived).certificate["left"] == []
    for place, content in bytes_of(empty_ledger).items():
        assert not any(word in content for word in (*WORDS, b"crm:x1")), place


# ---- from the command line


@pytest.fixture
def amicable(empty_ledger, monkeypatch, capsys):
    """The command as somebody types it where no question can be asked; its exit code, and what it said."""
    monkeypatch.setenv("AMICABLE_LEDGER", str(empty_ledger))
    monkeypatch.setenv("AMICABLE_DEMO", "")

    def run(*words: object) -> tuple[int, str]:
        code = main([*map(str, words), "--ledger", str(empty_ledger)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_the_command_says_which_duty_or_hold_stands_against_it(archived, amicable):
    asked = ("erase", archived.pk, "--by", archived.led_by.email, "--yes")
    closing = archived.closing
    closing.longer = {"invoices": "2999-12-31"}
    closing.save()
    code, told = amicable(*asked)
    assert (code, "“Invoices and accounts” must be kept until Dec 31, 2999" in told) == (2, True)
    closing.hold_reason, closing.hold_by = "A court asked.", "ona@example.com"
    closing.save()
    code, told = amicable(*asked)
    assert (code, "ona@example.com" in told, "A court asked." in told) == (2, True, True)
    Case.objects.filter(pk=archived.pk).update(state="closed")
    closing.longer, closing.hold_reason, closing.hold_by = {}, "", ""
    closing.save()
    assert amicable(*asked)[0] == 2
    assert not Erasure.objects.exists()


def test_the_command_erases_nothing_unless_somebody_is_sure_and_may(archived, people, amicable):
    by, other = archived.led_by.email, people[Role.OWNER].email
    refused = [("--by", by), ("--yes",), ("--by", other, "--yes"), ("--by", "stranger@example.com", "--yes")]
    assert {amicable("erase", archived.pk, *words)[0] for words in refused} == {2}
    assert not Erasure.objects.exists()


def test_the_command_erases_writes_the_certificate_and_shows_it_again(archived, amicable, tmp_path):
    file, asked = tmp_path / "certificate.json", ("--by", archived.led_by.email, "--yes")
    code, told = amicable("erase", NAME, *asked, "--certificate", file)
    certificate = json.loads(file.read_text(encoding="utf-8"))
    assert code == 0
    assert certificate["sha256"] in told
    assert certificate == Erasure.objects.get().certificate
    assert certificate["sha256"] in amicable("erase", archived.pk)[1]
    assert Erasure.objects.count() == 1
    assert "here again" not in amicable("erase", "--replay")[1]


def test_the_command_goes_on_with_an_erasure_that_was_interrupted(archived, amicable):
    begin_erasing(by=archived.led_by, case=archived)
    assert amicable("erase", archived.pk)[0] == 0
    assert Erasure.objects.get().done_at
