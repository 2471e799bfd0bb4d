"""A backup is the whole installation in one file; what comes back is what was there, or nothing."""

import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from amicable.engines.ledger import Ledger
from amicable.importing import import_files
from amicable.web.archive import NoBackup, packing, unpack
from amicable.web.backup import NotEmpty, back_up, restore
from amicable.web.deployment import deployment
from tests.web import postgresql
from tests.web.command import amicable, run

AT = datetime(2026, 10, 1, tzinfo=UTC)
INVOICES = """invoice_id,client_id,number,issued_on,due_on,paid_on,total,currency
1,ann,A-1,2025-01-05,2025-02-04,{paid},100.00,EUR
2,ben,A-2,2025-02-30,2025-03-07,,50.00,EUR
3,ben,A-3,2025-02-05,2025-03-07,2025-03-01,100.00,EUR
"""
LIVE = """
import sys
from pathlib import Path
from amicable.web import serving
serving.set_up(Path(sys.argv[1]))
from amicable.web.accounts.models import Person
"""
BEGIN = """
from amicable.web.diary.actions import write
Person.objects.create_user("ona@example.com", "a long enough password", name="Ona", role="owner", language="pl")
for number in range(5):
    write("portfolio.reviewed", by="ona@example.com", named=number, clients=300)
"""
GO_ON = """
from amicable.web.diary.actions import write
write("portfolio.reviewed", by="ona@example.com", named=1, clients=300)
"""
SIGN_IN = """
from django.contrib.auth import authenticate
from django.test import RequestFactory
person = authenticate(RequestFactory().post("/"), email="ona@example.com", password="a long enough password")
from amicable.web.diary.queries import verify
proof = verify()
from django.db import connection
print(person.name, person.language, person.joined_at.isoformat(), proof.holds, proof.entries, connection.vendor)
"""


