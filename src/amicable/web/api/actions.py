"""Making and ending tokens, adding and removing webhooks."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from amicable.web.accounts.actions import digest
from amicable.web.accounts.models import Person
from amicable.web.api.models import Delivery, Token, Webhook
from amicable.web.api.scopes import open_to
from amicable.web.diary.actions import write

PREFIX = "amicable_"
"""Tells people and scanners of leaked secrets what they are looking at."""
TRIAL = "webhook.tried"


@transaction.atomic
def make_token(*, person: Person, name: str, scopes: list[str], days: int) -> tuple[Token, str]:
    """A token of this person, and its text, which is never seen again."""
    text = f"{PREFIX}{secrets.token_urlsafe(32)}"
    allowed = [scope for scope in open_to(person) if scope in scopes]
    token = Token.objects.create(
        person=person,
        name=name,
        digest=digest(text),
        ending=text[-4:],
        scopes=allowed,
        expires_at=timezone.now() + timedelta(days=days),
    )
    write("api.token_made", by=person.email, about=f"token:{token.pk}", name=name, scopes=", ".join(allowed))
    return token, text


@transaction.atomic
def end_token(token: Token, *, by: str) -> None:
    """The token stops working at once."""
    write("api.token_ended", by=by, about=f"token:{token.pk}", name=token.name)
    token.delete()


@transaction.atomic
def add_webhook(*, url: str, events: list[str], by: str) -> Webhook:
    """A webhook that is told of these events from now on."""
    made = Webhook.objects.create(url=url, events=events, seed=secrets.token_hex(32), made_by=by)
    write("api.webhook_added", by=by, about=f"webhook:{made.pk}", url=url, events=", ".join(events))
    return made


@transaction.atomic
def remove_webhook(webhook: Webhook, *, by: str) -> None:
    """The webhook is told nothing any more; what was still to be delivered is dropped."""
    write("api.webhook_removed", by=by, about=f"webhook:{webhook.pk}", url=webhook.url)
    webhook.delete()


@transaction.atomic
def try_webhook(webhook: Webhook, *, by: str) -> Delivery:
    """A delivery that says nothing but that it was sent."""
    entry = write("api.webhook_tried", by=by, about=f"webhook:{webhook.pk}", url=webhook.url)
    return Delivery.objects.create(
        webhook=webhook, event=TRIAL, body={"entry": entry.number}, due_at=entry.at
    )


def signing_key(webhook: Webhook) -> str:
    """The key with which deliveries to this webhook are signed."""
    made = salted_hmac("amicable.webhook", webhook.seed, secret=settings.SECRET_KEY, algorithm="sha256")
    return f"whsec_{made.hexdigest()}"
