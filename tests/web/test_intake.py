"""Records come in: files are looked at, asked about, imported; their facts stand beside."""

import csv
import gzip
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from amicable.connectors import load_mapping
from amicable.engines.ledger import Ledger
from amicable.evidence import schemas
from amicable.web.diary.models import Entry
from amicable.web.intake import actions, archives, showing, uploads
from amicable.web.intake.models import KEPT, File, Upload
from amicable.web.portfolio.models import Client, Review
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db

INVOICES = """Invoice,Customer,Date,Due,Total
1001,Acme,2024-01-15,2024-02-14,"1,200.00"
1002,Brightwater,2024-02-15,2024-03-14,800.50
1003,Acme,2024-03-15,2024-04-14,75.00
1004,Acme,2024-04-15,2024-05-14,75.00
1005,Acme,2024-05-15,2024-06-14,75.00
1006,Acme,never,2024-07-14,75.00
"""
UNPROVED = "Customer,Invoice,Date,Total\n" + "".join(
    f"Acme,{n},0{n}/0{n + 1}/2024,100.00\n" for n in range(1, 5)
)
TICKETS = "case;who;when;what\n1;Acme;2024-01-15 09:30;Printer\n2;Brightwater;2024-01-16 10:00;Mail\n"
WAVE = "Customer Name,Email\n"
TOGGL = """User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags
Ann,ann@firm.example,Acme,Books,,Closing,Yes,2024-03-01,09:00:00,2024-03-01,10:30:00,01:30:00,
Ann,ann@firm.example,Acme,Books,,Closing,Yes,2024-03-02,09:00:00,2024-03-02,10:00:00,01:00:00,
"""


