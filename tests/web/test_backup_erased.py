"""A backup from before an erasure, restored: whoever was erased since is erased again."""

import json

import pytest

from amicable.engines.ledger import Ledger
from amicable.importing import import_files
from tests.unit.engines.test_erasing import CLIENTS, INVOICES
from tests.web.command import amicable
from tests.web.test_backup import AT, python

KNOW_AND_TELL = """
from amicable.web.portfolio.models import Client
from amicable.web.diary.actions import write
Client.objects.create(client_id="own:ann", name="Annwyn Quellbach")
write("closing.begun", by="ona@example.com", about="client:own:ann", name="Annwyn Quellbach")
"""
ERASE = """
from amicable.web.closing.retention.erasing import begun, finish
from amicable.web.portfolio.models import Client
print(finish(begun(Client.objects.get(name="Annwyn Quellbach"), closing=None, by="ona@example.com")).certificate["left"])
"""
PROOF = """
import json
from amicable.web.closing.models import Erasure
from amicable.web.diary.queries import verify
from amicable.web.portfolio.models import Client
print(json.dumps([verify().holds, Erasure.objects.count(), list(Client.objects.values_list("name", flat=True))]))
"""
WORDS = (b"annwyn", b"quellbach", b"own:ann", b"600 111 222")


@pytest.fixture
def ledger(tmp_path):
    """A firm with two clients, one of whom is erased after a backup was made."""
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "clients.csv").write_text(CLIENTS, encoding="utf-8")
    (exports / "invoices.csv").write_text(INVOICES.format(paid=""), encoding="utf-8")
    import_files(Ledger.open(tmp_path / "ledger").set_firm(currency="EUR"), [exports], at=AT)
    python(KNOW_AND_TELL, tmp_path / "ledger")
    return tmp_path / "ledger"


def named(folder) -> list[str]:
    """Files of an installation that name the erased client."""
    return [str(path) for path in folder.rglob("*") if path.is_file() and any(word in path.read_bytes().lower() for word in WORDS)]  # fmt: skip


def test_a_backup_from_before_an_erasure_brings_nobody_back(ledger, tmp_path):
    elsewhere = {"AMICABLE_ERASURES": str(tmp_path / "other-disk" / "erasures.jsonl")}
    file, again = tmp_path / "firm.tar.gz", tmp_path / "again"
    assert amicable("backup", file, ledger=ledger).returncode == 0
    assert python(ERASE, ledger, **elsewhere) == "[]"
    assert named(ledger) == []
    without = tmp_path / "without-the-list"
    assert amicable("restore", file, ledger=without).returncode == 0
    assert named(without), "the backup holds the client"
    done = amicable("restore", file, ledger=again, **elsewhere)
    assert done.returncode == 0, done.stderr
    assert named(again) == []
    assert json.loads(python(PROOF, again)) == [True, 1, ["#1"]]
    assert Ledger.open(again).rows()["invoices"] == 1
