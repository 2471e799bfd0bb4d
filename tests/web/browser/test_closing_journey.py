"""A relationship from the signed decision to the erasure, in two browsers: the firm's, and the client's on a phone."""

import html
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlsplit
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from amicable.decision.ladder import all_remedies
from amicable.web.cases.actions import open_case
from amicable.web.cases.decisions.actions import Decided, decide, sign
from amicable.web.cases.gates.actions import answer
from amicable.web.cases.models import Case
from amicable.web.cases.plans.actions import pass_over
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.closing.models import KeptFigures
from amicable.web.closing.offboarding import actions as tasks
from amicable.web.diary.queries import proofs
from amicable.web.jobs.sweeper import sweep
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import reading
from amicable.web.rights import Role
from tests.web.browser.conftest import PHONE
from tests.web.browser.ending import FIRST, Clock, Journey, pdf
from tests.web.leaving import LEAVER, NAME, SAID, WHO, records, year_after
from tests.web.portals import digits_in
from tests.web.sink import Sink, body
from tests.web.test_closing_erasure import bytes_of

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSEE, SPOKEN_TO, REACHED_AT = "Osmund Carraway", "Mr Carraway", "osmund@carraway.example"
"""To whom the letter goes: somebody whom the records do not know."""
LEFT_UNDONE = ("tell_team", "debrief", "successor_consent", "successor_briefed", "marketing_stopped", "contact_cut_off", "remove_our_access", "readmission_decided")  # fmt: skip
SUMS = ("revenue", "seconds")


@pytest.fixture
def clock(monkeypatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(timezone, "now", made.now)
    return made


@pytest.fixture
def log(tmp_path) -> Iterator[Path]:
    """The server's log as a file."""
    handler = next(one for one in logging.getLogger().handlers if one.get_name() == "amicable")
    with (tmp_path / "server.log").open("w", encoding="utf-8") as written:
        before = handler.setStream(written)
        yield tmp_path / "server.log"
        handler.setStream(before)


@pytest.fixture
def installation(settings, tmp_path, live_server, clock) -> Iterator[Path]:
    """The firm's ledger, with the cache in the database as in a real installation."""
    place = records(settings, tmp_path / "ledger")
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, address=urlsplit(live_server.url))
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}  # fmt: skip
    call_command("createcachetable", verbosity=0)
    yield place
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")


def signed_case(people, words: dict[str, str]) -> Case:
    """A case about the client that leaves, decided by two people."""
    lead = people[Role.MANAGER]
    client, _ = Client.objects.get_or_create(client_id=LEAVER, defaults={"name": NAME})
    case = open_case(by=lead, client=client)
    for one in standing_of(case):
        if one.gate.question and not one.gate.confidential:
            answer(by=lead, case=case, gate=one.name, answer="no")
    for name in all_remedies():
        pass_over(by=lead, case=case, remedy=name, reason=words["reasons"])
    decide(by=lead, case=case, decided=Decided("part_with_notice", words["reasons"], "en", "", second_person=True))  # fmt: skip
    sign(by=people[Role.OWNER], case=case)
    return Case.objects.get(pk=case.pk)


@pytest.fixture(params=[("fi", "vi"), ("vi", "fi")], ids="-".join)
def way(request, installation, people, page_of, overflow, log) -> Journey:
    """A firm that speaks one of the two languages, and a client who speaks the other."""
    language, theirs = request.param
    for person in people.values():
        person.language = language
        person.save()
    return Journey(signed_case(people, SAID[language]), language, theirs, page_of, overflow)


def test_from_the_signed_decision_until_no_byte_names_the_client(
    way, installation, sink, clock, log, tmp_path
):
    sums = sums_of_everybody()
    plan(way)
    clock.set(datetime(2026, 1, 13, 12, 30, tzinfo=UTC))
    tell(way)
    confirm(way, sink)
    lay_out(way)
    reminders(way, sink, clock)
    hand_over(way)
    address = open_portal(way, sink)
    clock.morning(2026, 2, 16)
    wind_down(way, sink, address)
    clock.morning(2027, 2, 15)
    year_after(installation, tmp_path / "next-year", 2026, date(2027, 1, 10))
    look_back(way)
    clock.morning(2037, 1, 2)
    erase(way)
    typed = {*WHO, ADDRESSEE, SPOKEN_TO, REACHED_AT, *way.said.values(), *way.hers.values()}
    assert list(left(installation, log, typed)) == []
    assert sums_of_everybody() == sums
    assert all(one.holds for one in proofs())
    assert Client.objects.get(pk=way.case.client_id).name == f"#{way.case.client_id}"


def plan(way: Journey) -> None:
    """The conversation, and what only people know."""
    way.go("conversation/")
    page = way.page
    page.check("input[name=path][value=call]")
    page.select_option("select[name=speaker]", label="Max")
    page.fill("input[name=starts_at]", "2026-01-13T14:00")
    page.fill("input[name=place]", way.said["place"])
    page.select_option("select[name=language]", way.theirs)
    way.keep()
    assert way.state() == "conversation_planned"
    way.go("facts/people/")
    page.fill("input[name=addressees-0-name]", ADDRESSEE)
    page.fill("input[name=addressees-0-salutation]", SPOKEN_TO)
    page.fill("input[name=addressees-0-email]", REACHED_AT)
    way.keep()
    page.fill("textarea[name=thanks]", way.hers["thanks"])
    way.keep()
    page.select_option("#work-there", "none")
    page.select_option("#deadlines-there", "none")
    way.keep()
    way.go("facts/files/")
    page.select_option("#access-there", "none")
    page.select_option("select[name=originals__there]", "none")
    page.check("input[name=processes_personal_data]")
    way.keep()


def tell(way: Journey) -> None:
    """In call mode, by keyboard."""
    way.go("call/")
    page = way.page
    page.keyboard.press("Space")
    page.keyboard.press("n")
    page.keyboard.type(way.said["notes"])
    page.locator(".call-kept:not(:empty)").wait_for()
    page.keyboard.press("Escape")
    page.locator("#notes[open]").wait_for(state="hidden")
    page.keyboard.press("e")
    page.locator("#outcome[open]").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/call/outcome/?outcome=told")
    page.fill("textarea[name=said]", way.said["said"])
    way.see(page)
    way.keep()
    way.see(page)
    assert way.state() == "told"


def confirm(way: Journey, sink: Sink) -> None:
    """The letter goes out by mail; a gate stands in the way of the notice, and is let pass with a reason."""
    way.go("letter/")
    way.press("/letter/0/send/")
    assert sweep()["amicable.web.parting.letters.delivering.deliver_due"] == 1
    assert way.hers["thanks"] in body(sink.letters(REACHED_AT)[-1])
    way.go("letter/")
    way.press("/letter/notice/")
    assert way.page.url.endswith("/gates/")
    gate = way.page.locator("#work_in_progress")
    gate.locator("details", has=way.page.locator("textarea")).locator("summary").click()
    gate.locator("textarea").fill(way.said["open"])
    way.press("/work_in_progress/override/")
    way.go("letter/")
    way.press("/letter/notice/")
    assert way.state() == "notice"


def lay_out(way: Journey) -> None:
    """Tasks, access and services."""
    way.go("offboarding/")
    way.page.fill("input[name=successor]", way.said["successor"])
    way.page.fill("textarea[name=third_parties]", way.said["third"])
    way.page.check("input[name=has_files]")
    way.keep()
    way.see(way.page)
    way.go("offboarding/access/")
    way.page.fill("input[name=system]", way.said["system"])
    way.page.fill("input[name=holder]", way.said["holder"])
    way.press("/access/add/")
    way.page.locator("input[name=name]").fill(way.hers["service"])
    way.press("/services/add/")
    way.see(way.page)
    way.done("list_last_days", note=way.said["service"])
    way.done("list_open_work", note=way.said["open"])
    way.done("services_list", file=way.said["file"])


def reminders(way: Journey, sink: Sink, clock: Clock) -> None:
    """Two weeks later everybody who let something lie has a mail in their language."""
    before = len(sink.taken)
    clock.morning(2026, 1, 29)
    found = {one["To"]: body(one) for one in sink.letters()[before:]}
    assert set(found) == {"max@example.com", "can@example.com", "ona@example.com"}
    assert all(NAME in text and "Due" not in text and "Since" not in text for text in found.values())
    way.sign_in()
    way.page.goto("/tasks/")
    way.see(way.page)


def hand_over(way: Journey) -> None:
    """The files are packed and released, and a link is sent."""
    assert way.task("delivery_proved").done_at, "the letter shows it by itself"
    way.done("files_gathered", note=way.said["open"])
    way.accepted("third_parties_told")
    way.go("files/")
    way.page.select_option("select[name=record_class]", "client_provided")
    books = {"name": "ledger.csv", "mimeType": "text/csv", "buffer": b"1,2\n" * 9999}
    way.page.set_input_files("#files", [pdf(way.said["file"]), books])
    way.press("/files/add/")
    way.press("/files/pack/")
    way.press("/release/")
    way.see(way.page)
    way.go("portal/")
    for name in ("dates", "tasks", "files", "records"):
        way.page.check(f"input[name=sections][value={name}]")
    way.page.locator("section[aria-labelledby=shown-title] form .btn-primary").click()
    way.page.wait_for_load_state()
    assert way.page.input_value("#id_email") == REACHED_AT
    assert way.page.input_value("#id_language") == way.theirs
    way.press("/portal/link/")
    sweep()


def enter(client, address: str, sink: Sink) -> None:
    """The client asks for a code, and opens the page with it."""
    client.goto(address)
    client.locator("form .portal-button").click()
    client.fill("#digits", digits_in(body(sink.letters(REACHED_AT)[-1])))
    client.locator("form .portal-button").click()
    client.wait_for_url("**/portal/page/")


