"""Who works with which client, and who is who in the table of staff, as the firm's own records say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from amicable.engines.duckdb import open_evidence
from amicable.evidence import Evidence
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import NOBODY, write
from amicable.web.frontline.models import Incident, Pulse
from amicable.web.portfolio.models import Assignment, Client
from amicable.web.portfolio.reviewing import ledger


def assign_by_ledger() -> dict[str, object]:
    """Follow the records: clients whose `owner` is a person of ours are theirs, as long as it says so.

    A person is known by e-mail address, and by the name that the table of staff gives beside it. Assignments
    that a person made stay as they are.
    """
    opened = ledger()
    evidence = open_evidence(opened, today=timezone.localdate())
    staff, owners = _staff(evidence), _owners(evidence)
    numbers = dict(Client.objects.values_list("client_id", "pk").iterator())
    changed = 0
    for person in Person.objects.filter(is_active=True):
        own = staff.get(_plain(person.email), [])
        with transaction.atomic():
            if own and not person.staff_id:
                _recognise(person, own[0]["staff_id"])
            # people write their own name in their preferences, so it must not decide what they see
            names = {_plain(person.email), *(_plain(one["name"]) for one in own)}
            wanted = {numbers[i] for name in names for i in owners.get(name, ()) if i in numbers}
            changed += _assign(person, wanted)
    return {"changed": changed}


def _staff(evidence: Evidence) -> Mapping[str, list[dict[str, str]]]:
    """E-mail -> the rows of this person; the one with a cost of an hour first, as that is the firm's own list."""
    rows = evidence.staff.select("staff_id", "name", "email", "hourly_cost").to_pyarrow().to_pylist()
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["hourly_cost"] is None, row["staff_id"])):
        if row["email"]:
            found[_plain(row["email"])].append(row)
    return found


def _owners(evidence: Evidence) -> Mapping[str, list[str]]:
    """The name that a client's row gives -> the clients."""
    owned = evidence.clients.filter(evidence.clients.owner.notnull()).select("client_id", "owner")
    found = defaultdict(list)
    for row in owned.to_pyarrow().to_pylist():
        found[_plain(row["owner"])].append(row["client_id"])
    return found


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


def _recognise(person: Person, staff_id: str) -> None:
    """What they have written down so far is entered again, with who they are."""
    Person.objects.filter(pk=person.pk).update(staff_id=staff_id)
    Incident.objects.filter(reported_by=person).update(revision=F("revision") + 1)
    Pulse.objects.filter(person=person).update(revision=F("revision") + 1)


def _assign(person: Person, wanted: Iterable[int]) -> int:
    """Make the assignments that are missing, end those that the records no longer give."""
    there = dict(Assignment.objects.filter(person=person).values_list("client_id", "made_by"))
    missing = set(wanted) - there.keys()
    over = {client for client, made_by in there.items() if made_by == NOBODY} - set(wanted)
    Assignment.objects.bulk_create(
        [Assignment(person=person, client_id=client, made_by=NOBODY) for client in sorted(missing)],
        batch_size=500,
    )
    for client in over:
        Assignment.objects.filter(person=person, client_id=client, made_by=NOBODY).delete()
    if missing or over:
        write(
            "clients.followed_records",
            by=NOBODY,
            about=f"person:{person.email}",
            email=person.email,
            began=len(missing),
            ended=len(over),
        )
    return len(missing) + len(over)
