"""May I do this now? Budgets hold, whoever books at the same time; what is above goes to a named person."""

from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from amicable.decision.mandate import Terms
from amicable.web.api.actions import make_token
from amicable.web.api.scopes import SCOPES
from amicable.web.diary.models import Entry
from amicable.web.mandates import actions, queries
from amicable.web.mandates.actions import Wanted
from amicable.web.mandates.models import Booking, Budget, Mandate, Request
from amicable.web.portfolio.models import Assignment, Client
from amicable.web.rights import Role

AT = datetime(2026, 10, 7, 9, tzinfo=UTC)


@pytest.fixture
def vermell(db, empty_ledger) -> Client:
    return Client.objects.create(client_id="own:C1", name="Vermell Foods")


def line(people, **more) -> Mandate:
    """Employees give 50 EUR to one client and 200 EUR to all in a month."""
    given = {"action": "goodwill_credit", "currency": "EUR", "per_client": 5_000, "per_month": 20_000} | more
    return actions.set_line(by=people[Role.OWNER], role="employee", terms=Terms(**given), above=people[Role.MANAGER], at=AT)  # fmt: skip


def mine(people, client) -> None:
    """Eva sees the client."""
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=client, made_by="ona@example.com")


def test_the_answer_is_there_at_one_glance_and_can_be_booked(people, signed_in, vermell):
    line(people)
    mine(people, vermell)
    browser = signed_in(Role.EMPLOYEE)
    asked = {"client": vermell.pk, "action": "goodwill_credit", "amount": "45.50"}
    page = browser.get("/mandate/", asked)
    assert page.context["said"] == "Yes, you may give €45.50 now. For this client €4.50 is left this month."
    assert browser.post("/mandate/book/", asked | {"reason": "We were late"}).status_code == 302
    booking = Booking.objects.get()
    assert (booking.amount, booking.person, booking.reason) == (
        4_550,
        people[Role.EMPLOYEE],
        "We were late",
    )
    assert Budget.objects.get().spent == 4_550
    assert Entry.objects.get(act="mandate.booked_money").told["amount"] == "45.50 EUR"
    log = browser.get("/mandate/log/").content.decode()
    assert "€45.50 of €200.00 spent, €154.50 left" in log
    again = browser.get("/mandate/", asked)
    assert "Max can grant it." in again.context["said"]


def test_a_booking_above_the_mandate_is_refused_even_when_the_page_allowed_it_before(
    people, signed_in, vermell
):
    line(people)
    mine(people, vermell)
    asked = {"client": vermell.pk, "action": "goodwill_credit", "amount": "30"}
    browser = signed_in(Role.EMPLOYEE)
    assert browser.post("/mandate/book/", asked).status_code == 302
    refused = browser.post("/mandate/book/", asked)
    assert refused.status_code == 409
    assert "€20.00 is left" in refused.content.decode()
    assert Booking.objects.count() == 1


def test_what_is_above_goes_to_the_named_person_who_grants_it(people, signed_in, vermell):
    line(people)
    mine(people, vermell)
    asked = {"client": vermell.pk, "action": "goodwill_credit", "amount": "90", "reason": "A long outage"}
    signed_in(Role.EMPLOYEE).post("/mandate/ask/", asked)
    request = Request.objects.get()
    assert request.of == people[Role.MANAGER]
    manager = signed_in(Role.MANAGER)
    assert "A long outage" in manager.get("/mandate/requests/").content.decode()
    assert manager.post(f"/mandate/requests/{request.pk}/answer/", {"grant": "yes"}).status_code == 302
    booking = Booking.objects.get()
    assert (booking.person, booking.amount, booking.request) == (people[Role.EMPLOYEE], 9_000, request)
    assert Budget.objects.count() == 0
    assert [one.act for one in Entry.objects.all()][:3] == [
        "mandate.booked_money",
        "mandate.granted",
        "mandate.asked",
    ]


def test_who_declines_says_why(people, signed_in, vermell):
    line(people)
    made = actions.ask(by=people[Role.EMPLOYEE], wanted=Wanted(vermell, "refund", 100, "Please"), at=AT)
    assert made.of == people[Role.OWNER]
    owner = signed_in(Role.OWNER)
    refused = owner.post(f"/mandate/requests/{made.pk}/answer/", {"grant": "no"})
    assert "Write down why not" in refused.content.decode()
    owner.post(f"/mandate/requests/{made.pk}/answer/", {"grant": "no", "words": "The work was sound."})
    made.refresh_from_db()
    assert (made.state, made.answer) == ("declined", "The work was sound.")
    assert not Booking.objects.exists()


def test_nobody_answers_for_another_nor_for_themselves_nor_twice(people, vermell):
    line(people)
    made = actions.ask(by=people[Role.EMPLOYEE], wanted=Wanted(vermell, "goodwill_credit", 9_000), at=AT)
    for somebody in (people[Role.EMPLOYEE], people[Role.COORDINATOR]):
        with pytest.raises(actions.NotYoursToAnswer):
            actions.answer_request(by=somebody, request=made, grant=True, words="", at=AT)
    actions.answer_request(by=people[Role.OWNER], request=made, grant=True, words="", at=AT)
    with pytest.raises(actions.AnsweredAlready):
        actions.answer_request(by=people[Role.MANAGER], request=made, grant=True, words="", at=AT)
    assert Booking.objects.count() == 1


