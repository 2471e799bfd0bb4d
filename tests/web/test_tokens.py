"""Tokens: made by a person for themselves, shown once, never good for more than the person."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.test import override_settings
from django.utils import timezone

from amicable.web.accounts.actions import digest
from amicable.web.api.actions import make_token
from amicable.web.api.models import Token
from amicable.web.api.scopes import SCOPES
from amicable.web.diary.models import Entry
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]


@pytest.fixture
def program(people):
    """A program that acts for the person of a role: program(Role.OWNER, "clients:read")."""

    def made(role, *scopes, days=30) -> Browser:
        _, text = make_token(person=people[role], name="test", scopes=list(scopes or SCOPES), days=days)
        return Browser(headers={"authorization": f"Bearer {text}"}, enforce_csrf_checks=True)

    return made


def test_a_person_makes_a_token_which_is_shown_once(signed_in, people):
    browser = signed_in(Role.MANAGER)
    page = browser.post("/api/tokens/", {"name": "Dashboard", "scopes": ["clients:read"], "days": "90"})
    token, text = page.context["made"]
    assert text in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert text not in browser.get("/api/tokens/").content.decode()
    assert f"…{text[-4:]}" in browser.get("/api/tokens/").content.decode()
    assert token.digest == digest(text)
    assert Browser(headers={"authorization": f"Bearer {text}"}).get("/api/v1/me").json()["email"] == people[Role.MANAGER].email  # fmt: skip


def test_the_diary_tells_of_a_token_without_the_token(signed_in):
    page = signed_in(Role.OWNER).post(
        "/api/tokens/", {"name": "Dashboard", "scopes": ["audit:read"], "days": "30"}
    )
    entry = Entry.objects.get(act="api.token_made")
    assert page.context["made"][1] not in str(entry.told)
    assert entry.told["scopes"] == "audit:read"


def test_a_page_offers_only_scopes_that_the_role_has(signed_in):
    offered = dict(signed_in(Role.EMPLOYEE).get("/api/tokens/").context["form"].fields["scopes"].choices)
    assert set(offered) == {"clients:read", "clients:write", "decide:read", "run:read"}


def test_a_token_is_never_made_with_a_scope_beyond_the_role(people):
    token, _ = make_token(person=people[Role.AUDITOR], name="x", scopes=list(SCOPES), days=1)
    assert not [scope for scope in token.scopes if scope.endswith(":write")]


def test_a_token_loses_what_its_person_loses(program, people):
    browser = program(Role.OWNER, "people:read")
    assert browser.get("/api/v1/people").status_code == 200
    people[Role.OWNER].role = Role.MANAGER
    people[Role.OWNER].save()
    answer = browser.get("/api/v1/people")
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"


def test_a_token_of_a_person_who_may_no_longer_sign_in_is_unknown(program, people):
    browser = program(Role.MANAGER)
    people[Role.MANAGER].is_active = False
    people[Role.MANAGER].save()
    assert browser.get("/api/v1/me").json()["code"] == "token_unknown"


def test_a_wrong_token_is_refused_in_json(people):
    answer = Browser(headers={"authorization": "Bearer nonsense"}).get("/api/v1/clients")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "token_unknown"
    assert "Make another one" in answer.json()["error"]


def test_a_wrong_token_is_refused_even_in_a_browser_that_is_signed_in(signed_in):
    answer = signed_in(Role.OWNER).get("/api/v1/me", headers={"authorization": "Bearer nonsense"})
    assert answer.status_code == 401


def test_another_scheme_than_bearer_is_refused(people):
    assert Browser(headers={"authorization": "Basic b25hOm9uYQ=="}).get("/api/v1/me").status_code == 401


def test_an_expired_token_is_refused(program):
    browser = program(Role.OWNER)
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = browser.get("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")


def test_an_ended_token_stops_working_at_once_and_only_its_person_ends_it(program, signed_in):
    browser = program(Role.OWNER)
    number = Token.objects.get().pk
    assert signed_in(Role.MANAGER).post(f"/api/tokens/{number}/").status_code == 404
    signed_in(Role.OWNER).post(f"/api/tokens/{number}/")
    assert browser.get("/api/v1/me").status_code == 401


def test_without_the_scope_the_answer_names_it(program):
    answer = program(Role.OWNER, "clients:read").get("/api/v1/diary")
    assert (answer.status_code, answer.json()["code"]) == (403, "scope")
    assert "audit:read" in answer.json()["error"]


def test_reading_is_not_writing(program):
    answer = program(Role.OWNER, "steer:read").post("/api/v1/reviews", {}, content_type="application/json")
    assert answer.json()["code"] == "scope"


def test_a_token_opens_no_page(program):
    answer = program(Role.OWNER).get("/clients/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_the_last_use_is_written_down(program):
    program(Role.OWNER).get("/api/v1/me")
    assert timezone.now() - Token.objects.get().last_used_at < timedelta(minutes=1)


@override_settings(API_REQUESTS_A_MINUTE=3)
def test_too_many_requests_are_asked_to_wait(program):
    browser = program(Role.OWNER)
    answers = [browser.get("/api/v1/me") for _ in range(5)]
    held_back = [answer for answer in answers if answer.status_code == 429]
    assert held_back
    assert 1 <= int(held_back[0].headers["Retry-After"]) <= 60
    assert held_back[0].json()["code"] == "too_many"


def test_a_browser_reads_with_its_session_and_writes_only_with_proof_that_it_was_meant(signed_in):
    browser = signed_in(Role.OWNER)
    assert browser.get("/api/v1/me").json()["token_expires_at"] is None
    forged = Browser(enforce_csrf_checks=True)
    forged.cookies = browser.cookies
    answer = forged.post("/api/v1/reviews", {}, content_type="application/json")
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.json()["error"]


def test_a_program_that_says_nothing_about_itself_is_told_how(people):
    answer = Browser().get("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")
    assert "Authorization: Bearer" in answer.json()["error"]
