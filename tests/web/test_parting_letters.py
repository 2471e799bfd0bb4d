"""Letters: whole or not at all, sent once by a person over a real mail server, and proved."""

import io
import json
import smtplib
import zipfile
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from amicable.disengagement.letter import MissingElement
from amicable.disengagement.rendering.written import as_text
from amicable.web.cases.models import Case
from amicable.web.diary.models import Entry
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.facts.drafting import draft_of, kept
from amicable.web.parting.letters import actions
from amicable.web.parting.letters.actions import SMTP, Way, begin_notice, send
from amicable.web.parting.letters.building import drafts
from amicable.web.parting.letters.delivering import deliver_due
from amicable.web.parting.models import Posted
from amicable.web.parting.talk.actions import finish
from amicable.web.rights import Role

from .partings import FACTS, decided, planned, records

pytestmark = pytest.mark.django_db
TO = {"name": "Ana Molina", "salutation": "Ms Molina", "email": "ana@mill.example"}


@pytest.fixture
def lead(people):
    return people[Role.MANAGER]


@pytest.fixture
def ahead(settings, tmp_path, lead) -> Case:
    """A case whose conversation is planned."""
    records(settings, tmp_path / "ledger")
    return planned(decided(lead), lead)


@pytest.fixture
def told(ahead, lead) -> Case:
    """A case whose client was told today."""
    finish(by=lead, case=ahead, outcome="told", told_on=timezone.localdate(), heard=True, said="")
    found = Case.objects.get(pk=ahead.pk)
    assert found.state == "told"
    return found


def test_the_page_names_each_part_that_is_missing_and_the_letter_does_not_go(told, signed_in, lead):
    keep(by=lead, case=told, content={name: value for name, value in FACTS.items() if name != "deadlines"})
    browser = signed_in(Role.MANAGER)
    page = browser.get(f"/cases/{told.pk}/letter/")
    assert [name for name, *_ in page.context["lacking"]] == ["deadlines"]
    browser.post(f"/cases/{told.pk}/letter/0/send/", {"way": "post", "on": timezone.localdate().isoformat()})
    assert not Posted.objects.exists()
    with pytest.raises(MissingElement) as refused:
        send(by=lead, case=told, place=0, way=Way("post", timezone.localdate()))
    assert [one.name for one in refused.value.elements] == ["deadlines"]


def test_nothing_goes_before_the_client_was_told(ahead, lead, sink):
    with pytest.raises(actions.NotToldYet):
        send(by=lead, case=ahead, place=0, way=Way(SMTP))
    assert deliver_due() == 0
    assert sink.taken == []


def test_a_letter_goes_out_once_with_text_html_and_pdf_and_the_notice_begins(told, lead, sink, signed_in):
    page = signed_in(Role.MANAGER).post(f"/cases/{told.pk}/letter/0/send/", {"way": SMTP}, follow=True)
    assert page.status_code == 200
    assert Posted.objects.get().state == "waiting"
    assert [deliver_due(), deliver_due()] == [1, 0]
    made = message_from_bytes(sink.taken[0], policy=policy.default)
    posted = Posted.objects.get()
    assert (made["Message-ID"], posted.state) == (posted.message_id, "sent")
    assert made["To"].addresses[0].addr_spec == "ana@mill.example"
    assert made["From"].addresses[0].addr_spec == "office@puiglee.example"
    kinds = [part.get_content_type() for part in made.walk()]
    assert {"text/plain", "text/html", "application/pdf"} <= set(kinds)
    begin_notice(by=lead, case=told)
    assert Case.objects.get(pk=told.pk).state == "notice"
    assert Entry.objects.filter(act="parting.letter_sent", by="amicable").count() == 1


def test_a_letter_that_was_asked_for_twice_goes_once(told, lead, sink):
    send(by=lead, case=told, place=0, way=Way(SMTP))
    with pytest.raises(actions.AlreadySent):
        send(by=lead, case=told, place=0, way=Way(SMTP))
    deliver_due()
    assert len(sink.taken) == 1


def test_what_the_server_cannot_take_now_is_tried_again_and_what_it_refuses_comes_back(told, lead, sink):
    send(by=lead, case=told, place=0, way=Way(SMTP))
    sink.answers = ["451 Try later", "550 No such person"]
    assert deliver_due() == 0
    waiting = Posted.objects.get()
    assert (waiting.state, waiting.answered[:3]) == ("waiting", "451")
    deliver_due(timezone.now() + timedelta(hours=1))
    back = Posted.objects.get()
    assert (back.state, back.came_back_why) == ("came_back", "550 No such person")
    with pytest.raises(actions.NotSentYet):
        begin_notice(by=lead, case=told)
    send(by=lead, case=told, place=0, way=Way("tracked_post", timezone.localdate(), "RR123"))
    begin_notice(by=lead, case=told)


def test_without_a_server_nothing_is_lost(told, lead, sink, settings):
    send(by=lead, case=told, place=0, way=Way(SMTP))
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT
    assert deliver_due() == 0
    assert Posted.objects.get().state == "waiting"
    settings.EMAIL_PORT = port
    assert deliver_due(timezone.now() + timedelta(hours=1)) == 1


def test_a_letter_in_the_hands_of_a_program_that_died_is_never_sent_again_by_itself(told, lead, sink):
    send(by=lead, case=told, place=0, way=Way(SMTP))
    Posted.objects.update(state="sending", due_at=timezone.now() - timedelta(hours=1))
    assert deliver_due() == 0
    assert Posted.objects.get().state == "doubtful"
    assert sink.taken == []
    actions.try_again(by=lead, posted=Posted.objects.get())
    assert deliver_due() == 1


