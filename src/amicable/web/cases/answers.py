"""Cases as plain values, for programs and for the command line; nothing confidential is ever among them."""

from collections.abc import Iterator
from typing import Any

from amicable.decision.path import ACTIONS, STAGE_OF, allowed, in_words, missing, possible
from amicable.web.cases import queries
from amicable.web.cases.models import Case, DecisionRecord, Frozen, Plan
from amicable.web.cases.page import KINDS_OF_WORK
from amicable.web.cases.readiness.gates import Stood, standing_of
from amicable.web.cases.readiness.held import held
from amicable.web.cases.readiness.rungs import ladder
from amicable.web.rendering import told


def brief(case: Case) -> dict[str, Any]:
    """One row of a list."""
    return {
        "number": case.pk,
        "client": case.client_id,
        "client_id": case.client.client_id,
        "name": case.client.name,
        "state": case.state,
        "before": case.before,
        "stage": STAGE_OF.get(case.before or case.state, ""),
        "led_by": case.led_by.email,
        "opened_at": case.opened_at,
        "moved_at": case.moved_at,
    }


def whole(case: Case) -> dict[str, Any]:
    """All that everybody may know who sees the case."""
    stood = [one for one in standing_of(case) if not one.gate.confidential]
    works = allowed(case.state, case.before)
    record = queries.pending(case)
    return {
        **brief(case),
        "pack": case.pack,
        "allowed": {name: getattr(works, name) for name in KINDS_OF_WORK},
        "allowed_in_words": told(in_words(case.state, case.before)),
        "actions": [one.name for one in possible(case.state)],
        "lacking": list(_lacking(case, {one.name for one in stood})),
        "gates": [_gate(one) for one in stood],
        "ladder": [{"remedy": one.remedy.name, "status": one.status} for one in ladder(case)],
        "plans": [plan(one) for one in case.plans.select_related("person")],
        "frozen": [_frozen(one) for one in case.frozen.all()],
        "waits_for_signature": bool(
            record and case.state in ("open", "repairing") and not queries.is_signed(record)
        ),
        "records": [sealed(one) for one in case.records.all()],
    }


def _lacking(case: Case, known: set[str]) -> Iterator[dict[str, str]]:
    """What keeps it from being decided."""
    if case.state not in ACTIONS["decide"].comes_from:
        return
    for one in missing(held(case), ACTIONS["decide"]):
        if one.kind != "gate" or one.name in known:
            yield {"kind": one.kind, "name": one.name}


def _gate(one: Stood) -> dict[str, Any]:
    return {
        "gate": one.name,
        "state": one.standing.state,
        "blocks": sorted(one.gate.blocks),
        "mandatory": one.standing.mandatory,
        "counts_on": one.standing.until,
        "note": one.answer.note if one.answer else "",
        "override": one.override.reason if one.override else "",
        "waits_for_review": one.waits_for_review,
    }


def plan(one: Plan) -> dict[str, Any]:
    """One plan."""
    return {
        "number": one.pk,
        "remedy": one.remedy,
        "agreement": one.agreement,
        "agreed_on": one.agreed_on,
        "person": one.person.email,
        "sign": one.sign,
        "baseline": one.baseline,
        "target": one.target,
        "measure_on": one.measure_on,
        "outcome": one.outcome,
        "found": one.found,
        "measured_on": one.measured_on,
    }


def _frozen(one: Frozen) -> dict[str, Any]:
    return {"number": one.pk, "as_of": one.as_of, "facts": one.facts_count, "seal": one.head}


def sealed(one: DecisionRecord) -> dict[str, Any]:
    """One sealed record, without its words."""
    return {"kind": one.kind, "at": one.at, "by": one.by, "digest": one.digest, "seal": one.seal}
