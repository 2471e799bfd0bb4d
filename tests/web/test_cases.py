"""A case about a client of the made-up firm: its evidence stays true, and every page of it opens."""

import pytest
from django.db import connection

from amicable.web.cases.actions import freeze_anew
from amicable.web.cases.decisions.sealing import verify
from amicable.web.cases.evidence.comparing import compared
from amicable.web.cases.evidence.freezing import still_true
from amicable.web.cases.models import Case, Frozen
from amicable.web.diary.acts import sentence
from amicable.web.diary.models import Entry
from amicable.web.portfolio.dossier.file import opened
from amicable.web.portfolio.models import Assignment, Client, Standing
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(reviewed) -> Client:
    """The client that costs most."""
    return Standing.objects.get(rank=1).client


@pytest.fixture
def case(client, signed_in) -> Case:
    """A case that the manager opened."""
    signed_in(Role.MANAGER).post(f"/clients/{client.pk}/case/")
    return Case.objects.get()


PARTS = ["", "evidence/", "evidence/now/", "ladder/", "ladder/educate/", "gates/", "decision/"]


def test_every_page_of_a_case_opens_and_always_shows_the_whole_path(case, signed_in):
    browser = signed_in(Role.OWNER)
    for part in PARTS:
        page = browser.get(f"/cases/{case.pk}/{part}")
        assert page.status_code == 200, part
        assert [one.name for one in page.context["stages"]] == [
            "evidence",
            "ladder",
            "decision",
            "conversation",
            "notice",
            "offboarding",
            "after",
        ]
    assert browser.get(f"/clients/{case.client_id}/case/").url == f"/cases/{case.pk}/"


def test_a_case_is_opened_once_and_its_evidence_is_frozen(case, client, signed_in):
    page = signed_in(Role.OWNER).post(f"/clients/{client.pk}/case/", follow=True)
    assert Case.objects.count() == 1
    assert "There is a case about" in page.content.decode()
    frozen = Frozen.objects.get()
    assert frozen.facts.filter(kind="situation").exists()
    assert frozen.facts.filter(kind="economics").count() == 1
    assert frozen.facts.filter(kind="outlook").exists()
    said = sentence(Entry.objects.get(act="case.opened"))
    assert said == f"A case about {client.name} was opened, and its evidence frozen."


def test_frozen_evidence_says_so_when_the_records_say_otherwise(case, people):
    frozen = Frozen.objects.get()
    file = opened(case.client.client_id, None, people[Role.OWNER])
    assert compared(frozen, file).is_still_so
    gone = compared(frozen, None)
    assert len(gone.gone) == frozen.facts.filter(kind__in=("situation", "own_fault")).count()
    assert not gone.is_still_so


def test_a_frozen_fact_changed_by_one_letter_is_found(case):
    assert verify().holds
    fact = Frozen.objects.get().facts.filter(kind="situation").first()
    with connection.cursor() as cursor:
        words = fact.content.replace('"', "'", 1)
        cursor.execute("UPDATE cases_frozenfact SET content = %s WHERE id = %s", [words, fact.pk])
    assert not still_true(Frozen.objects.get())
    found = verify()
    assert (found.holds, found.what) == (False, "frozen")


def test_evidence_frozen_anew_stands_beside_the_old(case, people):
    first = Frozen.objects.get()
    freeze_anew(by=people[Role.MANAGER], case=case)
    assert Frozen.objects.count() == 2
    assert still_true(first)


def test_an_employee_sees_the_cases_of_their_own_clients_alone_and_changes_nothing(case, signed_in, people):
    browser = signed_in(Role.EMPLOYEE)
    assert browser.get(f"/cases/{case.pk}/").status_code == 404
    assert case.client.name not in browser.get("/cases/").content.decode()
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=case.client, made_by="test")
    for part in PARTS[:4]:
        assert browser.get(f"/cases/{case.pk}/{part}").status_code == 200
    assert browser.post(f"/cases/{case.pk}/move/withdraw/", {"reason": "No."}).status_code == 403


def test_the_list_is_searched_filtered_and_sorted(case, signed_in):
    browser = signed_in(Role.AUDITOR)
    name = case.client.name
    for asked in ("", f"?q={name[:5].lower()}", "?state=current", "?state=open", "?order=client"):
        assert name in browser.get(f"/cases/{asked}").content.decode(), asked
    for asked in ("?q=nobodysname", "?state=over", "?mine=1"):
        assert name not in browser.get(f"/cases/{asked}").content.decode(), asked
    assert "carries at most" in browser.get("/cases/").content.decode()


def test_a_program_reads_the_case_and_moves_it(case, signed_in):
    browser = signed_in(Role.OWNER)
    found = browser.get(f"/api/v1/cases/{case.pk}").json()
    assert (found["state"], found["stage"], found["allowed"]["invoice"]) == ("open", "evidence", True)
    assert browser.get("/api/v1/cases?state=current").json()["total"] == 1
    sent = {"action": "suspend", "reason": "The owner is away until Monday."}
    moved = browser.post(f"/api/v1/cases/{case.pk}/moves", sent, content_type="application/json")
    assert moved.json()["state"] == "suspended", moved.content
    assert browser.post(f"/api/v1/cases/{case.pk}/answers", {"gate": "confidential_suspicion", "answer": "yes"}, content_type="application/json").status_code == 404  # fmt: skip