def open_portal(way: Journey, sink: Sink) -> str:
    """The client fetches the files, asks, and reads the answer; the address of the page."""
    address = next(line for line in body(sink.letters(REACHED_AT)[-1]).splitlines() if line.startswith("http"))  # fmt: skip
    way.client = client = way.page_of(viewport=PHONE)
    enter(client, address, sink)
    assert way.overflow(client) <= 0
    with client.expect_download() as download:
        client.locator("a[download]").click()
    with ZipFile(download.value.path()) as archive:
        assert f"client_provided/{way.said['file']}" in archive.namelist()
    client.locator("form[action$='/say/complete/'] button").click()
    client.wait_for_load_state()
    assert way.task("file_pack_received").done_by == "client"
    client.locator("section[aria-labelledby=ask] textarea").fill(way.hers["missing"])
    client.locator("section[aria-labelledby=ask] button").click()
    client.wait_for_load_state()
    sweep()
    assert "/portal/" in body(sink.letters("max@example.com")[-1])
    way.go("portal/")
    assert way.hers["missing"] in way.page.locator("main").inner_text()
    way.page.locator("form[action*='/portal/answer/'] textarea").fill(way.hers["answer"])
    way.page.locator("form[action*='/portal/answer/'] button").click()
    way.page.wait_for_load_state()
    client.reload()
    assert way.hers["answer"] in client.locator("main").inner_text()
    return address


def wind_down(way: Journey, sink: Sink, address: str) -> None:
    """After the last day: what is left is done or accepted, the client acknowledges, the page closes."""
    way.sign_in()
    way.go("offboarding/")
    way.press("/move/wind_down/")
    way.done("finish_work", note=way.said["open"])
    way.done("final_invoice", file=way.said["file"])
    enter(way.client, address, sink)
    way.client.locator("section[aria-labelledby=acknowledge] form button").first.click()
    way.client.wait_for_load_state()
    assert way.task("acknowledged").done_by == "client"
    for name in LEFT_UNDONE:
        tasks.accept(by=way.case.led_by, task=way.task(name), reason=way.said["accept"])
    way.go("records/")
    way.press("/records/schedule/")
    way.go("offboarding/")
    way.press("/move/close/")
    assert way.state() == "closed"
    way.done("account_settled", note=way.said["open"])
    way.accepted("support_ended")
    way.go("portal/")
    way.press("/end/")
    way.client.reload()
    assert "/portal/closed/" in way.client.url
    way.go("after/")
    way.page.fill("input[name=turn_to]", way.said["turn"])
    way.press("/after/contact/")
    way.go("records/")
    way.press("/records/restrict/")
    way.go("offboarding/")
    way.press("/move/archive/")
    assert way.state() == "archived"


def look_back(way: Journey) -> None:
    """A year later the records say what came of it, and so does whoever carried it."""
    way.sign_in()
    way.go("after/")
    assert way.page.locator("section[aria-labelledby=look-12] dl").count() == 1
    way.page.locator("form[action$='/after/12/'] input[value=yes]").check()
    way.page.locator("form[action$='/after/12/'] textarea").fill(way.said["again"])
    way.press("/after/12/")
    assert way.said["again"] in way.page.locator("main").inner_text()


def erase(way: Journey) -> None:
    """On the day after the last duty to keep records."""
    way.sign_in()
    way.go("records/")
    way.page.check("input[name=sure]")
    way.press("/records/erase/")
    way.see(way.page)
    assert way.page.locator(".certificate .hash").inner_text().startswith("SHA-256")
    assert way.state() == "erased"


def sums_of_everybody() -> dict[tuple[int, str], int]:
    """Revenue and hours of all clients up to the end of 2025, by year; those of erased ones as they were kept."""
    with reading() as review:
        rows = review.facts.evidence.economics
        by_year = rows.group_by(year=rows.quarter // 4).aggregate(revenue=rows.revenue.sum(), seconds=rows.seconds.sum())  # fmt: skip
        found = {(int(row["year"]), name): round(row[name] or 0) for row in by_year.to_pyarrow().to_pylist() for name in SUMS}  # fmt: skip
    for row in KeptFigures.objects.values("year").annotate(**{name: Sum(name) for name in SUMS}):
        for name in SUMS:
            found[row["year"], name] += row[name]
    return {key: value for key, value in found.items() if key[0] < FIRST.year}


def left(installation: Path, log: Path, words) -> Iterator[str]:
    """Where any of the words still stands, in any way in which it may be written."""
    forms = {form.casefold().encode() for one in words for form in (one, json.dumps(one)[1:-1], html.escape(one), quote(one))}  # fmt: skip
    for place, content in contents(installation, log):
        small = content.decode("utf-8", "ignore").casefold().encode()
        yield from (f"{place}: {form.decode()}" for form in forms if form in small)


def contents(installation: Path, log: Path) -> Iterator[tuple[str, bytes]]:
    """Every file as it lies there, the database and the log among them; unpacked, too, where it is packed."""
    yield "log", log.read_bytes()
    for place, content in bytes_of(installation).items():
        yield place, content
        if place.endswith(".parquet"):
            yield place, str(pq.read_table(BytesIO(Path(place).read_bytes())).to_pylist()).encode()
    for one in Session.objects.all():
        yield "a session", json.dumps(one.get_decoded(), ensure_ascii=False, default=str).encode()
