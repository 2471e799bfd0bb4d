"""Tokens of programs, and webhooks with what is still to be delivered to them."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models


class Token(models.Model):
    """With it a program acts for a person, within its scopes and never beyond the person's role."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token; the token itself is nowhere."""
    ending = models.CharField(max_length=4)
    """Its last characters, by which people tell their tokens apart."""
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Webhook(models.Model):
    """An address of another program that is told when something has happened."""

    url = models.URLField(max_length=500)
    events = models.JSONField(default=list)
    seed = models.CharField(max_length=64)
    """From it and the key of this installation the signing key is derived, which is nowhere."""
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.url


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"
    """Tried often enough over more than a day."""


class Delivery(models.Model):
    """One event for one webhook, written together with what happened; sent when it is due."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=64)
    body = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    answered = models.CharField(max_length=200, blank=True)
    """What came of the last try: the status, or why there was no answer."""
    made_at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first; the sweeper looks for what is due."""

        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="api_delivery_state"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="api_delivery_due")]

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
