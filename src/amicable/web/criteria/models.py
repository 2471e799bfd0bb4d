"""Versions of the criteria, judgements of past lists, and the reviews of the criteria each quarter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Version(models.Model):
    """The criteria as they read from a moment on, with who changed them and why; never changed, only followed."""

    text = models.TextField()
    """As they stand in the file of the ledger."""
    by = models.CharField(max_length=254)
    reason = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class Judgement(models.Model):
    """How good the lists of past quarters were, under the criteria of one version."""

    as_of = models.DateField()
    at = models.DateTimeField()
    criteria = models.CharField(max_length=200)
    found = models.JSONField()
    """False alarms and regret, as plain values."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.as_of}"


class Meeting(models.Model):
    """One review of the criteria: the agenda that the system wrote, and what people made of it."""

    quarter = models.DateField(unique=True)
    """First day of the quarter in which it falls due."""
    written_at = models.DateTimeField()
    agenda = models.JSONField()
    held_at = models.DateTimeField(null=True)
    held_by = models.CharField(max_length=254, blank=True)
    minutes = models.TextField(max_length=8000, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-quarter"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(held_at=None, held_by="") | (Q(held_at__isnull=False) & ~Q(held_by="")),
                name="criteria_meeting_held",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quarter}"
