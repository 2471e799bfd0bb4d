"""Jobs."""

from typing import ClassVar

from django.db import models


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    """It could not be done; `sentence` says why and what to do."""
    INTERRUPTED = "interrupted"
    """The program ended while it ran."""


OVER = (State.DONE, State.REFUSED, State.INTERRUPTED)


class Job(models.Model):
    """One piece of long work."""

    function = models.CharField(max_length=200)
    """Dotted path of what is called with the job and `given`."""
    given = models.JSONField(default=dict)
    by = models.CharField(max_length=254)
    """E-mail address of who started it."""
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    progress = models.FloatField(default=0)
    """From 0 to 1."""
    sentence = models.TextField(blank=True)
    """What it is doing, or why it was refused, in the language of who started it."""
    outcome = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="jobs_job_state")
        ]

    def __str__(self) -> str:
        return f"{self.function} {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in OVER
