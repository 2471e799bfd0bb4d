"""Documented situations: the facts behind a finding, each as a sentence that a person could show to the client."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from operator import itemgetter
from pathlib import PurePath
from typing import Any

import ibis

from amicable.decision.findings import EPOCH
from amicable.decision.review import Candidate
from amicable.evidence import Evidence, schemas
from amicable.i18n import say
from amicable.signs import Model, Sign

Row = dict[str, Any]


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
    contact: str = ""
    """Who at the client was behind it, where the records say."""

    @property
    def place(self) -> str:
        """Where the fact stands in the source: file name and line."""
        name = PurePath(self.file).name
        return f"{name}:{self.line}" if name and self.line else name

    def sentence(
        self, *, shown_date: str, shown_money: str, shown_number: str, language: str | None = None
    ) -> str:
        """The situation in words; date, money and number come formatted for the reader."""
        clock = "" if self.minute is None else f"{self.minute // 60:02d}:{self.minute % 60:02d}"
        return say(
            self.sign.situation,
            language,
            date=shown_date,
            amount=shown_money,
            days=self.days,
            quote=self.quote,
            time=clock,
            number=shown_number,
        )


def situations(
    signs: Sequence[Sign],
    clients: Sequence[Candidate],
    evidence: Evidence,
    *,
    most: int,
    held: Callable[[Sign, Sequence[str]], list[Row]] | None = None,
) -> dict[str, tuple[Situation, ...]]:
    """Documented situations by client, latest first, at most `most` of each sign on each client.

    `held`: occasions on which a sign showed on some clients, where they are in memory; None: they are asked for now.
    """
    shown = {one.sign.name for client in clients for one in client.findings if one.last_on}
    ids = [one.client_id for one in clients]
    rows = [
        (sign, row)
        for sign in signs
        if sign.name in shown
        for row in _latest(held(sign, ids) if held else _asked(sign, ids, evidence, most), most)
        if _is_above(sign, row, clients)
    ]
    records = _records(evidence, [row for _, row in rows])
    found: dict[str, list[Situation]] = {}
    for sign, row in rows:
        one = _situation(sign, evidence, row, records.get((row["table"], row["evidence_id"]), {}))
        found.setdefault(row["client_id"], []).append(one)
    return {
        client: tuple(sorted(some, key=lambda one: one.happened_on, reverse=True))
        for client, some in found.items()
    }


def _asked(sign: Sign, clients: Sequence[str], evidence: Evidence, most: int) -> list[Row]:
    """The latest occasions on which the sign showed on these clients."""
    occasions = sign.occasions(evidence).rows(evidence.as_of)
    shown = occasions.filter(occasions.client_id.isin(clients) & (occasions.amount > 0))
    latest = ibis.row_number().over(
        group_by=shown.client_id, order_by=[shown.happened_on.desc(), shown.evidence_id]
    )
    found = shown.mutate(place=latest).filter(lambda table: table.place < most)
    rows: list[Row] = found.to_pyarrow().to_pylist()
    return rows


def _latest(rows: list[Row], most: int) -> Iterator[Row]:
    """At most `most` of each client, latest first."""
    rows.sort(key=lambda row: (row["client_id"], -row["happened_on"].toordinal(), row["evidence_id"]))
    for _, some in groupby(rows, key=itemgetter("client_id")):
        yield from islice(some, most)


def _is_above(sign: Sign, row: Row, clients: Sequence[Candidate]) -> bool:
    """Of a ratio, only the quarters above the client's own threshold show anything."""
    if sign.model is not Model.RATIO:
        return True
    limits = (
        found.threshold
        for one in clients
        if one.client_id == row["client_id"]
        for found in one.findings
        if found.sign.name == sign.name
    )
    return bool(row["amount"] > row["out_of"] * next(limits, float("inf")))


def _records(evidence: Evidence, rows: Sequence[Row]) -> dict[tuple[str, str], Row]:
    """The full facts behind the occasions, by table and evidence_id; each table is asked once."""
    found: dict[tuple[str, str], Row] = {}
    for table in {row["table"] for row in rows} & set(schemas()):
        source = evidence.tables[table]
        ids = list({row["evidence_id"] for row in rows if row["table"] == table})
        known = source.filter(source.evidence_id.isin(ids)).to_pyarrow().to_pylist()
        found |= {(table, row["evidence_id"]): row for row in known}
    return found


def _situation(sign: Sign, evidence: Evidence, row: Row, record: Row) -> Situation:
    schema = schemas().get(row["table"])
    paid = record.get("paid_day")
    ended = evidence.as_of if paid is None else EPOCH + timedelta(days=paid)
    stem = schema.happened.removesuffix("_at") if schema else ""
    return Situation(
        sign=sign,
        happened_on=row["happened_on"],
        table=row["table"],
        evidence_id=row["evidence_id"],
        file=record.get("file") or "",
        line=record.get("line") or 0,
        quote=(record.get(schema.quote) or "") if schema and schema.quote else "",
        value=row["value"],
        days=(ended - row["happened_on"]).days if row["table"] == "invoices" else None,
        minute=record.get(f"{stem}_minute"),
        amount=row["amount"],
        contact=record.get("contact") or "",
    )
