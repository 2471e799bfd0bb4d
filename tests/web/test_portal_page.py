"""What the client reads on the page, and says on it."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone

from amicable.i18n import LANGUAGES
from amicable.web.cases.models import Case, DecisionRecord, Frozen, FrozenFact, GateAnswer, Step
from amicable.web.closing.deadlines.outbox import deliver_letters
from amicable.web.closing.models import Pack, Service
from amicable.web.closing.offboarding.actions import accept, tick
from amicable.web.closing.store import kept
from amicable.web.diary.models import Entry
from amicable.web.parting.models import Alternative, Facts, Referral, Talk
from amicable.web.portal.models import SECTIONS, Release, Word
from amicable.web.portfolio.models import Note, Track
from amicable.web.rights import Role
from tests.web.closings import END_ON, begun
from tests.web.portals import entered, link_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]
UNSAID = "ZINNOBER"
"""Stands in everything that the client must not read."""
CONTENT = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def reachable(settings, empty_ledger):
    """The firm's installation has an address."""
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, address=urlsplit("https://firm.example"))


@pytest.fixture
def closing(people):
    """An offboarding whose last day lies ahead, whatever today is."""
    return begun(people, end_on=timezone.localdate() + timedelta(days=30), told_on=timezone.localdate())


def read(browser) -> str:
    return browser.get("/portal/page/").content.decode()


def packed(closing) -> Pack:
    """A pack that the client may fetch."""
    now = timezone.now()
    return Pack.objects.create(closing=closing, stored=kept(iter([CONTENT])), files=3, made_by="can@example.com", released_at=now, expires_at=now + timedelta(days=30))  # fmt: skip


def everything_shown(case, people) -> None:
    Release.objects.update_or_create(case=case, defaults={"sections": list(SECTIONS), "contact": people[Role.MANAGER], "released_by": "x"})  # fmt: skip


def test_the_page_says_what_ends_when_who_does_what_and_whom_to_turn_to(people, closing):
    Service.objects.create(closing=closing, name="Payroll", last_on=closing.end_on)
    tick(by=people[Role.COORDINATOR], task=closing.tasks.get(key="list_last_days"), note="Payroll.")
    _, path = link_to(people, closing)
    page = read(entered(path))
    assert "Our work together ends on" in page
    assert "Last day: Payroll" in page
    assert "Please tell us that everything is complete" in page
    assert "We finish what was agreed." in page
    assert "Can looks after it." in page
    assert "Done on" in page
    assert "max@example.com" in page


def test_what_a_task_is_called_inside_and_what_was_accepted_undone_stay_inside(people, closing):
    accept(by=people[Role.OWNER], task=closing.tasks.get(key="services_list"), reason=UNSAID)
    _, path = link_to(people, closing)
    page = read(entered(path))
    assert "You receive a list of what we did for you." not in page
    assert "Hold the debrief" not in page
    assert UNSAID not in page


