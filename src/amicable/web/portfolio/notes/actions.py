"""Notes about a client, and what was tried with it: added, taken back, never silently changed."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.portfolio.models import Client, Note, Track
from amicable.web.portfolio.tracks.actions import CHANGED


def seen_by(person: Person, client: Client) -> QuerySet[Note]:
    """The notes on a client (and on those recognised as it) that the person sees, latest first."""
    open_to = Q(track=None) | Q(track__in=person.tracks.all())
    about = Q(client=client) | Q(client__survivor=client)
    return Note.objects.filter(about, open_to).select_related("written_by", "track")


def own(person: Person, client: Client) -> QuerySet[Note]:
    """The notes that the person may take back."""
    return seen_by(person, client).filter(written_by=person, withdrawn_at=None)


@transaction.atomic
def add(
    *, by: Person, client: Client, kind: str, text: str, happened_on: date, track: Track | None = None
) -> Note:
    """A new note; one on a confidential track leaves no more than that in the diary."""
    made = Note.objects.create(
        client=client, track=track, kind=kind, text=text, happened_on=happened_on, written_by=by
    )
    _written("client.noted", by, made)
    return made


@transaction.atomic
def withdraw(*, by: Person, note: Note) -> None:
    """Take back a note of one's own; it stays readable, struck through."""
    note.withdrawn_at = timezone.now()
    note.save(update_fields=["withdrawn_at"])
    _written("client.note_withdrawn", by, note)


def _written(act: str, by: Person, note: Note) -> None:
    about = f"client:{note.client.client_id}"[:254]
    if note.track_id:
        write(CHANGED, by=by.email, about=about)
    else:
        write(act, by=by.email, about=about, name=note.client.name)
