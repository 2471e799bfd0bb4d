"""What a program that ended in the middle of its work has left behind."""

from django.utils import timezone

from amicable.web.jobs.models import OVER, Job, State


def reap() -> int:
    """Mark what was under way when the program ended; called once, before the first request."""
    return Job.objects.exclude(state__in=OVER).update(state=State.INTERRUPTED, ended_at=timezone.now())
