"""An incident on a phone: a few taps, a few words, and what happens next is said."""

import time

import pytest

from amicable.web.frontline.models import Incident, Pulse
from amicable.web.portfolio.models import Assignment, Client
from amicable.web.rights import Role
from tests.web.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 20
"""What writing an incident down may take; a machine types faster than a person, and reads nothing."""


@pytest.fixture
def clients(empty_ledger, people) -> list[Client]:
    """Two clients of the employee."""
    made = [Client.objects.create(client_id=f"own:C{name}", name=name) for name in ("Forn Oliveras", "Vermell Foods")]  # fmt: skip
    for client in made:
        Assignment.objects.create(person=people[Role.EMPLOYEE], client=client, made_by="test")
    return made


def test_an_incident_takes_less_than_twenty_seconds(clients, page_of, overflow):
    page = page_of(Role.EMPLOYEE, viewport=PHONE)
    began = time.monotonic()
    page.goto("/incidents/new/")
    page.get_by_role("button", name="Vermell Foods").click()
    page.get_by_role("radio", name="Threat").check()
    page.get_by_label("What was said or seen?").fill("“I know where you live.”")
    assert overflow(page) == 0
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("heading", name="Thank you. It is written down.").wait_for()
    assert time.monotonic() - began < SECONDS
    assert "Max" in page.get_by_text("A second person confirms").inner_text()
    made = Incident.objects.get()
    assert (made.client.name, made.kind) == ("Vermell Foods", "threat")
    assert overflow(page) == 0


def test_a_client_is_found_by_typing_and_chosen_with_the_keyboard(clients, page_of):
    page = page_of(Role.EMPLOYEE, viewport=PHONE)
    page.goto("/incidents/new/")
    field = page.get_by_role("combobox", name="Which client?")
    field.press_sequentially("forn")
    page.get_by_role("option", name="Forn Oliveras").wait_for()
    page.get_by_role("option", name="Vermell Foods").wait_for(state="detached")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == f"choice-{clients[0].pk}"
    field.press("Enter")
    assert field.input_value() == "Forn Oliveras"
    page.get_by_role("radio", name="Something else").check()
    page.get_by_label("What was said or seen?").fill("Sent the papers twice.")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("heading", name="Thank you. It is written down.").wait_for()
    assert Incident.objects.get().client == clients[0]


def test_what_was_written_is_taken_back(clients, page_of):
    page = page_of(Role.EMPLOYEE, viewport=PHONE)
    page.goto(f"/incidents/new/?client={clients[0].pk}")
    page.get_by_role("radio", name="Their error").check()
    page.get_by_label("What was said or seen?").fill("The wrong client.")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Taken back").wait_for()
    assert not Incident.objects.exists()


def test_one_tap_says_how_it_is_to_work_with_them(clients, page_of, overflow):
    page = page_of(Role.EMPLOYEE, viewport=PHONE)
    page.goto("/frontline/")
    page.get_by_text("How is it to work with them?").first.click()
    page.get_by_role("button", name="A pleasure").first.click()
    page.get_by_text("You said “A pleasure” about Forn Oliveras today.").wait_for()
    page.get_by_label("What made it so?").fill("They thanked us.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Your words are kept with it.").wait_for()
    assert overflow(page) == 0
    pulse = Pulse.objects.get()
    assert (pulse.score, pulse.note) == (5, "They thanked us.")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_use_these_pages(clients, page_of, violations, overflow, dark):
    page = page_of(Role.EMPLOYEE, viewport=PHONE, dark=dark)
    page.goto(f"/incidents/new/?client={clients[0].pk}")
    page.get_by_role("radio", name="Abuse of our people").check()
    page.get_by_label("What was said or seen?").fill("“Idiots.”")
    page.get_by_text("Who was there, a photo or file").click()
    found = violations(page)
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("heading", name="Thank you. It is written down.").wait_for()
    found += violations(page)
    number = Incident.objects.get().pk
    for address in ("/frontline/", "/incidents/", f"/incidents/{number}/", f"/clients/{clients[0].pk}/pulse/", "/incidents/new/"):  # fmt: skip
        page.goto(address)
        assert overflow(page) == 0, address
        found += violations(page)
    assert found == []


def test_the_list_of_clients_is_open_to_a_screen_reader(clients, page_of, violations):
    page = page_of(Role.EMPLOYEE)
    page.goto("/incidents/new/")
    page.get_by_role("combobox", name="Which client?").focus()
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []
