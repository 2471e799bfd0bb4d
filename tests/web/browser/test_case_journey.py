"""One relationship the whole way: from the list of clients to a decision that two people signed, in Polish."""

import pytest

from amicable.decision.circumstances import circumstances
from amicable.decision.course import course, relationship
from amicable.web.cases.decisions.sealing import verify
from amicable.web.cases.models import Case, DecisionRecord
from amicable.web.cases.readiness.weighing import course_of
from amicable.web.portfolio.models import Client, Standing
from amicable.web.portfolio.reviewing import holding
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = "Faktury płacono średnio 40 dni po terminie, a trzy plany naprawcze nic nie zmieniły."


@pytest.fixture
def in_polish(people):
    """Everybody reads Polish."""
    for person in people.values():
        person.language = "pl"
        person.save()


def open_case(page, name) -> int:
    """From the list of clients to an open case, by clicks alone."""
    page.goto("/clients/?q=" + name)
    page.locator("table.clients tbody tr .who a").first.click()
    page.locator("a[href$='/case/']").first.click()
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/cases/*/")
    return int(page.url.rstrip("/").split("/")[-1])


def answer(page, number, gate, value):
    page.goto(f"/cases/{number}/gates/")
    page.locator(f"#{gate} button[name=answer][value={value}]").click()
    page.wait_for_load_state()


def answer_the_rest(page, number):
    """No to every question that is still open."""
    page.goto(f"/cases/{number}/gates/")
    while page.locator(".gate-ask button[value=no]").count():
        page.locator(".gate-ask button[value=no]").first.click()
        page.wait_for_load_state()


def pass_every_remedy(page, number):
    page.goto(f"/cases/{number}/ladder/")
    while page.locator(".rung-open details.pass").count():
        rung = page.locator(".rung-open details.pass").first
        rung.locator("summary").click()
        rung.locator("textarea").fill("Próbowano w zeszłym roku, bez skutku.")
        rung.locator("button").click()
        page.wait_for_load_state()


def write_the_decision(page, number):
    page.goto(f"/cases/{number}/decision/")
    page.locator("#decide textarea[name=reasons]").fill(REASONS)
    page.locator("#decide select[name=language]").select_option("pl")
    page.locator("#decide input[name=has_interest][value=none]").check()
    page.locator("#decide input[name=second_person]").check()
    page.locator("#decide button.btn-primary").click()
    page.wait_for_load_state()


def test_a_client_is_taken_from_the_list_to_a_decision_that_two_people_signed(
    page_of, reviewed, in_polish, violations
):
    page = page_of(Role.MANAGER)
    number = open_case(page, Standing.objects.get(rank=2).name)
    assert page.locator("html").get_attribute("lang") == "pl"
    assert page.locator(".case-path li").count() == 7
    pass_every_remedy(page, number)
    answer_the_rest(page, number)
    write_the_decision(page, number)
    assert Case.objects.get(pk=number).state == "open"
    assert page.locator("form[action$='/decision/sign/']").count() == 0  # never the same person
    second = page_of(Role.OWNER)
    second.goto(f"/cases/{number}/decision/")
    assert REASONS in second.locator(".record").inner_text()
    assert violations(second) == []
    second.locator("form[action$='/decision/sign/'] button").click()
    second.wait_for_load_state()
    assert Case.objects.get(pk=number).state == "decided"
    assert verify().holds
    kinds = list(DecisionRecord.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["evidence", "decision", "signature"]
    second.goto(f"/cases/{number}/")
    assert second.locator(".stage-here").inner_text().split()[0] == "3"


def test_another_is_stopped_by_three_gates_of_which_one_is_let_pass_with_a_reason(
    page_of, reviewed, in_polish
):
    page = page_of(Role.OWNER)
    number = open_case(page, Standing.objects.get(rank=3).name)
    pass_every_remedy(page, number)
    three = ("joint_clients", "other_ties", "vulnerability")
    for gate in three:
        answer(page, number, gate, "yes")
    answer_the_rest(page, number)
    page.goto(f"/cases/{number}/decision/")
    assert page.locator("[data-lacking=gate]").count() == 3
    assert page.locator("#decide").count() == 0
    page.goto(f"/cases/{number}/gates/")
    gate = page.locator("#joint_clients")
    gate.locator("details", has=page.locator("textarea")).locator("summary").click()
    gate.locator("textarea").fill("Obaj wspólnicy wiedzą i każdy dostanie własne pismo.")
    gate.locator("form[action$='/override/'] button").click()
    page.wait_for_load_state()
    assert page.locator("#joint_clients.gate-overridden").count() == 1
    page.goto(f"/cases/{number}/decision/")
    assert page.locator("[data-lacking=gate]").count() == 2
    assert Case.objects.get(pk=number).state == "open"


def demanding_but_good() -> Client:
    """A client of the made-up firm who takes much, and leaves more."""
    with holding() as held:
        ids = held.answer.portfolio.client_id.to_pylist()
    for standing in Standing.objects.filter(points__gt=0).order_by("rank").select_related("client"):
        with holding() as held:
            place = ids.index(standing.client.client_id)
            told = circumstances(held.answer, place, {})
            if "demanding_but_good" in course(relationship(held.answer, place, told)).caught:
                return standing.client
    raise AssertionError("nobody in the made-up firm is demanding, but good")


def test_a_client_who_is_demanding_but_good_ends_with_mending_the_process(page_of, reviewed, in_polish):
    page = page_of(Role.OWNER)
    number = open_case(page, demanding_but_good().name)
    found = course_of(Case.objects.get(pk=number))
    assert (found.kind, found.best) == ("repair", "own_fault_fix")
    page.goto(f"/cases/{number}/decision/")
    assert page.locator("tr.best").count() == 1
    page.goto(f"/cases/{number}/ladder/own_fault_fix/")
    page.locator("textarea[name=agreement]").fill("Zbieramy pytania i odpowiadamy raz w tygodniu, we wtorek.")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(f"**/cases/{number}/ladder/")
    assert Case.objects.get(pk=number).state == "repairing"
    assert page.locator("#own_fault_fix.rung-running").count() == 1