def test_nothing_that_the_firm_has_not_released_is_on_any_page(people, closing):
    """Reasons, notes, signs, talks, gates, confidential tracks, internal proof: whatever exists is looked for."""
    case, owner = closing.case, people[Role.OWNER]
    Case.objects.filter(pk=case.pk).update(before="")
    Step.objects.create(
        case=case, action="decide", came_from="open", leads_to="decided", reason=UNSAID, by="x"
    )
    track = Track.objects.create(client=case.client, title=UNSAID, opened_by="x")
    Note.objects.create(client=case.client, text=UNSAID, happened_on=END_ON, written_by=owner)
    GateAnswer.objects.create(
        case=case, track=track, gate="whistleblower", answer="yes", note=UNSAID, by=owner
    )
    Talk.objects.create(case=case, speaker=owner, notes=UNSAID, said=UNSAID, outcome="told", told_on=END_ON)
    Facts.objects.create(
        case=case, content={"reason": UNSAID, "thanks": UNSAID, "cause": "abuse"}, changed_by="x"
    )
    frozen = Frozen.objects.create(case=case, as_of=END_ON, by="x", currency="EUR", criteria=UNSAID, ledger_version="1", facts_count=1, head="h")  # fmt: skip
    FrozenFact.objects.create(frozen=frozen, place=0, kind="situation", sign="late_payment", content=UNSAID, sha256="s", chain="c")  # fmt: skip
    closing.hold_reason, closing.successor = UNSAID, UNSAID
    closing.save()
    task = closing.tasks.get(key="list_last_days")
    tick(by=people[Role.COORDINATOR], task=task, note=UNSAID)
    everything_shown(case, people)
    _, path = link_to(people, closing)
    browser = entered(path)
    for language in LANGUAGES:
        browser.post("/portal/page/language/", {"language": language})
        page = read(browser)
        for word in (UNSAID, "whistleblower", "late_payment", "abuse", "/cases/", "/clients/"):
            assert word not in page, (language, word)
    assert UNSAID not in "".join(f"{one.subject}{one.body}" for one in mail.outbox)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_shown_only_once_it_is_released(people, closing, section):
    packed(closing)
    Referral.objects.create(case=closing.case, alternative=Alternative.objects.create(name="Nova", good_for="Payroll", added_by="x"))  # fmt: skip
    words = {
        "dates": "What ends when",
        "tasks": "What we do for you",
        "files": "Download your files",
        "records": "What we keep, and until when",
        "money": "The account between us</h2>",
        "alternatives": "Nova",
    }
    release = Release.objects.create(case=closing.case, contact=people[Role.MANAGER], sections=[section], account={"en": {"columns": ["What", "Amount"], "rows": [["Refund", "12.00"]], "total_at": 0}}, account_on=date(2026, 11, 2), released_by="x")  # fmt: skip
    _, path = link_to(people, closing)
    browser = entered(path)
    page = read(browser)
    assert [name for name, word in words.items() if word in page] == [section]
    release.sections = [name for name in SECTIONS if name != section]
    release.save()
    assert words[section] not in read(browser)


def test_the_page_speaks_the_language_of_the_link_and_any_other(people, closing):
    _, path = link_to(people, closing, language="fi")
    assert path.startswith("/portal/fi/")
    browser = entered(path)
    assert '<html lang="fi">' in read(browser)
    browser.post("/portal/page/language/", {"language": "vi"})
    answer = browser.get("/portal/page/")
    assert '<html lang="vi">' in answer.content.decode()
    assert answer.headers["Content-Language"] == "vi"


def test_a_download_goes_on_where_it_broke_off(people, closing):
    pack = packed(closing)
    _, path = link_to(people, closing)
    browser = entered(path)
    address = f"/portal/page/files/{pack.pk}/"
    whole = browser.get(address)
    assert b"".join(whole.streaming_content) == CONTENT
    rest = browser.get(address, headers={"Range": "bytes=1000-", "If-Range": whole.headers["ETag"]})
    assert (rest.status_code, b"".join(rest.streaming_content)) == (206, CONTENT[1000:])
    assert rest.headers["Content-Range"] == f"bytes 1000-{len(CONTENT) - 1}/{len(CONTENT)}"
    assert browser.get(address, headers={"Range": f"bytes={len(CONTENT)}-"}).status_code == 416
    pack.refresh_from_db()
    assert pack.fetched_at
    assert Entry.objects.filter(act="portal.fetched").count() == 1


def test_files_that_are_over_not_released_or_of_another_case_are_not_there(people, closing):
    pack = packed(closing)
    _, path = link_to(people, closing)
    browser = entered(path)
    address = f"/portal/page/files/{pack.pk}/"
    Pack.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert browser.get(address).status_code == 404
    Pack.objects.update(expires_at=timezone.now() + timedelta(days=1), released_at=None)
    assert browser.get(address).status_code == 404
    Pack.objects.update(released_at=timezone.now())
    assert browser.get(address).status_code == 200
    Release.objects.update(sections=["dates"])
    assert browser.get(address).status_code == 404


def test_i_have_everything_confirms_the_pack_and_ticks_its_task(people, closing):
    pack = packed(closing)
    closing.tasks.filter(task="file_pack").update(done_at=timezone.now(), done_by="x")
    _, path = link_to(people, closing)
    browser = entered(path)
    page = browser.post("/portal/page/say/complete/", follow=True).content.decode()
    assert "You have everything" in page
    assert "Has everything arrived?" not in page
    pack.refresh_from_db()
    assert pack.confirmed_at
    assert closing.tasks.get(task="file_pack_received").done_by == "client"


