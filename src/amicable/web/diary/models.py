"""Entries of the diary. No foreign keys: an entry outlives what it speaks of."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One action of one person, sealed with the entry before it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=254)
    """E-mail address of the person, or "amicable" where nobody acted."""
    act = models.CharField(max_length=64)
    """What was done, a name from `acts`."""
    about = models.CharField(max_length=254, blank=True)
    """What it was done to: "client:xero:17", "person:ana@example.com"."""
    told = models.JSONField(default=dict)
    """The values of the sentence; plain text and numbers."""
    seal_before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        """Found by what they speak of."""

        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [models.Index(fields=["about", "-number"], name="diary_about")]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"
