"""The closing of one case: its days, tasks, access both ways, services, and new work that should not be."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amicable.offboarding import TRADES
from amicable.web.cases.models import Case
from amicable.web.closing.models.files import Stored

PERSON = settings.AUTH_USER_MODEL
SIDES = ("ours", "theirs")


class Closing(models.Model):
    """What is known about the ending of one case, as far as tasks, records and contact depend on it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="closing")
    told_on = models.DateField()
    end_on = models.DateField()
    """The last day of service."""
    erase_on = models.DateField()
    """The day on which the last class of records may go."""
    trade = models.CharField(max_length=20, blank=True)
    holds_money = models.BooleanField(default=False)
    owes_refund = models.BooleanField(default=False)
    has_files = models.BooleanField(default=True)
    has_originals = models.BooleanField(default=False)
    has_mandates = models.BooleanField(default=False)
    has_deadlines = models.BooleanField(default=False)
    has_subscriptions = models.BooleanField(default=False)
    cut_off = models.BooleanField(default=True)
    third_parties = models.TextField(max_length=2000, blank=True)
    """One a line."""
    successor = models.CharField(max_length=300, blank=True)
    longer = models.JSONField(default=dict)
    """Record class -> until when the firm keeps it longer than the pack asks (ISO date)."""
    hold_reason = models.TextField(max_length=2000, blank=True)
    """Why nothing may be erased now; empty: no legal hold."""
    hold_by = models.CharField(max_length=254, blank=True)
    restricted_at = models.DateTimeField(null=True)
    """When the client's data were put out of daily sight."""
    cut_off_until = models.DateField(null=True)
    """The last day on which contact is answered by the filter."""
    turn_to = models.CharField(max_length=200, blank=True)
    """Where the client turns with questions that remain."""
    regret = models.JSONField(default=dict)
    """Months after the end -> what whoever led it says: would we do it again?"""
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order of their last days."""

        ordering: ClassVar = ["end_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(trade__in=("", *TRADES)), name="closing_trade"),
            models.CheckConstraint(
                condition=Q(end_on__gte=models.F("told_on"), erase_on__gt=models.F("end_on")),
                name="closing_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.end_on}"

    @property
    def on_hold(self) -> bool:
        """Whether a legal hold stands."""
        return bool(self.hold_reason)


class Service(models.Model):
    """One service that was provided, and its last day; a list, not a manual."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(max_length=300)
    began_on = models.DateField(null=True)
    last_on = models.DateField()

    class Meta:
        """By their last days."""

        ordering: ClassVar = ["last_on", "name"]

    def __str__(self) -> str:
        return self.name


class AccessLine(models.Model):
    """One line of the access register: who can get into what."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="access")
    system = models.CharField(max_length=120)
    holder = models.CharField(max_length=200)
    side = models.CharField(max_length=6)
    after = models.JSONField(default=list)
    """Systems of the same side that are closed first."""
    added_by = models.CharField(max_length=254)

    class Meta:
        """Ours first; each system once on each side."""

        ordering: ClassVar = ["side", "system"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closing", "side", "system"], name="closing_access_once"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="closing_access_side"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.system}"


class OffboardingTask(models.Model):
    """One task of one closing: whose, due when, after what; done with proof, or accepted undone by name."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=200)
    """Its name, and for a line of the access register the system: "remove_our_access:bank"."""
    task = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    holder = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="offboarding_tasks")
    due_on = models.DateField()
    after = models.JSONField(default=list)
    """Keys of the tasks that come first."""
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=254, blank=True)
    note = models.TextField(max_length=4000, blank=True)
    proof = models.ForeignKey(Stored, null=True, on_delete=models.PROTECT, related_name="+")
    proof_name = models.CharField(max_length=200, blank=True)
    accepted_by = models.CharField(max_length=254, blank=True)
    accepted_reason = models.TextField(max_length=2000, blank=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        """By their days; done or accepted, never both."""

        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closing", "key"], name="closing_task_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(accepted_at=None), name="closing_task_done_or_accepted"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by="")
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by="")),
                name="closing_task_accepted_by_name",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "due_on"],
                condition=Q(done_at=None, accepted_at=None),
                name="closing_task_open",
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_over(self) -> bool:
        """Whether what waits for it may begin."""
        return self.done_at is not None or self.accepted_at is not None


class NewWork(models.Model):
    """Evidence of work that began although nothing new was to begin; somebody says what it is."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="new_work")
    table = models.CharField(max_length=40)
    evidence_id = models.CharField(max_length=400)
    happened_on = models.DateField()
    found_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.CharField(max_length=254, blank=True)
    settled_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        """Latest first; each piece once."""

        ordering: ClassVar = ["-happened_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closing", "table", "evidence_id"], name="closing_new_work_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.happened_on}"
