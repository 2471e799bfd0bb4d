"""Freezing the evidence about a client: every piece with its source, its date and its values as known then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from amicable.decision.situations import Situation
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.report import answers
from amicable.web.accounts.models import Person
from amicable.web.cases.canonical import canonical, digest
from amicable.web.cases.models import Case, Frozen, FrozenFact
from amicable.web.portfolio.dossier.file import File, Row, opened
from amicable.web.portfolio.reviewing import ledger, version

AT_ONCE = 500
UNFROZEN = frozenset({"import_id", "file", "line", "source"})
"""Columns that say where a row was read; that stands beside its values."""


class NoEvidence(Refusal):
    """The records do not know the client."""


@dataclass(frozen=True)
class Piece:
    """One fact to be frozen, or to be compared with a frozen one."""

    kind: str
    content: dict[str, Any]
    sign: str = ""
    happened_on: date | None = None
    table: str = ""
    evidence_id: str = ""


def file_of(client_id: str, person: Person) -> File:
    """What the records say of the client today."""
    found = opened(client_id, None, person)
    if not found:
        raise NoEvidence(
            N_("The records do not know this client, so there is no evidence to freeze. Bring in the records that name it first.")
        )  # fmt: skip
    return found


@transaction.atomic
def keep(case: Case, file: File, *, by: str, outlook: list[dict[str, Any]]) -> Frozen:
    """Freeze what the file says; the chain begins with the number of the case."""
    review = file.dossier.review
    made = Frozen(
        case=case,
        as_of=review.as_of,
        by=by,
        currency=review.facts.evidence.firm.currency,
        criteria=review.criteria.version,
        ledger_version=version(ledger()),
        facts_count=0,
        head=_beginning(case),
    )
    found = [*pieces(file), *(Piece("outlook", one, sign=one["sign"]) for one in outlook)]
    facts = [
        FrozenFact(frozen=made, place=place, **_written(one)) for place, one in enumerate(found, start=1)
    ]
    for fact in facts:
        made.head = fact.chain = digest(made.head, fact.sha256)
    made.facts_count = len(facts)
    made.save()
    FrozenFact.objects.bulk_create(facts, batch_size=AT_ONCE)
    return made


def _beginning(case: Case) -> str:
    return digest(f"case:{case.pk}")


def _written(one: Piece) -> dict[str, Any]:
    content = canonical(one.content)
    return {
        "kind": one.kind,
        "sign": one.sign,
        "happened_on": one.happened_on,
        "table": one.table,
        "evidence_id": one.evidence_id,
        "content": content,
        "sha256": digest(one.kind, content),
    }


def still_true(frozen: Frozen) -> bool:
    """Whether no fact was changed, taken away or put in since it was frozen."""
    chain, count = _beginning(frozen.case), 0
    for fact in frozen.facts.order_by("place").iterator(chunk_size=AT_ONCE):
        count += 1
        chain = digest(chain, digest(fact.kind, fact.content))
        if fact.place != count or fact.chain != chain:
            return False
    return (count, chain) == (frozen.facts_count, frozen.head)


def pieces(file: File) -> Iterator[Piece]:
    """Everything about the client that a case rests on; signs that are only for named people are left to their track."""
    one, currency = file.dossier.client, file.dossier.review.facts.evidence.firm.currency
    yield Piece("economics", _economics(file, currency))
    findings = [finding for finding in one.findings if not finding.sign.confidential]
    for finding in findings:
        yield Piece("finding", answers.finding(finding, currency), sign=finding.sign.name)
    counted = {finding.sign.name for finding in findings if finding.counts}
    shown = [each for each in file.dossier.situations if each.sign.name in counted]
    yield from map(_situation, shown)
    told = {each.evidence_id for each in shown if each.table == "incidents"}
    for row in (one for one in file.incidents if one["evidence_id"] not in told):
        yield _row(
            "own_fault" if row["kind"] == "our_error" else "situation", "incidents", row, "happened_on"
        )
    yield from (_row("own_fault", "meetings", row, "starts_on") for row in file.our_meetings)
    yield from (_row("own_fault", "credits", row, "issued_on") for row in file.our_credits)


def _economics(file: File, currency: str) -> dict[str, Any]:
    one = file.dossier.client
    return {
        "currency": currency,
        "revenue": one.revenue,
        "margin": one.margin,
        "hours": one.hours,
        "cost": file.cost,
        "course": one.course,
        "rank": one.rank,
        "quarters": [
            {"began_on": year.began_on, "revenue": year.revenue, "cost": year.cost, "hours": year.hours, "margin": year.margin}
            for year in file.dossier.quarters
        ],
    }  # fmt: skip


def _situation(one: Situation) -> Piece:
    return Piece(
        "situation",
        {
            "quote": one.quote,
            "value": one.value,
            "days": one.days,
            "minute": one.minute,
            "amount": one.amount,
            "place": one.place,
        },
        sign=one.sign.name,
        happened_on=one.happened_on,
        table=one.table,
        evidence_id=one.evidence_id,
    )


def _row(kind: str, table: str, row: Row, day: str) -> Piece:
    values = {name: value for name, value in row.items() if name not in UNFROZEN}
    place = f"{row['source'] or ''} {row['line'] or ''}".strip()
    return Piece(
        kind,
        {"row": values, "place": place},
        happened_on=row[day],
        table=table,
        evidence_id=row["evidence_id"],
    )
