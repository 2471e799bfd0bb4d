"""A calendar of one's open tasks, read by calendar programs at a secret address; it names no client."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from icalendar import Calendar as Feed
from icalendar import Event

from amicable.i18n import N_
from amicable.offboarding import all_tasks
from amicable.web.accounts.models import Person
from amicable.web.closing.models import CalendarAddress, OffboardingTask
from amicable.web.diary.actions import write
from amicable.web.rendering import told


@transaction.atomic
def make_address(*, by: Person) -> str:
    """A new secret for the person's address; the earlier one no longer works."""
    secret = secrets.token_urlsafe(32)
    CalendarAddress.objects.update_or_create(
        person=by, defaults={"digest": digest(secret), "made_at": timezone.now()}
    )
    write("closing.calendar_made", by=by.email)
    return secret


@transaction.atomic
def end_address(*, by: Person) -> None:
    """The address works no longer."""
    CalendarAddress.objects.filter(person=by).delete()
    write("closing.calendar_ended", by=by.email)


def person_of(secret: str) -> Person | None:
    """Whose address it is, as long as they may sign in."""
    found = CalendarAddress.objects.select_related("person").filter(digest=digest(secret)).first()
    return found.person if found and found.person.is_active else None


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(person: Person) -> bytes:
    """The person's open tasks as a calendar (RFC 5545), each on its day."""
    feed = Feed()
    feed.add("prodid", "-//Amicable//Tasks//EN")
    feed.add("version", "2.0")
    with translation.override(person.language or "en"):
        feed.add("x-wr-calname", told(N_("Tasks of endings")))
        for one in OffboardingTask.objects.filter(person=person, done_at=None, accepted_at=None).select_related("closing"):  # fmt: skip
            feed.add_component(_event(one))
    return bytes(feed.to_ical())


def _event(one: OffboardingTask) -> Event:
    event, task = Event(), all_tasks().get(one.task)
    event.add("uid", f"task-{one.pk}@amicable.invalid")
    event.add("dtstamp", one.closing.made_at)
    event.add("dtstart", one.due_on)
    event.add("dtend", one.due_on + timedelta(days=1))
    event.add("summary", told(N_("{task} (case {number})"), task=told(task.title) if task else one.task, number=one.closing.case_id))  # fmt: skip
    event.add("transp", "TRANSPARENT")
    return event
