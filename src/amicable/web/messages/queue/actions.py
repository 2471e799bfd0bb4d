"""What a person says of a finding or an incident, and taking it back."""

from datetime import datetime

from django.db import transaction

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.frontline import actions as front_line
from amicable.web.frontline.models import Incident
from amicable.web.messages.models import Verdict
from amicable.web.messages.records import Row
from amicable.web.portfolio.models import Client

SAYS = {True: "reading.confirmed", False: "reading.rejected"}


class NothingToTakeBack(Refusal):
    """No verdict of this person stands."""


@transaction.atomic
def judge_reading(*, by: Person, client: Client, reading: Row, confirmed: bool, at: datetime) -> Verdict:
    """Say whether a finding is what it seems; a later word takes the place of an earlier one."""
    told = {name: reading[name] or "" for name in ("situation", "rule", "language", "level", "quote")}
    made, _ = Verdict.objects.update_or_create(
        reading_id=reading["reading_id"],
        defaults={"client": client, "confirmed": confirmed, "judged_by": by, "judged_at": at, **told},
    )
    write(SAYS[confirmed], by=by.email, about=_about(made), situation=made.situation, rule=made.rule)
    return made


@transaction.atomic
def judge_incident(*, by: Person, incident: Incident, confirmed: bool, at: datetime) -> Verdict:
    """Confirm an incident as a second person, or say that one cannot."""
    if confirmed:
        front_line.confirm(by=by, incident=incident, at=at)
    else:
        front_line.not_oneself(by, incident)
        write("incident.not_confirmed", by=by.email, about=front_line.about(incident), incident=incident.pk)
    made, _ = Verdict.objects.update_or_create(
        incident=incident,
        defaults={"client": incident.client, "situation": incident.kind, "confirmed": confirmed, "judged_by": by, "judged_at": at},
    )  # fmt: skip
    return made


@transaction.atomic
def take_back(*, by: Person, verdict: Verdict | None) -> Verdict:
    """As if nobody had looked; the diary keeps that somebody had."""
    if verdict is None:
        raise NothingToTakeBack(N_("You have not judged anything that could be taken back."))
    if verdict.incident and verdict.confirmed:
        front_line.withdraw_confirmation(by=by, incident=verdict.incident)
    elif verdict.incident:
        write("incident.verdict_taken_back", by=by.email, about=front_line.about(verdict.incident), incident=verdict.incident_id)  # fmt: skip
    else:
        write("reading.verdict_taken_back", by=by.email, about=_about(verdict), situation=verdict.situation, rule=verdict.rule)  # fmt: skip
    verdict.confirmed = None
    verdict.save(update_fields=["confirmed"])
    return verdict


def _about(verdict: Verdict) -> str:
    return f"client:{verdict.client.client_id}"[:254]