def test_something_is_missing_is_told_to_the_firm_and_answered_on_the_page(people, closing, signed_in):
    packed(closing)
    made, path = link_to(people, closing)
    browser = entered(path)
    assert "The field was empty" in browser.post("/portal/page/say/missing/", {"text": " "}).content.decode()
    browser.post("/portal/page/say/missing/", {"text": "The payslips of May <b>"})
    deliver_letters()
    assert mail.outbox[-1].to == ["max@example.com"]
    assert "payslips" not in mail.outbox[-1].body
    word = Word.objects.get(kind="missing")
    firm = signed_in(Role.COORDINATOR)
    assert "The payslips of May &lt;b&gt;" in firm.get(f"/cases/{closing.case_id}/portal/").content.decode()
    firm.post(f"/cases/{closing.case_id}/portal/answer/{word.pk}/", {"text": "They are in the new archive."})
    deliver_letters()
    assert mail.outbox[-1].to == [made.to_email]
    assert "new archive" not in mail.outbox[-1].body
    assert "They are in the new archive." in read(browser)


def test_acknowledging_ticks_the_task_when_it_is_its_turn_and_exceptions_wait_for_a_person(people, closing):
    _, path = link_to(people, closing)
    browser = entered(path)
    browser.post("/portal/page/say/acknowledged/")
    assert not closing.tasks.get(
        task="acknowledged"
    ).is_over  # the final invoice comes first; the word is kept
    closing.tasks.exclude(task="acknowledged").update(done_at=timezone.now(), done_by="x")
    browser.post("/portal/page/say/acknowledged/", {"text": "But for the May invoice."})
    assert not closing.tasks.get(task="acknowledged").is_over
    assert "You confirmed it, with exceptions" in read(browser)
    browser.post("/portal/page/say/acknowledged/")
    assert closing.tasks.get(task="acknowledged").done_by == "client"
    assert Entry.objects.filter(act="portal.acknowledged", by="client").count() == 3


def test_contesting_stops_the_case_and_starts_the_clock_for_the_answer(people, closing):
    _, path = link_to(people, closing)
    browser = entered(path)
    page = browser.post(
        "/portal/page/say/contest/", {"text": "We always paid."}, follow=True
    ).content.decode()
    case = Case.objects.get(pk=closing.case_id)
    assert (case.state, case.before) == ("contested", "told")
    record = DecisionRecord.objects.get(case=case, kind="contest")
    assert (record.by, "We always paid." in record.content) == ("client", True)
    assert "Somebody who had no part in the decision reads it" in page
    assert "Do you see it differently?" not in page
    again = browser.post("/portal/page/say/contest/", {"text": "Again."})
    assert again.status_code == 400
    assert Word.objects.filter(kind="contest").count() == 1


def test_questions_are_taken_until_the_window_closes(people, closing):
    until = timezone.localdate() + timedelta(days=1)
    facts = Facts.objects.create(case=closing.case, content={"support": {"until": until.isoformat(), "price": "120"}}, changed_by="x")  # fmt: skip
    _, path = link_to(people, closing)
    browser = entered(path)
    assert "120" in read(browser)
    browser.post("/portal/page/say/question/", {"text": "Where is the ledger of May?"})
    assert "Your question has reached us." in read(browser)
    facts.content = {"support": {"until": (until - timedelta(days=2)).isoformat()}}
    facts.save()
    assert "Ask about the handover" not in read(browser)
    late = browser.post("/portal/page/say/question/", {"text": "And June?"})
    assert "The time for questions on this page is over" in late.content.decode()
    assert "And June?" in late.content.decode()
    assert Word.objects.filter(kind="question").count() == 1


def test_a_page_whose_case_was_withdrawn_or_archived_is_closed(people, closing):
    _, path = link_to(people, closing)
    browser = entered(path)
    for state in ("archived", "reinstated", "withdrawn", "erased"):
        Case.objects.filter(pk=closing.case_id).update(state=state)
        assert browser.get("/portal/page/").status_code == 302
    Case.objects.filter(pk=closing.case_id).update(state="closed")
    assert browser.get("/portal/page/").status_code == 200
