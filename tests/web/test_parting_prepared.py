"""What is prepared once, and the account: own words, directory, clauses, prospects, money."""

import csv
import io

import pytest
from django.utils import timezone

from amicable.disengagement.drafting.given import ITEMS
from amicable.disengagement.texts.gaps import FaultyTexts
from amicable.web.cases.models import Case
from amicable.web.parting.facts.drafting import draft_of, kept
from amicable.web.parting.letters.building import drafts
from amicable.web.parting.models import Alternative, OwnText, Referral
from amicable.web.parting.money.kinds import KINDS
from amicable.web.parting.questions.asking import sheets
from amicable.web.parting.words.actions import put
from amicable.web.rights import Role

from .partings import decided, planned, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def ahead(settings, tmp_path, people) -> Case:
    """A case whose conversation is planned."""
    records(settings, tmp_path / "ledger")
    return planned(decided(people[Role.MANAGER]), people[Role.MANAGER])


def test_every_kind_of_item_has_its_page():
    assert set(KINDS) == set(ITEMS)
    assert [one.order for one in sheets().values()] == sorted({one.order for one in sheets().values()})


def test_the_firms_own_words_stand_in_the_letter_and_faulty_ones_are_refused(ahead, people):
    owner = people[Role.OWNER]
    put(by=owner, language="en", file="letter", section="closing", key="regards", text="With warm regards")
    assert drafts(ahead)[1][0].regards == "With warm regards"
    with pytest.raises(FaultyTexts):
        put(by=owner, language="en", file="letter", section="greeting", key="named", text="Hello {nobody},")
    assert OwnText.objects.count() == 1
    put(by=owner, language="en", file="letter", section="closing", key="regards", text="")
    assert drafts(ahead)[1][0].regards == "Kind regards"


@pytest.mark.parametrize("text", ['"quoted" \\ and {a}', "two\nlines", "]] = [x", "'''", "\x00\x07bell"])
def test_own_words_of_any_kind_come_out_as_they_were_written(ahead, people, text):
    plain = "".join(one for one in text.replace("{a}", "") if one.isprintable() or one == "\n").strip()
    put(by=people[Role.OWNER], language="en", file="letter", section="closing", key="regards", text=plain + " regards")  # fmt: skip
    assert drafts(ahead)[1][0].regards == plain + " regards"


def test_own_words_are_shown_as_they_will_read(ahead, signed_in):
    sent = {
        "language": "en",
        "file": "letter",
        "section": "greeting",
        "key": "named",
        "text": "Hello {name}.",
    }
    page = signed_in(Role.MANAGER).post("/texts/", sent, follow=True)
    (place,) = (one for one in page.context["places"] if (one.section, one.key) == ("greeting", "named"))
    assert place.example == "Hello Kowalska."
    assert "Hello Kowalska." in page.content.decode()


def test_own_words_are_written_on_their_page_and_read_by_nobody_without_the_right(ahead, signed_in):
    sent = {"language": "en", "file": "clauses", "section": "exit", "key": "title", "text": "How we part"}
    assert signed_in(Role.EMPLOYEE).post("/texts/", sent).status_code == 403
    signed_in(Role.MANAGER).post("/texts/", sent)
    assert "How we part" in signed_in(Role.MANAGER).get("/clauses/?language=en").content.decode()
    assert b"How we part" in signed_in(Role.MANAGER).get("/clauses/?language=en&download=1").content


def test_only_those_who_agreed_and_have_room_are_offered_and_the_letter_names_the_chosen(ahead, signed_in):
    common = {"sort": "ai", "good_for": "small shops", "is_active": "on"}
    browser = signed_in(Role.MANAGER)
    today = timezone.localdate().isoformat()
    browser.post("/alternatives/new/", common | {"name": "Ledger Machine", "agreed_on": today, "most_a_year": "1"})  # fmt: skip
    browser.post("/alternatives/new/", common | {"name": "Nobody Asked"})
    page = browser.get(f"/cases/{ahead.pk}/facts/next_firm/")
    assert [one.name for one, _ in page.context["directory"]] == ["Ledger Machine"]
    machine = Alternative.objects.get(name="Ledger Machine")
    browser.post(
        f"/cases/{ahead.pk}/facts/next_firm/", {"referred": str(machine.pk), "alternatives-rows": "0"}
    )
    assert "Ledger Machine" in str(drafts(ahead)[1][0].parts)
    Referral.objects.update(case=ahead)
    assert machine.pk in {one.pk for one, _ in browser.get(f"/cases/{ahead.pk}/facts/next_firm/").context["directory"]}  # fmt: skip


def test_work_is_argued_line_by_line_and_the_credit_note_is_downloaded(ahead, signed_in):
    browser = signed_in(Role.MANAGER)
    item = {"name": "Accounts of 2026", "price": "1200", "paid": "1200", "tax": "20", "parts-rows": "1"}
    row = {"parts-0-name": "Bookings", "parts-0-done": "9", "parts-0-planned": "12", "parts-0-unit": "hours"}
    assert browser.post(f"/cases/{ahead.pk}/money/work_done/new/", item | row).status_code == 302
    settlement = draft_of(ahead).drafted.parting.settlement
    assert settlement.refund.minor == 36_000
    page = browser.get(f"/cases/{ahead.pk}/money/").content.decode()
    assert "75%" in page
    rows = list(
        csv.reader(io.StringIO(browser.get(f"/cases/{ahead.pk}/money/files/account.csv").content.decode()))
    )
    assert rows[-1][1] == "360.00"
    refused = browser.get(f"/cases/{ahead.pk}/money/files/credit-note.xml", follow=True).content.decode()
    assert "Write down the number of the credit note first" in refused
    browser.post(f"/cases/{ahead.pk}/money/", {"held": "0", "credit_note": "CN-7"})
    note = browser.get(f"/cases/{ahead.pk}/money/files/credit-note.xml").content.decode()
    assert ">CN-7</cbc:ID>" in note
    browser.post(f"/cases/{ahead.pk}/money/work_done/0/", {"remove": "1"})
    assert kept(ahead)["account"] == {}


def test_an_item_that_makes_no_sense_is_refused_with_a_sentence(ahead, signed_in):
    item = {
        "name": "Hosting",
        "paid": "100",
        "first": "2026-12-31",
        "last": "2026-01-01",
        "end_on": "2026-06-30",
    }
    page = signed_in(Role.MANAGER).post(f"/cases/{ahead.pk}/money/prepaid/new/", item)
    assert "Exchange the days" in page.context["refused"]


def test_a_prospect_is_looked_at_and_nothing_is_kept(ahead, signed_in):
    browser = signed_in(Role.EMPLOYEE)
    page = browser.post("/prospects/", {"honesty": "yes", "fee": "12000", "hours": "40"})
    assert page.context["found"].course == "not_now"
    assert browser.get("/prospects/").context["found"] is None
