"""The client's page as the firm opens, previews and closes it."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone

from amicable.web.closing.deadlines.outbox import deliver_letters
from amicable.web.closing.models import Letter, LetterState
from amicable.web.diary.models import Entry
from amicable.web.parting.models import Posted
from amicable.web.portal.models import Link, Release, Visit
from amicable.web.rights import Role
from tests.web.closings import begun, told_case
from tests.web.portals import CLIENT, entered, link_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]


@pytest.fixture(autouse=True)
def reachable(settings, empty_ledger):
    """The firm's installation has an address."""
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, address=urlsplit("https://firm.example"))


@pytest.fixture
def closing(people):
    return begun(people, end_on=timezone.localdate() + timedelta(days=30), told_on=timezone.localdate())


def shown(browser, closing) -> str:
    return browser.get(f"/cases/{closing.case_id}/portal/").content.decode()


def sent(until) -> dict:
    return {"name": "Ms Kowalska", "email": CLIENT, "language": "pl", "until": until.isoformat()}


def test_a_link_is_sent_by_mail_and_what_became_of_it_is_seen(people, signed_in, closing):
    browser = signed_in(Role.COORDINATOR)
    assert "no link leads to the page" in shown(browser, closing)
    until = timezone.localdate() + timedelta(days=60)
    browser.post(f"/cases/{closing.case_id}/portal/link/", sent(until))
    assert "leaves within a minute" in shown(browser, closing)
    deliver_letters()
    page = shown(browser, closing)
    assert "The mail with the link was sent." in page
    assert "Not opened yet" in page
    path = mail.outbox[-1].body.split("https://firm.example")[1].split()[0]
    assert path.startswith("/portal/pl/")
    assert path.split("/")[3] not in page
    entered(path)
    assert "Opened first on" in shown(browser, closing)
    assert Letter.objects.get(key=f"portal:link:{Link.objects.get().pk}").text == ""
    assert Entry.objects.filter(act="portal.link_sent", by="can@example.com").exists()


def test_a_link_without_a_working_mail_or_a_day_to_come_is_refused(people, signed_in, closing, settings):
    browser = signed_in(Role.COORDINATOR)
    past = browser.post(
        f"/cases/{closing.case_id}/portal/link/", sent(timezone.localdate() - timedelta(days=1))
    )
    assert "Choose a day to come" in past.content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    none = browser.post(f"/cases/{closing.case_id}/portal/link/", sent(timezone.localdate()))
    assert "cannot send any yet" in none.content.decode()
    assert not Link.objects.exists()


def test_what_is_shown_is_chosen_and_previewed_in_each_language_without_leaving_a_trace(people, signed_in, closing):  # fmt: skip
    browser = signed_in(Role.COORDINATOR)
    given = {"sections": ["dates"], "contact": people[Role.OWNER].pk, "phone": "+34 600"}
    browser.post(f"/cases/{closing.case_id}/portal/", given)
    assert Release.objects.get().sections == ["dates"]
    page = browser.get(f"/cases/{closing.case_id}/portal/preview/en/").content.decode()
    assert "What ends when" in page
    assert "What we do for you" not in page
    assert "ona@example.com" in page
    assert "+34 600" in page
    assert '<html lang="fi">' in browser.get(f"/cases/{closing.case_id}/portal/preview/fi/").content.decode()
    assert browser.get(f"/cases/{closing.case_id}/portal/preview/xx/").status_code == 404
    assert not Visit.objects.exists()
    assert not Entry.objects.filter(act="portal.opened").exists()


def test_an_account_that_is_not_there_is_not_released(people, signed_in, closing):
    browser = signed_in(Role.COORDINATOR)
    given = {"sections": ["money"], "contact": people[Role.OWNER].pk}
    page = browser.post(f"/cases/{closing.case_id}/portal/", given)
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert not Release.objects.exists()


def test_ending_the_last_link_closes_the_portal_once_everything_before_is_over(people, signed_in, closing):
    closing.tasks.exclude(task="portal_closed").update(done_at=timezone.now(), done_by="x")
    made, _ = link_to(people, closing)
    other, _ = link_to(people, closing, email="second@example.net")
    browser = signed_in(Role.COORDINATOR)
    browser.post(f"/cases/{closing.case_id}/portal/link/{made.pk}/end/")
    assert not closing.tasks.get(task="portal_closed").is_over
    browser.post(f"/cases/{closing.case_id}/portal/link/{other.pk}/end/")
    assert closing.tasks.get(task="portal_closed").is_over
    assert Entry.objects.filter(act="portal.link_ended").count() == 2


def test_silence_and_returned_mail_lead_to_a_next_step(people, signed_in, closing):
    made, _ = link_to(people, closing)
    browser, day = signed_in(Role.COORDINATOR), timezone.localdate()
    letter = {"case": closing.case, "language": "en", "subject": "s", "text": "t", "html": "h", "pdf": b"p", "digest": "d", "way": "post", "state": "sent", "due_at": timezone.now(), "sent_by": "x"}  # fmt: skip
    Posted.objects.create(to_name="Ms Kowalska", counts_from=day - timedelta(days=1), **letter)
    Posted.objects.create(to_name="Mr Nowak", came_back_on=day, **letter | {"state": "came_back"})
    page = shown(browser, closing)
    assert "counts as received since" in page
    assert "The letter to Mr Nowak came back on" in page
    assert "has not opened the page" not in page
    Link.objects.update(made_at=timezone.now() - timedelta(days=8))
    page = shown(browser, closing)
    assert "Call once and ask whether the mail arrived" in page
    assert "Silence does not stop the ending" not in page
    Link.objects.update(made_at=timezone.now() - timedelta(days=15))
    assert "Silence does not stop the ending" in shown(browser, closing)
    Letter.objects.update(state=LetterState.GIVEN_UP)
    assert "The mail server did not take the mail" in shown(browser, closing)
    Link.objects.filter(pk=made.pk).update(opened_at=timezone.now())
    assert "Silence does not stop the ending" not in shown(browser, closing)


def test_before_the_offboarding_has_begun_the_page_says_what_comes_first(people, signed_in):
    case = told_case(people)
    page = signed_in(Role.OWNER).get(f"/cases/{case.pk}/portal/").content.decode()
    assert "it can be opened once the client has been told" in page


def test_whoever_does_not_see_the_client_does_not_see_the_page(people, signed_in, closing):
    made, _ = link_to(people, closing)
    browser = signed_in(Role.EMPLOYEE)
    assert browser.get(f"/cases/{closing.case_id}/portal/").status_code == 404
    assert browser.get(f"/cases/{closing.case_id}/portal/preview/en/").status_code == 404
    assert (
        signed_in(Role.AUDITOR).post(f"/cases/{closing.case_id}/portal/link/{made.pk}/end/").status_code
        == 403
    )
