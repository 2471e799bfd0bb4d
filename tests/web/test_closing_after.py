"""Nothing new begins, records are kept and shown, the register knows marks and no names, and one looks back."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone

from amicable.aftermath.cut_off import NotAnAddress
from amicable.engines.ledger import Ledger
from amicable.importing import import_files
from amicable.web.cases.decisions.sealing import put
from amicable.web.cases.models import Case, Step
from amicable.web.closing import queries
from amicable.web.closing.afterwards import actions as after
from amicable.web.closing.models import Fingerprint, Listing, NewWork, Stored
from amicable.web.closing.offboarding.actions import explain, tick
from amicable.web.closing.offboarding.facts import known, offboarded
from amicable.web.closing.offboarding.page import phases
from amicable.web.closing.offboarding.watching import note_new_work
from amicable.web.closing.packs.expiring import let_go_of_left
from amicable.web.closing.register import actions as register
from amicable.web.closing.retention import actions as retention
from amicable.web.closing.store import kept, place
from amicable.web.diary.models import Entry
from amicable.web.frontline.models import Incident
from amicable.web.portfolio.models import Assignment, Client, Note, Track
from amicable.web.rights import Role
from tests.unit.engines.test_erasing import CLIENTS, INVOICES, TIME
from tests.web.closings import END_ON, begun, told_case

pytestmark = pytest.mark.django_db
ENGAGEMENTS = """engagement_id,client_id,title,started_on,fee,currency
e1,ann,Year end 2025,2026-01-10,900.00,EUR
e2,ann,A copy of year end,2026-11-10,900.00,EUR
"""
WORK = """entry_id,client_id,engagement_id,staff_id,worked_on,seconds,billable
t7,ann,e1,eva,2026-11-12,3600,true
t8,ann,e2,eva,2026-11-13,3600,true
"""


@pytest.fixture
def recorded(empty_ledger, tmp_path):
    exports = tmp_path / "exports"
    exports.mkdir()
    tables = {"clients": CLIENTS, "invoices": INVOICES.format(paid=""), "time_entries": TIME}
    for name, text in tables.items():
        (exports / f"{name}.csv").write_text(text, encoding="utf-8")
    import_files(Ledger.open(empty_ledger).set_firm(currency="EUR", name="Demo"), [exports], at=datetime(2026, 10, 1, tzinfo=UTC))  # fmt: skip
    return empty_ledger


@pytest.fixture
def closing(people, recorded):
    return begun(people, told_case(people, name="Annwyn Quellbach", client_id="own:ann"))


def test_nothing_new_begins_and_what_was_delivered_is_invoiced(closing, signed_in):
    browser, client = signed_in(Role.COORDINATOR), closing.case.client
    for state, order, invoice in (("open", True, True), ("told", False, True), ("winding_down", False, True), ("archived", False, False)):  # fmt: skip
        Case.objects.filter(pk=closing.case_id).update(state=state)
        assert queries.may(client, "order").may is order
        answer = browser.get(f"/api/v1/clients/{client.pk}/may?what=invoice").json()
        assert answer["may"] is invoice, state
        assert bool(queries.banner(client)) is not order
    Case.objects.filter(pk=closing.case_id).update(state="notice")
    page = browser.get(f"/clients/{client.pk}/").content.decode()
    assert "Nothing new is offered, ordered or started" in page


def test_new_work_in_the_records_is_entered_and_asked_about_once(
    closing, people, recorded, tmp_path, signed_in
):
    more = tmp_path / "more"
    more.mkdir()
    (more / "engagements.csv").write_text(ENGAGEMENTS, encoding="utf-8")
    (more / "time_entries.csv").write_text(WORK, encoding="utf-8")
    import_files(Ledger.open(recorded), [more], at=datetime(2026, 11, 14, tzinfo=UTC))
    assert Ledger.open(recorded).rows()["engagements"] == 2
    assert note_new_work() == 2
    assert set(NewWork.objects.values_list("evidence_id", flat=True)) == {"own:e2", "own:t8"}
    assert note_new_work() == 0
    page = signed_in(Role.COORDINATOR).get(f"/cases/{closing.case_id}/offboarding/").content.decode()
    assert "The records show new work from" in page
    assert not offboarded(closing)
    for one in NewWork.objects.all():
        explain(by=people[Role.OWNER], work=one, reason="Entered under the wrong client.")
    assert "The records show new work from" not in signed_in(Role.COORDINATOR).get(f"/cases/{closing.case_id}/offboarding/").content.decode()  # fmt: skip


def test_records_are_kept_longer_for_a_reason_and_never_shorter(closing, people, signed_in):
    by = people[Role.COORDINATOR]
    tick(by=by, task=closing.tasks.get(key="list_last_days"), note="Listed.")
    with pytest.raises(retention.Shorter):
        retention.set_schedule(by=by, closing=closing, longer={"invoices": END_ON})
    before = closing.erase_on
    browser = signed_in(Role.COORDINATOR)
    address = f"/cases/{closing.case_id}/records/"
    page = browser.get(address)
    assert len(page.context["kept"]) >= 5
    browser.post(f"{address}schedule/", {"invoices": "2060-01-01"})
    closing.refresh_from_db()
    assert closing.erase_on == date(2060, 1, 2) > before
    assert "retention" in known(closing.case, date(2060, 1, 3))
    browser.post(f"{address}hold/", {"reason": "A court asked."})
    assert "retention" not in known(closing.case, date(2060, 1, 3))
    assert "Nothing is erased" in browser.get(address).content.decode()
    browser.post(f"{address}hold/", {"reason": ""})
    assert "retention" in known(closing.case, date(2060, 1, 3))


def test_restricted_data_are_out_of_daily_sight(closing, people, signed_in):
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=closing.case.client, made_by="test")
    closing.tasks.exclude(task="data_restricted").update(done_at=timezone.now(), done_by="test")
    signed_in(Role.COORDINATOR).post(f"/cases/{closing.case_id}/records/restrict/")
    assert closing.tasks.get(task="data_restricted").is_over
    address = f"/clients/{closing.case.client_id}/"
    assert signed_in(Role.EMPLOYEE).get(address).status_code == 404
    assert signed_in(Role.MANAGER).get(address).status_code == 404
    assert signed_in(Role.OWNER).get(address).status_code == 200


def test_what_is_erased_years_ahead_cannot_be_done_now(closing, people):
    closing.tasks.exclude(task="data_erased").update(done_at=timezone.now(), done_by="test")
    due_on = closing.tasks.get(task="data_erased").due_on

    def status(today):
        found = phases(closing, people[Role.OWNER], today)
        return next(row.status for phase in found for row in phase.rows if row.row.task == "data_erased")

    assert [status(due_on - timedelta(days=1)), status(due_on)] == ["waits", "ready"]


def test_a_client_may_read_what_is_kept_about_them_and_nothing_about_others(closing, people, signed_in):
    client, by = closing.case.client, people[Role.MANAGER]
    track = Track.objects.create(client=client, title="T", opened_by=by.email)
    for words, where in (("Is glad of short answers", None), ("Suspected of something", track)):
        Note.objects.create(client=client, text=words, happened_on=END_ON, written_by=by, track=where)
    closing.case.talks.create(speaker=by, outcome="told", told_on=END_ON, said="We told the day.", notes="Nervous.")  # fmt: skip
    answer = signed_in(Role.COORDINATOR).post(f"/clients/{closing.case.client_id}/what-they-may-read/")
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = set(archive.namelist())
        assert {"README.txt", "about.json", "clients.csv", "invoices.csv", "time_entries.csv"} <= names
        text = "\n".join(archive.read(name).decode() for name in names)
        assert "Annwyn Quellbach" in text
        assert "Benedek" not in text
        assert "eva" not in archive.read("time_entries.csv").decode()
        assert ",100.00," in archive.read("invoices.csv").decode()
        page = archive.read("about-you.html").decode()
        assert ["Is glad of short answers" in page, "We told the day." in page] == [True, True]
        assert ["Suspected of something" in text, "Nervous." in text] == [False, False]
        assert json.loads(archive.read("about.json"))["records"]


def exported(browser, client) -> str:
    """Every text of what the client may read."""
    answer = browser.post(f"/clients/{client.pk}/what-they-may-read/")
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_a_file_tells_no_ending_before_a_person_has_and_no_reason_that_may_not_be_hinted_at(recorded, people, signed_in):  # fmt: skip
    by, browser = people[Role.MANAGER], signed_in(Role.COORDINATOR)
    case = told_case(people, "decided", name="Annwyn Quellbach", client_id="own:ann")
    Incident.objects.create(client=case.client, kind="unethical", happened_on=END_ON, note="Asked for cash.", reported_by=by, logged_at=timezone.now())  # fmt: skip
    declined = {"reasons": "Too loud.", "second_signature": True}
    put(case, "decision", by=by.email, content=declined)
    put(case, "declined", by="other@firm.example", content={"reason": "Not so."})
    put(case, "decision", by=by.email, content={"reasons": "Too many hours.", "second_signature": False})
    text = exported(browser, case.client)
    assert [words in text for words in ("Too many hours.", "Too loud.", "Asked for cash.")] == [False] * 3
    Step.objects.create(case=case, action="tell", came_from="conversation_planned", leads_to="told", by=by.email)  # fmt: skip
    text = exported(browser, case.client)
    assert [words in text for words in ("Too many hours.", "Too loud.", "Told")] == [True, False, True]
    track = Track.objects.create(client=case.client, title="T", opened_by=by.email)
    case.answers.create(gate="confidential_suspicion", answer="yes", by=by, track=track)
    assert "Too many hours." not in exported(browser, case.client)


def test_what_an_interrupted_download_left_goes_after_a_day(people, recorded):
    stored, row = kept(iter([b"About Annwyn"])), Stored.objects.filter
    assert let_go_of_left() == 0
    assert let_go_of_left(timezone.now() + timedelta(days=2)) == 1
    assert not row(pk=stored.pk).exists()
    assert not place(stored.pk).exists()


def test_a_client_may_read_it_with_no_ending_in_sight(reviewed, signed_in):
    client = Client.objects.filter(cases=None, assignments=None).first()
    address = f"/clients/{client.pk}/"
    assert f"{address}what-they-may-read/" in signed_in(Role.OWNER).get(address).text
    answer = signed_in(Role.OWNER).post(f"{address}what-they-may-read/")
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        told = json.loads(archive.read("about.json"))
        assert (told["name"], told["cases"], told["records"]) == (client.name, [], [])
        assert client.name in archive.read("clients.csv").decode()
    assert Entry.objects.filter(act="closing.exported").count() == 1
    assert signed_in(Role.EMPLOYEE).post(f"{address}what-they-may-read/").status_code in (403, 404)


def test_the_register_knows_a_mark_however_it_is_written_and_no_name(closing, people, signed_in):
    browser = signed_in(Role.MANAGER)
    until = (timezone.localdate() + timedelta(days=300)).isoformat()
    sent = {
        "email": "Annwyn@Quellbach.example",
        "phone": "+34 600 111 222",
        "reason": "payment",
        "until": until,
        "terms": "Pays first",
    }
    browser.post(f"/cases/{closing.case_id}/after/register/", sent)
    assert Fingerprint.objects.count() == 2
    assert not any(
        "annwyn" in str(value).lower() for row in Listing.objects.values() for value in row.values()
    )
    found = browser.post("/register/", {"phone": "600-111-222"}).context["found"]
    assert [one.terms for one in found] == ["Pays first"]
    assert browser.post("/register/", {"email": "somebody@else.example"}).context["found"] == []
    asked = {"emails": ["annwyn+new@quellbach.example"]}
    answer = browser.post("/api/v1/register/checks", asked, content_type="application/json").json()
    assert answer["listed"][0]["reason"] == "payment"
    browser.post(f"/register/{Listing.objects.get().pk}/end/", {"reason": "They paid."})
    assert not register.standing().exists()
    assert not Fingerprint.objects.exists()


def test_an_entry_of_the_register_ends_by_itself(people, empty_ledger):
    given = {"by": people[Role.OWNER], "marks": [("email", "a@b.example")], "reason": "fit"}
    with pytest.raises(register.TooLong):
        register.enter(**given, until=timezone.localdate() + timedelta(days=800))
    with pytest.raises(register.NoMark):
        register.enter(**{**given, "marks": [("email", "nobody")]}, until=timezone.localdate())
    register.enter(**given, until=timezone.localdate() - timedelta(days=1))
    assert not register.recognised([("email", "a@b.example")]).exists()
    assert register.expire() == 1
    assert not Fingerprint.objects.exists()


def test_contact_is_cut_off_politely_with_a_filter_an_answer_and_a_note(closing, people, signed_in):
    browser, address = signed_in(Role.COORDINATOR), f"/cases/{closing.case_id}/after/"
    browser.post(f"{address}contact/", {"until": "2027-12-31", "turn_to": "office@firm.example"})
    page = browser.get(f"{address}?language=en").content.decode()
    assert "Our work together has ended" in page
    text = browser.get(f"{address}filter/").content.decode()
    assert '"annwyn@quellbach.example"' in text
    assert "2027-12-31" in text
    with pytest.raises(NotAnAddress):
        after.cut_off(by=people[Role.COORDINATOR], closing=closing, until=date(2027, 1, 1), turn_to='x@"y')


def test_the_answer_speaks_the_language_of_the_client_unless_another_is_asked_for(closing, recorded, tmp_path, signed_in):  # fmt: skip
    (tmp_path / "clients.csv").write_text(
        "client_id,name,language\nann,Annwyn Quellbach,fi\n", encoding="utf-8"
    )
    import_files(Ledger.open(recorded), [tmp_path / "clients.csv"], at=datetime(2026, 10, 2, tzinfo=UTC))
    browser, address = signed_in(Role.COORDINATOR), f"/cases/{closing.case_id}/after/"
    said = [browser.get(f"{address}{asked}").context["cut_off"].language for asked in ("", "?language=pl")]
    assert said == ["fi", "pl"]


def test_whoever_brings_a_prospect_learns_that_they_are_known_and_no_more(people, signed_in, empty_ledger):
    until = timezone.localdate() + timedelta(days=30)
    register.enter(by=people[Role.OWNER], marks=[("phone", "+34 600 111 222")], reason="fit", until=until, terms="Pays first")  # fmt: skip
    brought = {"phone": "600 111 222"}
    pages = {
        role: signed_in(role).post("/prospects/", brought).text for role in (Role.MANAGER, Role.EMPLOYEE)
    }
    assert ["Pays first" in page for page in pages.values()] == [True, False]
    assert "ask an owner or a manager" in pages[Role.EMPLOYEE]
    assert (
        "No entry shares" in signed_in(Role.EMPLOYEE).post("/prospects/", {"email": "new@one.example"}).text
    )
    assert Entry.objects.filter(act="closing.register_checked").count() == 3


def test_one_looks_back_three_six_and_twelve_months_later(closing, signed_in):
    address = f"/cases/{closing.case_id}/after/"
    closing.told_on, closing.end_on = date(2024, 1, 2), date(2024, 3, 31)
    closing.save()
    browser = signed_in(Role.OWNER)
    looks = browser.get(address).context["looks"]
    assert [(one["months"], one["due"]) for one in looks] == [(3, True), (6, True), (12, True)]
    assert looks[2]["study"].quarters >= 1
    browser.post(f"{address}6/", {"again": "yes", "words": "Sooner.", "reviews": "hurtful"})
    page = browser.get(address).content.decode()
    assert ["Sooner." in page, "Hurtful</p>" in page, "Hours worked on days off" in page] == [True] * 3
    assert "1 × yes, 0 × not sure, 0 × no" in browser.get("/criteria/quality/").text
    assert "Be good to yourself" in page
