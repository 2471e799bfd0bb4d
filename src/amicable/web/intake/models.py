"""Files on their way into the ledger, and pairs of clients that a person is asked about."""

from datetime import timedelta
from pathlib import Path
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from amicable.web.jobs.models import Job

KEPT = timedelta(days=7)
"""How long files that were not imported are kept."""


class Upload(models.Model):
    """Files that a person brought in together."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    passed_over = models.PositiveIntegerField(default=0)
    """Files that are no evidence: hidden ones, notes, settings."""
    look = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    """The work that recognises the files."""
    entry = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    """The work that imports them; the latest."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at} {self.by}"

    @property
    def folder(self) -> Path:
        """Where the files lie until they are imported."""
        return Path(settings.DEPLOYMENT.files) / "uploads" / str(self.pk)

    @property
    def job(self) -> Job | None:
        """The work that is under way or has not gone well; None where there is nothing to say about it."""
        for job in (self.entry, self.look):
            if job and job.state != "done":
                return job
        return None


class File(models.Model):
    """One file of an upload (or one folder of mail), what it was recognised as, and what a person said about it."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=500)
    """Below the upload's folder; also how people see it."""
    size = models.PositiveBigIntegerField(default=0)
    tables = models.JSONField(null=True)
    """What each table in it gave when it was looked at; empty: not looked at yet."""
    date_order = models.CharField(max_length=3, blank=True)
    decimal = models.CharField(max_length=1, blank=True)
    mapping = models.TextField(blank=True)
    """TOML by which it is read; empty: by the connector that knows it."""
    mapping_name = models.CharField(max_length=80, blank=True)
    outcome = models.JSONField(null=True)
    """What became of each table when it was imported; the file itself is gone then."""
    import_id = models.CharField(max_length=60, blank=True)

    class Meta:
        """As they were brought in."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.upload.folder / self.name

    @property
    def stands(self) -> str:
        """One of "new", "ready", "seen", "asks" (a question must be answered first), "unknown" or "unreadable"."""
        if self.tables is None:
            return "new"
        stands = {table["stands"] for table in self.tables}
        return next((one for one in ("asks", "ready", "seen", "unknown") if one in stands), "unreadable")


class Comparison(models.Model):
    """The latest look for clients that may be the same; there is one row."""

    made_at = models.DateTimeField(auto_now=True)
    tables = models.CharField(max_length=64)
    """Which state of the ledger's tables was compared."""

    def __str__(self) -> str:
        return f"{self.made_at}"


class Pair(models.Model):
    """Two clients that may be the same; a person decides."""

    a = models.CharField(max_length=300)
    """The id that would live on."""
    b = models.CharField(max_length=300)
    name_a = models.CharField(max_length=300)
    name_b = models.CharField(max_length=300)
    certainty = models.FloatField()
    reasons = models.JSONField(default=list)
    """Message, values and weight of each."""
    postponed_at = models.DateTimeField(null=True)

    class Meta:
        """What was put off comes last, then the surest first."""

        ordering: ClassVar = [models.F("postponed_at").asc(nulls_first=True), "-certainty", "a", "b"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["a", "b"], name="intake_pair_once")]

    def __str__(self) -> str:
        return f"{self.name_a} = {self.name_b}"
