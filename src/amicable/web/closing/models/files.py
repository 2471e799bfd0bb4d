"""Files at rest, and packs of them."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from amicable.duties import RECORDS


class Stored(models.Model):
    """Bytes that lie encrypted beside the database, in parts under this id."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    """Of the bytes as they are read, not as they lie."""
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)


class ClientFile(models.Model):
    """A file or document of the client, in its class of records."""

    closing = models.ForeignKey("closing.Closing", on_delete=models.CASCADE, related_name="files")
    stored = models.OneToOneField(Stored, on_delete=models.PROTECT, related_name="client_file")
    name = models.CharField(max_length=300)
    record_class = models.CharField(max_length=30)
    added_by = models.CharField(max_length=254)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By class and name; each name once in its class."""

        ordering: ClassVar = ["record_class", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closing", "record_class", "name"], name="closing_file_once"),
            models.CheckConstraint(condition=Q(record_class__in=sorted(RECORDS)), name="closing_file_class"),
        ]

    def __str__(self) -> str:
        return self.name


class Pack(models.Model):
    """One archive of the client's files with its list and checksums."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    closing = models.ForeignKey("closing.Closing", on_delete=models.CASCADE, related_name="packs")
    stored = models.OneToOneField(Stored, null=True, on_delete=models.PROTECT, related_name="pack")
    files = models.PositiveIntegerField()
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    """SHA-256 of the secret in its link; the secret itself is nowhere."""
    fetched_at = models.DateTimeField(null=True)
    """When its last byte was fetched for the first time."""
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return str(self.pk)
