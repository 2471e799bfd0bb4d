"""Deadlines happen once: through crashes, a week of downtime, two servers at once, and a change of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from icalendar import Calendar as Feed

from amicable.web.closing.calendar import morning
from amicable.web.closing.deadlines import sweeping
from amicable.web.closing.deadlines.outbox import deliver_letters, put, send_again
from amicable.web.closing.deadlines.sweeping import sweep_deadlines
from amicable.web.closing.models import Deadline, Letter, LetterState
from amicable.web.closing.offboarding import actions
from amicable.web.rendering import firm
from amicable.web.rights import Role
from tests.web.closings import begun

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_task_has_a_reminder_a_day_after_and_an_escalation_to_whoever_leads(people):
    closing = begun(people)
    one = closing.tasks.get(key="list_last_days")
    kinds = {row.kind: row for row in Deadline.objects.filter(task=one)}
    assert set(kinds) == {"remind", "overdue", "escalate"}
    assert kinds["remind"].due_at < kinds["overdue"].due_at < kinds["escalate"].due_at
    assert kinds["escalate"].person == closing.case.led_by


def test_sweeping_twice_tells_once(people):
    begun(people)
    assert sweep_deadlines(NOW) > 5
    letters = Letter.objects.count()
    assert letters == Letter.objects.values("to").distinct().count()
    assert sweep_deadlines(NOW) == 0
    assert Letter.objects.count() == letters


def test_however_much_is_due_each_person_gets_one_letter(people, monkeypatch):
    begun(people)
    monkeypatch.setattr(sweeping, "AT_ONCE", 3)
    assert sweep_deadlines(NOW) > 5 * sweeping.AT_ONCE
    assert Letter.objects.count() == Letter.objects.values("to").distinct().count() > 1
    assert not Deadline.objects.filter(due_at__lte=NOW, done_at=None).exists()


def test_after_a_week_of_downtime_each_thing_is_told_once_at_its_gravest(people):
    begun(people)
    due = Deadline.objects.filter(task__key="list_last_days", due_at__lte=NOW)
    assert set(due.values_list("kind", flat=True)) == {"remind", "overdue", "escalate"}
    sweep_deadlines(NOW)
    said = "\n".join(Letter.objects.filter(to="max@example.com").values_list("text", flat=True))
    assert said.count("Write down the last day of each service (Vermell Foods)") == 1
    assert not Deadline.objects.filter(due_at__lte=NOW, done_at=None).exists()


def test_a_clock_that_is_put_back_or_ahead_tells_nothing_twice_and_loses_nothing(people):
    begun(people)
    hours = (0, -26, 1, -1, 30, 2, 24 * 400, -24)
    for one in hours:
        sweep_deadlines(NOW + timedelta(hours=one))
        deliver_letters(NOW + timedelta(hours=one))
    deliver_letters(NOW + timedelta(days=401))
    assert not Deadline.objects.filter(due_at__lte=NOW + timedelta(days=400), done_at=None).exists()
    lines = [line for one in mail.outbox for line in one.body.splitlines() if line.startswith("– ")]
    assert len(lines) == len(set(lines))
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}


def test_a_crash_in_the_middle_leaves_everything_as_it_was_and_nothing_is_lost(people):
    begun(people)
    before = set(Deadline.objects.filter(done_at=None).values_list("key", flat=True))

    class Killed(BaseException):
        pass

    with pytest.raises(Killed), transaction.atomic(), connection.execute_wrapper(_killing(Killed)):
        sweep_deadlines(NOW)
    assert set(Deadline.objects.filter(done_at=None).values_list("key", flat=True)) == before
    assert Letter.objects.count() == 0
    sweep_deadlines(NOW)
    assert Letter.objects.exists()


def _killing(error):
    """Ends the program, so to speak, when the second letter would be written."""
    letters = 0

    def execute(run, statement, values, many, context):
        nonlocal letters
        letters += "INSERT" in statement and "closing_letter" in statement
        if letters == 2:
            raise error
        return run(statement, values, many, context)

    return execute


def test_a_letter_leaves_once_and_its_words_are_forgotten(people):
    put(key="a", to="max@example.com", subject="Due", text="Vermell Foods", at=NOW)
    put(key="a", to="max@example.com", subject="Due", text="Vermell Foods", at=NOW)
    assert [deliver_letters(NOW), deliver_letters(NOW)] == [1, 0]
    assert len(mail.outbox) == 1
    assert (Letter.objects.get().text, Letter.objects.get().state) == ("", LetterState.SENT)


def test_a_letter_that_may_have_left_is_not_sent_again_until_a_person_says_so(people, signed_in):
    put(key="a", to="max@example.com", subject="Due today", text="Words", at=NOW)
    Letter.objects.update(state=LetterState.LEAVING)
    deliver_letters(NOW + timedelta(hours=1))
    assert not mail.outbox
    one = Letter.objects.get()
    assert one.state == LetterState.UNSURE
    browser = signed_in(Role.COORDINATOR)
    assert "nobody knows whether it arrived" in browser.get("/tasks/").content.decode()
    browser.post(f"/letters/{one.pk}/again/")
    assert deliver_letters(timezone.now() + timedelta(minutes=1)) == 1
    send_again(letter=one)
    assert deliver_letters(timezone.now() + timedelta(minutes=1)) == 0


def test_a_deadline_falls_into_the_same_morning_hour_through_a_change_of_the_clock(empty_ledger):
    from amicable.engines.ledger import Ledger

    Ledger.open(empty_ledger).set_firm(zone="Europe/Madrid", currency="EUR", name="Demo")
    days = [date(2026, 10, 24) + timedelta(days=one) for one in range(3)]
    hours = [morning(day).astimezone(UTC).hour for day in days]
    assert hours == [5, 6, 6]
    assert firm().zone == "Europe/Madrid"


def test_what_is_done_is_no_longer_reminded_of(people):
    closing = begun(people)
    actions.tick(by=people[Role.COORDINATOR], task=closing.tasks.get(key="list_last_days"), note="Listed.")
    sweep_deadlines(NOW)
    assert not Letter.objects.filter(text__contains="last day of each service").exists()


def test_the_calendar_is_read_at_a_secret_address_until_it_is_ended(people, signed_in, client):
    begun(people)
    browser = signed_in(Role.COORDINATOR)
    browser.post("/tasks/calendar/")
    address = browser.get("/tasks/").content.decode().split('value="http://testserver')[1].split('"')[0]
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    events = Feed.from_ical(answer.content).walk("VEVENT")
    assert len(events) == people[Role.COORDINATOR].offboarding_tasks.filter(done_at=None).count()
    assert b"Vermell" not in answer.content
    assert client.post(address).status_code == 405
    assert ".ics" not in browser.get("/tasks/").content.decode()
    browser.post("/tasks/calendar/end/")
    assert client.get(address).status_code == 404
    assert client.get("/calendar/guessed.ics").status_code == 404