def test_what_one_may_do_oneself_needs_no_request(people, vermell):
    line(people)
    with pytest.raises(actions.NeedsNoRequest):
        actions.ask(by=people[Role.EMPLOYEE], wanted=Wanted(vermell, "goodwill_credit", 100), at=AT)


def test_what_is_taken_back_is_in_the_budget_again_once(people, vermell):
    line(people)
    booked = actions.book(by=people[Role.EMPLOYEE], wanted=Wanted(vermell, "goodwill_credit", 5_000), at=AT)
    with pytest.raises(actions.NotYoursToTakeBack):
        actions.take_back(by=people[Role.COORDINATOR], booking=booked, at=AT)
    actions.take_back(by=people[Role.EMPLOYEE], booking=booked, at=AT)
    with pytest.raises(actions.TakenBackAlready):
        actions.take_back(by=people[Role.MANAGER], booking=booked, at=AT)
    assert Budget.objects.get().spent == 0
    assert queries.answered(people[Role.EMPLOYEE], vermell, "goodwill_credit", 5_000, AT).allowed


def test_a_new_limit_counts_what_the_month_has_given_already(people, vermell):
    before = line(people)
    actions.book(by=people[Role.EMPLOYEE], wanted=Wanted(vermell, "goodwill_credit", 4_000), at=AT)
    terms = Terms("goodwill_credit", "EUR", per_client=6_000, per_month=6_000)
    actions.set_line(by=people[Role.OWNER], role="employee", terms=terms, above=people[Role.MANAGER], at=AT, instead_of=before)  # fmt: skip
    assert queries.answered(people[Role.EMPLOYEE], vermell, "goodwill_credit", 2_000, AT).allowed
    assert not queries.answered(people[Role.EMPLOYEE], vermell, "goodwill_credit", 2_001, AT).allowed
    assert queries.in_force().count() == 1


def test_an_owner_without_a_line_is_limited_by_nothing_and_it_is_written_down(people, vermell):
    booked = actions.book(by=people[Role.OWNER], wanted=Wanted(vermell, "refund", 10**6), at=AT)
    assert (booked.mandate, booked.amount) == (None, 10**6)


def test_a_client_that_one_does_not_see_does_not_exist(people, signed_in, vermell):
    line(people)
    page = signed_in(Role.EMPLOYEE).get(
        "/mandate/", {"client": vermell.pk, "action": "goodwill_credit", "amount": "1"}
    )
    assert "Choose the client." in page.content.decode()
    assert page.context["answer"] is None


def test_owners_write_mandates_and_others_read_them(people, signed_in, vermell):
    owner = signed_in(Role.OWNER)
    typed = {"role": "employee", "action": "waive_fee", "per_client": "20", "per_month": "15", "above": people[Role.MANAGER].pk}  # fmt: skip
    assert "smaller than what one client may get" in owner.post("/mandate/rules/new/", typed).content.decode()
    assert owner.post("/mandate/rules/new/", typed | {"per_month": "150"}).status_code == 302
    made = Mandate.objects.get()
    assert (made.per_client, made.per_month) == (2_000, 15_000)
    assert "Up to €20.00 for one client" in signed_in(Role.EMPLOYEE).get("/mandate/rules/").content.decode()
    owner.post(
        f"/mandate/rules/{made.pk}/", {"per_client": "25", "per_month": "", "above": people[Role.MANAGER].pk}
    )
    assert [(one.per_client, one.per_month) for one in queries.in_force()] == [(2_500, None)]
    owner.post(f"/mandate/rules/{queries.in_force().get().pk}/end/")
    assert not queries.in_force().exists()


def test_a_program_asks_books_and_takes_back_under_the_same_mandate(people, vermell):
    line(people)
    mine(people, vermell)
    _, token = make_token(person=people[Role.EMPLOYEE], name="test", scopes=list(SCOPES), days=30)
    program = Browser(headers={"authorization": f"Bearer {token}"})
    doing = {"client": vermell.pk, "action": "goodwill_credit", "amount": "45.50"}
    answer = program.get("/api/v1/mandate/check", doing).json()
    assert (answer["allowed"], answer["left"], answer["ask"]) == (True, "4.50", "")
    booked = program.post("/api/v1/mandate/bookings", doing, "application/json")
    assert (booked.status_code, booked.json()["amount"]) == (201, "45.50")
    refused = program.post("/api/v1/mandate/bookings", doing, "application/json")
    assert refused.status_code == 409
    assert "Max can grant it." in refused.json()["error"]
    asked = program.post("/api/v1/mandate/requests", doing, "application/json").json()
    assert (asked["of"], asked["state"]) == ("max@example.com", "open")
    assert program.delete(f"/api/v1/mandate/bookings/{booked.json()['number']}").status_code == 204
    assert program.get("/api/v1/mandate/bookings").json()["items"][0]["taken_back_at"]
    assert program.get("/api/v1/mandates").json()[0]["per_client"] == "50.00"
