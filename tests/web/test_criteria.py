"""Criteria are versions with an author and a reason; a change is tried before it holds; each quarter they are reviewed."""

from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from amicable.web.api.actions import make_token
from amicable.web.api.scopes import SCOPES
from amicable.web.criteria import actions
from amicable.web.criteria.models import Judgement, Meeting, Version
from amicable.web.criteria.sweeping import fall_due
from amicable.web.diary.models import Entry
from amicable.web.portfolio.models import Standing
from amicable.web.portfolio.reviewing import criteria
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 7, 9, tzinfo=UTC)
NIGHT = datetime(2026, 10, 7, 2, tzinfo=UTC)


def change(people, *settings, reason="To try") -> Version:
    draft = actions.of_version(actions.catch_up()).changed(list(settings))
    return actions.keep(by=people[Role.MANAGER], draft=draft, reason=reason, at=AT)


def test_a_change_becomes_a_version_with_author_and_reason_and_holds(people, empty_ledger):
    made = change(people, "late_payment.grace_days=14", "points=3", reason="Banks are slow here")
    assert criteria().points == 3
    assert criteria().sign("late_payment").parameters["grace_days"] == 14
    assert (made.by, made.reason) == ("max@example.com", "Banks are slow here")
    assert Entry.objects.get(act="criteria.changed").told["reason"] == "Banks are slow here"
    assert criteria().version == f"version {made.pk}"


def test_what_differs_in_nothing_is_no_version(people, empty_ledger):
    change(people, "points=3")
    with pytest.raises(actions.NothingChanged):
        change(people, "points=3")
    assert Version.objects.count() == 1


def test_a_file_changed_by_hand_becomes_a_version_too(people, empty_ledger, signed_in):
    change(people, "points=3")
    actions.file().write_text("[criteria]\npoints = 4\n", encoding="utf-8")
    page = signed_in(Role.AUDITOR).get("/criteria/").content.decode()
    assert "Changed by hand in the file." in page
    assert "A client is named from 4 points on; before: 2." in page
    assert [one.by for one in Version.objects.all()] == ["amicable", "max@example.com"]


def test_an_earlier_version_can_be_taken_up_again(people, signed_in, empty_ledger):
    first = change(people, "points=3")
    change(people, "points=5")
    browser = signed_in(Role.MANAGER)
    page = browser.get(f"/criteria/versions/{first.pk}/")
    assert page.context["until"] == ["A client is named from 5 points on; before: 3."]
    browser.post(f"/criteria/versions/{first.pk}/", {"reason": "Five named too few"})
    assert criteria().points == 3
    assert Version.objects.count() == 3


def test_a_change_is_shown_with_whom_it_touches_before_it_holds(reviewed, own_demo_ledger, signed_in):
    browser = signed_in(Role.MANAGER)
    form = browser.get("/criteria/edit/").context["form"]
    typed = {name: field.initial for name, field in form.fields.items() if field.initial is not False}
    sent = browser.post("/criteria/edit/", typed | {"points": "4"})
    assert sent["Location"] == "/criteria/what-if/?set=points%3D4"
    page = browser.get(sent["Location"])
    found = page.context["found"]
    listed = Standing.objects.filter(review=reviewed)
    assert found.drops.count == listed.filter(points__gte=2, points__lt=4).count() > 0
    assert found.stays.count == listed.filter(points__gte=4).count()
    assert "A client is named from 4 points on; before: 2." in page.content.decode()
    assert criteria().points == 2
    assert browser.post("/criteria/keep/", {"set": "points=4"}).status_code == 409
    assert browser.post("/criteria/keep/", {"set": "points=4", "reason": "Fewer"}).status_code == 302
    assert criteria().points == 4


def test_nothing_typed_otherwise_is_no_change(signed_in, empty_ledger):
    browser = signed_in(Role.MANAGER)
    form = browser.get("/criteria/edit/").context["form"]
    typed = {name: field.initial for name, field in form.fields.items() if field.initial is not False}
    page = browser.post("/criteria/edit/", typed)
    assert "Nothing is changed yet" in page.content.decode()


