"""Confidential tracks: for whoever is not named on one, it does not exist, whatever their role."""

import re

import pytest

from amicable.web.diary.acts import sentence
from amicable.web.diary.models import Entry
from amicable.web.portfolio.models import Assignment, Client, Note, Track
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]

TITLE = "Harassment in March"
WORDS = "She wrote down what he said."


@pytest.fixture
def client(db) -> Client:
    return Client.objects.create(client_id="own:1", name="Vermell Foods")


@pytest.fixture
def track(client, signed_in, people) -> Track:
    """A track of the manager, on which the coordinator is named, with a note."""
    browser = signed_in(Role.MANAGER)
    sent = {"track-title": TITLE, "track-people": [people[Role.COORDINATOR].pk]}
    browser.post(f"/clients/{client.pk}/tracks/", sent)
    found = Track.objects.get()
    note(browser, client, found)
    return found


def note(browser, client, track, text=WORDS):
    sent = {"note-kind": "note", "note-text": text, "note-happened_on": "2026-01-05", "note-track": track.pk}
    return browser.post(f"/clients/{client.pk}/notes/", sent)


def pages(client, track) -> list[str]:
    return [f"/clients/{client.pk}/", f"/clients/{client.pk}/tracks/{track.pk}/"]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COORDINATOR])
def test_people_named_on_a_track_see_it_and_its_notes(track, client, signed_in, role):
    whole, own = (signed_in(role).get(path).content.decode() for path in pages(client, track))
    assert TITLE in whole
    assert TITLE in own
    assert WORDS in own
    assert WORDS in whole


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR, Role.EMPLOYEE])
def test_for_everybody_else_it_does_not_exist(track, client, signed_in, people, role):
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=client, made_by="test")
    browser = signed_in(role)
    whole, own = (browser.get(path) for path in pages(client, track))
    assert TITLE not in whole.content.decode()
    assert WORDS not in whole.content.decode()
    assert own.status_code == 404


def test_the_diary_tells_neither_title_nor_words_nor_names(track, client, people, signed_in):
    browser = signed_in(Role.MANAGER)
    browser.post(f"{pages(client, track)[1]}people/", {"named-person": people[Role.OWNER].pk})
    browser.post(f"{pages(client, track)[1]}people/{people[Role.COORDINATOR].pk}/")
    browser.post(f"/clients/{client.pk}/notes/{Note.objects.get().pk}/")
    said = {sentence(entry) for entry in Entry.objects.all()}
    assert said == {"A confidential track was opened.", "A confidential track was changed."}
    assert {str(entry.told) for entry in Entry.objects.all()} == {"{}"}
    assert Entry.objects.count() == 5


def test_a_stranger_to_the_track_changes_nothing_on_it(track, client, people, signed_in):
    owner = signed_in(Role.OWNER)
    path = pages(client, track)[1]
    assert owner.post(f"{path}people/", {"named-person": people[Role.OWNER].pk}).status_code == 404
    assert owner.post(f"{path}people/{people[Role.COORDINATOR].pk}/").status_code == 404
    refused = note(owner, client, track, "Let me in.")
    assert "You are no longer named on the track" in refused.content.decode()
    assert refused.context["note_form"]["track"].value() == ""
    assert not Note.objects.filter(text="Let me in.").exists()
    assert not track.people.filter(pk=people[Role.OWNER].pk).exists()


def test_a_coordinator_on_the_track_writes_but_names_nobody(track, client, people, signed_in):
    browser = signed_in(Role.COORDINATOR)
    note(browser, client, track, "From the coordinator.")
    assert Note.objects.filter(text="From the coordinator.", track=track).exists()
    sent = {"named-person": people[Role.OWNER].pk}
    assert browser.post(f"{pages(client, track)[1]}people/", sent).status_code == 403


def test_who_is_taken_off_sees_it_no_more(track, client, people, signed_in):
    signed_in(Role.MANAGER).post(f"{pages(client, track)[1]}people/{people[Role.COORDINATOR].pk}/")
    assert signed_in(Role.COORDINATOR).get(pages(client, track)[1]).status_code == 404


def test_somebody_who_may_change_the_track_must_stay_on_it(track, client, people, signed_in):
    path = f"{pages(client, track)[1]}people/{people[Role.MANAGER].pk}/"
    page = signed_in(Role.MANAGER).post(path, follow=True)
    assert "At least one owner or manager must stay on the track." in page.content.decode()
    assert track.people.filter(pk=people[Role.MANAGER].pk).exists()


def test_only_people_who_see_the_client_are_named(track, client, people, signed_in):
    browser, eva = signed_in(Role.MANAGER), people[Role.EMPLOYEE]
    browser.post(f"{pages(client, track)[1]}people/", {"named-person": eva.pk})
    assert not track.people.filter(pk=eva.pk).exists()
    Assignment.objects.create(person=eva, client=client, made_by="test")
    browser.post(f"{pages(client, track)[1]}people/", {"named-person": eva.pk})
    assert signed_in(Role.EMPLOYEE).get(pages(client, track)[1]).status_code == 200


def test_an_employee_whose_assignment_ends_leaves_the_track(track, client, people, signed_in):
    eva = people[Role.EMPLOYEE]
    made = Assignment.objects.create(person=eva, client=client, made_by="test")
    track.people.add(eva)
    signed_in(Role.MANAGER).post(f"/clients/{client.pk}/people/{made.pk}/")
    assert not track.people.filter(pk=eva.pk).exists()


def test_a_track_of_another_client_is_not_found_here(track, client, signed_in):
    other = Client.objects.create(client_id="own:2", name="Other")
    assert signed_in(Role.MANAGER).get(f"/clients/{other.pk}/tracks/{track.pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.COORDINATOR, Role.AUDITOR])
def test_only_owners_and_managers_open_a_track(client, signed_in, role):
    assert signed_in(role).post(f"/clients/{client.pk}/tracks/", {"track-title": "X"}).status_code == 403


def test_a_track_without_a_title_is_refused(client, signed_in):
    page = signed_in(Role.OWNER).post(f"/clients/{client.pk}/tracks/", {"track-title": ""})
    assert page.status_code == 200
    assert page.context["track_form"].errors
    assert not Track.objects.exists()


def test_what_is_on_a_track_is_not_printed_for_the_meeting(track, client, signed_in):
    page = signed_in(Role.MANAGER).get(f"/clients/{client.pk}/").content.decode()
    assert re.search(r'<li class="written no-print">(?:(?!</li>).)*' + WORDS, page, re.DOTALL)
