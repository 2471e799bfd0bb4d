"""Erasures: how far they are, and what is left of them; figures that outlive the person."""

from typing import ClassVar

from django.db import models


class Erasure(models.Model):
    """The erasing of one client's data: can be gone on with after a crash, and leaves a certificate that names nobody."""

    closing = models.OneToOneField(
        "closing.Closing", null=True, on_delete=models.PROTECT, related_name="erasure"
    )
    """Empty: a restored backup from before the ending held the client again."""
    by = models.CharField(max_length=254)
    begun_at = models.DateTimeField()
    marks = models.JSONField(default=dict)
    """What is looked for: ids, names, addresses; empty once everything is gone."""
    hashes = models.JSONField(default=list)
    """Keyed hashes of the client's ids, by which a restored backup is found to hold them again."""
    steps = models.JSONField(default=dict)
    """Where -> what was erased there."""
    done_at = models.DateTimeField(null=True)
    certificate = models.JSONField(default=dict)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-begun_at"]

    def __str__(self) -> str:
        return f"{self.closing_id} {self.done_at}"


class KeptFigures(models.Model):
    """Sums over all erased clients of one year; nobody can be told from them but how much it was together."""

    year = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3)
    clients = models.PositiveIntegerField(default=0)
    """How many clients were erased with figures of this year."""
    revenue = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    seconds = models.BigIntegerField(default=0)

    class Meta:
        """By year; once for each currency."""

        ordering: ClassVar = ["year", "currency"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "currency"], name="closing_figures_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.currency}"
