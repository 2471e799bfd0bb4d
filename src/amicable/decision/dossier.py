"""The dossier of one client: economics, findings, documented situations, beside its peers."""

from dataclasses import dataclass
from datetime import date, timedelta

import ibis

from amicable.decision.findings import EPOCH
from amicable.decision.review import Candidate, Review
from amicable.evidence import Evidence, schemas
from amicable.i18n import N_, say
from amicable.refusal import Refusal
from amicable.signs import Sign

READABLE = 5
"""Situations of one sign that a page shows; the rest is one command away."""


class UnknownClient(Refusal):
    """No client goes by this name or id."""


@dataclass(frozen=True)
class Situation:
    """One documented situation: a fact in the ledger that a person could show to the client."""

    sign: Sign
    happened_on: date
    table: str
    evidence_id: str
    file: str
    line: int
    quote: str
    value: int | None
    days: int | None
    minute: int | None
    amount: float

    def sentence(self, *, shown_date: str, shown_money: str, language: str | None = None) -> str:
        """The situation in words; date and money come formatted for the reader."""
        clock = "" if self.minute is None else f"{self.minute // 60:02d}:{self.minute % 60:02d}"
        return say(
            self.sign.situation,
            language,
            date=shown_date,
            amount=shown_money,
            days=self.days,
            quote=self.quote,
            time=clock,
            number=round(self.amount, 1),
        )


@dataclass(frozen=True)
class Year:
    """Money and hours of one quarter of one client."""

    began_on: date
    revenue: int
    cost: int
    hours: float
    margin: int | None


@dataclass(frozen=True)
class Dossier:
    """Everything known about one client under the review's criteria."""

    review: Review
    client: Candidate
    quarters: tuple[Year, ...]
    situations: tuple[Situation, ...]
    """Latest first."""
    peers: int
    """Clients in the portfolio beside this one."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What must be ruled out before anybody speaks to the client."""
        counted = [one.sign for one in self.client.findings if one.counts]
        return tuple(dict.fromkeys(reason for sign in counted for reason in sign.rule_out))

    @property
    def strongest(self) -> tuple[Situation, ...]:
        """The latest situations of each sign that counts, few enough to read."""
        counted = {one.sign.name for one in self.client.findings if one.counts}
        each = {
            name: [one for one in self.situations if one.sign.name == name][:READABLE] for name in counted
        }
        return tuple(
            sorted(
                (one for some in each.values() for one in some), key=lambda one: one.happened_on, reverse=True
            )
        )


def find(review: Review, wanted: str) -> int:
    """Position in the portfolio of the client whose id or name is `wanted`; a unique part of a name will do."""
    ids, names = review.portfolio.client_id.to_pylist(), review.portfolio.name.to_pylist()
    exact = [i for i, (client, name) in enumerate(zip(ids, names, strict=True)) if wanted in (client, name)]
    part = wanted.casefold()
    near = exact or [i for i, name in enumerate(names) if name and part in name.casefold()]
    near = near or [i for i, client in enumerate(ids) if client.casefold().endswith(f":{part}")]
    if not near:
        raise UnknownClient(
            N_("No client is called “{wanted}”. See the names with: amicable review --all"), wanted=wanted
        )
    if len(near) > 1:
        some = ", ".join(f"{names[i]} ({ids[i]})" for i in near[:5])
        raise UnknownClient(
            N_("“{wanted}” could be {count} clients: {some}. Give the id."),
            wanted=wanted,
            count=len(near),
            some=some,
        )
    return near[0]


def dossier(review: Review, position: int, *, own: Evidence | None = None, most: int = 200) -> Dossier:
    """The dossier of the client at `position`; `own` is evidence narrowed to this client, where the engine can."""
    client = review.candidates([position])[0]
    evidence = own or review.facts.evidence
    return Dossier(
        review=review,
        client=client,
        quarters=_quarters(review.facts.evidence, client.client_id),
        situations=situations(review, client.client_id, evidence, most=most),
        peers=len(review.portfolio.client_id) - 1,
    )


def dossiers(review: Review, count: int) -> list[Dossier]:
    """Dossiers of the first `count` clients of the ranking."""
    return [dossier(review, int(position)) for position in review.order[:count]]


def situations(review: Review, client_id: str, evidence: Evidence, *, most: int) -> tuple[Situation, ...]:
    """Documented situations of one client, latest first, at most `most` of each sign."""
    economics = review.facts.evidence.economics
    narrow = economics.filter(economics.client_id == client_id)
    own = Evidence({**evidence.tables, "economics": narrow}, evidence.as_of, evidence.firm, evidence.rows)
    found = [one for sign in review.facts.signs for one in _of_sign(sign, own, client_id, most)]
    return tuple(sorted(found, key=lambda one: one.happened_on, reverse=True))


def _of_sign(sign: Sign, evidence: Evidence, client_id: str, most: int) -> list[Situation]:
    rows = sign.occasions(evidence).rows(evidence.as_of)
    worst = rows.amount > 0 if sign.above < 1 else rows.amount > rows.out_of * sign.above
    shown = rows.filter((rows.client_id == client_id) & worst)
    listed = shown.order_by(shown.happened_on.desc()).limit(most).to_pyarrow().to_pylist()
    records = _records(evidence, listed)
    return [_situation(sign, evidence, row, records.get(row["evidence_id"], {})) for row in listed]


def _records(evidence: Evidence, listed: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    """The full rows behind the listed occasions, by evidence_id."""
    found: dict[object, dict[str, object]] = {}
    for table in {str(row["table"]) for row in listed} & set(schemas()):
        ids = [row["evidence_id"] for row in listed if row["table"] == table]
        source = evidence.tables[table]
        found |= {
            row["evidence_id"]: row
            for row in source.filter(source.evidence_id.isin(ids)).to_pyarrow().to_pylist()
        }
    return found


def _situation(
    sign: Sign, evidence: Evidence, row: dict[str, object], record: dict[str, object]
) -> Situation:
    table = str(row["table"])
    schema = schemas().get(table)
    happened: date = row["happened_on"]  # type: ignore[assignment]
    stem = schema.happened.removesuffix("_at") if schema else ""
    paid = record.get("paid_day")
    ended = EPOCH + timedelta(days=int(paid)) if isinstance(paid, int) else evidence.as_of
    minute = record.get(f"{stem}_minute")
    return Situation(
        sign=sign,
        happened_on=happened,
        table=table,
        evidence_id=str(row["evidence_id"]),
        file=str(record.get("file") or ""),
        line=int(record.get("line") or 0),  # type: ignore[call-overload]
        quote=str(record.get(schema.quote) or "") if schema and schema.quote else "",
        value=row["value"],  # type: ignore[arg-type]
        days=(ended - happened).days if table == "invoices" else None,
        minute=minute if isinstance(minute, int) else None,
        amount=float(row["amount"]),  # type: ignore[arg-type]
    )


def _quarters(evidence: Evidence, client_id: str) -> tuple[Year, ...]:
    economics = evidence.economics
    rows = economics.filter((economics.client_id == client_id) & economics.closed).order_by("quarter")
    return tuple(
        Year(
            began_on=row["began_on"],
            revenue=row["revenue"],
            cost=row["cost"],
            hours=row["seconds"] / 3600,
            margin=row["margin"] if row["complete"] else None,
        )
        for row in rows.to_pyarrow().to_pylist()
    )
