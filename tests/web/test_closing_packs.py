"""The client's files: packed with list and checksums, encrypted at rest, fetched through a link that ends."""

import hashlib
import io
import json
import random
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies

from amicable.web.closing import store
from amicable.web.closing.models import ClientFile, Pack, Stored
from amicable.web.closing.offboarding.actions import Waits, accept, tick
from amicable.web.closing.packs import actions
from amicable.web.closing.packs.expiring import let_go
from amicable.web.portal.door import codes
from amicable.web.portal.door.secret import fresh
from amicable.web.rights import Role
from tests.web.closings import begun

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]
CONTENT = random.Random(1).randbytes(30_000)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(store, "PART", 1 << 12)


@pytest.fixture
def closing(people):
    made = begun(people)
    for name in ("list_last_days", "files_gathered", "services_list"):
        one = made.tasks.get(key=name)
        if name == "services_list":
            accept(by=people[Role.OWNER], task=one, reason="One service only.")
        else:
            tick(by=people[Role.OWNER], task=one, note="Done.")
    return made


@pytest.fixture
def packed(closing, signed_in) -> Pack:
    browser = signed_in(Role.COORDINATOR)
    address = f"/cases/{closing.case_id}/files/"
    files = [SimpleUploadedFile("letter ż.txt", b"Dear Annwyn"), SimpleUploadedFile("ledger.bin", CONTENT)]
    browser.post(f"{address}add/", {"record_class": "client_provided", "files": files})
    browser.post(
        f"{address}add/",
        {"record_class": "working_papers", "files": [SimpleUploadedFile("ledger.bin", b"x")]},
    )
    assert ClientFile.objects.count() == 3
    browser.post(f"{address}pack/")
    return Pack.objects.get()


def test_the_pack_holds_every_file_with_its_checksum_and_lies_encrypted(packed, settings):
    whole = b"".join(actions.open_part(packed))
    assert hashlib.sha256(whole).hexdigest() == packed.stored.sha256
    with ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        said = json.loads(archive.read("manifest.json"))
        assert {one["place"] for one in said["files"]} == {"client_provided/letter ż.txt", "client_provided/ledger.bin", "working_papers/ledger.bin"}  # fmt: skip
        for one in said["files"]:
            assert hashlib.sha256(archive.read(one["place"])).hexdigest() == one["sha256"]
        assert len(archive.read("SHA256SUMS").splitlines()) == 3
    at_rest = b"".join(path.read_bytes() for path in settings.DEPLOYMENT.files.rglob("*.age"))
    assert b"Dear Annwyn" not in at_rest
    assert b"age-encryption.org" in at_rest


def test_the_link_is_shown_once_and_a_download_that_broke_off_goes_on(packed, signed_in, client):
    browser = signed_in(Role.COORDINATOR)
    address = f"/cases/{packed.closing.case_id}/files/"
    browser.post(f"{address}pack/{packed.pk}/release/")
    shown = browser.get(address).content.decode()
    link = shown.split('value="http://testserver')[1].split('"')[0]
    assert "/pack/" not in browser.get(address).content.decode().replace("/files/pack/", "")
    whole = b"".join(client.get(link).streaming_content)
    size = len(whole)
    first = client.get(link, headers={"Range": "bytes=0-9999"})
    assert (first.status_code, first["Content-Range"]) == (206, f"bytes 0-9999/{size}")
    rest = client.get(link, headers={"Range": "bytes=10000-", "If-Range": first["ETag"]})
    assert b"".join(first.streaming_content) + b"".join(rest.streaming_content) == whole
    assert b"".join(client.get(link, headers={"Range": "bytes=-7"}).streaming_content) == whole[-7:]
    assert client.get(link, headers={"Range": f"bytes={size}-"}).status_code == 416
    assert client.get(link, headers={"Range": "bytes=0-9", "If-Range": '"another"'}).status_code == 200
    assert Pack.objects.get().fetched_at
    assert packed.closing.tasks.get(key="file_pack").is_over
    actions.confirm(pack=Pack.objects.get(), by="client")
    assert packed.closing.tasks.get(key="file_pack_received").done_by == "client"


def test_links_that_are_guessed_expired_or_replaced_lead_nowhere(packed, people, client):
    by = people[Role.COORDINATOR]
    first = actions.release(by=by, pack=packed)
    second = actions.release(by=by, pack=packed)
    assert client.get(f"/pack/{second}/files.zip").status_code == 200
    Pack.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answers = [client.get(f"/pack/{secret}/files.zip") for secret in (first, second, "guessed")]
    assert [one.status_code for one in answers] == [404, 404, 404]
    said = {re.sub(rb'[^"]*csrf[^>]*|X-CSRFToken[^}]*|/pack/[^"]*', b"", one.content) for one in answers}
    assert len(said) == 1