def sent(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


@pytest.fixture
def bring(empty_ledger, signed_in):
    """Brings files in as the owner: the upload, and the page that follows."""

    def _bring(*files: SimpleUploadedFile, **more: str):
        page = signed_in(Role.OWNER).post("/intake/files/", {"files": list(files), **more}, follow=True)
        return Upload.objects.first(), page

    return _bring


@pytest.fixture
def owner(signed_in):
    return signed_in(Role.OWNER)


def text(page) -> str:
    return page.content.decode()


def test_an_empty_ledger_teaches_what_to_do_first(empty_ledger, owner):
    page = text(owner.get("/intake/"))
    assert "Nothing has been imported yet" in page
    assert "Nothing is known about your firm yet" in page


def test_a_file_is_recognised_with_its_counts_and_first_rows_before_anything_enters(bring, empty_ledger):
    upload, page = bring(sent("hours.csv", TOGGL))
    (one,) = page.context["files"]
    assert one["stands"] == "ready"
    assert one["tables"][0]["source"] == "toggl"
    assert one["tables"][0]["read"] == one["tables"][0]["entered"] == 2
    assert "1.5" in str(one["tables"][0]["previews"]) or "2" in str(one["tables"][0]["previews"])
    assert not any(Ledger.open(empty_ledger).rows().values())
    assert upload.files.get().path.stat().st_mode & 0o777 == 0o600


def test_an_import_counts_every_row_refreshes_the_review_and_lets_the_files_go(bring, owner, empty_ledger):
    upload, _ = bring(sent("hours.csv", TOGGL))
    page = owner.post(f"/intake/files/{upload.pk}/enter/", follow=True)
    assert "The files are in" in text(page)
    (table,) = page.context["done"][0]["tables"]
    assert (table["read"], table["entered"]) == (2, 2)
    assert not upload.files.get().path.exists()
    assert Ledger.open(empty_ledger).rows()["time_entries"] == 2
    assert Client.objects.filter(name="Acme").exists()
    assert Review.objects.count() == 1
    assert [entry.act for entry in Entry.objects.order_by("number")][:2] == [
        "intake.uploaded",
        "intake.imported",
    ]
    record = owner.get(page.context["import_ids"] and f"/intake/imports/{page.context['import_ids'][0]}/")
    assert record.context["files"][0]["name"] == "hours.csv"
    assert "hours.csv" in text(owner.get("/intake/"))


def test_the_same_file_again_is_told_apart_before(bring, owner):
    upload, _ = bring(sent("hours.csv", TOGGL))
    owner.post(f"/intake/files/{upload.pk}/enter/")
    again, page = bring(sent("hours copy.csv", TOGGL))
    assert page.context["files"][0]["stands"] == "seen"
    page = owner.post(f"/intake/files/{again.pk}/enter/", follow=True)
    assert "Imported before" in text(page)


def test_an_unknown_table_is_mapped_tried_and_recognised_the_next_time(bring, owner, empty_ledger):
    upload, page = bring(sent("our invoices.csv", INVOICES))
    assert page.context["files"][0]["stands"] == "unknown"
    address = f"/intake/files/{upload.pk}/{upload.files.get().pk}/map/"
    form = owner.get(address)
    assert form.context["layout"].table == "invoices"
    given = {f"column-{name}": column for name, column in form.context["layout"].columns.items()}
    given |= {"table": "invoices", "title": "Our invoices", "decimal": "."}
    tried = owner.post(address, {**given, "act": "try"})
    (table,) = tried.context["tried"]
    assert (table["read"], table["entered"], table["kept_out"]) == (6, 5, 1)
    assert not any(Ledger.open(empty_ledger).rows().values())
    page = owner.post(address, {**given, "act": "save"}, follow=True)
    assert page.context["files"][0]["stands"] == "ready"
    assert load_mapping(empty_ledger / "mappings" / "our_invoices.toml").namespace == "our_invoices"
    owner.post(f"/intake/files/{upload.pk}/enter/")
    assert Ledger.open(empty_ledger).rows()["invoices"] == 5
    _, page = bring(sent("next month.csv", INVOICES + "1007,Acme,2024-05-01,2024-06-01,10.00\n"))
    assert page.context["files"][0]["stands"] == "ready"
    assert "our_invoices" in text(page)


def test_a_mapping_that_cannot_be_is_refused_with_a_sentence(bring, owner):
    upload, _ = bring(sent("tickets.csv", TICKETS))
    address = f"/intake/files/{upload.pk}/{upload.files.get().pk}/map/"
    page = owner.post(address, {"table": "invoices", "title": "x", "column-client_id": "who", "act": "save"})
    assert page.status_code == 422
    assert "needs" in page.context["problem"]
    page = owner.post(address, {"by_hand": "1", "text": "title = [", "act": "try"})
    assert "cannot be read" in page.context["problem"]
    assert "title = [" in text(page)


def test_what_is_always_the_same_and_what_the_form_cannot_say_can_be_said(bring, owner):
    upload, _ = bring(sent("tickets.csv", TICKETS))
    address = f"/intake/files/{upload.pk}/{upload.files.get().pk}/map/"
    given = {"table": "tickets", "title": "Desk", "column-ticket_id": "case", "column-client_id": "who", "column-opened_at": "when", "constant-category": "support"}  # fmt: skip
    page = owner.post(address, {**given, "act": "try"})
    assert "support" in str(page.context["tried"])
    by_hand = page.context["text"].replace('ticket_id = "case"', "ticket_id = { compute = '\"case\"' }")
    page = owner.post(address, {"by_hand": "1", "text": by_hand, "act": "try"})
    assert page.context["tried"][0]["entered"] == 2


def test_a_mapping_that_lies_beside_its_table_is_used(bring, empty_ledger):
    mapping = 'needs = ["case", "who", "when"]\n[[fill]]\ntable = "tickets"\n[fill.columns]\nticket_id = "case"\nclient_id = "who"\nopened_at = "when"\n'
    _, page = bring(sent("tickets.csv", TICKETS), sent("desk.toml", mapping))
    (one,) = page.context["files"]
    assert (one["stands"], one["file"].mapping_name) == ("ready", "desk")


def test_dates_that_could_be_read_in_two_ways_are_asked_before_the_import(bring, owner, empty_ledger):
    mapping = 'needs = ["Customer", "Date"]\n[[fill]]\ntable = "invoices"\n[fill.columns]\nclient_id = "Customer"\nnumber = "Invoice"\nissued_on = "Date"\ntotal = "Total"\n'
    upload, page = bring(sent("bills.csv", UNPROVED), sent("bills.toml", mapping))
    (one,) = page.context["files"]
    assert one["stands"] == "asks"
    assert "could be read in two ways" in one["questions"][0]
    refused = owner.post(f"/intake/files/{upload.pk}/enter/", follow=True)
    assert "No file is ready" in text(refused)
    page = owner.post(
        f"/intake/files/{upload.pk}/{one['file'].pk}/answer/", {"date_order": "dmy"}, follow=True
    )
    assert page.context["files"][0]["stands"] == "ready"
    owner.post(f"/intake/files/{upload.pk}/enter/")
    assert Ledger.open(empty_ledger).rows()["invoices"] == 4


def test_problems_are_listed_and_downloaded_without_formulas(bring, owner):
    rows = INVOICES.replace("never", "=1+1")
    mapping = 'needs = ["Invoice", "Customer"]\n[[fill]]\ntable = "invoices"\n[fill.columns]\nclient_id = "Customer"\nnumber = "Invoice"\nissued_on = "Date"\ntotal = "Total"\n'
    upload, _ = bring(sent("bills.csv", rows), sent("bills.toml", mapping))
    page = owner.post(f"/intake/files/{upload.pk}/enter/", follow=True)
    import_id = page.context["import_ids"][0]
    record = owner.get(f"/intake/imports/{import_id}/")
    assert [problem[:3] for problem in record.context["page"].object_list] == [("bills.csv", 7, "Date")]
    one = record.context["files"][0]
    assert one["read"] == one["entered"] + one["kept_out"] == 6
    body = b"".join(owner.get(f"/intake/imports/{import_id}/problems.csv").streaming_content).decode(
        "utf-8-sig"
    )
    header, row = csv.reader(StringIO(body))
    assert header[:3] == ["File", "Line", "Column"]
    assert row[:3] == ["bills.csv", "7", "Date"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.xlsx", b"PK\x03\x04" + b"\0" * 400),
        ("noise.csv", bytes(range(256)) * 40),
        ("cut.csv.gz", gzip.compress(b"a,b\n" * 9000, mtime=0)[:-20]),
        ("empty.csv", b""),
        ("letter.pdf", b"%PDF-1.7"),
    ],
)
def test_garbage_is_named_and_nothing_enters(bring, owner, empty_ledger, name, content):
    upload, page = bring(sent(name, content or b"\n"))
    (one,) = page.context["files"]
    assert one["stands"] in ("unreadable", "unknown")
    owner.post(f"/intake/files/{upload.pk}/enter/")
    assert not any(Ledger.open(empty_ledger).rows().values())


