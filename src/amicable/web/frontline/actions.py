"""Writing down, changing, taking back and confirming; each with its line in the diary."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.frontline.contents import LOOKED_AT, content_type
from amicable.web.frontline.models import Attachment, Incident, Pulse, Version
from amicable.web.portfolio.models import Client, Track


class TooLate(Refusal):
    """The time for it is over."""


class NotASecondPerson(Refusal):
    """Whoever wrote it down cannot confirm it."""


class NotNamed(Refusal):
    """The track is not for this person, or not about this client."""


@dataclass(frozen=True)
class Told:
    """What a person says about an incident."""

    client: Client
    kind: str
    happened_on: date
    note: str
    witnesses: tuple[Person, ...] = ()
    files: tuple[UploadedFile, ...] = ()


def log_incident(*, by: Person, told: Told, at: datetime, track: Track | None = None) -> Incident:
    """Write an incident down; on a confidential track only the people named on it will know."""
    if track and (track.client_id != told.client.pk or not track.people.filter(pk=by.pk).exists()):
        raise NotNamed(N_("This confidential track is about another client, or you are not named on it."))
    with _files() as kept, transaction.atomic():
        incident = Incident.objects.create(
            client=told.client,
            track=track,
            kind=told.kind,
            happened_on=told.happened_on,
            note=told.note,
            reported_by=by,
            logged_at=at,
        )
        incident.witnesses.set(told.witnesses)
        _keep(incident, told.files, kept)
        write("incident.logged", by=by.email, about=about(incident), incident=incident.pk)
    return incident


def change_incident(*, by: Person, incident: Incident, told: Told, at: datetime) -> Incident:
    """Say it better within a day; how it read before is kept, and a confirmation has to be given anew."""
    with _files() as kept, transaction.atomic():
        found = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        if found.reported_by_id != by.pk or at > found.changed_until:
            raise TooLate(
                N_("An incident can be changed for a day, by whoever wrote it down. What you know now can be written down as another one.")
            )  # fmt: skip
        Version.objects.create(
            incident=found,
            client=found.client.name,
            kind=found.kind,
            happened_on=found.happened_on,
            note=found.note,
            witnesses=[str(person) for person in found.witnesses.all()],
            replaced_at=at,
        )
        found.client, found.kind = told.client, told.kind
        found.happened_on, found.note = told.happened_on, told.note
        found.confirmed_by = found.confirmed_at = None
        found.revision += 1
        found.save()
        found.witnesses.set(told.witnesses)
        _keep(found, told.files, kept)
        write("incident.changed", by=by.email, about=about(found), incident=found.pk)
    return found


def take_back(*, by: Person, incident: Incident, at: datetime) -> None:
    """Undo within ten minutes: the words and files are gone, the diary says that there was something."""
    with transaction.atomic():
        found = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        if found.reported_by_id != by.pk or at > found.taken_back_until or found.entered:
            raise TooLate(
                N_("The ten minutes are over: what you wrote down may have been read and counted. You can still change it for a day.")
            )  # fmt: skip
        places = [attachment.place for attachment in found.attachments.all()]
        write("incident.taken_back", by=by.email, about=about(found), incident=found.pk)
        found.delete()
        transaction.on_commit(lambda: _remove(places))


def confirm(*, by: Person, incident: Incident, at: datetime) -> Incident:
    """A second person says that it happened so; from then on grave kinds count."""
    with transaction.atomic():
        found = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        not_oneself(by, found)
        if found.confirmed_by_id is None:
            found.confirmed_by, found.confirmed_at = by, at
            found.revision += 1
            found.save()
            write("incident.confirmed", by=by.email, about=about(found), incident=found.pk)
    return found


def withdraw_confirmation(*, by: Person, incident: Incident) -> Incident:
    """Whoever confirmed it takes that back; it waits for a second person again."""
    with transaction.atomic():
        found = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        if found.confirmed_by_id == by.pk:
            found.confirmed_by = found.confirmed_at = None
            found.revision += 1
            found.save()
            write("incident.confirmation_withdrawn", by=by.email, about=about(found), incident=found.pk)
    return found


def not_oneself(by: Person, incident: Incident) -> None:
    """Refuse a word on an incident by whoever wrote it down."""
    if incident.reported_by_id == by.pk:
        raise NotASecondPerson(
            N_("You wrote this incident down yourself. Another owner or manager has to confirm it.")
        )


@transaction.atomic
def give_pulse(
    *, by: Person, client: Client, score: int, asked_on: date, at: datetime, note: str | None = None
) -> Pulse:
    """How it is to work with them; a second answer on the same day replaces the first."""
    known = {} if note is None else {"note": note}
    pulse, made = Pulse.objects.update_or_create(
        person=by,
        client=client,
        asked_on=asked_on,
        defaults={"score": score, "given_at": at, **known},
    )
    if not made:
        Pulse.objects.filter(pk=pulse.pk).update(revision=F("revision") + 1)
    write("pulse.given", by=by.email, about=f"client:{client.client_id}")
    return pulse


def about(incident: Incident) -> str:
    """What the diary says it is about; of a confidential one not even the client."""
    return f"incident:{incident.pk}" if incident.track_id else f"client:{incident.client.client_id}"


def _keep(incident: Incident, files: Iterable[UploadedFile], kept: list[Path]) -> None:
    """Write the bytes beside the database, readable by the owner of the folder alone."""
    for file in files:
        attachment = Attachment(incident=incident, name=Path(file.name or "").name[-200:])
        kept.append(attachment.place)
        attachment.place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(attachment.place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        digest, beginning = hashlib.sha256(), b""
        with os.fdopen(descriptor, "wb") as written:
            for chunk in file.chunks():
                beginning = beginning or chunk[:LOOKED_AT]
                digest.update(chunk)
                attachment.size = written.tell() + written.write(chunk)
        attachment.content_type = content_type(beginning, attachment.name)
        attachment.digest = digest.hexdigest()
        attachment.save(force_insert=True)


@contextmanager
def _files() -> Iterator[list[Path]]:
    """Files written in the course of an action that fails do not stay behind."""
    kept: list[Path] = []
    try:
        yield kept
    except BaseException:
        _remove(kept)
        raise


def _remove(places: Iterable[Path]) -> None:
    for place in places:
        place.unlink(missing_ok=True)
