"""Notes about a client, what was tried, and who works with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amicable.web.diary.acts import sentence
from amicable.web.diary.models import Entry
from amicable.web.portfolio.models import Assignment, Client, Note
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]


@pytest.fixture
def client(db) -> Client:
    """A client of which nothing but its name is known."""
    return Client.objects.create(client_id="own:1", name="Vermell Foods")


def note(browser, client, text="They called twice.", **more):
    sent = {"note-kind": "note", "note-text": text, "note-happened_on": "2026-01-05", **more}
    return browser.post(f"/clients/{client.pk}/notes/", sent, follow=True)


def test_a_note_stands_on_the_page_and_in_the_diary(client, signed_in):
    page = note(signed_in(Role.OWNER), client)
    assert "They called twice." in page.content.decode()
    entry = Entry.objects.get(act="client.noted")
    assert (entry.about, entry.by) == ("client:own:1", "ona@example.com")
    assert sentence(entry) == "A note about Vermell Foods was written."


def test_what_was_tried_stands_apart_from_notes(client, signed_in):
    page = note(signed_in(Role.OWNER), client, "Offered other terms.", **{"note-kind": "tried"})
    assert [one.text for one in page.context["tried"]] == ["Offered other terms."]
    assert not page.context["notes"]


def test_what_a_note_says_is_shown_as_text(client, signed_in):
    page = note(signed_in(Role.OWNER), client, "<script>alert(1)</script>")
    assert "<script>alert" not in page.content.decode()


def test_a_day_that_has_not_come_is_refused_and_the_words_stay(client, signed_in):
    later = (timezone.localdate() + timedelta(days=2)).isoformat()
    page = note(signed_in(Role.OWNER), client, **{"note-happened_on": later})
    assert "This day has not come yet." in page.content.decode()
    assert "They called twice." in page.content.decode()
    assert not Note.objects.exists()


def test_an_empty_note_is_refused(client, signed_in):
    note(signed_in(Role.OWNER), client, "   ")
    assert not Note.objects.exists()


def test_a_note_taken_back_stays_struck_through(client, signed_in):
    browser = signed_in(Role.OWNER)
    note(browser, client)
    page = browser.post(f"/clients/{client.pk}/notes/{Note.objects.get().pk}/", follow=True)
    assert "<s>They called twice.</s>" in page.content.decode()
    assert Entry.objects.filter(act="client.note_withdrawn").exists()


def test_nobody_takes_back_the_note_of_another(client, signed_in):
    note(signed_in(Role.OWNER), client)
    number = Note.objects.get().pk
    assert signed_in(Role.MANAGER).post(f"/clients/{client.pk}/notes/{number}/").status_code == 404
    assert Note.objects.get().withdrawn_at is None


def test_a_note_is_taken_back_once(client, signed_in):
    browser = signed_in(Role.OWNER)
    note(browser, client)
    path = f"/clients/{client.pk}/notes/{Note.objects.get().pk}/"
    browser.post(path)
    assert browser.post(path).status_code == 404


def test_an_auditor_writes_no_note(client, signed_in):
    assert note(signed_in(Role.AUDITOR), client).status_code == 403


def test_notes_of_a_client_recognised_as_this_one_come_along(client, signed_in):
    browser = signed_in(Role.OWNER)
    old = Client.objects.create(client_id="own:2", name="Vermell")
    note(browser, old, "From before.")
    Client.objects.filter(pk=old.pk).update(survivor=client)
    assert "From before." in browser.get(f"/clients/{client.pk}/").content.decode()


def test_an_employee_writes_notes_about_assigned_clients_only(client, signed_in, people):
    browser = signed_in(Role.EMPLOYEE)
    assert note(browser, client).status_code == 404
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=client, made_by="test")
    assert note(browser, client).status_code == 200
    assert Note.objects.get().written_by == people[Role.EMPLOYEE]


@pytest.mark.parametrize("role", [Role.OWNER, Role.MANAGER])
def test_an_owner_or_manager_assigns_an_employee(client, signed_in, people, role):
    browser, eva = signed_in(role), people[Role.EMPLOYEE]
    browser.post(f"/clients/{client.pk}/people/", {"assign-person": eva.pk})
    assert signed_in(Role.EMPLOYEE).get(f"/clients/{client.pk}/").status_code == 200
    assert sentence(Entry.objects.get()) == "eva@example.com was assigned to Vermell Foods."
    browser.post(f"/clients/{client.pk}/people/{Assignment.objects.get().pk}/")
    assert signed_in(Role.EMPLOYEE).get(f"/clients/{client.pk}/").status_code == 404
    assert Entry.objects.filter(act="client.unassigned").exists()


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.COORDINATOR, Role.AUDITOR])
def test_nobody_else_assigns(client, signed_in, people, role):
    sent = {"assign-person": people[Role.EMPLOYEE].pk}
    assert signed_in(role).post(f"/clients/{client.pk}/people/", sent).status_code == 403


def test_only_employees_are_assigned(client, signed_in, people):
    sent = {"assign-person": people[Role.COORDINATOR].pk}
    signed_in(Role.OWNER).post(f"/clients/{client.pk}/people/", sent)
    assert not Assignment.objects.exists()


def test_an_assignment_of_another_client_is_not_ended_here(client, signed_in, people):
    other = Client.objects.create(client_id="own:9", name="Other")
    made = Assignment.objects.create(person=people[Role.EMPLOYEE], client=other, made_by="test")
    path = f"/clients/{client.pk}/people/{made.pk}/"
    assert signed_in(Role.OWNER).post(path).status_code == 404
    assert Assignment.objects.exists()
