"""Signing in, staying signed in, and the ways back in."""

import re
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client as Browser

from amicable.web.accounts.mails import CHANGES
from amicable.web.accounts.queries import device_name
from amicable.web.diary.acts import ACTS, sentence
from amicable.web.diary.models import Entry
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]
PASSWORD = "a long enough password"  # noqa: S105 (of made-up people)


def sign_in(browser: Browser, email: str, password: str = PASSWORD):
    return browser.post("/account/login/", {"login": email, "password": password})


def again(browser: Browser) -> None:
    assert browser.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def acts() -> list[str]:
    return [entry.act for entry in Entry.objects.order_by("number")]


@pytest.fixture
def with_app(people):
    """A browser whose person has set up an authenticator app, and the app's secret."""
    browser = Browser()
    sign_in(browser, people[Role.MANAGER].email)
    again(browser)
    secret = browser.get("/account/2fa/totp/activate/").context["form"].secret
    answer = browser.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    cache.clear()  # a code counts once; the next test step may use it again
    return browser, secret


def test_address_and_password_sign_in_and_the_diary_says_so(people):
    browser = Browser()
    assert sign_in(browser, "MAX@example.com")["Location"] == "/"
    assert browser.get("/preferences/").status_code == 200
    entry = Entry.objects.get()
    assert (entry.act, entry.by, sentence(entry)) == (
        "sign_in.done",
        "max@example.com",
        "max@example.com signed in.",
    )


def test_no_word_on_the_page_comes_from_the_library():
    page = Browser().get("/account/login/").content.decode()
    assert "Forgot your password" not in page  # theirs
    assert page.count("Forgotten your password?") == 1  # ours
    assert "placeholder" not in page


def test_a_wrong_password_is_refused_in_our_words_and_written_down(people):
    page = sign_in(Browser(), "max@example.com", "not the password")
    assert "The address or the password is not right." in page.content.decode()
    assert [(entry.act, entry.about) for entry in Entry.objects.all()] == [
        ("sign_in.failed", "person:max@example.com")
    ]


def test_what_a_stranger_types_does_not_enter_the_diary(people):
    sign_in(Browser(), "my-secret-password@example.com", "x")
    entry = Entry.objects.get()
    assert (entry.told, entry.about) == ({"email": "?"}, "")


