"""The doctor finds what is wrong, says how to mend it, and changes nothing."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from amicable.engines.ledger import Ledger
from amicable.web import doctor, doctor_database
from amicable.web.deployment import deployment
from amicable.web.diary.actions import write
from amicable.web.diary.models import Entry
from tests.web.command import amicable


@pytest.fixture
def place(tmp_path):
    """A ledger with what the application keeps beside it."""
    there = deployment({"AMICABLE_LEDGER": str(tmp_path / "ledger")})
    Ledger.open(there.ledger)
    there.secret()
    return there


def told(check, there) -> list[str]:
    """What a check finds, in words."""
    return [trouble.sentence.format(**trouble.values) for trouble in check(there)]


def test_a_sound_installation_has_nothing_grave(place):
    found = list(doctor.looked(place, doctor.BEFORE))
    assert [one.name for one in found] == list(doctor.BEFORE)
    assert [t for one in found for t in one.troubles if t.grave] == []


def test_a_secret_that_others_can_read_is_grave(place):
    (place.folder / "secret").chmod(0o644)
    (trouble,) = doctor.folders(place)
    assert trouble.grave
    assert "chmod" in trouble.mend


def test_a_damaged_file_of_the_ledger_is_named(demo_folder, tmp_path):
    shutil.copytree(demo_folder, tmp_path / "ledger")
    there = deployment({"AMICABLE_LEDGER": str(tmp_path / "ledger")})
    assert told(doctor.ledger, there) == []
    broken, gone = (Path(name) for name in Ledger.open(there.ledger).files("invoices")[:2])
    broken.write_bytes(b"PAR1 and nothing else")
    gone.unlink()
    assert [name in sentence for name, sentence in zip((broken.name, gone.name), told(doctor.ledger, there), strict=True)] == [True, True]  # fmt: skip


def test_a_full_disk_is_grave_and_a_nearly_full_one_worth_a_look(place, monkeypatch):
    monkeypatch.setattr(doctor, "LITTLE_ROOM", 10**18)
    assert [one.grave for one in doctor.disk(place)] == [False]
    monkeypatch.setattr(doctor, "NO_ROOM", 10**18)
    assert [one.grave for one in doctor.disk(place)] == [True]


@pytest.mark.parametrize(
    ("url", "grave"),
    [("", [False]), ("http://localhost:8642", []), ("http://firm.example", [True]), ("https://firm.example", [])],
)  # fmt: skip
def test_an_address_without_encryption_is_grave_but_on_this_machine(place, url, grave):
    there = deployment({"AMICABLE_LEDGER": str(place.ledger), "AMICABLE_URL": url})
    assert [one.grave for one in doctor.address(there)] == grave


def test_a_changed_file_of_others_is_found(place, tmp_path, monkeypatch):
    copied = tmp_path / "amicable" / "web"
    shutil.copytree(str(files("amicable.web") / "static"), copied / "static")
    shutil.copytree(str(files("amicable") / "locale"), copied.parent / "locale")
    monkeypatch.setattr(doctor, "files", lambda name: copied if name.endswith("web") else copied.parent)
    assert told(doctor.assets, place) == []
    with (copied / "static" / "vendor" / "htmx.min.js").open("a", encoding="utf-8") as script:
        script.write("alert()")
    assert "htmx.min.js" in told(doctor.assets, place)[0]


def test_a_check_that_breaks_is_a_finding_not_a_crash(place):
    (place.ledger / "manifest.json").write_text("{", encoding="utf-8")
    (found,) = doctor.looked(place, {"ledger": doctor.BEFORE["ledger"]})
    assert found.troubles[0].grave


@pytest.mark.django_db
def test_the_database_as_the_tests_have_it_is_well(place):
    assert told(doctor_database.database, place) == []
    assert told(doctor_database.migrations, place) == []


@pytest.mark.django_db
def test_a_diary_that_was_changed_past_the_application_is_grave(place, django_db_blocker):
    write("portfolio.reviewed", by="ona@example.com", named=1, clients=2)
    assert told(doctor_database.diary, place) == []
    Entry(number=2, at=Entry.objects.get().at, by="x", act="put.in", seal_before="0" * 64, seal="0" * 64).save(force_insert=True)  # fmt: skip
    assert "from entry 2 on" in told(doctor_database.diary, place)[0]


def test_a_mail_server_that_does_not_answer_is_grave(place, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    there = deployment({"AMICABLE_LEDGER": str(place.ledger), "AMICABLE_MAIL": "smtp://127.0.0.1:9"})
    (trouble,) = doctor_database.mail(there)
    assert trouble.grave


def test_the_command_says_what_is_wrong_and_its_exit_code_too(place):
    well = amicable("doctor", "--json", ledger=place.ledger)
    assert (well.returncode, json.loads(well.stdout)["ok"]) == (0, True)
    (place.folder / "secret").chmod(0o644)
    ill = amicable("doctor", ledger=place.ledger)
    assert ill.returncode == 5
    assert "chmod -R go=" in ill.stdout


def test_there_is_nothing_to_look_at_where_there_is_no_ledger(tmp_path):
    done = amicable("doctor", ledger=tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "nowhere").exists()
