"""Who works with the application, as what, and how they come in."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.utils import timezone

from amicable.web.accounts import actions, queries
from amicable.web.accounts.models import Invitation, Person
from amicable.web.diary.acts import sentence
from amicable.web.diary.models import Entry
from amicable.web.rights import RULES, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]
NEW = {"name": "Nele Neu", "password": "three words in a row"}


def last_entry() -> str:
    return sentence(Entry.objects.first())


def test_the_first_to_open_the_link_becomes_the_owner_and_is_signed_in():
    token = actions.first_token()
    browser = Browser()
    assert "You are the first here and become the owner" in browser.get(f"/welcome/{token}/").content.decode()
    page = browser.post(f"/welcome/{token}/", {**NEW, "email": "Nele@Example.com"})
    assert page["Location"] == "/"
    nele = Person.objects.get()
    assert (nele.email, nele.role, nele.check_password(NEW["password"])) == (
        "nele@example.com",
        Role.OWNER,
        True,
    )
    assert browser.get("/people/").status_code == 200
    assert last_entry() == "Nele Neu joined as owner."


def test_a_new_first_link_ends_the_one_before_and_none_is_made_once_somebody_is_there(people):
    assert actions.first_token() is None
    Person.objects.all().delete()
    before, after = actions.first_token(), actions.first_token()
    assert Browser().get(f"/welcome/{before}/").status_code == 410
    assert Browser().get(f"/welcome/{after}/").status_code == 200


def test_an_invitation_is_mailed_and_opens_once(signed_in):
    page = signed_in(Role.OWNER).post(
        "/people/invite/", {"email": "Nele@example.com", "role": "manager"}, follow=True
    )
    assert "The invitation is on its way to nele@example.com." in page.content.decode()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["nele@example.com"], "Ona invites you to Amicable")
    path = re.search(r"http://testserver(/welcome/\S+)", letter.body)[1]
    browser = Browser()
    assert browser.get(path).context["form"]["email"].value() == "nele@example.com"
    browser.post(path, {**NEW, "email": "somebody-else@example.com"})
    assert Person.objects.get(name="Nele Neu").email == "nele@example.com"  # the invited address holds
    assert Person.objects.get(name="Nele Neu").role == Role.MANAGER
    gone = Browser().get(path)
    assert gone.status_code == 410
    assert "This invitation is no longer open" in gone.content.decode()


def test_without_mail_the_link_is_shown_once_to_copy(signed_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = signed_in(Role.OWNER).post("/people/invite/", {"email": "nele@example.com", "role": "employee"})
    path = re.search(r'data-copy="http://testserver(/welcome/[^"]+)"', page.content.decode())[1]
    assert Browser().get(path).status_code == 200
    assert path.split("/")[2] not in signed_in(Role.OWNER).get("/people/").content.decode()


def test_a_link_ends_after_a_week():
    token = actions.first_token()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = Browser().get(f"/welcome/{token}/")
    assert page.status_code == 410
    assert "Start Amicable again" in page.content.decode()


def test_an_invitation_cannot_be_used_twice_at_the_same_time():
    token = actions.first_token()
    invitation = queries.open_invitation(token)
    actions.join(invitation=invitation, name="A", email="a@example.com", password=NEW["password"])
    with pytest.raises(actions.NoLongerOpen):
        actions.join(invitation=invitation, name="B", email="b@example.com", password=NEW["password"])
    assert Person.objects.count() == 1


def test_a_weak_password_is_refused_with_the_reason():
    token = actions.first_token()
    page = Browser().post(
        f"/welcome/{token}/", {"name": "Nele", "email": "n@example.com", "password": "short"}
    )
    assert "This password is shorter than 12 characters." in page.content.decode()
    assert not Person.objects.exists()


def test_somebody_who_is_here_is_not_invited_again(signed_in):
    page = signed_in(Role.OWNER).post("/people/invite/", {"email": "MAX@example.com", "role": "manager"})
    assert "max@example.com is among the people already." in page.content.decode()


def test_a_second_invitation_of_an_address_ends_the_first():
    first = actions.invite(email="nele@example.com", role=Role.MANAGER, by="ona@example.com")
    actions.invite(email="Nele@example.com", role=Role.AUDITOR, by="ona@example.com")
    assert queries.open_invitation(first) is None
    assert queries.invitations().count() == 1


def test_an_invitation_can_be_withdrawn(signed_in):
    token = actions.invite(email="nele@example.com", role=Role.MANAGER, by="ona@example.com")
    number = Invitation.objects.get().pk
    page = signed_in(Role.OWNER).post(f"/people/invitations/{number}/withdraw/", follow=True)
    assert "The invitation no longer works." in page.content.decode()
    assert Browser().get(f"/welcome/{token}/").status_code == 410
    assert last_entry() == "The invitation of nele@example.com was withdrawn."


def test_the_page_lists_everybody_with_role_sign_in_and_second_factor(signed_in, people):
    page = signed_in(Role.OWNER).get("/people/").content.decode()
    for one in people.values():
        assert one.email in page
    assert "5 people work with Amicable" in page


def test_what_each_role_may_do_is_read_from_the_rules(signed_in):
    page = signed_in(Role.AUDITOR).get("/people/")
    assert page.context["rules"] == [rule for rule in RULES if not rule.open]
    assert "Invite somebody" not in page.content.decode()  # an auditor reads


def test_a_role_is_changed_and_counts_from_the_next_click(signed_in, people):
    employee = signed_in(Role.EMPLOYEE)
    assert employee.get("/people/").status_code == 403
    signed_in(Role.OWNER).post(f"/people/{people[Role.EMPLOYEE].pk}/", {"role": "owner"})
    assert employee.get("/people/").status_code == 200
    assert last_entry() == "eva@example.com is now owner; before: employee."


def test_the_last_owner_can_neither_be_demoted_nor_closed(signed_in, people):
    owner = people[Role.OWNER]
    browser = signed_in(Role.OWNER)
    why = "Ona is the only owner. Make somebody else an owner first"
    assert why in browser.post(f"/people/{owner.pk}/", {"role": "manager"}).content.decode()
    assert why in browser.post(f"/people/{owner.pk}/deactivate/", follow=True).content.decode()
    owner.refresh_from_db()
    assert (owner.role, owner.is_active) == (Role.OWNER, True)
    assert not Entry.objects.exists()


def test_closing_an_account_signs_the_person_out_at_once_and_can_be_undone(signed_in, people):
    manager = signed_in(Role.MANAGER)
    assert manager.get("/preferences/").status_code == 200
    owner, number = signed_in(Role.OWNER), people[Role.MANAGER].pk
    page = owner.post(f"/people/{number}/deactivate/", follow=True)
    assert "Max can no longer sign in." in page.content.decode()
    assert manager.get("/preferences/").status_code == 302
    owner.post(f"/people/{number}/reactivate/")
    assert manager.get("/preferences/").status_code == 302  # the session is gone, not hidden
    assert last_entry() == "max@example.com can sign in again."


def test_an_owner_hands_over_a_link_for_a_new_password(signed_in, people):
    page = signed_in(Role.OWNER).post(f"/people/{people[Role.MANAGER].pk}/password-link/")
    path = re.search(
        r'data-copy="http://testserver(/account/password/reset/key/[^"]+)"', page.content.decode()
    )[1]
    browser = Browser()
    form = browser.get(path, follow=True)
    new = NEW["password"]
    browser.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    people[Role.MANAGER].refresh_from_db()
    assert people[Role.MANAGER].check_password(new)


def test_where_a_second_factor_is_required_people_without_one_are_led_to_it(signed_in, settings):
    signed_in(Role.OWNER).post("/people/rules/", {"second_factor_required": "on"})
    assert last_entry() == "From now on everybody needs a second factor."
    manager = signed_in(Role.MANAGER)
    assert manager.get("/clients/")["Location"] == "/account/second-factor/"
    page = manager.get("/account/second-factor/").content.decode()
    assert 'href="/account/2fa/webauthn/add/"' in page
    assert manager.get("/preferences/").status_code == 200  # nobody is locked in
    assert manager.get("/account/2fa/totp/activate/").status_code == 302  # asks for the password


def test_with_a_second_factor_the_way_is_free_and_the_rule_can_be_lifted(signed_in, people):
    from allauth.mfa.totp.internal.auth import TOTP

    actions.require_second_factor(required=True, by="ona@example.com")
    TOTP.activate(people[Role.MANAGER], "JBSWY3DPEHPK3PXP")
    manager = signed_in(Role.MANAGER)
    assert manager.get("/clients/").status_code == 200
    assert manager.get("/account/second-factor/")["Location"] == "/"
    actions.require_second_factor(required=False, by="ona@example.com")
    assert signed_in(Role.COORDINATOR).get("/clients/").status_code == 200


def test_whether_a_person_has_a_second_factor_is_seen(people):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    RecoveryCodes.activate(people[Role.OWNER])  # codes alone are none
    TOTP.activate(people[Role.MANAGER], "JBSWY3DPEHPK3PXP")
    assert [one.role for one in queries.people() if one.has_factor] == [Role.MANAGER]


def test_an_owner_lets_somebody_in_who_has_lost_the_second_factor(signed_in, people):
    from allauth.mfa.totp.internal.auth import TOTP

    manager = people[Role.MANAGER]
    TOTP.activate(manager, "JBSWY3DPEHPK3PXP")
    owner = signed_in(Role.OWNER)
    assert "Remove the second factor" in owner.get(f"/people/{manager.pk}/").content.decode()
    page = owner.post(f"/people/{manager.pk}/forget-second-factor/", follow=True)
    assert "Max signs in by password alone" in page.content.decode()
    assert not queries.has_second_factor(manager)
    assert last_entry() == "The second factor of max@example.com was removed by an owner."