def python(code, ledger, **more):
    """Run `code` in the application on this ledger, in a process of its own; its last line."""
    done = run("-c", LIVE + code, ledger, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().rpartition("\n")[2]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """The ledger of a firm, entered and then corrected, with a person, a diary and an attachment."""
    place = tmp_path_factory.mktemp("installation")
    ledger, table = place / "ledger", place / "invoices.csv"
    for paid in ("", "2025-03-20"):
        table.write_text(INVOICES.format(paid=paid), encoding="utf-8")
        import_files(Ledger.open(ledger).set_firm(currency="EUR"), [table], at=AT)
    python(BEGIN, ledger)
    files = ledger / "web" / "files" / "incidents"
    files.mkdir(parents=True)
    (files / "quote.txt").write_text("żółć", encoding="utf-8")
    (files / "elsewhere").symlink_to("/etc/hostname")
    return ledger


def contents(ledger):
    """Digest of each file that a backup must bring back."""
    kept = [path for path in ledger.rglob("*") if path.is_file() and not path.is_symlink()]
    left = {"facts", ".lock", ".sweep"}
    return {
        path.relative_to(ledger).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in kept
        if not left & set(path.relative_to(ledger).parts) and "sqlite3" not in path.name
    }


@pytest.mark.parametrize("suffix", ["tar.zst", "tar.gz"])
def test_what_comes_back_is_what_was_there(installation, tmp_path, suffix):
    file, again = tmp_path / f"firm.{suffix}", tmp_path / "again"
    assert amicable("backup", file, ledger=installation).returncode == 0
    assert file.stat().st_mode & 0o077 == 0
    done = amicable("restore", file, ledger=again)
    assert done.returncode == 0, done.stderr
    assert contents(again) == contents(installation)
    assert Ledger.open(again).rows() == Ledger.open(installation).rows()
    assert python(GO_ON + SIGN_IN, again).endswith(" True 6 sqlite")
    assert (again / "web" / "secret").stat().st_mode & 0o077 == 0


def test_what_is_written_while_a_backup_is_made_does_not_break_it(installation, tmp_path):
    ledger = tmp_path / "busy"
    shutil.copytree(installation, ledger, symlinks=True)
    file = tmp_path / "busy.tar.gz"
    with closing(sqlite3.connect(ledger / "web" / "amicable.sqlite3")) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE accounts_person SET name = 'half done'")
        (ledger / "tables" / "invoices" / "half.parquet").write_bytes(b"PAR1")
        back_up(deployment({"AMICABLE_LEDGER": str(ledger)}), file, at=AT)
        writer.rollback()
    into = tmp_path / "looked"
    into.mkdir()
    unpack(file, into)
    assert not (into / "tables" / "invoices" / "half.parquet").exists()
    with closing(sqlite3.connect(into / "web" / "amicable.sqlite3")) as copied:
        assert copied.execute("SELECT name FROM accounts_person").fetchall() == [("Ona",)]


def test_a_backup_is_restored_into_an_empty_place_only(installation, tmp_path):
    file = tmp_path / "firm.tar.gz"
    back_up(deployment({"AMICABLE_LEDGER": str(installation)}), file, at=AT)
    before = contents(installation)
    with pytest.raises(NotEmpty):
        restore(file, installation)
    assert contents(installation) == before


def test_a_file_that_is_there_is_not_overwritten(installation, tmp_path):
    file = tmp_path / "firm.tar.gz"
    file.write_text("last week's", encoding="utf-8")
    with pytest.raises(NoBackup):
        back_up(deployment({"AMICABLE_LEDGER": str(installation)}), file, at=AT)
    assert file.read_text(encoding="utf-8") == "last week's"


@pytest.fixture
def whole(tmp_path):
    """A small archive as we write it."""
    file = tmp_path / "small.tar.gz"
    with packing(file) as packed:
        packed.add_bytes(b'{"made_at": "2026-10-01T00:00:00+00:00"}', "backup.json")
        packed.add_bytes(b"x" * 100_000, "imports/one.jsonl")
    return file


def refused(file, tmp_path):
    """Nothing is left of an archive that cannot be trusted."""
    place = tmp_path / "restored"
    with pytest.raises(NoBackup) as refusal:
        restore(file, place)
    assert not place.exists()
    assert [path.name for path in tmp_path.iterdir() if "restoring" in path.name] == []
    return str(refusal.value)


def test_a_backup_that_was_cut_off_is_refused(whole, tmp_path):
    whole.write_bytes(whole.read_bytes()[:-60])
    assert "Nothing was restored" in refused(whole, tmp_path)


def test_a_backup_in_which_a_byte_has_changed_is_refused(whole, tmp_path):
    plain = bytearray(gzip.decompress(whole.read_bytes()))
    plain[plain.index(b"xxxx") + 50] = ord("y")
    whole.write_bytes(gzip.compress(bytes(plain)))
    assert "imports/one.jsonl" in refused(whole, tmp_path)


def test_a_backup_without_its_digests_is_refused(tmp_path):
    file = tmp_path / "without.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("backup.json"), io.BytesIO())
    assert "cut off" in refused(file, tmp_path)


def test_something_that_is_no_archive_is_refused(tmp_path):
    file = tmp_path / "words.tar.zst"
    file.write_bytes(b"hello")
    assert "cannot be read" in refused(file, tmp_path)


@pytest.mark.parametrize(
    "name",
    ["../evil", "/var/evil", "web/../../evil", "evil.txt", ".ssh/authorized_keys", "web//files/x", "./web/x", "web\\..\\x"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    file = tmp_path / "evil.tar.gz"
    told = tarfile.TarInfo(name)
    told.size = 4
    with tarfile.open(file, "w:gz") as tar:
        tar.addfile(told, io.BytesIO(b"evil"))
    assert "does not belong there" in refused(file, tmp_path)
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_and_devices_are_refused(tmp_path, kind):
    file = tmp_path / "links.tar.gz"
    told = tarfile.TarInfo("web/files/link")
    told.type, told.linkname = kind, "/etc/passwd"
    with tarfile.open(file, "w:gz") as tar:
        tar.addfile(told)
    assert "does not belong there" in refused(file, tmp_path)


def test_a_name_that_comes_twice_is_refused(tmp_path):
    file = tmp_path / "twice.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        for _ in range(2):
            tar.addfile(tarfile.TarInfo("web/secret"), io.BytesIO())
    refused(file, tmp_path)


def test_a_backup_of_a_newer_version_is_refused(installation, tmp_path):
    ledger = tmp_path / "newer"
    shutil.copytree(installation, ledger, symlinks=True)
    with closing(sqlite3.connect(ledger / "web" / "amicable.sqlite3")) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('diary', '9999_later', '2030-01-01')"
        )
        connection.commit()
    file = tmp_path / "newer.tar.gz"
    assert amicable("backup", file, ledger=ledger).returncode == 0
    done = amicable("restore", file, ledger=tmp_path / "again")
    assert (done.returncode, "9999_later" in done.stderr) == (2, True)
    assert not (tmp_path / "again").exists()


@pytest.mark.skipif(not os.environ.get("AMICABLE_TEST_DATABASE"), reason="without PostgreSQL")
def test_an_installation_moves_to_postgresql_and_back(installation, tmp_path):
    there = {"AMICABLE_DATABASE": postgresql.empty_database()}
    first, second = tmp_path / "first.tar.zst", tmp_path / "second.tar.zst"
    joined = python(SIGN_IN, installation).split()[2]
    assert amicable("backup", first, ledger=installation).returncode == 0
    moved = amicable("restore", first, ledger=tmp_path / "moved", **there)
    assert moved.returncode == 0, moved.stderr
    assert not (tmp_path / "moved" / "web" / "amicable.sqlite3").exists()
    assert python(GO_ON + SIGN_IN, tmp_path / "moved", **there) == f"Ona pl {joined} True 6 postgresql"
    again = amicable("restore", first, ledger=tmp_path / "full", **there)
    assert (again.returncode, (tmp_path / "full").exists()) == (2, False)
    assert amicable("backup", second, ledger=tmp_path / "moved", **there).returncode == 0
    assert amicable("restore", second, ledger=tmp_path / "back").returncode == 0
    assert python(GO_ON + SIGN_IN, tmp_path / "back") == f"Ona pl {joined} True 7 sqlite"
    assert (
        json.loads(amicable("diary", "--verify", "--json", ledger=tmp_path / "back").stdout)["entries"] == 7
    )