def test_good_files_enter_although_others_cannot_be_read(bring, owner, empty_ledger):
    upload, page = bring(sent("hours.csv", TOGGL), sent("cut.xlsx", b"PK\x03\x04" + b"\0" * 400))
    assert sorted(one["stands"] for one in page.context["files"]) == ["ready", "unreadable"]
    page = owner.post(f"/intake/files/{upload.pk}/enter/", follow=True)
    assert Ledger.open(empty_ledger).rows()["time_entries"] == 2
    assert [one["file"].name for one in page.context["files"]] == ["cut.xlsx"]


def test_names_cannot_lead_out_of_the_folder(bring):
    places = '["../../../etc/cron.d/x*.csv", "a/../.ssh/key", "C:\\\\Users\\\\Ann\\\\hours.csv"]'
    upload, page = bring(sent("1.csv", TOGGL), sent("2.csv", TOGGL), sent("3.csv", TOGGL), places=places)
    inside = sorted(path.relative_to(upload.folder).as_posix() for path in upload.folder.rglob("*.csv"))
    assert inside == ["C_/Users/Ann/hours.csv", "etc/cron.d/x_.csv"]
    assert page.context["upload"].passed_over == 1


def zipped(**members: str) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def test_an_archive_is_unpacked_beside_itself_and_leads_nowhere_else(bring):
    archive = zipped(**{"march__hours.csv": TOGGL, "..__..__evil.csv": TICKETS, ".git__config": "x"})
    upload, _ = bring(sent("exports.zip", archive))
    assert sorted(file.name for file in upload.files.all()) == ["exports/evil.csv", "exports/march/hours.csv"]
    assert not list(upload.folder.glob("*.zip"))


