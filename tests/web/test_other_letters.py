"""The two other letters on screen: the warning before a decision, and the one that takes a decision back."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone

from amicable.web.cases.models import Case
from amicable.web.parting.models import Posted
from amicable.web.rights import Role

from .partings import decided, records

pytestmark = pytest.mark.django_db
TO = {"name": "Ana Molina", "email": "ana@mill.example"}
WARNING = TO | {"target": "Two of three invoices are paid in time.", "until": "2027-03-31", "ours": "Our invoices come on the first day of each month."}  # fmt: skip
BACK = TO | {"from_on": "2026-12-01", "terms": "Invoices are paid by direct debit.", "fault": "Two payments were in our books under another name."}  # fmt: skip
LETTERS = {
    "warning": ("open", WARNING, ("Two of three invoices", "March 31, 2027", "first day of each month")),
    "welcome-back": ("reinstated", BACK, ("December 1, 2026", "direct debit", "another name")),
}
KINDS = {"warning": "warning", "welcome-back": "reinstatement"}


@pytest.fixture
def case_in(settings, tmp_path, people):
    """A case about the client who pays late, in the state that is asked for."""
    records(settings, tmp_path / "ledger")

    def case(state: str) -> Case:
        made = decided(people[Role.MANAGER])
        Case.objects.filter(pk=made.pk).update(state=state)
        return Case.objects.get(pk=made.pk)

    return case


@pytest.mark.parametrize("page", sorted(LETTERS))
def test_what_is_filled_in_stands_in_the_letter_on_screen_and_in_the_pdf(page, case_in, signed_in):
    state, values, pieces = LETTERS[page]
    browser, address = signed_in(Role.MANAGER), f"/cases/{case_in(state).pk}/{page}/"
    assert browser.get(address).context["one"] is None
    shown = browser.post(address, values | {"look": "1"})
    text = shown.content.decode()
    assert [piece for piece in pieces if piece not in text] == []
    assert shown.context["marks"] == []
    pdf = browser.post(address, values | {"pdf": "1"})
    read = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)
    assert [piece for piece in pieces if piece.replace(" ", "") not in "".join(read.split())] == []
    assert not Posted.objects.exists()


@pytest.mark.parametrize("page", sorted(LETTERS))
def test_it_is_sent_by_a_person_once_and_stands_among_the_letters(page, case_in, signed_in):
    state, values, _ = LETTERS[page]
    browser, address = signed_in(Role.MANAGER), f"/cases/{case_in(state).pk}/{page}/"
    sent = values | {"send": "1", "send-way": "post", "send-on": timezone.localdate().isoformat()}
    after = browser.post(address, sent, follow=True)
    posted = Posted.objects.get()
    assert (posted.kind, posted.state, posted.to_name) == (KINDS[page], "sent", "Ana Molina")
    assert [one.pk for one, *_ in after.context["posted"]] == [posted.pk]
    again = browser.post(address, sent)
    assert "on its way already" in again.context["refused"]
    assert Posted.objects.count() == 1


@pytest.mark.parametrize(("page", "state"), [("warning", "told"), ("welcome-back", "notice")])
def test_where_it_does_not_belong_it_can_be_read_but_not_sent(page, state, case_in, signed_in):
    values = LETTERS[page][1]
    browser, address = signed_in(Role.MANAGER), f"/cases/{case_in(state).pk}/{page}/"
    assert browser.post(address, values | {"look": "1"}).context["one"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    browser.post(address, values | {"send": "1", "send-way": "post", "send-on": tomorrow.isoformat()})
    refused = browser.post(address, values | {"send": "1", "send-way": "post", "send-on": timezone.localdate().isoformat()})  # fmt: skip
    assert "does not belong" in refused.context["refused"]
    assert not Posted.objects.exists()


def test_a_client_who_is_welcomed_back_is_one_click_away_from_the_letter(case_in, signed_in):
    case = case_in("reinstated")
    page = signed_in(Role.MANAGER).get(f"/cases/{case.pk}/letter/")
    assert f"/cases/{case.pk}/welcome-back/" in page.content.decode()
