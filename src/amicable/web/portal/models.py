"""What is released to a client who leaves, the links and codes that open it, and what the client said."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amicable.web.cases.models import Case

PERSON = settings.AUTH_USER_MODEL
SECTIONS = ("dates", "tasks", "files", "records", "money", "alternatives")
KINDS = ("complete", "missing", "acknowledged", "question", "contest")
OPEN = ("told", "notice", "winding_down", "closed", "contested", "suspended")
"""States of a case in which its page can be read."""


def first_sections() -> list[str]:
    """What is shown unless the firm says otherwise."""
    return ["dates", "tasks", "files"]


class Release(models.Model):
    """What of a case its client sees; nothing else is on the page."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="release")
    sections = models.JSONField(default=first_sections)
    contact = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    """The human whom the client turns to."""
    phone = models.CharField(max_length=60, blank=True)
    account = models.JSONField(default=dict)
    """Language -> the table of the final account as it was when it was released."""
    account_on = models.DateField(null=True)
    released_by = models.CharField(max_length=254)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.case_id} {' '.join(self.sections)}"


class Link(models.Model):
    """A secret address that leads to the page of one case, for one person."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="portal_links")
    to_name = models.CharField(max_length=300)
    to_email = models.EmailField()
    language = models.CharField(max_length=2)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret; the secret itself is nowhere."""
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    """When it was opened for the first time."""
    seen_at = models.DateTimeField(null=True)
    """When it was opened last."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.to_name}"


class Asked(models.Model):
    """Somebody asked for a code at some address; whether it leads anywhere is looked up after the answer."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at}"


class Code(models.Model):
    """A code that opens a link once."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    """Keyed, because the code itself is short."""
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.link_id}"


class Visit(models.Model):
    """A browser in which a link was opened; it reads that one case, and nothing else."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="visits")
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.link_id}"


class Tries(models.Model):
    """How often something was tried since the beginning of a span of time."""

    key = models.CharField(max_length=80, unique=True)
    began_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key} {self.count}"


class Word(models.Model):
    """What the client said on the page, and what was answered."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="words")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="words")
    kind = models.CharField(max_length=12)
    text = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(kind__in=KINDS), name="portal_word_kind")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
