"""What waits for a person: readings and incidents, grave ones first, as far as the person may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from amicable.web.accounts.models import Person
from amicable.web.frontline.models import GRAVE as GRAVE_KINDS
from amicable.web.frontline.models import Incident, Version
from amicable.web.frontline.queries import incidents_seen_by
from amicable.web.messages.models import Verdict
from amicable.web.messages.pieces import Mark, Piece, excerpt, marks, pieces
from amicable.web.messages.queue.ranking import ranked
from amicable.web.messages.records import GRAVE, Row, messages_by_id, opened, readings_of
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.queries import clients_seen_by
from amicable.web.rights import STEER

READING, INCIDENT = "reading", "incident"


@dataclass(frozen=True)
class Waits:
    """One finding or incident that somebody should look at."""

    kind: str
    """READING or INCIDENT."""
    number: str
    """Its id: of the reading in the ledger, or of the incident."""
    client: Client
    grave: bool
    situation: str
    happened_on: date
    sent_at: datetime | None
    contact: str
    message_id: str
    row: Row | None = None
    incident: Incident | None = None
    mark: Mark | None = None
    subject: str = ""
    excerpt: Sequence[Piece] = ()

    @property
    def key(self) -> str:
        """Names it in forms and sessions."""
        return f"{self.kind}:{self.number}"


@dataclass(frozen=True)
class Queue:
    """What waits for one person."""

    incidents: Sequence[Incident]
    readings: pa.Table
    clients: Mapping[str, Client]

    def __len__(self) -> int:
        return len(self.incidents) + self.readings.num_rows

    @property
    def grave(self) -> int:
        """How many of them count only once somebody has looked."""
        readings = pc.sum(self.readings["grave"]).as_py() or 0
        return readings + sum(one.is_grave for one in self.incidents)

    def piece(self, first: int, most: int) -> list[Waits]:
        """A run of it: incidents that people wrote down go before what rules found."""
        found = [of_incident(one) for one in self.incidents[first : first + most]]
        return [*found, *self.read(max(0, first - len(self.incidents)), most - len(found))]

    def read(self, first: int, most: int) -> list[Waits]:
        """A run of what rules found."""
        rows = self.readings.slice(first, most).to_pylist()
        return [of_reading(row, self.clients[row["client_id"]]) for row in rows]


def queue(person: Person, *, situation: str = "", skipped: Iterable[str] = (), client: Client | None = None) -> Queue:  # fmt: skip
    """What waits for this person; of one situation or client if it is given, without what was put off."""
    passed = set(skipped)
    incidents = [one for one in waiting_incidents(person) if f"{INCIDENT}:{one.pk}" not in passed]
    if client:
        incidents = [one for one in incidents if client.pk in (one.client_id, one.client.survivor_id)]
    clients = {one.client_id: one for one in clients_seen_by(person)}
    if client:
        clients = {client.client_id: client} if client.client_id in clients else {}
    readings = _readings(clients, situation, passed)
    shown = [one for one in incidents if not situation or one.kind == situation]
    return Queue(sorted(shown, key=lambda one: not one.is_grave), readings, clients)


def _readings(clients: Mapping[str, Client], situation: str, skipped: set[str]) -> pa.Table:
    with opened() as held:
        table = held.waiting
    judged = Verdict.objects.filter(reading_id__isnull=False, confirmed__isnull=False)
    done = [*judged.values_list("reading_id", flat=True)]
    done += [key.removeprefix(f"{READING}:") for key in skipped if key.startswith(READING)]
    kept = pc.and_(
        pc.is_in(table["client_id"], pa.array(list(clients), pa.string())),
        pc.invert(pc.is_in(table["reading_id"], pa.array(done, pa.string()))),
    )
    if situation:
        kept = pc.and_(kept, pc.equal(table["situation"], situation))
    return ranked(table.filter(kept))


def waiting_incidents(person: Person) -> QuerySet[Incident]:
    """Grave incidents that this person may confirm, and of which nobody has said yet that it cannot be."""
    if not person.may(STEER):
        return Incident.objects.none()
    changed = Version.objects.filter(incident=OuterRef("pk")).order_by("-replaced_at").values("replaced_at")
    found = incidents_seen_by(person).filter(kind__in=GRAVE_KINDS, confirmed_by=None)
    found = found.exclude(reported_by=person).annotate(changed_at=Subquery(changed[:1]))
    denied = Q(verdict__confirmed=False) & (Q(changed_at=None) | Q(changed_at__lt=F("verdict__judged_at")))
    return found.exclude(pk__in=found.filter(denied).values("pk")).order_by("-happened_on", "-logged_at")


def of_incident(one: Incident) -> Waits:
    """An incident as something that waits."""
    return Waits(
        kind=INCIDENT,
        number=str(one.pk),
        client=one.client,
        grave=one.is_grave,
        situation=one.kind,
        happened_on=one.happened_on,
        sent_at=None,
        contact="",
        message_id="",
        incident=one,
    )


def of_reading(row: Row, client: Client) -> Waits:
    """A reading as something that waits."""
    return Waits(
        kind=READING,
        number=row["reading_id"],
        client=client,
        grave=row["situation"] in GRAVE,
        situation=row["situation"],
        happened_on=row["sent_at"].date(),
        sent_at=row["sent_at"],
        contact=row["contact"] or "",
        message_id=row["message_id"],
        row=row,
        mark=marks([row], {})[0],
    )


def with_excerpts(found: Sequence[Waits]) -> list[Waits]:
    """The same with the words around each mark."""
    texts = messages_by_id([one.message_id for one in found if one.message_id])
    return [_with_excerpt(one, texts.get(one.message_id)) for one in found]


def _with_excerpt(one: Waits, message: Row | None) -> Waits:
    if not message or not one.mark:
        return one
    text = message[one.mark.place] or ""
    return replace(one, subject=message["subject"] or "", excerpt=excerpt(text, one.mark))


@dataclass(frozen=True)
class Whole:
    """A message with everything that was read in it."""

    row: Mapping[str, Any]
    subject: Sequence[Piece]
    body: Sequence[Piece]
    marks: Sequence[Mark]


def whole(message: Row) -> Whole:
    """The message with all its marks."""
    return wholes([message])[0]


def wholes(messages: Sequence[Row]) -> list[Whole]:
    """The same for many, in two questions."""
    readings = readings_of([row["message_id"] for row in messages])
    said = said_of([row["reading_id"] for row in readings])
    by_message: dict[str, list[Row]] = {}
    for row in readings:
        by_message.setdefault(row["message_id"], []).append(row)
    return [_whole(row, marks(by_message.get(row["message_id"], []), said)) for row in messages]


def _whole(row: Row, found: Sequence[Mark]) -> Whole:
    return Whole(
        row,
        pieces(row["subject"] or "", [one for one in found if one.place == "subject"], fold=False),
        pieces(row["body"] or "", [one for one in found if one.place == "body"]),
        found,
    )


def said_of(reading_ids: Sequence[str]) -> dict[str, bool | None]:
    """People's latest word on these readings; the ledger may not know it yet."""
    found = Verdict.objects.filter(reading_id__in=list(reading_ids))
    return dict(found.values_list("reading_id", "confirmed"))


def given_by(person: Person) -> QuerySet[Verdict]:
    """Verdicts that the person may read, latest first; of a confidential track only for those named on it."""
    about = Q(reading_id__isnull=False) | Q(incident__in=incidents_seen_by(person).values("pk"))
    seen = clients_seen_by(person).values("pk")
    clients = Q(client__in=seen) | Q(client__survivor__in=seen)
    found = Verdict.objects.filter(about, clients, confirmed__isnull=False)
    return found.select_related("client", "judged_by", "incident")
