"""A passkey from the first to the last: added, used, and asked for, in a real browser."""

import pytest

from amicable.web.accounts.queries import factors
from amicable.web.diary.models import Entry
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_ledger")]
PASSWORD = "a long enough password"  # noqa: S105 (of made-up people)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(page_of):
    """A page that nobody has signed in on, on a machine that can keep passkeys."""
    page = page_of()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def sign_in(page) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill("ona@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page, name: str) -> None:
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of this passkey").fill(name)
    page.get_by_role("button", name="Add this device").click()
    page.wait_for_url("**/recovery-codes/")


def test_a_passkey_is_added_and_signs_in_by_itself(device, people):
    sign_in(device)
    add_passkey(device, "Work laptop")
    assert factors(people[Role.OWNER]).passkeys == 1
    device.goto("/account/2fa/webauthn/")
    assert "Work laptop" in device.locator("main").inner_text()
    device.get_by_role("button", name="Sign out").click()
    device.wait_for_url("**/account/login/")
    device.get_by_role("button", name="Sign in with a passkey").click()
    device.wait_for_url("**/clients/")
    assert [entry.act for entry in Entry.objects.order_by("number")] == [
        "sign_in.done",
        "sign_in.passkey_added",
        "sign_in.codes_added",
        "sign_in.out",
        "sign_in.done",
    ]


def test_a_passkey_is_the_second_step_after_the_password(device):
    sign_in(device)
    add_passkey(device, "Work laptop")
    device.get_by_role("button", name="Sign out").click()
    sign_in(device)
    device.wait_for_url("**/2fa/authenticate/")
    device.get_by_role("button", name="Use a passkey").click()
    device.wait_for_url("**/clients/")


def test_a_device_that_says_no_leaves_everything_as_it_was(page_of, people):
    page = page_of()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The device did not confirm it was you.").wait_for()
    assert page.get_by_role("button", name="Sign in with a passkey").is_enabled()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("viewport", [(1400, 900), (390, 844)], ids=["wide", "phone"])
def test_the_pages_about_people_and_signing_in_are_accessible_and_fit(
    page_of, people, violations, overflow, dark, viewport
):
    quiet = page_of(viewport=viewport, dark=dark)
    page = page_of(Role.OWNER, viewport=viewport, dark=dark)
    opened = [(quiet, path) for path in ("/account/login/", "/account/password/reset/", "/account/inactive/")]
    opened += [
        (page, path)
        for path in (
            "/preferences/",
            "/people/",
            "/people/invite/",
            f"/people/{people[Role.EMPLOYEE].pk}/",
            "/account/sessions/",
            "/account/2fa/",
            "/account/2fa/webauthn/",
            "/account/second-factor/",
            "/account/password/change/",
            "/account/logout/",
        )
    ]
    for shown, path in opened:
        shown.goto(path)
        assert violations(shown) == [], path
        assert overflow(shown) <= 0, path


def test_a_passkey_is_renamed_and_removed_and_confirms_that_it_is_still_you(device, people, violations):
    sign_in(device)
    add_passkey(device, "Work laptop")
    device.goto("/account/2fa/webauthn/")
    device.get_by_role("link", name="Rename").click()
    device.get_by_label("Name of this passkey").fill("Old laptop")
    device.get_by_role("button", name="Save").click()
    device.get_by_role("link", name="Remove").click()
    assert "Remove “Old laptop”?" in device.locator("h1").inner_text()
    assert violations(device) == []
    device.goto("/account/2fa/webauthn/reauthenticate/")
    assert violations(device) == []
    device.get_by_role("button", name="Use a passkey").click()
    device.wait_for_url("**/clients/")
    device.goto("/account/2fa/webauthn/")
    device.get_by_role("link", name="Remove").click()
    device.get_by_role("button", name="Remove the passkey").click()
    device.get_by_text("You have no passkey yet").wait_for()
    assert factors(people[Role.OWNER]).passkeys == 0