def test_an_archive_that_is_damaged_or_too_much_is_left_packed_and_named(bring, monkeypatch):
    _, page = bring(sent("cut.zip", zipped(a=TOGGL)[:-30]))
    assert [one["stands"] for one in page.context["files"]] == ["unreadable"]
    monkeypatch.setattr(archives, "HARMLESS_BYTES", 1000)
    upload, page = bring(sent("bomb.zip", zipped(**{"zeros.csv": "0" * 5_000_000})))
    assert [file.name for file in upload.files.all()] == ["bomb.zip"]
    assert "unpack it" in text(page)


def test_two_files_of_one_name_both_stay(bring):
    upload, _ = bring(sent("hours.csv", TOGGL), sent("hours.csv", TICKETS))
    assert [file.name for file in upload.files.all()] == ["hours (2).csv", "hours.csv"]


def test_a_folder_of_mail_is_one_thing(bring):
    mail = "From: ann@acme.example\nTo: us@firm.example\nDate: Mon, 4 Mar 2024 10:00:00 +0000\nMessage-ID: <1@x>\nSubject: Hello\n\nHello\n"
    _upload, page = bring(
        sent("1", mail), sent("2", mail.replace("<1", "<2")), sent("3", mail.replace("<1", "<3")),
        places='["box/cur/1", "box/cur/2", "box/new/3"]',
    )  # fmt: skip
    (one,) = page.context["files"]
    assert one["file"].name == "box"
    assert one["tables"][0]["read"] == 3


