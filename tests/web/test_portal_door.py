"""The way to the client's page: a link and a code, and nothing for whoever guesses."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from amicable.web.diary.models import Entry
from amicable.web.portal.door import codes
from amicable.web.portal.door.secret import fresh
from amicable.web.portal.firm import links
from amicable.web.portal.models import Asked, Code, Link, Tries, Visit
from amicable.web.rights import Role
from tests.web.closings import begun, told_case
from tests.web.portals import code_for, digits_in, entered, link_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]


@pytest.fixture(autouse=True)
def reachable(settings, empty_ledger):
    """The firm's installation has an address."""
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, address=urlsplit("https://firm.example"))


def guessed() -> str:
    return f"/portal/en/{fresh()}/"


def other_path(people) -> tuple[Link, str]:
    return link_to(people, begun(people, told_case(people, name="Other Ltd", client_id="own:2")), email="other@example.net")  # fmt: skip


def plain(answer, path: str) -> tuple[int, str, str]:
    """An answer as anybody sees it, without its own address and form token."""
    html = answer.content.decode().replace(path.split("/")[3], "SECRET")
    return answer.status_code, answer.headers.get("Location", "").replace(path.split("/")[3], "SECRET"), "".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)  # fmt: skip


def test_a_link_and_a_code_open_the_page_of_that_case_alone(people):
    made, path = link_to(people)
    _, theirs = other_path(people)
    browser = entered(path)
    page = browser.get("/portal/page/").content.decode()
    assert "Vermell Foods" in page
    assert "Other Ltd" not in page
    entered(theirs)
    assert "Other Ltd" not in browser.get("/portal/page/").content.decode()
    made.refresh_from_db()
    assert made.opened_at
    assert Entry.objects.filter(act="portal.opened", by="client").count() == 2


def test_secrets_and_codes_are_nowhere_in_the_database(people):
    _, path = link_to(people)
    digits = code_for(path).replace(" ", "")
    browser = Browser()
    browser.post(f"{path}code/", {"digits": digits})
    secrets = [path.split("/")[3], digits, f"{digits[:4]} {digits[4:]}", browser.cookies["portal"].value]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = str(cursor.fetchall())
            assert not [one for one in secrets if one in rows], table


def test_every_address_answers_alike_until_the_code_is_right(people):
    """A guessed, an expired, an ended and a true link: the same page, the same words, the same way on."""
    true, path = link_to(people)
    ended, ended_path = other_path(people)
    links.end(by=people[Role.COORDINATOR], link=ended, now=timezone.now())
    expired, expired_path = link_to(people, true.case.closing)
    Link.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(days=1))
    found = []
    for one in (path, ended_path, expired_path, guessed()):
        browser = Browser()
        answers = [browser.get(one), browser.post(one), browser.get(f"{one}code/"), browser.post(f"{one}code/", {"digits": "00000000"})]  # fmt: skip
        found.append([plain(answer, one) for answer in answers])
    assert found[0] == found[1] == found[2] == found[3]
    assert [one.to for one in mail.outbox if "your code is" in one.body] == [["client@example.net"]]


def test_asking_and_trying_run_the_same_statements_for_a_guessed_and_a_true_link(people, settings):
    """The same time: what an answer does depends on nothing that is secret."""
    _, path = link_to(people)
    code_for(path)
    settings.WORK_AT_ONCE = False  # codes are sent after the answer, as in a real installation
    found = []
    for one in (path, guessed()):
        browser = Browser()
        for address, data in ((one, {}), (f"{one}code/", {"digits": "00000000"})):
            with CaptureQueriesContext(connection) as asked:
                browser.post(address, data)
            found.append([shape(query["sql"]) for query in asked])
    assert found[0] == found[2]
    assert found[1] == found[3]


def shape(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r"'[^']*'|\b\d[\d.]*\b|s\d+_x\d+", "?", sql)


def test_a_code_works_once_and_not_after_its_time(people):
    _, path = link_to(people)
    digits = code_for(path)
    assert Browser().post(f"{path}code/", {"digits": digits}).status_code == 302
    again = Browser().post(f"{path}code/", {"digits": digits})
    assert again.status_code == 200
    late = code_for(path)
    Code.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert plain(Browser().post(f"{path}code/", {"digits": late}), path) == plain(again, path)


