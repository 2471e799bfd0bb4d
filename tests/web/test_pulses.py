"""Pulses: one tap a day, read by few, averaged for the rest."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from amicable.web.diary.models import Entry
from amicable.web.frontline import actions
from amicable.web.frontline.entering import enter_evidence
from amicable.web.frontline.models import Pulse
from amicable.web.frontline.queries import answers
from amicable.web.portfolio.models import Assignment, Client
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def client(empty_ledger, people) -> Client:
    """A client that the employee works with."""
    made = Client.objects.create(client_id="own:C1", name="Vermell Foods")
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=made, made_by="test")
    return made


def gave(person, client, score, *, at=AT, note=None) -> Pulse:
    return actions.give_pulse(by=person, client=client, score=score, asked_on=at.date(), at=at, note=note)


def test_one_tap_is_enough(client, signed_in):
    page = signed_in(Role.EMPLOYEE).post(f"/clients/{client.pk}/pulse/", {"score": 2}, follow=True)
    assert "You said “Hard going” about Vermell Foods today." in page.content.decode()
    assert Pulse.objects.get().score == 2


def test_words_are_added_after_the_tap_and_a_second_tap_keeps_them(client, signed_in):
    browser, address = signed_in(Role.EMPLOYEE), f"/clients/{client.pk}/pulse/"
    browser.post(address, {"score": 2})
    browser.post(address, {"score": 2, "note": "Three calls before nine."})
    browser.post(address, {"score": 4})
    pulse = Pulse.objects.get()
    assert (pulse.score, pulse.note) == (4, "Three calls before nine.")


def test_the_card_answers_in_place(client, signed_in):
    page = signed_in(Role.EMPLOYEE).post(f"/clients/{client.pk}/pulse/", {"score": 5}, HTTP_HX_REQUEST="true")
    body = page.content.decode()
    assert "<html" not in body
    assert "What made it so?" in body


@pytest.mark.parametrize("score", ["0", "6", "", "five"])
def test_a_senseless_answer_is_refused(client, signed_in, score):
    page = signed_in(Role.EMPLOYEE).post(f"/clients/{client.pk}/pulse/", {"score": score})
    assert "choose one of the five answers" in page.content.decode()
    assert not Pulse.objects.exists()


def test_the_diary_says_that_and_not_what(client, people):
    gave(people[Role.EMPLOYEE], client, 1, note="Unbearable")
    entry = Entry.objects.get(act="pulse.given")
    assert (entry.about, entry.told) == ("client:own:C1", {})


def test_one_answer_a_day_and_another_the_next(client, people):
    gave(people[Role.EMPLOYEE], client, 1)
    gave(people[Role.EMPLOYEE], client, 2)
    gave(people[Role.EMPLOYEE], client, 3, at=AT + timedelta(days=1))
    assert sorted(Pulse.objects.values_list("score", flat=True)) == [2, 3]


def test_a_client_of_somebody_else_does_not_exist(client, signed_in):
    other = Client.objects.create(client_id="own:C2", name="Other")
    assert signed_in(Role.EMPLOYEE).post(f"/clients/{other.pk}/pulse/", {"score": 3}).status_code == 404


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.OWNER, True),
        (Role.MANAGER, True),
        (Role.AUDITOR, True),
        (Role.COORDINATOR, False),
        (Role.EMPLOYEE, False),
    ],
)
def test_who_said_what_is_read_by_few(client, signed_in, people, role, reads):
    gave(people[Role.MANAGER], client, 1, note="Only for the few")
    body = signed_in(role).get(f"/clients/{client.pk}/pulse/").content.decode()
    assert ("Only for the few" in body) == reads


def test_colleagues_see_an_average_from_three_people_on(client, people):
    day = AT.date()
    gave(people[Role.OWNER], client, 1)
    gave(people[Role.MANAGER], client, 2)
    assert answers(people[Role.EMPLOYEE], client, day).average is None
    gave(people[Role.COORDINATOR], client, 3)
    found = answers(people[Role.EMPLOYEE], client, day)
    assert (found.average, found.people, list(found.everybody)) == (2.0, 3, [])


def test_the_ledger_takes_the_last_answer_of_a_day(client, people):
    from amicable.engines.duckdb import open_evidence

    gave(people[Role.EMPLOYEE], client, 1)
    enter_evidence(lambda _sentence, _progress: None)
    gave(people[Role.EMPLOYEE], client, 4, note="Better")
    enter_evidence(lambda _sentence, _progress: None)
    rows = open_evidence(ledger(), today=timezone.localdate()).pulses.to_pyarrow().to_pylist()
    assert [(row["client_id"], row["asked_on"], row["score"], row["note"]) for row in rows] == [("own:C1", AT.date(), 4, "Better")]  # fmt: skip