def test_too_many_files_and_none_are_refused_with_a_sentence(bring, owner, monkeypatch):
    page = owner.post("/intake/files/", {}, follow=True)
    assert "No file was chosen" in text(page)
    monkeypatch.setattr(uploads, "MOST_FILES", 1)
    _, page = bring(sent("1.csv", TOGGL), sent("2.csv", TOGGL))
    assert "too much at once" in text(page)
    monkeypatch.setattr(uploads, "MOST_FILES", 9)
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    answer = owner.post(
        "/intake/files/", {"files": [sent("1.csv", TOGGL)]}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 422
    assert "too much at once" in answer.json()["error"]
    assert not Upload.objects.exists()


def test_a_script_is_told_where_to_go(empty_ledger, owner):
    answer = owner.post(
        "/intake/files/", {"files": [sent("1.csv", TOGGL)]}, headers={"accept": "application/json"}
    )
    assert answer.json() == {"address": f"/intake/files/{Upload.objects.get().pk}/"}


def test_files_that_nobody_imports_are_removed_at_once_or_after_a_week(bring, owner):
    upload, _ = bring(sent("hours.csv", TOGGL))
    owner.post(f"/intake/files/{upload.pk}/discard/")
    assert not Upload.objects.exists()
    assert not upload.folder.exists()
    old, _ = bring(sent("hours.csv", TOGGL))
    young, _ = bring(sent("hours.csv", TOGGL))
    Upload.objects.filter(pk=old.pk).update(made_at=timezone.now() - KEPT)
    assert actions.sweep() == 1
    assert list(Upload.objects.all()) == [young]
    assert not old.folder.exists()
    assert young.files.get().path.exists()


def test_an_auditor_reads_and_changes_nothing_others_see_nothing(bring, signed_in):
    upload, _ = bring(sent("hours.csv", TOGGL))
    auditor = signed_in(Role.AUDITOR)
    page = auditor.get(f"/intake/files/{upload.pk}/")
    assert page.status_code == 200
    assert "<button" not in text(page).split("<main")[1]
    assert auditor.post(f"/intake/files/{upload.pk}/enter/").status_code == 403
    assert signed_in(Role.EMPLOYEE).get("/intake/").status_code == 403
    assert File.objects.get().outcome is None


def test_the_firms_facts_are_checked_and_written(empty_ledger, owner):
    given = {"name": "Our firm", "country": "ES", "currency": "eur", "zone": "Europe/Madrid", "domains": "Firm.example\nann@mail.example", "opens": "09:00", "closes": "17:30", "workdays": ["0", "2"], "hourly_cost": "48"}  # fmt: skip
    page = owner.post("/intake/firm/", given, follow=True)
    assert "are saved" in text(page)
    firm = Ledger.open(empty_ledger).firm
    assert (firm.country, firm.currency, firm.zone, firm.closes) == ("ES", "EUR", "Europe/Madrid", "17:30")
    assert (firm.domains, firm.workdays, firm.hourly_cost) == (
        ("firm.example", "ann@mail.example"),
        (0, 2),
        {"*": 48},
    )
    assert Entry.objects.get(act="firm.changed").by == "ona@example.com"
    page = owner.post("/intake/firm/", {**given, "currency": "gold", "opens": "25:00"})
    assert page.status_code == 422
    page = owner.post("/intake/firm/", {**given, "currency": "QQQ"})
    assert "is no currency" in text(page)
    assert Ledger.open(empty_ledger).firm == firm


def test_another_time_zone_tells_every_day_anew(bring, owner, empty_ledger):
    upload, _ = bring(sent("tickets.csv", TICKETS.replace("09:30", "23:30")), sent("desk.toml", 'needs = ["case"]\nzone = "UTC"\n[[fill]]\ntable = "tickets"\n[fill.columns]\nticket_id = "case"\nclient_id = "who"\nopened_at = "when"\n'))  # fmt: skip
    owner.post(f"/intake/files/{upload.pk}/enter/")
    assert Ledger.open(empty_ledger).latest("tickets", "opened_on").isoformat() == "2024-01-16"
    form = owner.get("/intake/firm/").context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    owner.post("/intake/firm/", {**given, "zone": "Asia/Ho_Chi_Minh"})
    ledger = Ledger.open(empty_ledger)
    assert ledger.firm.zone == "Asia/Ho_Chi_Minh"


def test_every_table_of_evidence_has_a_title_on_pages():
    assert set(showing.TITLES) == set(schemas())


@override_settings(ALLOWED_HOSTS=["testserver"])
@pytest.mark.parametrize("address", ["/intake/", "/intake/firm/", "/intake/same/", "/intake/same/links/"])
def test_no_page_has_inline_scripts_or_styles(empty_ledger, owner, address):
    page = text(owner.get(address))
    assert " style=" not in page
    assert "<script>" not in page


def test_a_workbook_of_several_pages_shows_each(bring):
    import openpyxl

    book = openpyxl.Workbook()
    for line in csv.reader(StringIO(TOGGL)):
        book.active.append(line)
    other = book.create_sheet("Notes")
    other.append(["Remember", "the", "milk"])
    other.append(["1", "2", "3"])
    written = BytesIO()
    book.save(written)
    _, page = bring(sent("hours.xlsx", written.getvalue()))
    (one,) = page.context["files"]
    assert one["stands"] == "ready"
    assert [table["stands"] for table in one["tables"]] == ["ready", "unknown"]
