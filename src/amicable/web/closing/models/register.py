"""Who is not taken back without thought: keyed hashes, never names."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amicable.offboarding.register import REASONS
from amicable.web.cases.models import Case


class Listing(models.Model):
    """One entry of the register."""

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="listings")
    reason = models.CharField(max_length=10)
    """A class of reasons; the reason itself is not kept."""
    until = models.DateField()
    terms = models.TextField(max_length=1000, blank=True)
    """On which terms they may come back all the same."""
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=254, blank=True)
    removed_reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        """Longest first."""

        ordering: ClassVar = ["-until", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(reason__in=sorted(REASONS)), name="closing_listing_reason")
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.until}"


class Fingerprint(models.Model):
    """The keyed hash of one mark."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="fingerprints")
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        """Once in an entry."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["listing", "digest"], name="closing_fingerprint_once")
        ]

    def __str__(self) -> str:
        return self.digest[:8]
