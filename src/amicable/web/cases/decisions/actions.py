"""Deciding, signing, declining; contesting, answering, reinstating: each a sealed record."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from amicable.decision import path
from amicable.disengagement.tone import check
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases import queries
from amicable.web.cases.decisions.sealing import put, said
from amicable.web.cases.models import Case, DecisionRecord
from amicable.web.cases.moving import OnlyTheLead, about, move
from amicable.web.cases.readiness.gates import Stood, standing_of
from amicable.web.cases.readiness.held import held
from amicable.web.cases.readiness.rungs import is_grave, tried
from amicable.web.diary.actions import write


class Unkind(Refusal):
    """The reasons hold words that the client should never have to read."""


class NotASecondPerson(Refusal):
    """Whoever decided cannot sign as the second person."""


class NothingToSign(Refusal):
    """There is no decision that waits."""


class NotUninvolved(Refusal):
    """Who answers an objection must have had no part in the decision."""


class TooMany(Refusal):
    """More endings at once than the firm can carry well."""


@dataclass(frozen=True)
class Decided:
    """What the person says who decides."""

    course: str
    """The option that was chosen."""
    reasons: str
    language: str
    """In which the reasons are written."""
    interest: str
    """Empty: the person declares that they have no interest of their own in it."""
    options: tuple[dict[str, Any], ...] = ()
    """The rival options that were laid side by side, as they stood."""
    second_person: bool = False
    """Whether the person wants a second one to sign, though nobody asks for it."""
    beyond_limit: str = ""
    """Why one more ending is borne, where the firm's limit is reached."""


@transaction.atomic
def decide(*, by: Person, case: Case, decided: Decided) -> DecisionRecord:
    """Write the decision record; where a second person must sign, the case moves on when they have."""
    found = _locked(case)
    stood = standing_of(found)
    _refuse(by, found, decided)
    asked_by = tuple(_second_signature(stood, wanted=decided.second_person))
    record = put(
        found,
        "decision",
        by=by.email,
        content=_content(by, found, decided, stood, asked_by),
        apart=[_gate(one) | {"track": _track(one)} for one in stood if one.gate.confidential],
    )
    if asked_by:
        write("case.recorded", by=by.email, about=about(found), name=found.client.name)
    else:
        move(by=by, case=found, action="decide", reason=decided.reasons)
    return record


def _locked(case: Case) -> Case:
    found: Case = (
        Case.objects.select_for_update(of=("self",)).select_related("client", "led_by").get(pk=case.pk)
    )
    return found


def _refuse(by: Person, case: Case, decided: Decided) -> None:
    """Everything that keeps the record from being written."""
    if by != case.led_by:
        raise OnlyTheLead(
            N_("This step is taken by {lead}, who leads the case. Ask them, or let them hand the case over."),
            lead=case.led_by,
        )
    path.taken(held(case, done=("record", "signature")), "decide")
    if queries.pending(case):
        raise NothingToSign(N_("A decision is recorded already and waits for a second person."))
    if queries.under_way() >= queries.most_at_once() and not decided.beyond_limit.strip():
        raise TooMany(
            N_("{count} endings are under way, as many as the firm carries at once. Finish one first, or write down why one more can be borne."),
            count=queries.under_way(),
        )  # fmt: skip
    harsh = [one for one in check(decided.reasons, decided.language, kind="note") if one.level == "error"]
    if harsh:
        raise Unkind(
            N_("The client may ask to read the reasons, and “{quote}” would hurt without need. Say what happened instead."),
            quote=harsh[0].quote,
        )  # fmt: skip


def _second_signature(stood: Iterable[Stood], *, wanted: bool) -> Iterable[str]:
    """Who asks for a second person: the firm, the lead, or gates by name; a confidential one is not named."""
    if queries.rules().second_signature:
        yield "firm"
    if wanted:
        yield "lead"
    for one in stood:
        if one.asks_for_a_second_person:
            yield "lead" if one.gate.confidential else one.name


