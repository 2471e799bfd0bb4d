"""The client's page in a real browser, on a phone: from the mail to the download, with nothing from elsewhere."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone

from amicable.web.closing.deadlines.outbox import deliver_letters
from amicable.web.closing.models import Pack, Service
from amicable.web.closing.store import kept
from amicable.web.parting.models import Alternative, Referral
from amicable.web.portal.models import SECTIONS, Release
from amicable.web.rights import Role
from tests.web.browser.conftest import PHONE
from tests.web.closings import begun
from tests.web.portals import digits_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def closing(people, empty_ledger, settings, live_server):
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, address=urlsplit(live_server.url))
    today, now = timezone.localdate(), timezone.now()
    made = begun(people, told_on=today, end_on=today + timedelta(days=30))
    Service.objects.create(closing=made, name="Payroll", last_on=made.end_on)
    Pack.objects.create(closing=made, stored=kept(iter([b"files" * 9999])), files=3, made_by="x", released_at=now, expires_at=now + timedelta(days=30))  # fmt: skip
    named = Alternative.objects.create(name="Nova", good_for="Payroll for small shops", added_by="x")
    Referral.objects.create(case=made.case, alternative=named)
    account = {"en": {"columns": ["What", "Amount"], "rows": [["Work that is not done", "€120.00"], ["We pay back", "€120.00"]], "total_at": 1}}  # fmt: skip
    Release.objects.create(case=made.case, sections=list(SECTIONS), contact=people[Role.MANAGER], account=account, account_on=today, released_by="x")  # fmt: skip
    return made


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_client_opens_the_page_on_a_phone_and_answers(
    closing, page_of, violations, overflow, live_server, dark
):
    firm = page_of(Role.COORDINATOR, dark=dark)
    firm.goto(f"/cases/{closing.case_id}/portal/")
    assert violations(firm) == []
    firm.fill("#id_email", "client@example.net")
    firm.get_by_role("button", name="Send the link").click()
    firm.wait_for_load_state()
    deliver_letters()
    address = next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http"))

    page, foreign = page_of(viewport=PHONE, dark=dark), []
    page.on("request", lambda one: None if one.url.startswith((live_server.url, "data:")) else foreign.append(one.url))  # fmt: skip
    page.goto(address)
    assert violations(page) == []
    page.get_by_role("button", name="Send me the code").click()
    page.fill("#digits", "1234 5678")
    page.get_by_role("button", name="Open my page").click()
    assert page.get_by_role("alert").is_visible()
    assert violations(page) == []
    page.fill("#digits", digits_in(mail.outbox[-1].body))
    page.get_by_role("button", name="Open my page").click()
    page.wait_for_url("**/portal/page/")
    assert "Our work together ends on" in page.inner_text("h1")
    assert violations(page) == []
    assert overflow(page) <= 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Download your files").click()
    assert download.value.suggested_filename.endswith(".zip")
    page.click("summary:has-text('Something is missing')")
    page.fill("#text-missing", "The payslips of May.")
    page.get_by_role("button", name="Tell us what is missing").click()
    assert "We look for it and come back to you." in page.inner_text("#said")
    page.get_by_role("button", name="Suomi").click()
    assert page.get_attribute("html", "lang") == "fi"
    assert overflow(page) <= 0
    assert violations(page) == []
    assert foreign == []
    firm.reload()
    assert "The payslips of May." in firm.inner_text("main")
    assert violations(firm) == []
    firm.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert overflow(firm) <= 0
