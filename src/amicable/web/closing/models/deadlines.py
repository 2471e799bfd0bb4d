"""Deadlines, letters that wait to leave, and addresses of calendars."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from amicable.web.cases.models import Case
from amicable.web.closing.models.offboarding import Closing, OffboardingTask


class Deadline(models.Model):
    """A moment at which something is to happen by itself, once."""

    key = models.CharField(max_length=120, unique=True)
    """What happens to what and when; the same is never written twice."""
    kind = models.CharField(max_length=12)
    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="deadlines")
    task = models.ForeignKey(OffboardingTask, null=True, on_delete=models.CASCADE, related_name="deadlines")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deadlines")
    """Who is told."""
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        """The sweeper looks for what is due."""

        ordering: ClassVar = ["due_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="closing_deadline_due")
        ]

    def __str__(self) -> str:
        return self.key


class LetterState(models.TextChoices):
    """Where a letter stands."""

    WAITING = "waiting"
    LEAVING = "leaving"
    """It is being handed to the mail server; should the program end now, nobody knows whether it left."""
    SENT = "sent"
    UNSURE = "unsure"
    """The program ended while it left: a person decides whether it is sent again."""
    GIVEN_UP = "given_up"


class Letter(models.Model):
    """A message by mail, written together with what it tells of; it leaves once, and its words are then forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=160, unique=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="letters")
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="closing_letter_state")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="closing_letter_due")]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"


class CalendarAddress(models.Model):
    """A secret address at which a calendar program reads the open tasks of one person."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address"
    )
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret; the secret itself is nowhere."""
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}"
