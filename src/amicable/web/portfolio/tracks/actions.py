"""Confidential tracks: who is named on one sees it and what is on it; for everybody else it does not exist."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.portfolio.models import Client, Track
from amicable.web.rights import ALL_CLIENTS, STEER

OPENED, CHANGED = "track.opened", "track.changed"
"""All that the diary says: neither title nor people nor words, since others read the diary."""


class NobodyLeft(Refusal):
    """A track without anybody who may change it."""


def seen_by(person: Person, client: Client) -> QuerySet[Track]:
    """The tracks about a client (and about those recognised as it) on which the person is named."""
    return Track.objects.filter(Q(client=client) | Q(client__survivor=client), people=person)


def nameable(client: Client) -> QuerySet[Person]:
    """Who may be named: people who see the client anyway."""
    sees = Q(role__in=list(ALL_CLIENTS)) | Q(assignments__client=client)
    return Person.objects.filter(sees, is_active=True).distinct()


@transaction.atomic
def open_track(*, by: Person, client: Client, title: str, people: Iterable[Person]) -> Track:
    """A new track; who opens it is always named on it."""
    made = Track.objects.create(client=client, title=title, opened_by=by.email)
    made.people.set({by, *people})
    write(OPENED, by=by.email, about=_about(made))
    return made


@transaction.atomic
def name_on(*, by: Person, track: Track, person: Person) -> None:
    """Let one more person see the track."""
    track.people.add(person)
    write(CHANGED, by=by.email, about=_about(track))


@transaction.atomic
def take_off(*, by: Person, track: Track, person: Person) -> None:
    """Hide the track from a person again; somebody who may change it must stay."""
    staying = track.people.exclude(pk=person.pk)
    if not any(one.may(STEER, writing=True) for one in staying):
        raise NobodyLeft(
            N_("At least one owner or manager must stay on the track. Name another one first, then take this person off.")
        )  # fmt: skip
    track.people.remove(person)
    write(CHANGED, by=by.email, about=_about(track))


def _about(track: Track) -> str:
    return f"client:{track.client.client_id}"[:254]