def test_a_code_that_was_sent_before_the_link_ended_gets_the_answer_of_a_guess(people):
    made, path = link_to(people)
    _, expired = other_path(people)
    sent = [code_for(path), code_for(expired)]
    links.end(by=people[Role.COORDINATOR], link=made, now=timezone.now())
    Link.objects.exclude(pk=made.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    guess = guessed()
    nothing = plain(Browser().post(f"{guess}code/", {"digits": "00000000"}), guess)
    for one, digits in zip((path, expired), sent, strict=True):
        assert plain(Browser().post(f"{one}code/", {"digits": digits}), one) == nothing
    assert not Visit.objects.exists()


def test_a_new_code_makes_the_earlier_one_worthless(people):
    _, path = link_to(people)
    earlier, later = code_for(path), code_for(path)
    assert Browser().post(f"{path}code/", {"digits": earlier}).status_code == 200
    assert Browser().post(f"{path}code/", {"digits": later}).status_code == 302


def test_the_code_of_another_link_opens_nothing(people):
    _, path = link_to(people)
    _, theirs = other_path(people)
    code_for(path)
    foreign = code_for(theirs)
    assert Browser().post(f"{path}code/", {"digits": foreign}).status_code == 200
    assert not Visit.objects.exists()


def test_a_thousand_guesses_from_one_place_are_stopped(people):
    _, path = link_to(people)
    digits = code_for(path)
    browser = Browser()
    seen = [browser.post(f"{path if i % 2 else guessed()}code/", {"digits": f"{i:08d}"}).status_code for i in range(1000)]  # fmt: skip
    assert seen.count(200) < codes.FROM_ONE_PLACE
    assert set(seen[codes.FROM_ONE_PLACE :]) == {429}
    assert browser.post(f"{path}code/", {"digits": digits}).status_code == 429
    assert not Visit.objects.exists()


def test_guesses_at_one_link_are_stopped_wherever_they_come_from(people):
    _, path = link_to(people)
    digits = code_for(path)
    wrong = f"{(int(digits.replace(' ', '')) + 1) % 10**8:08d}"
    for i in range(codes.TRIES_A_DAY):
        Browser(REMOTE_ADDR=f"192.0.2.{i}").post(f"{path}code/", {"digits": wrong})
    assert Browser(REMOTE_ADDR="198.51.100.1").post(f"{path}code/", {"digits": digits}).status_code == 200
    Tries.objects.update(began_at=timezone.now() - timedelta(days=2))
    assert Browser(REMOTE_ADDR="198.51.100.2").post(f"{path}code/", {"digits": digits}).status_code == 302


def test_nobody_is_flooded_with_codes(people):
    _, path = link_to(people)
    before = len(mail.outbox)
    for i in range(20):
        Browser(REMOTE_ADDR=f"192.0.2.{i}").post(path)
    assert len(mail.outbox) - before == codes.ASKS_AN_HOUR


def test_what_was_asked_at_is_sent_by_the_sweeper_too_and_once(people, settings):
    _, path = link_to(people)
    settings.WORK_AT_ONCE = False
    Browser().post(path)
    Browser().post(guessed())
    assert codes.send_codes() == 1
    assert codes.send_codes() == 0
    assert not Asked.objects.exists()
    assert Browser().post(f"{path}code/", {"digits": digits_in(mail.outbox[-1].body)}).status_code == 302


def test_an_ended_link_puts_its_reader_out(people):
    made, path = link_to(people)
    browser = entered(path)
    links.end(by=people[Role.COORDINATOR], link=made, now=timezone.now())
    assert browser.get("/portal/page/").headers["Location"] == "/portal/closed/"
    assert "Vermell" not in browser.get("/portal/closed/").content.decode()


def test_no_page_behind_the_gate_answers_without_a_visit(people):
    """The rule of these addresses is open to all, so each has its own gate: all are tried, with every role."""
    link_to(people)
    patterns = [one for one in get_resolver("amicable.web.portal.urls").url_patterns if str(one.pattern).startswith("portal/page/")]  # fmt: skip
    assert len(patterns) >= 5
    for one in patterns:
        assert one.callback.asks_for_visit
        given = {name: "00000000-0000-0000-0000-000000000000" if name == "pack" else "question" for name in one.pattern.converters}  # fmt: skip
        for role in (None, *Role):
            browser = Browser()
            if role:
                browser.force_login(
                    people[role], backend="allauth.account.auth_backends.AuthenticationBackend"
                )
            for method in ("get", "post"):
                answer = getattr(browser, method)(reverse(one.name, kwargs=given))
                assert (answer.status_code, answer.headers["Location"]) == (302, "/portal/closed/")


def test_the_client_gets_no_account_and_sees_nothing_of_the_application(people):
    _, path = link_to(people)
    browser = entered(path)
    assert browser.get("/cases/").headers["Location"].startswith("/account/login/")
    assert "sessionid" not in browser.cookies


def test_pages_are_kept_out_of_indexes_caches_and_frames_and_run_no_script(people):
    _, path = link_to(people)
    browser = entered(path)
    for address in ("/portal/page/", path, f"{path}code/", "/portal/closed/"):
        answer = browser.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'none'" in policy
        assert "default-src 'none'" in policy
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "<script" not in answer.content.decode()
    cookie = browser.cookies["portal"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/portal/", True, "Lax")
