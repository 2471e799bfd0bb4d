"""The page of one's own clients: who they are, when they were met, how it was."""

from datetime import date, timedelta

import pytest

from amicable.engines.duckdb import open_evidence
from amicable.web.diary.models import Entry
from amicable.web.frontline import actions, queries
from amicable.web.frontline.assigning import assign_by_ledger
from amicable.web.frontline.meeting import contacts
from amicable.web.portfolio.models import Assignment, Client
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db
INES = "ines.lozano@gestoriarobles.example"
LAST = date(2026, 9, 30)
"""The last day in the records of the made-up firm."""


def becomes(person, email):
    person.email = email
    person.save()
    return person


def test_without_clients_the_page_says_who_assigns_them(empty_ledger, signed_in):
    body = signed_in(Role.EMPLOYEE).get("/frontline/").content.decode()
    assert "An owner or a manager assigns clients to you" in body


def test_the_records_assign_clients_and_recognise_the_person(reviewed, people):
    ines = becomes(people[Role.EMPLOYEE], INES)
    assign_by_ledger()
    ines.refresh_from_db()
    evidence = open_evidence(ledger(), today=LAST)
    owned = (
        evidence.clients.filter(evidence.clients.owner == "Inés Lozano").client_id.to_pyarrow().to_pylist()
    )
    found = Assignment.objects.filter(person=ines)
    assert sorted(found.values_list("client__client_id", flat=True)) == sorted(owned)
    assert set(found.values_list("made_by", flat=True)) == {"amicable"}
    assert ines.staff_id == "s04"
    assert Entry.objects.get(act="clients.followed_records").told["began"] == len(owned)


def test_following_the_records_again_changes_nothing(reviewed, people):
    becomes(people[Role.EMPLOYEE], INES)
    assign_by_ledger()
    assert assign_by_ledger() == {"changed": 0}
    assert Entry.objects.filter(act="clients.followed_records").count() == 1


def test_what_the_records_no_longer_give_ends_and_what_a_person_gave_stays(reviewed, people):
    ines = becomes(people[Role.EMPLOYEE], INES)
    assign_by_ledger()
    theirs = Client.objects.filter(assignments__person=ines)
    other = Client.objects.exclude(pk__in=theirs).first()
    Assignment.objects.create(person=ines, client=other, made_by="owner@example.com")
    becomes(ines, "eva@example.com")
    assign_by_ledger()
    assert list(Client.objects.filter(assignments__person=ines)) == [other]


def test_a_name_that_one_gives_oneself_assigns_nothing(reviewed, people):
    people[Role.EMPLOYEE].name = "Inés Lozano"
    people[Role.EMPLOYEE].save()
    assign_by_ledger()
    assert not Assignment.objects.exists()


def test_a_card_says_when_they_were_met_and_what_was_said(reviewed, signed_in, people):
    ines = becomes(people[Role.EMPLOYEE], INES)
    assign_by_ledger()
    page = signed_in(Role.EMPLOYEE).get("/frontline/")
    card = page.context["cards"][0]
    assert len(page.context["cards"]) == 24
    assert card.contact.last_on
    actions.give_pulse(by=ines, client=card.client, score=2, asked_on=page.context["today"], at=page.wsgi_request.user.joined_at)  # fmt: skip
    again = signed_in(Role.EMPLOYEE).get("/frontline/")
    assert again.context["cards"][0].today.score == 2
    assert "Hard going" in again.content.decode()


def test_contact_and_tickets_are_those_of_the_ledger(reviewed):
    evidence = open_evidence(ledger(), today=LAST)
    tickets = evidence.tickets
    opened = tickets.filter(tickets.status == "open").client_id.to_pyarrow().to_pylist()
    known = contacts([one for one in opened if one], LAST)
    assert sum(one.open_tickets for one in known.values()) == len([one for one in opened if one])


def test_a_meeting_of_the_last_days_asks_how_it_was_until_one_answers(reviewed, people):
    ines = becomes(people[Role.EMPLOYEE], INES)
    assign_by_ledger()
    asked = queries.prompts(ines, LAST)
    assert asked
    assert all(LAST - timedelta(days=7) < one.on <= LAST for one in asked)
    assert asked[0].met
    first = asked[0]
    actions.give_pulse(by=ines, client=first.client, score=4, asked_on=LAST, at=ines.joined_at)
    assert first.client not in [one.client for one in queries.prompts(ines, LAST)]


def test_a_meeting_with_a_client_one_may_not_see_asks_nothing(reviewed, people):
    ines = becomes(people[Role.EMPLOYEE], INES)
    assert queries.prompts(ines, LAST) == []


def test_one_finds_a_client_among_many_without_marks(reviewed, signed_in, people):
    ines = becomes(people[Role.EMPLOYEE], INES)
    assign_by_ledger()
    wanted = Client.objects.filter(assignments__person=ines, name__contains="à").first()
    plain = wanted.name.split()[0].replace("à", "a").lower()
    names = [one.client.name for one in signed_in(Role.EMPLOYEE).get(f"/frontline/?q={plain}").context["cards"]]  # fmt: skip
    assert names
    assert all(plain in name.replace("à", "a").lower() for name in names)


def test_the_page_takes_few_questions(reviewed, signed_in, people, django_assert_max_num_queries):
    becomes(people[Role.EMPLOYEE], INES)
    assign_by_ledger()
    browser = signed_in(Role.EMPLOYEE)
    with django_assert_max_num_queries(25):
        browser.get("/frontline/")


def test_who_sees_all_clients_is_told_that_none_is_their_own(reviewed, signed_in):
    assert "You see all clients in the portfolio" in signed_in(Role.COORDINATOR).get("/frontline/").content.decode()  # fmt: skip


def test_managers_are_told_what_waits_for_them(reviewed, signed_in, people):
    client = Client.objects.first()
    actions.log_incident(by=people[Role.EMPLOYEE], told=actions.Told(client, "threat", LAST, "x"), at=people[Role.EMPLOYEE].joined_at)  # fmt: skip
    assert "1 grave incident waits for a second person." in signed_in(Role.MANAGER).get("/frontline/").content.decode()  # fmt: skip
    assert "waits for a second person." not in signed_in(Role.COORDINATOR).get("/frontline/").content.decode()
