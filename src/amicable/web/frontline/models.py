"""Incidents and pulses as people write them down; the ledger takes them from here like any other source."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from amicable.evidence import schema
from amicable.web.portfolio.models import Client, Track

TAKE_BACK = timedelta(minutes=10)
"""How long what was written down may be taken back; until then it does not enter the ledger."""
CHANGE = timedelta(hours=24)
"""How long the person who wrote an incident down may change it."""
KINDS = schema("incidents").columns["kind"].choices
GRAVE = frozenset({"abuse", "threat", "unethical"})
"""Kinds that count only once a second person has confirmed them."""
WORST, BEST = 1, 5


class Entered(models.Model):
    """A row that the ledger takes: which revision of it stands there."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    revision = models.PositiveIntegerField(default=1)
    entered = models.PositiveIntegerField(default=0)
    """The revision that stands in the ledger; 0: none yet."""

    class Meta:
        """For those that people write down."""

        abstract = True


class Incident(Entered):
    """What a person of the firm wrote down about one event with a client."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="incidents")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="incidents")
    """Confidential: seen by the people named on the track alone, and never in the ledger."""
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    happened_on = models.DateField()
    note = models.TextField(max_length=4000)
    witnesses = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="witnessed")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="incidents"
    )
    logged_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="confirmed"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first; confirmed by somebody, and never by the one who wrote it down."""

        ordering: ClassVar = ["-happened_on", "-logged_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="frontline_incident_kind"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="frontline_incident_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("reported_by")),
                name="frontline_incident_second_person",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "-happened_on"], name="frontline_incident_client"),
            models.Index(
                fields=["logged_at"], condition=Q(entered__lt=F("revision")), name="frontline_incident_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.kind}"

    @property
    def is_grave(self) -> bool:
        """Whether it needs a second person to count."""
        return self.kind in GRAVE

    @property
    def taken_back_until(self) -> datetime:
        """Until when the person may take it back."""
        return self.logged_at + TAKE_BACK

    @property
    def changed_until(self) -> datetime:
        """Until when the person may change it."""
        return self.logged_at + CHANGE


class Version(models.Model):
    """How an incident read before it was changed."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="versions")
    client = models.CharField(max_length=300)
    kind = models.CharField(max_length=12)
    happened_on = models.DateField()
    note = models.TextField()
    witnesses = models.JSONField(default=list)
    """Their names."""
    replaced_at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-replaced_at"]

    def __str__(self) -> str:
        return f"{self.replaced_at}"


class Attachment(models.Model):
    """A photo or file that belongs to an incident; its bytes lie beside the database under its id."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    """As its first bytes say, never as its name claims."""
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    """SHA-256 of its bytes."""

    class Meta:
        """In the order of names."""

        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Path:
        """Where its bytes lie."""
        return place_of(self.id)


def place_of(attachment: UUID) -> Path:
    """Where the bytes of an attachment lie."""
    folder: Path = settings.DEPLOYMENT.files / "incidents"
    return folder / str(attachment)


class Pulse(Entered):
    """How one person found working with a client on one day, 1 to 5."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="pulses")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pulses")
    asked_on = models.DateField()
    score = models.PositiveSmallIntegerField(validators=[MinValueValidator(WORST), MaxValueValidator(BEST)])
    note = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        """Latest first; one a day from each person for each client."""

        ordering: ClassVar = ["-asked_on", "-given_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "client", "asked_on"], name="frontline_pulse_once"),
            models.CheckConstraint(
                condition=Q(score__gte=WORST, score__lte=BEST), name="frontline_pulse_score"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "-asked_on"], name="frontline_pulse_client"),
            models.Index(
                fields=["given_at"], condition=Q(entered__lt=F("revision")), name="frontline_pulse_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on} {self.score}"
