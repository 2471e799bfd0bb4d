"""The queue: a person says whether a finding is what it seems, and the ledger remembers it."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
from django.test import Client as Browser
from django.utils import timezone

from amicable.engines.undoing import undo
from amicable.web.api.actions import make_token
from amicable.web.diary.models import Entry
from amicable.web.frontline import actions as front_line
from amicable.web.frontline.models import Incident
from amicable.web.messages.models import Verdict
from amicable.web.messages.queue import queries, ranking
from amicable.web.messages.queue.entering import enter_due, enter_verdicts
from amicable.web.portfolio.models import Assignment, Client, Track
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rights import Role
from tests.web.letters import ABUSE, DISCOUNT, THANKS, message, readings, receive

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def client(empty_ledger, people) -> Client:
    """A client of the employee's, who asked for a discount and then lost their temper; and another client."""
    receive(
        empty_ledger,
        message(1, "own:C1", ABUSE, day=3),
        message(2, "own:C1", DISCOUNT, day=9),
        message(3, "own:C2", DISCOUNT, day=10),
        message(4, "own:C1", THANKS, day=11),
    )
    made = Client.objects.create(client_id="own:C1", name="Vermell Foods")
    Client.objects.create(client_id="own:C2", name="Blau Studio")
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=made, made_by="test")
    return made


def enter():
    return enter_verdicts(lambda _sentence, _progress: None)


def shown(response) -> str:
    item = response.context["item"]
    return item.key if item else ""


def say(browser, word, item):
    return browser.post("/queue/word/", {"item": item, "word": word}, follow=True)


def grave_incident(by, client, *, track=None) -> Incident:
    told = front_line.Told(client, "abuse", date(2026, 11, 19), "“Useless”, on the phone.")
    return front_line.log_incident(by=by, told=told, at=AT, track=track)


def test_grave_findings_come_first_then_the_latest(client, signed_in):
    page = signed_in(Role.OWNER).get("/queue/list/")
    waiting = [(one.situation, one.client.name) for one in page.context["page"].object_list]
    assert waiting == [("abuse", "Vermell Foods"), ("discount", "Blau Studio"), ("discount", "Vermell Foods")]
    assert "complete idiots" in page.content.decode()


def test_a_finding_shows_its_message_its_rule_and_why(client, signed_in):
    page = signed_in(Role.OWNER).get("/queue/").content.decode()
    assert '<mark class="found grave" title="Abuse of staff">' in page
    assert "john@example.com wrote on" in page
    assert "/rules/en/abuse/#you-are-a-name" in page
    assert 'data-key="y"' in page
    assert 'data-key="u"' not in page  # nothing to take back yet


def test_yes_enters_the_ledger_and_the_next_one_is_shown(client, empty_ledger, signed_in, people):
    browser = signed_in(Role.OWNER)
    first = shown(browser.get("/queue/"))
    page = say(browser, "yes", first)
    assert shown(page) not in ("", first)
    verdict = Verdict.objects.get()
    assert (verdict.confirmed, verdict.judged_by) == (True, people[Role.OWNER])
    assert readings(empty_ledger)["abuse"]["confirmed"] is None
    assert enter()["verdicts"] == 1
    assert readings(empty_ledger)["abuse"]["confirmed"] is True
    entry = Entry.objects.get(act="reading.confirmed")
    assert entry.about == "client:own:C1"
    assert "idiots" not in str(entry.told)


def test_entering_again_enters_nothing(client, signed_in):
    browser = signed_in(Role.OWNER)
    say(browser, "no", shown(browser.get("/queue/")))
    assert enter()["verdicts"] == 1
    before = ledger().manifest
    assert enter()["verdicts"] == 0
    assert ledger().manifest == before


def test_the_ledger_waits_while_somebody_goes_through_the_queue(client, signed_in):
    browser = signed_in(Role.OWNER)
    say(browser, "no", shown(browser.get("/queue/")))
    assert enter_due() == 0
    Verdict.objects.update(judged_at=timezone.now() - timedelta(minutes=11))
    assert enter_due() == 1


def test_a_verdict_survives_that_the_message_is_imported_again(client, empty_ledger, signed_in):
    browser = signed_in(Role.OWNER)
    say(browser, "yes", shown(browser.get("/queue/")))
    enter()
    corrected = message(1, "own:C1", ABUSE, day=3) | {"contact": "jane@example.com"}
    receive(empty_ledger, corrected, digest="second")
    enter()
    found = readings(empty_ledger)["abuse"]
    assert (found["confirmed"], found["contact"]) == (True, "jane@example.com")