def test_a_setting_that_is_none_is_refused_in_a_sentence(signed_in, empty_ledger):
    page = signed_in(Role.MANAGER).get("/criteria/what-if/", {"set": "late_payments.grace_days=3"})
    assert page.status_code == 409
    assert "Did you mean late_payment?" in page.content.decode()


def test_a_past_day_can_be_looked_at(reviewed, signed_in):
    page = signed_in(Role.MANAGER).get("/criteria/what-if/", {"set": "points=4", "as_of": "2025-12-31"})
    assert page.context["as_of"].isoformat() == "2025-12-31"


def test_the_review_falls_due_by_itself_with_its_agenda_and_is_held_once(
    reviewed, own_demo_ledger, people, signed_in
):
    assert fall_due(AT) == 0
    assert fall_due(NIGHT) == 1
    assert fall_due(NIGHT) == 0
    meeting = Meeting.objects.get()
    assert len(meeting.agenda["named"]) == reviewed.named
    assert meeting.agenda["no_evidence"] == reviewed.no_evidence
    browser = signed_in(Role.MANAGER)
    page = browser.get(f"/criteria/reviews/{meeting.pk}/").content.decode()
    assert "What is there to talk about this quarter?" in page
    browser.post(f"/criteria/reviews/{meeting.pk}/", {"minutes": "We leave it as it is."})
    meeting.refresh_from_db()
    assert (meeting.held_by, meeting.minutes) == ("max@example.com", "We leave it as it is.")
    with pytest.raises(actions.HeldAlready):
        actions.hold(by=people[Role.OWNER], meeting=meeting, minutes="No", at=AT)


def test_past_lists_are_judged_in_the_background(own_demo_ledger, signed_in, monkeypatch):
    from amicable.web.criteria import judging

    monkeypatch.setattr(judging, "QUARTERS", 3)
    signed_in(Role.MANAGER).post("/criteria/quality/judge/")
    found = Judgement.objects.get().found
    assert found["alarms"]["judged"] == found["alarms"]["recovered"] + found["alarms"]["still"] > 0
    assert found["regret"] == {"endings": 0, "reinstated": 0, "low": 0.0, "high": 1.0, "again": {}}
    page = signed_in(Role.MANAGER).get("/criteria/quality/").content.decode()
    assert "No client was told yet, so there is nothing to regret." in page


def test_norms_and_groups_are_shown_and_what_is_for_audit_only_is_marked_so(own_demo_ledger, signed_in):
    clients = [f"{number},{'x' if number % 2 else 'y'}" for number in range(3)]
    (own_demo_ledger / "audit.csv").write_text("client_id,faith\n" + "\n".join(clients), encoding="utf-8")
    browser = signed_in(Role.AUDITOR)
    norms = browser.get("/criteria/norms/")
    assert {one.sign.name for one in norms.context["found"]} >= {"late_payment"}
    fairness = browser.get("/criteria/fairness/")
    assert {one.name for one in fairness.context["found"]} >= {"language", "revenue", "segment"}
    assert "too few to compare" in fairness.content.decode()


def test_pages_without_records_teach_the_next_step(signed_in, empty_ledger):
    browser = signed_in(Role.OWNER)
    for page in ("", "edit/", "what-if/", "quality/", "norms/", "fairness/", "reviews/"):
        assert browser.get(f"/criteria/{page}").status_code == 200, page


def test_programs_try_and_change_criteria_as_people_do(reviewed, own_demo_ledger, people):
    _, token = make_token(person=people[Role.MANAGER], name="test", scopes=list(SCOPES), days=30)
    program = Browser(headers={"authorization": f"Bearer {token}"})
    tried = program.get("/api/v1/criteria/what-if", {"set": "points=4"}).json()
    assert tried["drops"]["count"] + tried["stays"]["count"] == reviewed.named
    assert tried["differences"][0]["sentence"] == "A client is named from 4 points on; before: 2."
    made = program.post("/api/v1/criteria/versions", {"set": ["points=4"], "reason": "Fewer"}, "application/json")  # fmt: skip
    assert made.status_code == 201
    assert program.get("/api/v1/criteria/versions").json()["total"] == 1
    assert program.get("/api/v1/criteria/fairness").json()[0]["groups"]
    assert program.get("/api/v1/criteria/norms").json()[0]["quarters"]
