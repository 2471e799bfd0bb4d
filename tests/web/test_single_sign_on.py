"""The firm's own sign-in, against a real OpenID Connect provider on this machine."""

import re

import pytest
import requests
from django.test import Client as Browser
from oidc_provider_mock import run_server_in_thread

from amicable.web.accounts import actions
from amicable.web.accounts.models import Person
from amicable.web.deployment import deployment
from amicable.web.diary.models import Entry
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]


@pytest.fixture(scope="module")
def provider():
    """A provider; who it knows is set by `knows`."""
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def configured(settings, provider):
    """The application as AMICABLE_OIDC_* set it up."""
    environment = {
        "AMICABLE_OIDC_ISSUER": provider,
        "AMICABLE_OIDC_NAME": "Firm ID",
        "AMICABLE_OIDC_CLIENT": "amicable",
        "AMICABLE_OIDC_SECRET": "quiet",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [deployment(environment).single_sign_on.app]}
    }


def through(provider: str, **claims: object):
    """What a browser gets that signs in at the provider as a person with these claims."""
    requests.put(f"{provider}/users/{claims['email']}", json=claims, timeout=10).raise_for_status()  # fmt: skip
    browser = Browser()
    there = browser.get("/account/oidc/firm/login/")["Location"]
    assert there.startswith(provider)
    back = requests.post(there, data={"sub": claims["email"]}, allow_redirects=False, timeout=10)
    path = re.sub(r"^https?://testserver", "", back.headers["Location"])
    return browser, browser.get(path)


def test_the_page_offers_it_only_where_it_is_set_up(configured, settings):
    assert "Sign in with Firm ID" in Browser().get("/account/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Firm ID" not in Browser().get("/account/login/").content.decode()


def test_a_person_of_the_firm_signs_in_and_keeps_the_password(configured, provider):
    token = actions.first_token()
    Browser().post(
        f"/welcome/{token}/", {"name": "Ona", "email": "ona@example.com", "password": "three words in a row"}
    )
    browser, answer = through(provider, email="ona@example.com", email_verified=True, name="Ona O")
    assert answer["Location"] == "/"
    assert "ona@example.com" in browser.get("/preferences/").content.decode()
    assert Person.objects.get().check_password("three words in a row")
    assert Entry.objects.first().act == "sign_in.done"
    _, answer = through(provider, email="ona@example.com", email_verified=True, name="Ona O")
    assert answer["Location"] == "/"


def test_who_holds_an_open_invitation_comes_in_with_its_role(configured, provider):
    actions.invite(email="nele@example.com", role=Role.COORDINATOR, by="ona@example.com")
    browser, answer = through(provider, email="nele@example.com", email_verified=True, name="Nele Neu")
    assert answer["Location"] == "/"
    nele = Person.objects.get()
    assert (nele.name, nele.role, nele.has_usable_password()) == ("Nele Neu", Role.COORDINATOR, False)
    assert browser.get("/preferences/").status_code == 200


def test_who_was_not_invited_stays_out(configured, provider):
    browser, page = through(provider, email="stranger@example.com", email_verified=True, name="S")
    assert "You have not been invited yet" in page.content.decode()
    assert not Person.objects.exists()
    assert browser.get("/preferences/").status_code == 302


def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(configured, provider, people):
    actions.invite(email="nele@example.com", role=Role.OWNER, by="ona@example.com")
    for email in ("nele@example.com", "ona@example.com"):
        browser, page = through(provider, email=email, email_verified=False, name="N")
        assert "You have not been invited yet" in page.content.decode()
        assert browser.get("/preferences/").status_code == 302
    assert Person.objects.count() == len(people)


def test_a_closed_account_stays_closed(configured, provider, people):
    actions.deactivate(person=people[Role.MANAGER], by="ona@example.com")
    _, answer = through(provider, email="max@example.com", email_verified=True, name="Max")
    assert answer["Location"] == "/account/inactive/"


def test_an_answer_that_nobody_asked_for_is_refused_calmly(configured):
    page = Browser().get("/account/oidc/firm/login/callback/?code=x&state=y")
    assert "The single sign-on did not answer as expected" in page.content.decode()
