"""What people say of findings: was it so? The ledger takes it from here."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amicable.web.frontline.models import Incident
from amicable.web.portfolio.models import Client


class Verdict(models.Model):
    """What a person said of one reading or of one incident; a later one takes its place."""

    reading_id = models.CharField(max_length=1000, null=True, unique=True)  # noqa: DJ001 (unique: two empty texts would clash)
    incident = models.OneToOneField(Incident, null=True, on_delete=models.CASCADE, related_name="verdict")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="verdicts")
    situation = models.CharField(max_length=40)
    rule = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    level = models.CharField(max_length=8, blank=True)
    quote = models.TextField(blank=True)
    confirmed = models.BooleanField(null=True)
    """Whether it was so; empty: the verdict was taken back."""
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts")
    judged_at = models.DateTimeField()

    class Meta:
        """Latest first; each about a reading or about an incident."""

        ordering: ClassVar = ["-judged_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reading_id=None, incident__isnull=False)
                | Q(reading_id__isnull=False, incident=None),
                name="messages_verdict_about_one",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["judged_by", "-judged_at"], name="messages_verdict_by")]

    def __str__(self) -> str:
        return f"{self.situation} {self.confirmed}"