def test_a_finding_whose_message_was_taken_back_no_longer_stands(client, empty_ledger, signed_in):
    last = receive(empty_ledger, message(9, "own:C1", "You bunch of clowns", day=15), digest="later")
    browser = signed_in(Role.OWNER)
    item = next(one.key for one in browser.get("/queue/list/").context["page"].object_list if one.message_id == "mail:9")  # fmt: skip
    say(browser, "yes", item)
    enter()
    undo(ledger(), last, at=AT)
    enter()
    standing = [row["reading_id"] for row in _all(empty_ledger) if row["stands"]]
    assert item.removeprefix("reading:") not in standing


def _all(folder) -> list[dict]:
    from amicable.engines.duckdb import open_evidence
    from amicable.engines.ledger import Ledger

    return open_evidence(Ledger.open(folder), today=date(2030, 1, 1)).readings.to_pyarrow().to_pylist()


def test_u_takes_the_last_word_back_also_from_the_ledger(client, empty_ledger, signed_in):
    browser = signed_in(Role.OWNER)
    first = shown(browser.get("/queue/"))
    say(browser, "yes", first)
    enter()
    page = browser.post("/queue/taken-back/", follow=True)
    assert shown(page) == first
    enter()
    assert readings(empty_ledger)["abuse"]["confirmed"] is None
    assert Entry.objects.filter(act="reading.verdict_taken_back").exists()
    assert "You have not judged anything" in browser.post("/queue/taken-back/", follow=True).content.decode()


def test_nobody_takes_back_what_another_person_said(client, signed_in):
    say(signed_in(Role.OWNER), "yes", shown(signed_in(Role.OWNER).get("/queue/")))
    signed_in(Role.MANAGER).post("/queue/taken-back/", {"verdict": Verdict.objects.get().pk})
    assert Verdict.objects.get().confirmed is True


def test_later_puts_off_and_brings_back(client, signed_in):
    browser = signed_in(Role.OWNER)
    first = shown(browser.get("/queue/"))
    page = say(browser, "later", first)
    assert shown(page) != first
    assert not Verdict.objects.exists()
    assert shown(browser.post("/queue/again/", follow=True)) == first


def test_employees_judge_only_their_own_clients(client, signed_in):
    browser = signed_in(Role.EMPLOYEE)
    names = {one.client.name for one in browser.get("/queue/list/").context["page"].object_list}
    assert names == {"Vermell Foods"}
    other = "reading:" + next(row["reading_id"] for row in _all(ledger().folder) if row["client_id"] == "own:C2")  # fmt: skip
    assert browser.post("/queue/word/", {"item": other, "word": "yes"}).status_code == 404
    assert browser.get("/queue/", {"item": other}).status_code == 404
    assert not Verdict.objects.exists()


def test_auditors_read_the_queue_and_judge_nothing(client, signed_in):
    browser = signed_in(Role.AUDITOR)
    page = browser.get("/queue/")
    assert 'data-key="y"' not in page.content.decode()
    assert browser.post("/queue/word/", {"item": shown(page), "word": "yes"}).status_code == 403


def test_a_grave_incident_waits_for_a_second_person(client, signed_in, people):
    incident = grave_incident(people[Role.EMPLOYEE], client)
    browser = signed_in(Role.MANAGER)
    page = browser.get("/queue/")
    assert shown(page) == f"incident:{incident.pk}"
    say(browser, "yes", shown(page))
    incident.refresh_from_db()
    assert incident.confirmed_by == people[Role.MANAGER]
    browser.post("/queue/taken-back/")
    incident.refresh_from_db()
    assert incident.confirmed_by is None
    assert shown(browser.get("/queue/")) == f"incident:{incident.pk}"


def test_an_incident_that_nobody_could_confirm_waits_again_once_it_is_changed(client, signed_in, people):
    incident = grave_incident(people[Role.EMPLOYEE], client)
    browser = signed_in(Role.MANAGER)
    say(browser, "no", f"incident:{incident.pk}")
    assert not shown(browser.get("/queue/")).startswith("incident")
    told = front_line.Told(client, "threat", date(2026, 11, 19), "“I know where you live.”")
    front_line.change_incident(
        by=people[Role.EMPLOYEE], incident=incident, told=told, at=AT + timedelta(hours=1)
    )
    Verdict.objects.update(judged_at=AT + timedelta(minutes=30))
    assert shown(browser.get("/queue/")) == f"incident:{incident.pk}"


def test_nobody_confirms_their_own_incident(client, signed_in, people):
    incident = grave_incident(people[Role.MANAGER], client)
    browser = signed_in(Role.MANAGER)
    assert not shown(browser.get("/queue/")).startswith("incident")
    page = say(browser, "yes", f"incident:{incident.pk}")
    assert "You wrote this incident down yourself." in page.content.decode()


def test_employees_do_not_confirm_incidents(client, signed_in, people):
    incident = grave_incident(people[Role.EMPLOYEE], client)
    answer = signed_in(Role.EMPLOYEE).post("/queue/word/", {"item": f"incident:{incident.pk}", "word": "yes"})
    assert answer.status_code == 403


