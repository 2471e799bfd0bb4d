"""The conversation: planned by a person, held by the one who was named, and written down as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amicable.web.cases.models import Case
from amicable.web.diary.models import Entry
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.facts.drafting import draft_of, kept
from amicable.web.parting.models import Conversation, Talk
from amicable.web.parting.talk import actions
from amicable.web.portfolio.models import Assignment
from amicable.web.rights import Role

from .partings import decided, planned, records

pytestmark = pytest.mark.django_db
QUIETLY = "A word that only the speaker knows."


@pytest.fixture
def case(settings, tmp_path, people) -> Case:
    """A decided case that the manager leads."""
    records(settings, tmp_path / "ledger")
    return decided(people[Role.MANAGER])


@pytest.fixture
def ahead(case, people) -> Case:
    """The same with its conversation planned; the employee speaks."""
    return planned(case, people[Role.EMPLOYEE])


def state(case) -> str:
    return Case.objects.get(pk=case.pk).state


def plan_values(people, **more) -> dict[str, str]:
    tomorrow = timezone.now() + timedelta(days=1)
    return {"path": "call", "speaker": str(people[Role.MANAGER].pk), "starts_at": f"{tomorrow:%Y-%m-%dT10:00}", "minutes": "15", "way": "call", "place": "Room 2"} | more  # fmt: skip


def test_a_decided_case_is_planned_on_its_page_with_advice_and_its_evidence(case, signed_in, people):
    browser = signed_in(Role.MANAGER)
    page = browser.get(f"/cases/{case.pk}/conversation/")
    assert {one["about"] for one in page.context["advice"]} >= {"call", "notice", "silence"}
    assert all(one["strength"] and one["source"] for one in page.context["advice"])
    page = browser.post(f"/cases/{case.pk}/conversation/", plan_values(people), follow=True)
    assert page.status_code == 200
    assert state(case) == "conversation_planned"
    assert Conversation.objects.get().speaker == people[Role.MANAGER]
    assert Entry.objects.filter(act="case.plan_conversation").exists()


def test_without_a_speaker_or_a_reason_for_silence_nothing_is_planned(case, signed_in, people):
    browser = signed_in(Role.MANAGER)
    browser.post(f"/cases/{case.pk}/conversation/", plan_values(people, speaker=""))
    browser.post(f"/cases/{case.pk}/conversation/", {"path": "no_call", "minutes": "15", "way": "call"})
    assert state(case) == "decided"
    browser.post(f"/cases/{case.pk}/conversation/", {"path": "no_call", "minutes": "15", "way": "call", "why_no_call": "They threatened Eva."})  # fmt: skip
    assert state(case) == "conversation_planned"
    assert not draft_of(case).drafted.call


def test_no_call_is_planned_where_the_policy_pack_is_against_it(case, signed_in, people):
    keep(by=case.led_by, case=case, content={"cause": "staff_abuse"})
    browser = signed_in(Role.MANAGER)
    page = browser.post(f"/cases/{case.pk}/conversation/", plan_values(people))
    assert "against calling or meeting" in page.context["form"].non_field_errors()[0]
    assert state(case) == "decided"
    assert {one["about"]: one["do"] for one in page.context["advice"]}["call"] == "leave"
    browser.post(f"/cases/{case.pk}/conversation/", {"path": "no_call", "minutes": "15", "way": "call", "why_no_call": "The duties ask for a letter."})  # fmt: skip
    assert state(case) == "conversation_planned"


def test_a_cause_that_forbids_a_call_takes_the_call_off_the_page(ahead, signed_in):
    keep(by=ahead.led_by, case=ahead, content=kept(ahead) | {"cause": "staff_abuse"})
    page = signed_in(Role.MANAGER).get(f"/cases/{ahead.pk}/conversation/").content.decode()
    assert "against calling or meeting" in page
    assert f"/cases/{ahead.pk}/call/" not in page


def test_the_invitation_says_nothing_about_the_decision(ahead, signed_in, people):
    answer = signed_in(Role.EMPLOYEE).get(f"/cases/{ahead.pk}/conversation/invitation.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "Room 2" in text
    assert "about 15 minutes" in text
    assert not [word for word in ("end", "decision", "notice", "Mill") if word in text.lower().split()]


def test_only_those_named_and_those_who_prepare_it_see_the_conversation(ahead, signed_in, people):
    assert signed_in(Role.EMPLOYEE).get(f"/cases/{ahead.pk}/call/").status_code == 200
    assert signed_in(Role.EMPLOYEE).get(f"/cases/{ahead.pk}/letter/").status_code == 404
    assert "Mill 0 Ltd" in signed_in(Role.EMPLOYEE).get("/conversations/").content.decode()
    Conversation.objects.update(speaker=people[Role.MANAGER])
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=ahead.client, made_by="test")
    for path in ("call/", "call/rehearsal/", "conversation/invitation.ics", "letter/", "conversation/"):
        assert signed_in(Role.EMPLOYEE).get(f"/cases/{ahead.pk}/{path}").status_code == 404
    assert "Mill 0 Ltd" not in signed_in(Role.EMPLOYEE).get("/conversations/").content.decode()


def test_the_script_tells_frozen_facts_and_the_last_day(ahead, signed_in):
    page = signed_in(Role.EMPLOYEE).get(f"/cases/{ahead.pk}/call/")
    said = " ".join(sentence for *_, sentence in page.context["steps"])
    assert "2025" in said
    assert draft_of(ahead).drafted.parting.facts
    assert page.context["cards"]


def test_a_rehearsal_changes_nothing(ahead, signed_in):
    before = Entry.objects.count()
    page = signed_in(Role.EMPLOYEE).get(f"/cases/{ahead.pk}/call/rehearsal/")
    assert page.status_code == 200
    assert b"data-notes" not in page.content
    assert (Talk.objects.count(), Entry.objects.count(), state(ahead)) == (0, before, "conversation_planned")


def test_notes_are_kept_while_they_are_written_and_stay_with_speaker_and_lead(ahead, signed_in, people):
    browser = signed_in(Role.EMPLOYEE)
    for text in ("A word", QUIETLY):
        assert browser.post(f"/cases/{ahead.pk}/call/notes/", {"notes": text}).json() == {"kept": True}
    assert Talk.objects.get().notes == QUIETLY
    assert QUIETLY in browser.get(f"/cases/{ahead.pk}/call/").content.decode()
    actions.finish(by=people[Role.EMPLOYEE], case=ahead, outcome="told", told_on=timezone.localdate(), heard=True, said="")  # fmt: skip
    assert QUIETLY in signed_in(Role.MANAGER).get(f"/cases/{ahead.pk}/conversation/").content.decode()
    for role in (Role.OWNER, Role.AUDITOR, Role.COORDINATOR):
        assert QUIETLY not in signed_in(role).get(f"/cases/{ahead.pk}/conversation/").content.decode()
    assert QUIETLY not in str(list(Entry.objects.values_list("told", flat=True)))


def test_the_case_moves_when_the_lead_told_and_else_when_the_lead_says_so(ahead, signed_in, people):
    today = timezone.localdate().isoformat()
    page = signed_in(Role.EMPLOYEE).post(f"/cases/{ahead.pk}/call/outcome/", {"outcome": "told", "told_on": today}, follow=True)  # fmt: skip
    assert page.context["waits_for_lead"]
    assert state(ahead) == "conversation_planned"
    signed_in(Role.MANAGER).post(f"/cases/{ahead.pk}/conversation/follow/")
    assert state(ahead) == "told"


@pytest.mark.parametrize(
    ("outcome", "more", "after"),
    [
        ("told", {}, "told"),
        ("not_reached", {}, "conversation_planned"),
        ("contested", {"said": "We paid in time."}, "contested"),
        ("other_terms", {"said": "They pay ahead from now on."}, "suspended"),
        ("abusive", {}, "conversation_planned"),
        ("abusive", {"heard": "on"}, "told"),
    ],
)
def test_each_outcome_leads_where_it_should(case, signed_in, people, outcome, more, after):
    ahead = planned(case, people[Role.MANAGER])
    today = timezone.localdate().isoformat()
    signed_in(Role.MANAGER).post(f"/cases/{ahead.pk}/call/outcome/", {"outcome": outcome, "told_on": today, **more})  # fmt: skip
    assert state(ahead) == after
    assert Talk.objects.get().outcome == outcome
    if outcome == "abusive" and not more:
        assert Conversation.objects.get().no_call


def test_an_objection_without_words_is_asked_for(case, signed_in, people):
    ahead = planned(case, people[Role.MANAGER])
    page = signed_in(Role.MANAGER).post(f"/cases/{ahead.pk}/call/outcome/", {"outcome": "contested", "told_on": timezone.localdate().isoformat()})  # fmt: skip
    assert page.context["form"].errors["said"]
    assert state(ahead) == "conversation_planned"


def test_afterwards_the_speaker_is_asked_how_they_are_and_nobody_else_is_told(ahead, signed_in, people):
    actions.finish(by=people[Role.EMPLOYEE], case=ahead, outcome="told", told_on=timezone.localdate(), heard=True, said="")  # fmt: skip
    browser = signed_in(Role.EMPLOYEE)
    assert "How are you?" in browser.get(f"/cases/{ahead.pk}/call/after/").content.decode()
    browser.post(f"/cases/{ahead.pk}/call/after/", {"feeling": "low"})
    assert Talk.objects.get().feeling == "low"
    assert signed_in(Role.OWNER).get(f"/cases/{ahead.pk}/call/after/").status_code == 404


def test_pages_of_questions_are_kept_as_one_goes_and_unknown_stays_unknown(case, signed_in):
    browser = signed_in(Role.MANAGER)
    row = {"work-0-name": "Accounts of 2026", "work-0-state": "will", "work-0-by": "2026-12-15"}
    sent = {"services-rows": "2", "work-rows": "2", "work-there": "some", "deadlines-rows": "2", "deadlines-there": "none", **row}  # fmt: skip
    page = browser.post(f"/cases/{case.pk}/facts/open_work/", sent)
    assert page["Location"].endswith("/facts/next_firm/")
    content = kept(case)
    assert content["work"] == [{"name": "Accounts of 2026", "state": "will", "by": "2026-12-15"}]
    assert content["deadlines"] == []
    assert "services" not in content
    browser.post(f"/cases/{case.pk}/facts/open_work/", sent | {"deadlines-there": "unknown"})
    assert "deadlines" not in kept(case)


def test_an_end_before_the_notice_has_run_is_refused_with_the_earliest_day(case, signed_in):
    page = signed_in(Role.MANAGER).post(f"/cases/{case.pk}/facts/words/", {"end_on": timezone.localdate().isoformat(), "client__wishes": "unknown"})  # fmt: skip
    assert "Choose that day or a later one" in page.context["refused"]
    assert kept(case) == {}