def test_a_thousand_guesses_at_links_are_stopped_and_many_parts_of_a_download_are_not(packed, people):
    secret = actions.release(by=people[Role.COORDINATOR], pack=packed)
    parts = {Browser().get(f"/pack/{secret}/files.zip", headers={"Range": f"bytes={i}-{i}"}).status_code for i in range(60)}  # fmt: skip
    assert parts == {206}
    guesses = [Browser().get(f"/pack/{fresh()}/files.zip").status_code for _ in range(1000)]
    assert guesses == [404] * codes.FROM_ONE_PLACE + [429] * (1000 - codes.FROM_ONE_PLACE)
    assert Browser().get(f"/pack/{secret}/files.zip").status_code == 429
    assert Browser(REMOTE_ADDR="198.51.100.1").get(f"/pack/{secret}/files.zip").status_code == 200


def test_a_pack_is_let_go_a_week_after_its_link_expired_and_can_be_built_anew(packed, people, signed_in):
    by, now = people[Role.COORDINATOR], timezone.now()
    actions.release(by=by, pack=packed, days=1)
    before, place = Stored.objects.count(), store.place(packed.stored_id)
    assert let_go(now + timedelta(days=7)) == 0
    assert [let_go(now + timedelta(days=9)) for _ in range(2)] == [1, 0]
    assert (Stored.objects.count(), place.exists()) == (before - 1, False)
    with pytest.raises(actions.NothingToPack):
        actions.release(by=by, pack=packed)
    shown = signed_in(Role.COORDINATOR).get(f"/cases/{packed.closing.case_id}/files/").content.decode()
    assert "Build it anew" in shown
    assert f"{packed.pk}/release/" not in shown


def test_whoever_takes_over_gets_the_classes_agreed_on_and_nothing_without_consent(packed, signed_in):
    browser, closing = signed_in(Role.COORDINATOR), packed.closing
    closing.successor = "Books & Co"
    closing.save()
    closing.services.create(name="Payroll", last_on=closing.end_on)
    address, before = f"/cases/{closing.case_id}/files/handover/", Stored.objects.count()
    assert browser.post(address, {"classes": ["client_provided"]}).status_code == 302
    closing.tasks.filter(task="successor_consent").update(
        done_at=timezone.now(), done_by="x", note="By mail."
    )
    assert "By mail." in browser.get(f"/cases/{closing.case_id}/files/").text
    answer = browser.post(address, {"classes": ["client_provided"]})
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert set(archive.namelist()) == {"handover.html", "client_provided/letter ż.txt", "client_provided/ledger.bin", "manifest.json", "SHA256SUMS"}  # fmt: skip
        assert archive.read("client_provided/ledger.bin") == CONTENT
        assert "Payroll" in archive.read("handover.html").decode()
    assert Stored.objects.count() == before


def test_nothing_is_released_before_all_files_are_gathered(people):
    made = begun(people)
    actions.add_file(
        by=people[Role.OWNER], closing=made, record_class="invoices", file=SimpleUploadedFile("a.txt", b"a")
    )
    actions.build(lambda _sentence, _progress: None, "max@example.com", closing=made.pk)
    with pytest.raises(Waits):
        actions.release(by=people[Role.OWNER], pack=Pack.objects.get())


def test_a_file_that_is_taken_out_leaves_no_bytes(closing, people, settings):
    made = actions.add_file(by=people[Role.OWNER], closing=closing, record_class="invoices", file=SimpleUploadedFile("a.txt", b"a"))  # fmt: skip
    with pytest.raises(actions.Twice):
        actions.add_file(by=people[Role.OWNER], closing=closing, record_class="invoices", file=SimpleUploadedFile("a.txt", b"b"))  # fmt: skip
    actions.drop_file(by=people[Role.OWNER], file=made)
    assert not list(settings.DEPLOYMENT.files.rglob("*.age"))
    assert not Stored.objects.exists()


@given(content=strategies.binary(max_size=10_000), ends=strategies.tuples(strategies.integers(0, 10_000), strategies.integers(0, 10_000)))  # fmt: skip
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_part_of_a_stored_file_is_the_part_that_was_stored(content, ends):
    stored = store.kept(iter([content]))
    start, end = sorted(ends)
    assert b"".join(store.opened(stored, start, end)) == content[start:end]
    store.forget(stored.pk)