def test_a_confidential_incident_waits_only_for_people_named_on_its_track(client, signed_in, people):
    track = Track.objects.create(client=client, title="Talks", opened_by="test")
    track.people.set([people[Role.OWNER], people[Role.COORDINATOR]])
    incident = grave_incident(people[Role.COORDINATOR], client, track=track)
    assert shown(signed_in(Role.OWNER).get("/queue/")) == f"incident:{incident.pk}"
    assert not shown(signed_in(Role.MANAGER).get("/queue/")).startswith("incident")
    assert signed_in(Role.MANAGER).get("/queue/", {"item": f"incident:{incident.pk}"}).status_code == 404
    say(signed_in(Role.OWNER), "no", f"incident:{incident.pk}")
    assert not queries.given_by(people[Role.MANAGER]).exists()
    assert queries.given_by(people[Role.OWNER]).count() == 1
    assert Entry.objects.get(act="incident.not_confirmed").about == f"incident:{incident.pk}"


def test_what_was_said_stands_with_who_said_it(client, signed_in):
    browser = signed_in(Role.MANAGER)
    say(browser, "no", shown(browser.get("/queue/")))
    page = browser.get("/queue/judged/").content.decode()
    assert "complete idiots" in page
    assert "Max" in page


def test_an_empty_queue_says_how_to_fill_it(empty_ledger, signed_in):
    page = signed_in(Role.OWNER).get("/queue/").content.decode()
    assert "Import mail to have it read." in page


@pytest.fixture
def program(client, people):
    """A program that acts for a person of this role."""

    def made(role: Role) -> Browser:
        _, secret = make_token(person=people[role], name="test", scopes=["clients:read"] + ["clients:write"] * (role != Role.AUDITOR), days=7)  # fmt: skip
        return Browser(headers={"authorization": f"Bearer {secret}"})

    return made


def test_programs_read_the_queue_and_judge_like_their_person(program, client, people):
    one = program(Role.EMPLOYEE)
    waiting = one.get("/api/v1/queue").json()
    assert [(found["situation"], found["grave"]) for found in waiting["items"]] == [("abuse", True), ("discount", False)]  # fmt: skip
    given = {"reading": waiting["items"][0]["reading"], "confirmed": True}
    made = one.post("/api/v1/verdicts", given, content_type="application/json")
    assert made.status_code == 201
    assert (made.json()["confirmed"], made.json()["judged_by"]) == (True, people[Role.EMPLOYEE].email)
    assert one.get("/api/v1/queue").json()["total"] == 1
    messages = one.get(f"/api/v1/clients/{client.pk}/messages", {"situation": "abuse"}).json()["items"]
    assert [[found["confirmed"] for found in message["findings"]] for message in messages] == [[True]]
    assert one.delete(f"/api/v1/verdicts/{made.json()['number']}").status_code == 204
    assert one.get("/api/v1/queue").json()["total"] == 2


def test_programs_do_not_judge_what_their_person_does_not_see(program):
    other = next(row["reading_id"] for row in _all(ledger().folder) if row["client_id"] == "own:C2")
    given = {"reading": other, "confirmed": False}
    answer = program(Role.EMPLOYEE).post("/api/v1/verdicts", given, content_type="application/json")
    assert answer.status_code == 404
    assert program(Role.AUDITOR).post("/api/v1/verdicts", given, content_type="application/json").status_code == 403  # fmt: skip


def test_the_learned_order_is_off_while_few_have_judged(client, signed_in):
    browser = signed_in(Role.OWNER)
    say(browser, "no", shown(browser.get("/queue/")))
    page = browser.get("/queue/judged/").content.decode()
    assert "no: too few verdicts yet" in page


def test_the_learned_order_puts_what_is_mostly_so_first(client, empty_ledger, people, signed_in):
    for number in range(120):
        meant = number % 2 == 0
        words = "You bunch of clowns, lunch was great" if not meant else "You bunch of clowns, pay me back"
        Verdict.objects.create(reading_id=f"gone:{number}", client=client, situation="abuse", rule="en/abuse/you-are-a-name", language="en", level="high", quote=f"{words} {number}", confirmed=meant, judged_by=people[Role.OWNER], judged_at=AT)  # fmt: skip
    found = ranking.learned()["en"]
    assert found.in_use
    quotes = pa.array(["lunch was great", "pay me back"])
    waiting = pa.table({"language": ["en", "en"], "grave": [1, 1], "rule": ["en/abuse/you-are-a-name"] * 2, "quote": quotes})  # fmt: skip
    assert ranking.ranked(waiting)["quote"].to_pylist() == ["pay me back", "lunch was great"]