def _content(
    by: Person, case: Case, decided: Decided, stood: Iterable[Stood], asked_by: tuple[str, ...]
) -> dict[str, Any]:
    frozen = queries.latest_frozen(case)
    return {
        "case": case.pk,
        "client": {"id": case.client.client_id, "name": case.client.name},
        "decided_by": {"email": by.email, "name": by.name, "role": by.role},
        "course": decided.course,
        "reasons": decided.reasons.strip(),
        "language": decided.language,
        "interest": decided.interest.strip(),
        "beyond_limit": decided.beyond_limit.strip(),
        "options": list(decided.options),
        "criteria": frozen.criteria if frozen else "",
        "pack": case.pack,
        "evidence": [
            {"frozen": one.pk, "as_of": one.as_of, "facts": one.facts_count, "head": one.head, "ledger": one.ledger_version}
            for one in case.frozen.order_by("pk")
        ],
        "gates": [_gate(one) for one in stood if not one.gate.confidential],
        "ladder": [asdict(one) for one in tried(case)],
        "ladder_skipped_as_grave": is_grave(case),
        "second_signature": sorted(set(asked_by)),
    }  # fmt: skip


def _gate(one: Stood) -> dict[str, Any]:
    return {
        "gate": one.name,
        "state": one.standing.state,
        "answer": one.standing.answer.value,
        "answered_by": one.answer.by.email if one.answer else "",
        "note": one.answer.note if one.answer else "",
        "override": {
            "by": one.override.by.email,
            "reason": one.override.reason,
            "on": one.override.at,
            "reviewed_by": one.override.reviewed_by.email if one.override.reviewed_by else "",
        }
        if one.override
        else None,
    }


def _track(one: Stood) -> int | None:
    return one.answer.track_id if one.answer else None


def _waiting(case: Case) -> DecisionRecord:
    record = queries.pending(case)
    if not record or queries.is_signed(record) or case.state not in ("open", "repairing"):
        raise NothingToSign(N_("No decision of this case waits for a second person."))
    return record


@transaction.atomic
def sign(*, by: Person, case: Case) -> DecisionRecord:
    """Sign a decision as the second person; the case is decided with that."""
    found = _locked(case)
    record = _waiting(found)
    _refuse_first_person(by, record)
    made = put(found, "signature", by=by.email, content={"record": record.number, "seal": record.seal})
    write("case.signed", by=by.email, about=about(found), name=found.client.name)
    move(by=found.led_by, case=found, action="decide", reason=said(record)["reasons"])
    return made


@transaction.atomic
def decline(*, by: Person, case: Case, reason: str) -> DecisionRecord:
    """Do not sign, and say why; the case stays where it was."""
    found = _locked(case)
    record = _waiting(found)
    _refuse_first_person(by, record)
    made = put(found, "declined", by=by.email, content={"record": record.number, "reason": reason.strip()})
    write("case.declined", by=by.email, about=about(found), name=found.client.name)
    return made


def _refuse_first_person(by: Person, record: DecisionRecord) -> None:
    if by.email == record.by:
        raise NotASecondPerson(
            N_("You wrote this decision yourself. Another owner or manager has to sign it, or say why not.")
        )


@transaction.atomic
def take_back(*, by: Person, case: Case) -> DecisionRecord:
    """Take one's own record back before anybody has signed it."""
    found = _locked(case)
    record = _waiting(found)
    if by.email != record.by:
        raise OnlyTheLead(N_("Only {lead}, who wrote the decision, can take it back."), lead=record.by)
    made = put(found, "taken_back", by=by.email, content={"record": record.number})
    write("case.taken_back", by=by.email, about=about(found), name=found.client.name)
    return made


@transaction.atomic
def contest(*, by: Person, case: Case, words: str) -> DecisionRecord:
    """Write down what the client says against the ending; the clock for the answer begins."""
    found = _locked(case)
    move(by=by, case=found, action="contest", reason=words, done=("words",) if words.strip() else ())
    due = timezone.localdate() + timedelta(days=queries.rules().contest_days)
    return put(found, "contest", by=by.email, content={"words": words.strip(), "answer_by": due})


@transaction.atomic
def answer_contest(*, by: Person, case: Case, grant: bool, words: str) -> DecisionRecord:
    """Answer the client as somebody who had no part in the decision: it stands, or they are reinstated."""
    found = _locked(case)
    if by.email in queries.involved(found):
        raise NotUninvolved(
            N_("You had a part in this decision. Another owner or manager, who had none, has to answer.")
        )
    done = ("answer",) if words.strip() else ()
    move(by=by, case=found, action="grant" if grant else "uphold", reason=words, done=done)
    return put(found, "answer", by=by.email, content={"granted": grant, "words": words.strip()})


@transaction.atomic
def reinstate(*, by: Person, case: Case, reason: str, terms: str) -> DecisionRecord:
    """Take the client back, on terms that are written down."""
    found = _locked(case)
    move(by=by, case=found, action="reinstate", reason=reason)
    return put(
        found, "reinstatement", by=by.email, content={"reason": reason.strip(), "terms": terms.strip()}
    )