def test_a_connection_that_breaks_after_the_letter_leaves_it_in_doubt(told, lead, sink, monkeypatch):
    send(by=lead, case=told, place=0, way=Way(SMTP))
    monkeypatch.setattr(smtplib.SMTP, "sendmail", _broken)
    assert deliver_due() == 0
    assert Posted.objects.get().state == "doubtful"


def _broken(*_given, **_named):
    raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


def test_a_posted_letter_counts_as_received_when_the_duties_say_and_can_come_back(told, lead, signed_in):
    day = timezone.localdate()
    send(by=lead, case=told, place=0, way=Way("tracked_post", day, "RR 123"))
    posted = Posted.objects.get()
    assert posted.counts_from == day + actions.on_the_way(told)
    browser = signed_in(Role.MANAGER)
    browser.post(f"/cases/{told.pk}/letters/{posted.pk}/arrival/", {"what": "came_back", "on": day.isoformat(), "why": "moved away"})  # fmt: skip
    assert Posted.objects.get().state == "came_back"
    browser.post(f"/cases/{told.pk}/letters/{posted.pk}/arrival/", {"what": "arrived", "on": "2099-01-01"})
    assert Posted.objects.get().state == "came_back"


def test_the_proof_holds_the_letter_as_it_went(told, lead, signed_in):
    send(by=lead, case=told, place=0, way=Way("meeting", timezone.localdate()))
    posted = Posted.objects.get()
    found = zipfile.ZipFile(io.BytesIO(signed_in(Role.AUDITOR).get(f"/cases/{told.pk}/letters/{posted.pk}/proof/").content))  # fmt: skip
    says = json.loads(found.read("proof.json"))
    assert found.read("letter.pdf") == bytes(posted.pdf)
    assert (says["sha256"], says["diary"][0]["act"]) == (posted.digest, "parting.letter_carried")


def test_joint_clients_each_get_theirs_and_the_notice_waits_for_all(told, lead):
    keep(by=lead, case=told, content=FACTS | {"addressees": [TO, {"name": "Joan Molina"}]})
    send(by=lead, case=told, place=0, way=Way("post", timezone.localdate()))
    with pytest.raises(actions.NotSentYet) as refused:
        begin_notice(by=lead, case=told)
    assert "Joan Molina" in str(refused.value)
    send(by=lead, case=told, place=1, way=Way("post", timezone.localdate()))
    assert "Joan Molina" in Posted.objects.get(to_name="Joan Molina").text
    begin_notice(by=lead, case=told)


def test_without_a_call_the_letter_is_the_news(settings, tmp_path, lead):
    records(settings, tmp_path / "ledger")
    ahead = planned(decided(lead), None, starts_at=None, why_no_call="They threatened Eva.")
    send(by=lead, case=ahead, place=0, way=Way("tracked_post", timezone.localdate(), "RR1"))
    assert Case.objects.get(pk=ahead.pk).state == "told"
    assert "threatened" not in Posted.objects.get().text
    begin_notice(by=lead, case=ahead)
    assert Case.objects.get(pk=ahead.pk).state == "notice"


def test_the_letter_is_taken_as_a_file_in_every_form(told, signed_in):
    browser = signed_in(Role.OWNER)
    starts = {"pdf": b"%PDF", "docx": b"PK", "eml": b"Subject", "txt": b""}
    for form, start in starts.items():
        assert browser.get(f"/cases/{told.pk}/letter/0.{form}").content.startswith(start)
    assert browser.get(f"/cases/{told.pk}/letter/7.pdf").status_code == 404
    assert browser.get(f"/cases/{told.pk}/letter/0.exe").status_code == 404


def test_ones_own_words_stand_in_the_letter_as_text_whatever_they_hold(told, signed_in):
    words = "Thank you for <b>five</b> years, #strong[together]."
    page = signed_in(Role.MANAGER).post(f"/cases/{told.pk}/letter/", {"thanks": words}, follow=True)
    assert "&lt;b&gt;five&lt;/b&gt;" in page.content.decode()
    assert kept(told)["thanks"] == words


def test_the_letter_names_the_client_and_nothing_of_what_we_think_of_them(told):
    text = as_text(drafts(told)[1][0])
    assert "Puig & Lee and Mill 0 Ltd" in text
    assert not [word for word in ("Outset", "glad_to_go", "heated", "unsafe") if word in text]


def test_what_nobody_but_named_people_may_know_never_enters_the_letter(told, lead):
    told.talks.update(notes="Suspected of tax fraud.")
    texts = str(draft_of(told).drafted.parting) + str(drafts(told)[1])
    assert "fraud" not in texts


def test_a_warning_is_written_before_a_decision_and_sent_over_the_same_way(
    settings, tmp_path, lead, signed_in
):
    records(settings, tmp_path / "ledger")
    case = decided(lead)
    Case.objects.filter(pk=case.pk).update(state="open")
    sent = {"name": "Ana Molina", "target": "Two of three invoices are paid in time.", "until": "2027-03-31"}
    page = signed_in(Role.MANAGER).post(f"/cases/{case.pk}/warning/", sent | {"look": "1"})
    assert "Two of three invoices" in page.content.decode()
    signed_in(Role.MANAGER).post(f"/cases/{case.pk}/warning/", sent | {"send": "1", "send-way": "post", "send-on": timezone.localdate().isoformat()})  # fmt: skip
    assert Posted.objects.get().kind == "warning"
