"""Mandates with their budgets, what was booked against them, and what somebody else was asked to grant."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amicable.decision.mandate import ACTS, Terms
from amicable.web.accounts.models import ROLES
from amicable.web.portfolio.models import Client
from amicable.web.rights import Role

PERSON = settings.AUTH_USER_MODEL
STATES = ("open", "granted", "declined")
ACTIONS = [(name, name) for name in ACTS]


class Mandate(models.Model):
    """One line: what a role may do on the spot; amounts in minor units of the currency. Changed by a new line."""

    role = models.CharField(max_length=12, choices=ROLES)
    action = models.CharField(max_length=20, choices=ACTIONS)
    currency = models.CharField(max_length=3)
    per_client = models.BigIntegerField(null=True)
    """For one client in a month; empty: no limit."""
    per_month = models.BigIntegerField(null=True)
    """For all clients together in a month; empty: no limit."""
    segments = models.JSONField(default=list)
    signs = models.JSONField(default=list)
    unless = models.JSONField(default=list)
    above = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="asked_beyond")
    """Whom one asks beyond it."""
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """By role and action."""

        ordering: ClassVar = ["role", "action", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="mandates_role"),
            models.CheckConstraint(condition=Q(action__in=list(ACTS)), name="mandates_action"),
            models.CheckConstraint(
                condition=(Q(per_client=None) | Q(per_client__gte=0))
                & (Q(per_month=None) | Q(per_month__gte=0)),
                name="mandates_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.action}"

    @property
    def terms(self) -> Terms:
        """The line as the domain reads it."""
        return Terms(
            action=self.action,
            currency=self.currency,
            per_client=self.per_client,
            per_month=self.per_month,
            segments=frozenset(self.segments),
            signs=frozenset(self.signs),
            unless=frozenset(self.unless),
            above=str(self.above),
            number=self.pk or 0,
        )


class Budget(models.Model):
    """What a line has given in one month; the row that is locked while somebody books."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="budgets")
    month = models.DateField()
    """Its first day, by the firm's clock."""
    spent = models.BigIntegerField(default=0)

    class Meta:
        """One of each month."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mandate", "month"], name="mandates_budget_once"),
            models.CheckConstraint(condition=Q(spent__gte=0), name="mandates_budget_spent"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.month:%Y-%m} {self.spent}"


class Request(models.Model):
    """What is above a mandate: a named person grants or declines it."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="mandate_requests")
    action = models.CharField(max_length=20, choices=ACTIONS)
    amount = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    reason = models.TextField(max_length=2000)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="mandate_requests")
    asked_at = models.DateTimeField()
    of = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="mandate_answers")
    """The person who was asked."""
    state = models.CharField(max_length=8, default="open")
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first; answered by somebody, and never by the one who asked."""

        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="mandates_request_state"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="mandates_request_amount"),
            models.CheckConstraint(
                condition=Q(state="open", answered_by=None)
                | (~Q(state="open") & Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by"))),
                name="mandates_request_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.state}"


class Booking(models.Model):
    """Something that was done on the spot, against a budget or by a request that was granted."""

    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="bookings")
    request = models.OneToOneField(Request, null=True, on_delete=models.PROTECT, related_name="booking")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="mandate_bookings")
    action = models.CharField(max_length=20, choices=ACTIONS)
    amount = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    reason = models.TextField(max_length=2000, blank=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="mandate_bookings")
    at = models.DateTimeField()
    month = models.DateField()
    """First day of the month whose budget it took from."""
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=254, blank=True)

    class Meta:
        """Latest first; under a mandate, granted, or by an owner whom nothing limits."""

        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="mandates_booking_amount"),
            models.CheckConstraint(condition=Q(mandate=None) | Q(request=None), name="mandates_booking_by"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["month", "client"], name="mandates_booking_month"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.amount}"
