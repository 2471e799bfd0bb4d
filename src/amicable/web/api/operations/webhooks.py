"""Webhooks: addresses of other programs that are told when something has happened."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema
from pydantic import Field

from amicable.i18n import N_
from amicable.web.api import actions
from amicable.web.api.forms import WebhookForm
from amicable.web.api.models import Delivery, Webhook
from amicable.web.api.operations.written import accepted
from amicable.web.api.outbox import EVENTS
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Number, OneOf, Page, Paged, Sent, piece
from amicable.web.rights import CONNECT

ROUTES = Routes.about(N_("Webhooks"))


class WebhookAnswer(Schema):
    """A webhook."""

    number: int
    url: str
    events: list[str]
    made_by: str
    made_at: datetime


class WebhookMade(WebhookAnswer):
    """A new webhook, with the key that signs what is sent to it: it is told only now."""

    signing_key: str


class NewWebhook(Sent):
    """A webhook to be added."""

    url: Annotated[
        str,
        Field(max_length=500, pattern=r"^https?://[!-~]+$", examples=["https://example.com/amicable"]),
    ]
    events: Annotated[
        list[Annotated[str, OneOf(EVENTS)]],
        Field(min_length=1, max_length=20),
    ]


class DeliveryAnswer(Schema):
    """One event for one webhook."""

    id: UUID
    event: str
    state: str
    tries: int
    due_at: datetime
    answered: str
    made_at: datetime
    delivered_at: datetime | None


@ROUTES.get("webhooks", CONNECT, N_("Webhooks, latest first"), Page[WebhookAnswer])
def webhooks(request: HttpRequest, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """Without their keys."""
    return piece(Webhook.objects.all(), asked, _webhook)


@ROUTES.post("webhooks", CONNECT, N_("Add a webhook"), WebhookMade)
def add_webhook(request: HttpRequest, webhook: NewWebhook) -> dict[str, object]:
    """With its key."""
    given = accepted(WebhookForm(webhook.model_dump()))
    made = actions.add_webhook(by=request.user.email, **given)
    return {**_webhook(made), "signing_key": actions.signing_key(made)}


def _webhook(one: Webhook) -> dict[str, object]:
    names = ("url", "events", "made_by", "made_at")
    return {"number": one.pk, **{name: getattr(one, name) for name in names}}


@ROUTES.get(
    "webhooks/{int:number}/deliveries",
    CONNECT,
    N_("What was delivered to a webhook, and what waits"),
    Page[DeliveryAnswer],
)
def deliveries(request: HttpRequest, number: Number, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """Latest first."""
    found = get_object_or_404(Webhook, pk=number)
    return piece(Delivery.objects.filter(webhook=found), asked)


@ROUTES.delete("webhooks/{int:number}", CONNECT, N_("Remove a webhook"))
def remove_webhook(request: HttpRequest, number: Number) -> None:
    """What was still to be delivered is dropped."""
    actions.remove_webhook(get_object_or_404(Webhook, pk=number), by=request.user.email)
