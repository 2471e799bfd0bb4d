"""Who sees which incidents and pulses, and what stands on the page of one's own clients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Avg, Count, Max, Q, QuerySet
from django.http import Http404

from amicable.web.accounts.models import Person
from amicable.web.frontline.meeting import LATELY, Contact, contacts, met
from amicable.web.frontline.models import GRAVE, Incident, Pulse
from amicable.web.portfolio.models import Client, Standing, Track
from amicable.web.portfolio.queries import clients_seen_by, latest_review
from amicable.web.portfolio.reviewing import ledger
from amicable.web.portfolio.searching import searched
from amicable.web.rights import READ_ANSWERS, Role

Row = TypeVar("Row", Incident, Pulse)

OFFERED = 20
"""Clients that a search offers."""
LISTED = 300
"""Clients in the plain list of a browser without scripts; more are found by searching."""
PROMPTS = 3
MIN_PEOPLE = 3
"""People who must have answered before an average is shown to their colleagues."""
AVERAGED = timedelta(days=90)


def incidents_seen_by(person: Person) -> QuerySet[Incident]:
    """One's own, all for those who see all clients; confidential ones for the people named on the track alone."""
    open_ones = Q(track=None) if person.sees_all_clients else Q(track=None, reported_by=person)
    named = Track.objects.filter(people=person)
    found = Incident.objects.filter(open_ones | Q(track__in=named))
    return found.select_related("client", "track", "reported_by", "confirmed_by")


def incident_seen_by(person: Person, number: UUID) -> Incident:
    """The incident; one that the person may not see does not exist for them."""
    found: Incident | None = incidents_seen_by(person).filter(pk=number).first()
    if not found:
        raise Http404
    return found


def own_incident(person: Person, number: UUID) -> Incident:
    """The incident, if this person wrote it down."""
    found = incident_seen_by(person, number)
    if found.reported_by_id != person.pk:
        raise Http404
    return found


def listed(person: Person, shown: str, client: Client | None) -> QuerySet[Incident]:
    """The list: all, only `open` or only `confirmed`, of one client or of all."""
    found = incidents_seen_by(person)
    if client:
        found = found.filter(_about([client.pk]))
    if shown == "open":
        return found.filter(confirmed_by=None)
    return found.filter(confirmed_by__isnull=False) if shown == "confirmed" else found


def waiting(person: Person) -> int:
    """Grave incidents that wait for this person's confirmation."""
    found = incidents_seen_by(person).filter(kind__in=GRAVE, confirmed_by=None)
    return found.exclude(reported_by=person).count()


def near(person: Person, most: int) -> list[Client]:
    """Clients that the person most likely means: those they wrote about lately, then those assigned to them."""
    lately = Q(incidents__reported_by=person), Q(pulses__person=person)
    seen = clients_seen_by(person)
    about = seen.filter(lately[0]).annotate(at=Max("incidents__logged_at")).order_by("-at")[:most]
    felt = seen.filter(lately[1]).annotate(at=Max("pulses__given_at")).order_by("-at")[:most]
    assigned = seen.filter(assignments__person=person).order_by("name")[:most]
    found = {client.pk: client for client in [*about, *felt, *assigned]}
    return list(found.values())[:most]


def clients_named(person: Person, words: str, most: int = OFFERED) -> list[Client]:
    """Clients whose name holds `words`, without regard to case and marks; without words those nearby."""
    first = near(person, most)
    seen = clients_seen_by(person).order_by("name")
    if words:
        alike = Standing.objects.filter(review=latest_review(), name_searched__contains=searched(words))
        seen = seen.filter(Q(pk__in=alike.values("client")) | Q(name__icontains=words))
        wanted = searched(words)
        first = [client for client in first if wanted in searched(client.name)]
    rest = seen.exclude(pk__in=[client.pk for client in first])[: most - len(first)]
    return [*first, *rest]


def tracks_of(person: Person) -> QuerySet[Track]:
    """Confidential tracks that the person is named on."""
    return Track.objects.filter(people=person).select_related("client").order_by("client__name", "title")


def colleagues(person: Person) -> QuerySet[Person]:
    """Who may have been there too."""
    return Person.objects.filter(is_active=True).exclude(pk=person.pk).order_by("name")


def confirmers() -> QuerySet[Person]:
    """Who confirms: owners and managers."""
    return Person.objects.filter(is_active=True, role__in=[Role.OWNER, Role.MANAGER]).order_by("name")


