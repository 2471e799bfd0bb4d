"""The offboarding of a client who was told: every task has a person and a day, and is ticked with proof, in order."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from amicable.web.cases.models import Case
from amicable.web.closing.models import AccessLine, Closing, Deadline, OffboardingTask
from amicable.web.closing.offboarding import actions
from amicable.web.closing.offboarding.facts import known
from amicable.web.closing.offboarding.posted import see_letters
from amicable.web.diary.actions import NOBODY
from amicable.web.diary.models import Entry
from amicable.web.parting.models import Posted
from amicable.web.rights import Role
from tests.web.closings import END_ON, begun, told_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]


def task(closing, key) -> OffboardingTask:
    return closing.tasks.get(key=key)


def finish(closing, by, but=()) -> None:
    """Tick or accept everything that a person can, in its order."""
    left = [one for one in closing.tasks.filter(done_at=None, accepted_at=None) if one.task not in but]
    for _ in range(len(left)):
        for one in closing.tasks.filter(done_at=None, accepted_at=None):
            if one.task in but or one.task in actions.SEEN:
                continue
            try:
                file = SimpleUploadedFile("proof.txt", b"shown")
                actions.tick(by=by, task=one, note="Done.", file=file)
            except actions.Waits:
                continue


def test_nothing_is_laid_out_before_the_client_knows(people, signed_in):
    case = told_case(people, state="conversation_planned")
    with pytest.raises(actions.NotTold):
        begun(people, case)
    page = signed_in(Role.COORDINATOR).get(f"/cases/{case.pk}/offboarding/")
    assert "nobody prepares a goodbye behind their back" in page.content.decode()


def test_the_page_lays_every_task_out_with_a_person_and_a_day(people, signed_in):
    case = told_case(people)
    browser = signed_in(Role.COORDINATOR)
    page = browser.get(f"/cases/{case.pk}/offboarding/")
    form = page.context["form"]
    sent = {
        name: str(form[name].value() or "")
        for name in form.fields
        if not isinstance(form[name].value(), bool)
    }
    sent |= {
        "end_on": END_ON.isoformat(),
        "told_on": "2026-11-02",
        "has_files": "on",
        "third_parties": "The bank",
    }
    page = browser.post(f"/cases/{case.pk}/offboarding/", sent, follow=True)
    assert page.redirect_chain, page.context["form"].errors
    closing = Closing.objects.get(case=case)
    tasks = list(closing.tasks.all())
    assert len(tasks) > 20
    assert all(one.due_on >= closing.told_on for one in tasks)
    assert {one.person.role for one in tasks} == {"manager", "coordinator", "owner"}
    assert "third_parties_told" in {one.key for one in tasks}
    assert "Gather the client" in page.content.decode()
    assert Entry.objects.filter(act="closing.begun").exists()


def test_a_task_is_ticked_only_when_everything_before_it_is_over(people):
    closing, by = begun(people), people[Role.COORDINATOR]
    with pytest.raises(actions.Waits) as refused:
        actions.tick(by=by, task=task(closing, "list_open_work"), note="Listed.")
    assert "last day of each service" in str(refused.value)
    actions.tick(by=by, task=task(closing, "list_last_days"), note="Payroll on 31 December.")
    assert actions.tick(by=by, task=task(closing, "list_open_work"), note="Listed.").done_by == by.email


def test_a_task_without_its_proof_stays_open(people):
    closing, by = begun(people), people[Role.COORDINATOR]
    with pytest.raises(actions.NoProof):
        actions.tick(by=by, task=task(closing, "send_confirmation"), note="Sent.")
    with pytest.raises(actions.NoProof):
        actions.tick(by=by, task=task(closing, "list_last_days"))
    assert not task(closing, "send_confirmation").is_over


def test_the_file_that_shows_it_is_kept_encrypted_and_can_be_looked_at(people, signed_in, settings):
    closing, one = (made := begun(people)), task(made, "send_confirmation")
    browser = signed_in(Role.MANAGER)
    sent = {
        "file": SimpleUploadedFile("receipt.txt", b"Taken to the post office on Monday"),
        "back": "/tasks/",
    }
    assert browser.post(f"/tasks/{one.pk}/tick/", sent).url == f"/tasks/#task-{one.pk}"
    answer = browser.get(f"/tasks/{one.pk}/proof/")
    assert b"".join(answer.streaming_content) == b"Taken to the post office on Monday"
    assert "attachment" in answer["Content-Disposition"]
    at_rest = [path.read_bytes() for path in settings.DEPLOYMENT.files.rglob("*.age")]
    assert at_rest
    assert not any(b"post office" in some for some in at_rest)
    assert closing.tasks.get(key="send_confirmation").done_by == people[Role.MANAGER].email


def test_an_exception_is_accepted_by_name_and_never_where_it_protects_the_client(people):
    closing, by = begun(people, holds_money=True), people[Role.OWNER]
    with pytest.raises(actions.NotWaived):
        actions.accept(by=by, task=task(closing, "money_returned"), reason="They will ask.")
    found = actions.accept(by=by, task=task(closing, "debrief"), reason="Nobody took part.")
    assert (found.accepted_by, found.is_over) == (by.email, True)
    assert not Deadline.objects.filter(task=found, done_at=None).exists()


def test_an_employee_ticks_what_is_theirs_and_nothing_else(people, signed_in):
    closing = begun(people)
    mine, other = task(closing, "tell_team"), task(closing, "list_last_days")
    actions.give(by=people[Role.COORDINATOR], task=mine, person=people[Role.EMPLOYEE])
    browser = signed_in(Role.EMPLOYEE)
    assert "Vermell Foods" in browser.get("/tasks/").content.decode()
    assert browser.post(f"/tasks/{other.pk}/tick/", {"note": "Done."}).status_code == 404
    browser.post(f"/tasks/{mine.pk}/tick/", {"note": ""})
    assert task(closing, "tell_team").done_by == people[Role.EMPLOYEE].email
    assert browser.post(f"/tasks/{mine.pk}/accept/", {"reason": "No."}).status_code == 403


def test_access_is_removed_in_order_on_both_sides(people, signed_in):
    closing, by = begun(people), people[Role.COORDINATOR]
    browser = signed_in(Role.COORDINATOR)
    address = f"/cases/{closing.case_id}/offboarding/access/"
    browser.post(f"{address}add/", {"system": "Agent", "holder": "Max", "side": "ours"})
    browser.post(
        f"{address}add/", {"system": "Bank view", "holder": "Max", "side": "ours", "after": ["Agent"]}
    )
    browser.post(f"{address}add/", {"system": "Shared folder", "holder": "Their clerk", "side": "theirs"})
    assert AccessLine.objects.count() == 3
    bank = task(closing, "remove_our_access:Bank view")
    assert "remove_our_access:Agent" in bank.after
    assert task(closing, "remove_their_access:Shared folder").holder == "Their clerk"
    browser.post(f"{address}add/", {"system": "Agent", "holder": "Eva", "side": "ours"})
    assert AccessLine.objects.count() == 3
    line = AccessLine.objects.get(system="Agent")
    actions.drop_access(by=by, line=line)
    assert "remove_our_access:Agent" not in task(closing, "remove_our_access:Bank view").after
    page = browser.get(address).content.decode()
    assert "Bank view" in page
    browser.post(
        f"/cases/{closing.case_id}/offboarding/services/add/", {"name": "Payroll", "last_on": "2026-12-31"}
    )
    assert "Payroll" in browser.get(address).content.decode()


def test_tasks_follow_another_last_day_and_what_is_done_stays(people):
    closing, by = begun(people), people[Role.COORDINATOR]
    done = actions.tick(by=by, task=task(closing, "list_last_days"), note="Listed.")
    before = task(closing, "final_invoice").due_on
    actions.change(by=by, closing=closing, given={"end_on": date(2027, 2, 26), "has_files": False})
    assert task(closing, "final_invoice").due_on > before
    assert not closing.tasks.filter(key="files_gathered").exists()
    assert task(closing, "list_last_days").done_at == done.done_at
    assert Deadline.objects.get(closing=closing, kind="last_day").key.endswith("2027-02-26")


def test_a_case_is_closed_only_when_its_offboarding_is_over(people, signed_in):
    closing = begun(people, case=told_case(people, state="winding_down"))
    browser = signed_in(Role.MANAGER)
    assert "offboarded" not in known(closing.case, date(2027, 1, 2))
    page = browser.post(f"/cases/{closing.case_id}/offboarding/move/close/", follow=True)
    assert "Tasks of the offboarding are still open" in page.content.decode()
    finish(closing, people[Role.OWNER], but=("account_settled", "portal_closed", "support_ended"))
    left = {one.task for one in closing.tasks.filter(done_at=None)} & {"file_pack", "retention_set"}
    assert left == {"file_pack", "retention_set"}
    assert Case.objects.get(pk=closing.case_id).state == "winding_down"


def test_nobody_can_see_a_closing_of_a_client_they_may_not_see(people, signed_in):
    closing = begun(people)
    browser = signed_in(Role.EMPLOYEE)
    for part in ("", "access/"):
        assert browser.get(f"/cases/{closing.case_id}/offboarding/{part}").status_code == 404
    assert signed_in(Role.AUDITOR).get(f"/cases/{closing.case_id}/offboarding/").status_code == 200
    assert signed_in(Role.AUDITOR).post(f"/cases/{closing.case_id}/offboarding/facts/").status_code == 403


def letter(case, name: str, **more) -> Posted:
    now = timezone.now()
    return Posted.objects.create(case=case, to_name=name, language="en", subject="The end", text="-", html="-", pdf=b"-", digest="ab12", way="tracked_post", tracking="RR1", due_at=now, sent_by="x", **more)  # fmt: skip


def test_a_letter_that_went_through_amicable_is_not_ticked_by_hand(people):
    closing = begun(people, told_case(people, state="notice"))
    today = timezone.localdate()
    assert see_letters() == 0
    late = letter(closing.case, "Ana", state="sent", counts_from=today + timedelta(days=3))
    letter(closing.case, "Ben", state="came_back", came_back_on=today)
    assert see_letters() == 1
    assert (task(closing, "send_confirmation").done_by, task(closing, "send_confirmation").note) == (NOBODY, "RR1 SHA-256 ab12")  # fmt: skip
    Posted.objects.filter(pk=late.pk).update(counts_from=today)
    assert see_letters() == 0, "one of them has nothing in writing"
    letter(closing.case, "Ben", state="sent", counts_from=today)
    assert see_letters() == 1
    assert task(closing, "delivery_proved").is_over
    assert see_letters() == 0