def test_after_five_wrong_passwords_sign_in_pauses(people, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
    cache.clear()
    browser = Browser()
    assert [sign_in(browser, "max@example.com", "wrong").status_code for _ in range(5)] == [200] * 5
    page = sign_in(browser, "max@example.com", PASSWORD)
    assert page.status_code == 429
    assert "Too many attempts in a short time" in page.content.decode()
    assert acts()[-1] == "sign_in.held_back"
    assert sign_in(Browser(), "ona@example.com").status_code == 302  # others are not held back
    cache.clear()


def test_signing_out_is_asked_for_done_and_written_down(people):
    browser = Browser()
    sign_in(browser, "max@example.com")
    assert "Do you want to sign out?" in browser.get("/account/logout/").content.decode()
    page = browser.post("/account/logout/", follow=True)
    assert "You have signed out." in page.content.decode()
    assert acts() == ["sign_in.done", "sign_in.out"]


def test_after_signing_in_one_is_where_one_wanted_to_be(people):
    browser = Browser()
    asked = browser.get("/preferences/")["Location"]
    assert asked == "/account/login/?next=/preferences/"
    answer = browser.post(asked, {"login": "max@example.com", "password": PASSWORD, "next": "/preferences/"})
    assert answer["Location"] == "/preferences/"


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(people):
    browser = Browser()
    page = browser.post("/account/password/reset/", {"email": "max@example.com"}, follow=True)
    assert "Look into your mail" in page.content.decode()
    letter = mail.outbox[0]
    assert letter.subject == "Set a new password for Amicable"
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    form = browser.get(link, follow=True)
    new = "three words in a row"
    page = browser.post(form.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert "Your new password is set" in page.content.decode()
    assert mail.outbox[1].subject == "Your password was set anew."
    assert sign_in(Browser(), "max@example.com", new).status_code == 302
    assert "This link no longer works" in Browser().get(link, follow=True).content.decode()
    assert acts() == ["sign_in.password_reset", "sign_in.done"]


def test_nobody_learns_which_addresses_are_known(people):
    page = Browser().post("/account/password/reset/", {"email": "nobody@example.com"}, follow=True)
    assert "Look into your mail" in page.content.decode()
    assert mail.outbox == []


def test_without_mail_the_page_says_whom_to_ask(people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert "This installation sends no mail." in Browser().get("/account/password/reset/").content.decode()


def test_a_mail_that_cannot_leave_does_not_stop_the_change(people, settings, unused_port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
    assert Browser().post("/account/password/reset/", {"email": "max@example.com"}).status_code == 302


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "This password is shorter than 12 characters."),
        ("123456789012", "A password of digits alone is quickly guessed."),
        ("max@example.com", "too close to your name or address"),
        ("111222tianya", "on the lists that are tried first"),
    ],
)
def test_weak_passwords_are_refused_in_our_words(people, password, why):
    browser = Browser()
    sign_in(browser, "max@example.com")
    given = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert why in browser.post("/account/password/change/", given).content.decode()


def test_two_different_passwords_and_a_wrong_old_one_are_said_apart(people):
    browser = Browser()
    sign_in(browser, "max@example.com")
    given = {"oldpassword": "wrong", "password1": "three words in a row", "password2": "four words"}
    page = browser.post("/account/password/change/", given).content.decode()
    assert "This is not your current password." in page
    assert "The two passwords are not the same." in page


def test_a_changed_password_signs_out_everywhere_else(people):
    here, there = Browser(), Browser()
    sign_in(here, "max@example.com")
    sign_in(there, "max@example.com")
    new = "three words in a row"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/preferences/").status_code == 200
    assert there.get("/preferences/").status_code == 302
    assert mail.outbox[0].subject == "Your password was changed."
    assert acts()[-1] == "sign_in.password_changed"


def test_whoever_has_no_password_is_led_to_setting_one(people):
    people[Role.MANAGER].set_unusable_password()
    people[Role.MANAGER].save()
    browser = Browser()
    browser.force_login(people[Role.MANAGER], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/account/password/change/")["Location"] == "/account/password/set/"
    new = "three words in a row"
    page = browser.post("/account/password/set/", {"password1": new, "password2": new}, follow=True)
    assert "Your password is set." in page.content.decode()


def test_what_changes_the_sign_in_asks_for_the_password_once_more(people):
    browser = Browser()
    sign_in(browser, "max@example.com")
    asked = browser.get("/account/2fa/totp/activate/")["Location"]
    assert asked.startswith("/account/reauthenticate/")
    assert "The password is not right." in browser.post(asked, {"password": "wrong"}).content.decode()
    assert browser.post(asked, {"password": PASSWORD})["Location"] == "/account/2fa/totp/activate/"


def test_an_app_asks_for_a_second_step_from_then_on(with_app):
    _, secret = with_app
    browser = Browser()
    assert sign_in(browser, "max@example.com")["Location"] == "/account/2fa/authenticate/"
    assert browser.get("/preferences/").status_code == 302
    wrong = browser.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "This code is not right, or no longer." in wrong
    assert browser.post("/account/2fa/authenticate/", {"code": code_for(secret)})["Location"] == "/"
    assert browser.get("/preferences/").status_code == 200
    assert acts()[-2:] == ["sign_in.second_step_failed", "sign_in.done"]


def test_the_picture_of_the_secret_is_an_image_without_styles(people):
    browser = Browser()
    sign_in(browser, "max@example.com")
    again(browser)
    page = browser.get("/account/2fa/totp/activate/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "style=" not in page


def test_a_code_confirms_that_it_is_still_you(with_app):
    browser, secret = with_app
    page = browser.get("/account/2fa/reauthenticate/").content.decode()
    assert "Code from your app, or a recovery code" in page
    assert "Use your password" in page
    assert browser.post("/account/2fa/reauthenticate/", {"code": code_for(secret)})["Location"] == "/"


def test_a_recovery_code_works_once(with_app):
    browser, _ = with_app
    codes = browser.get("/account/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    written = browser.get("/account/2fa/recovery-codes/download/")
    assert written["Content-Type"].startswith("text/plain")
    assert codes[0] in written.content.decode()
    for expected in (302, 200):
        other = Browser()
        sign_in(other, "max@example.com")
        assert other.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == expected


def test_new_recovery_codes_replace_the_earlier(with_app, django_capture_on_commit_callbacks):
    browser, _ = with_app
    before = browser.get("/account/2fa/recovery-codes/").context["unused_codes"]
    assert (
        "10 earlier codes will stop working."
        in browser.get("/account/2fa/recovery-codes/generate/").content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/account/2fa/recovery-codes/generate/")
    assert not set(before) & set(browser.get("/account/2fa/recovery-codes/").context["unused_codes"])
    assert acts()[-1] == "sign_in.codes_added"


def test_the_app_can_be_removed_again(with_app):
    browser, _ = with_app
    assert "Remove the authenticator app?" in browser.get("/account/2fa/totp/deactivate/").content.decode()
    browser.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert "sign_in.app_removed" in acts()
    assert sign_in(Browser(), "max@example.com")["Location"] == "/"


def test_one_sees_where_one_is_signed_in_and_ends_the_others(people):
    here, there = Browser(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"), Browser()
    sign_in(here, "max@example.com")
    sign_in(there, "max@example.com")
    devices = here.get("/account/sessions/").context["devices"]
    assert [(device.name, device.here) for device in devices] == [
        ("Firefox on Linux", True),
        ("Another program", False),
    ]
    page = here.post("/account/sessions/", follow=True)
    assert "You are signed out everywhere else." in page.content.decode()
    assert len(page.context["devices"]) == 1
    assert there.get("/preferences/").status_code == 302


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows"),
        ("curl/8", "Another program"),
    ],
)  # fmt: skip
def test_browsers_are_called_what_people_call_them(agent, name):
    assert device_name(agent) == name


def test_a_closed_account_is_told_so_calmly(people):
    people[Role.MANAGER].is_active = False
    people[Role.MANAGER].save()
    page = Browser().post("/account/login/", {"login": "max@example.com", "password": PASSWORD}, follow=True)
    assert "This account is closed" in page.content.decode()


def test_nobody_signs_up_by_themselves():
    for path in ("/account/signup/", "/account/email/", "/account/3rdparty/", "/account/3rdparty/signup/"):
        assert Browser().get(path).status_code == 404


def test_the_demo_signs_in_by_itself_but_not_from_elsewhere(people, settings):
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, demo=True)
    assert "ona@example.com" in Browser().get("/preferences/").content.decode()
    assert Browser(REMOTE_ADDR="192.0.2.7").get("/preferences/").status_code == 403
    assert Browser(HTTP_X_FORWARDED_FOR="192.0.2.7").get("/preferences/").status_code == 403


@pytest.mark.parametrize("change", CHANGES)
def test_letters_are_written_in_the_language_of_the_person(people, change):
    from django.utils import timezone

    from amicable.web.accounts.mails import written

    letter = written(change, "max@example.com", {"timestamp": timezone.now(), "ip": "192.0.2.7"})
    assert letter.to == ["max@example.com"]
    assert letter.subject in letter.body
    assert "192.0.2.7" in letter.body


def test_every_act_of_signing_in_has_its_sentence():
    from amicable.web.accounts import signals

    kinds = {f"sign_in.{kind}_{end}" for kind in signals.KINDS.values() for end in ("added", "removed")}
    assert kinds <= set(ACTS)
