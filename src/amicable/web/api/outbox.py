"""What the diary says is told to webhooks: deliveries are written in the transaction of the action itself."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from amicable.i18n import N_
from amicable.web.api.models import Delivery, Webhook
from amicable.web.api.sweeping import wake
from amicable.web.diary.actions import written
from amicable.web.diary.models import Entry
from amicable.web.portfolio.models import Client

EVENTS = {
    "review.made": ("portfolio.reviewed", N_("The portfolio was reviewed")),
    "import.done": ("intake.imported", N_("Records were imported")),
    "import.undone": ("intake.undone", N_("An import was taken back")),
    "incident.logged": ("incident.logged", N_("An incident was written down, unless it is confidential")),
    "incident.confirmed": ("incident.confirmed", N_("An incident was confirmed, unless it is confidential")),
    "pulse.given": ("pulse.given", N_("Somebody said how it is to work with a client")),
}
"""Event -> the act of the diary that makes it, and what happened in words."""
TOLD = frozenset({"review", "import"})
"""Kinds of things whose names tell nothing about a person."""
EVENT_OF = {act: event for event, (act, _) in EVENTS.items()}


@receiver(written)
def note_deliveries(entry: Entry, **_more: Any) -> None:  # noqa: ANN401 (Django's signature)
    """A delivery for each webhook that wants to be told; without personal content, only what is meant."""
    event, meant = EVENT_OF.get(entry.act), _meant(entry.about)
    wanting = [one for one in Webhook.objects.all() if event in one.events] if event and meant else []
    Delivery.objects.bulk_create(
        Delivery(webhook=one, event=event, body={**meant, "entry": entry.number}, due_at=entry.at)
        for one in wanting
    )
    if wanting:
        transaction.on_commit(wake)


def _meant(about: str) -> dict[str, object]:
    """What happened to what, by number: an id from a file may be somebody's address. Of all else nothing is told."""
    kind, _, name = about.partition(":")
    if kind == "client":
        number = Client.objects.filter(client_id=name).values_list("pk", flat=True).first()
        return {"client": number} if number else {}
    return {kind: name} if kind in TOLD else {}