@dataclass(frozen=True)
class Answers:
    """Pulses about one client, as far as a person may see them."""

    own: Sequence[Pulse]
    everybody: Sequence[Pulse]
    """Each answer with its person; empty for those who may not read them."""
    average: float | None
    """Of the last three months; None while too few people have answered."""
    people: int


def answers(person: Person, client: Client, today: date) -> Answers:
    """What people said about working with this client."""
    all_of_it = Pulse.objects.filter(_about([client.pk]))
    lately = all_of_it.filter(asked_on__gt=today - AVERAGED)
    summed = lately.aggregate(average=Avg("score"), people=Count("person", distinct=True))
    reads = Role(person.role) in READ_ANSWERS
    enough = summed["people"] >= MIN_PEOPLE
    return Answers(
        own=all_of_it.filter(person=person)[:12],
        everybody=all_of_it.select_related("person")[:60] if reads else (),
        average=summed["average"] if enough or (reads and summed["people"]) else None,
        people=summed["people"],
    )


@dataclass(frozen=True)
class Card:
    """One client on the page of one's own clients."""

    client: Client
    segment: str
    contact: Contact
    incident: Incident | None
    pulse: Pulse | None
    today: Pulse | None
    """The answer given today, if one was."""


def assigned(person: Person, words: str) -> QuerySet[Client]:
    """The clients assigned to the person."""
    found = clients_seen_by(person).filter(pk__in=person.assignments.values("client")).order_by("name")
    if not words:
        return found
    alike = Standing.objects.filter(review=latest_review(), name_searched__contains=searched(words))
    return found.filter(Q(pk__in=alike.values("client")) | Q(name__icontains=words))


def cards(person: Person, clients: Sequence[Client], today: date) -> list[Card]:
    """What a person needs to know about each of these clients."""
    numbers = [client.pk for client in clients]
    known = contacts([client.client_id for client in clients], _known_until(today))
    incidents = _first(incidents_seen_by(person).filter(_about(numbers)))
    pulses = _first(Pulse.objects.filter(_about(numbers), person=person).select_related("client"))
    standing = Standing.objects.filter(review=latest_review(), client__in=numbers)
    segments = dict(standing.values_list("client_id", "segment"))
    return [
        Card(
            client=client,
            segment=segments.get(client.pk, ""),
            contact=known.get(client.client_id, Contact()),
            incident=incidents.get(client.pk),
            pulse=pulses.get(client.pk),
            today=_given(pulses.get(client.pk), today),
        )
        for client in clients
    ]


def _given(pulse: Pulse | None, today: date) -> Pulse | None:
    return pulse if pulse and pulse.asked_on == today else None


def _about(numbers: Sequence[int]) -> Q:
    """What was written about these clients, also before they were recognised to be another one."""
    return Q(client__in=numbers) | Q(client__survivor__in=numbers)


def _first(rows: QuerySet[Row]) -> Mapping[int, Row]:
    """The latest row of each client."""
    found: dict[int, Row] = {}
    for row in rows:
        found.setdefault(row.client.survivor_id or row.client_id, row)
    return found


@dataclass(frozen=True)
class Prompt:
    """A moment to ask how it is to work with a client."""

    client: Client
    on: date
    met: bool
    """Whether they met; else the client had asked for something."""


def prompts(person: Person, today: date) -> list[Prompt]:
    """Meetings and tickets of the last days about which the person has not yet answered."""
    until = _known_until(today)
    own = list(clients_seen_by(person).filter(pk__in=person.assignments.values("client")))
    happened = {one.client_id: (one.on, True) for one in met(person, until)}
    for client_id, contact in contacts([client.client_id for client in own], until).items():
        if contact.asked_on and until - LATELY < contact.asked_on <= until:
            happened.setdefault(client_id, (contact.asked_on, False))
    seen = list(clients_seen_by(person).filter(client_id__in=list(happened)))
    about = _about([client.pk for client in seen])
    last = _first(Pulse.objects.filter(about, person=person).select_related("client"))
    found = [Prompt(client, *happened[client.client_id]) for client in seen if not _answered(last.get(client.pk), happened[client.client_id][0])]  # fmt: skip
    return sorted(found, key=lambda one: (one.met, one.on), reverse=True)[:PROMPTS]


def _answered(pulse: Pulse | None, since: date) -> bool:
    return pulse is not None and pulse.asked_on >= since


def _known_until(today: date) -> date:
    """Today; in the made-up firm, the last day of its records, so that there is something to see."""
    if not settings.DEPLOYMENT.demo:
        return today
    opened = ledger()
    return min(today, opened.latest("meetings", "starts_on") or today)
