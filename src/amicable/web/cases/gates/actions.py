"""Answering the questions of gates, and letting a gate pass with a reason; who may, the gate itself says."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from amicable.decision import gates as domain
from amicable.decision.gates import all_gates
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases import queries
from amicable.web.cases.decisions.sealing import put
from amicable.web.cases.models import Case, GateAnswer, Override
from amicable.web.cases.moving import about
from amicable.web.diary.actions import write
from amicable.web.portfolio.models import Track
from amicable.web.portfolio.tracks.actions import CHANGED


class NotOnATrack(Refusal):
    """A confidential answer needs a track on which its writer is named."""


class NotASecondPerson(Refusal):
    """Whoever let a gate pass cannot review it."""


@transaction.atomic
def answer(
    *,
    by: Person,
    case: Case,
    gate: str,
    answer: str,
    note: str = "",
    on: date | None = None,
    track: Track | None = None,
) -> GateAnswer:
    """Answer the question of a gate: yes, no or unknown; earlier answers stay readable."""
    confidential = all_gates()[gate].confidential
    _check_track(by, case, track, confidential=confidential)
    made = GateAnswer.objects.create(
        case=case,
        gate=gate,
        answer=answer,
        note=note.strip(),
        on=on if answer == "yes" else None,
        by=by,
        track=track if confidential else None,
    )
    if confidential:
        write(CHANGED, by=by.email, about=about(case))
        if answer != "no":
            _keep_it_apart(case, by, made)
    else:
        write("case.answered_gate", by=by.email, about=about(case), name=case.client.name)
    return made


def _check_track(by: Person, case: Case, track: Track | None, *, confidential: bool) -> None:
    if confidential and not (
        track and track.client_id == case.client_id and track.people.filter(pk=by.pk).exists()
    ):
        raise NotOnATrack(
            N_("This is answered on a confidential track on which you are named. Open one on the page of the client first, then come back.")
        )  # fmt: skip


def _keep_it_apart(case: Case, by: Person, made: GateAnswer) -> None:
    """From now on somebody who is named on the track leads, so that nobody else runs into what they must not know."""
    named = made.track.people if made.track else None
    if named and not named.filter(pk=case.led_by_id).exists():
        case.led_by = by
        case.save(update_fields=["led_by"])
        write("case.led", by=by.email, about=about(case), name=case.client.name, person=str(by))
    waiting = queries.pending(case)
    if waiting and not queries.is_signed(waiting):
        put(case, "taken_back", by=case.led_by.email, content={"record": waiting.number})
        write("case.taken_back", by=case.led_by.email, about=about(case), name=case.client.name)


@transaction.atomic
def override(*, by: Person, case: Case, gate: str, reason: str, track: Track | None = None) -> Override:
    """Let a gate pass with a reason; where it asks for a second person, it counts once that person agrees."""
    one = all_gates()[gate]
    _check_track(by, case, track, confidential=one.confidential)
    passing = domain.Override(gate, by.email, by.role, reason, timezone.localdate())
    domain.allow(replace(one, second_reviewer=False), passing)
    made = Override.objects.create(
        case=case, gate=gate, reason=reason.strip(), by=by, track=track if one.confidential else None
    )
    _written(case, by, confidential=one.confidential)
    return made


@transaction.atomic
def review_override(*, by: Person, override: Override) -> Override:
    """Agree, as a second person, that a gate is let pass."""
    found = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
    if found.by_id == by.pk:
        raise NotASecondPerson(
            N_("You let this gate pass yourself. Another owner or manager has to look at it.")
        )
    if found.track and not found.track.people.filter(pk=by.pk).exists():
        raise NotASecondPerson(N_("You are not named on the track of this gate."))
    found.reviewed_by = by
    found.save(update_fields=["reviewed_by"])
    _written(found.case, by, confidential=bool(found.track_id))
    return found


def _written(case: Case, by: Person, *, confidential: bool) -> None:
    if confidential:
        write(CHANGED, by=by.email, about=about(case))
    else:
        write("case.overrode", by=by.email, about=about(case), name=case.client.name)
