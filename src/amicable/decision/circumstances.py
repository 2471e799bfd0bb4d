"""The circumstances of one client, as gates ask about them: plain values, told from evidence or answered by a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import ibis

from amicable.decision.review import Review
from amicable.duties import Pack
from amicable.evidence import Evidence

NOTHING: Mapping[str, object] = MappingProxyType({})
COMPLAINTS = ("complaint",)
"""Situations of messages that are complaints."""


class Answer(StrEnum):
    """Whether a condition is there."""

    YES = "yes"
    NO = "no"
    ASK = "ask"
    """Evidence does not tell, and nobody has answered."""


@dataclass(frozen=True)
class Agreed:
    """One engagement that has not ended."""

    title: str
    renewal_on: date | None = None
    notice_days: int | None = None
    fee_period: str = ""


@dataclass(frozen=True)
class Circumstances:
    """One client on one day. None stands for unknown, never for nothing."""

    as_of: date
    client_id: str = ""
    kind: str = ""
    """"business", "consumer" or empty."""
    since_on: date | None = None
    pack_name: str = ""
    pack_gates: frozenset[str] = frozenset()
    """Gates that the policy pack names."""
    open_amount: int | None = None
    """Unpaid invoices, minor units of the reporting currency."""
    unbilled_hours: float | None = None
    """Billable hours worked after the last invoice."""
    agreed: tuple[Agreed, ...] | None = None
    revenue_share: float | None = None
    """Of the firm's revenue in the last four closed quarters."""
    complained_on: date | None = None
    """When the client last complained, as far as the ledger tells."""
    situations: int = 0
    """Documented situations that name a contact."""
    loudest_share: float | None = None
    """Share of them that come from one contact."""
    loudest_writes: float | None = None
    """Share of all messages from the client that this contact writes."""
    contacts: int | None = None
    """People known on the client's side."""
    referred: int | None = None
    """Clients that came by this one's word."""
    answers: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    """What a person answered, by gate: yes, no, or a date that means "yes, on that day"."""

    def under(self, pack: Pack) -> "Circumstances":
        """The same under the duties of `pack`, which names gates of its own."""
        return replace(self, pack_name=pack.name, pack_gates=frozenset(one.name for one in pack.gates))

    def answered(self, gate: str) -> Answer:
        """What a person answered to the question of `gate`."""
        given = self.answers.get(gate)
        return Answer.ASK if given is None else Answer.YES if given else Answer.NO

    def day(self, gate: str) -> date | None:
        """The date a person gave as the answer, if it was one."""
        given = self.answers.get(gate)
        return given if isinstance(given, date) else None


def circumstances(review: Review, position: int, answers: Mapping[str, object]) -> Circumstances:
    """The circumstances of the client at `position` of the portfolio, as of the day of the review."""
    return circumstances_of(review, [position], {position: answers})[0]


def circumstances_of(
    review: Review,
    positions: Sequence[int],
    answers: Mapping[int, Mapping[str, object]] = MappingProxyType({}),
) -> list[Circumstances]:
    """The same of several clients, each table of the ledger asked once for all; `answers` by position."""
    clients = review.portfolio
    ids = [clients.client_id[one].as_py() for one in positions]
    told = _told(review.facts.evidence, ids)
    total = float(clients.revenue.clip(0).sum())
    return [
        Circumstances(
            as_of=review.as_of,
            client_id=client_id,
            since_on=clients.since_on[one].as_py(),
            revenue_share=max(float(clients.revenue[one]), 0.0) / total if total else None,
            answers=answers.get(one, NOTHING),
            **told[client_id],
        )
        for one, client_id in zip(positions, ids, strict=True)
    ]


Fields = dict[str, dict[str, Any]]
"""client_id -> what the ledger tells about it, by field of `Circumstances`."""


def _told(evidence: Evidence, ids: Sequence[str]) -> Fields:
    found: Fields = {client: {} for client in ids}
    for table, question in ASKED.items():
        if all(evidence.has(name) for name in table.split()):
            for client, fields in question(evidence, ids).items():
                found[client] |= fields
    return found


def _of(table: ibis.Table, ids: Sequence[str]) -> ibis.Table:
    return table.filter(table.client_id.isin(ids))


def _listed(asked: ibis.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = asked.to_pyarrow().to_pylist()
    return rows


def _kind(evidence: Evidence, ids: Sequence[str]) -> Fields:
    rows = _listed(_of(evidence.clients, ids).select("client_id", "kind"))
    return {row["client_id"]: {"kind": row["kind"] or ""} for row in rows}


def _open_amount(evidence: Evidence, ids: Sequence[str]) -> Fields:
    invoices = _of(evidence.invoices, ids)
    unpaid = invoices.filter(invoices.paid_on.isnull())
    owed = ibis.coalesce(unpaid.open_amount, unpaid.total)
    rows = _listed(unpaid.group_by("client_id").aggregate(owed=owed.sum().fill_null(0).cast("int64")))
    return {client: {"open_amount": 0} for client in ids} | {
        row["client_id"]: {"open_amount": int(row["owed"])} for row in rows
    }


def _unbilled_hours(evidence: Evidence, ids: Sequence[str]) -> Fields:
    """Billable hours worked after the last invoice."""
    invoices, entries = _of(evidence.invoices, ids), _of(evidence.time_entries, ids)
    last = invoices.group_by("client_id").aggregate(last_on=invoices.issued_on.max())
    both = entries.left_join(last, "client_id")
    since = both.last_on.isnull() | (both.worked_on > both.last_on)
    unbilled = both.filter(since & both.billable.fill_null(True))
    rows = _listed(unbilled.group_by("client_id").aggregate(s=unbilled.seconds.sum().fill_null(0)))
    return {client: {"unbilled_hours": 0.0} for client in ids} | {
        row["client_id"]: {"unbilled_hours": float(row["s"]) / 3600} for row in rows
    }


def _agreed(evidence: Evidence, ids: Sequence[str]) -> Fields:
    rows = _of(evidence.engagements, ids)
    going = rows.filter(rows.ended_on.isnull() | (rows.ended_on > evidence.as_of))
    found: dict[str, tuple[Agreed, ...]] = dict.fromkeys(ids, ())
    for row in _listed(going.order_by("engagement_id")):
        one = Agreed(row["title"] or "", row["renewal_on"], row["notice_days"], row["fee_period"] or "")
        found[row["client_id"]] = (*found[row["client_id"]], one)
    return {client: {"agreed": agreed} for client, agreed in found.items()}


def _referred(evidence: Evidence, ids: Sequence[str]) -> Fields:
    return _counted(_of(evidence.referrals, ids), ids, "referred")


def _contacts(evidence: Evidence, ids: Sequence[str]) -> Fields:
    return _counted(_of(evidence.contacts, ids), ids, "contacts")


def _counted(rows: ibis.Table, ids: Sequence[str], name: str) -> Fields:
    counts = _listed(rows.group_by("client_id").aggregate(n=rows.count()))
    return {client: {name: 0} for client in ids} | {row["client_id"]: {name: int(row["n"])} for row in counts}


def _readings(evidence: Evidence, ids: Sequence[str]) -> Fields:
    """When each client last complained, and whether one person there stands behind everything."""
    readings = _of(evidence.readings, ids)
    kept = readings.filter(readings.stands.fill_null(True) & readings.confirmed.fill_null(True))
    rows = _listed(
        kept.group_by("client_id", "contact").aggregate(
            n=kept.count(), complained=kept.sent_day.max(where=kept.situation.isin(COMPLAINTS))
        )
    )
    wrote = _wrote(evidence, ids)
    return {
        client: _loudest([row for row in rows if row["client_id"] == client], wrote.get(client, {}))
        for client in ids
    }


def _wrote(evidence: Evidence, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """client_id -> who there wrote how many messages to us."""
    if not evidence.has("messages"):
        return {}
    messages = _of(evidence.messages, ids)
    theirs = messages.filter((messages.direction == "in") & messages.contact.notnull())
    found: dict[str, dict[str, int]] = {}
    for row in _listed(theirs.group_by("client_id", "contact").aggregate(n=theirs.count())):
        found.setdefault(row["client_id"], {})[row["contact"]] = row["n"]
    return found


def _loudest(rows: list[dict[str, Any]], wrote: Mapping[str, int]) -> dict[str, Any]:
    counts = {row["contact"]: row["n"] for row in rows if row["contact"]}
    days = [int(row["complained"]) for row in rows if row["complained"] is not None]
    loudest = max(sorted(counts), key=counts.__getitem__, default="")
    return {
        "situations": sum(counts.values()),
        "loudest_share": counts[loudest] / sum(counts.values()) if counts else None,
        "loudest_writes": wrote[loudest] / sum(wrote.values()) if loudest in wrote else None,
        "complained_on": date(1970, 1, 1) + timedelta(days=max(days)) if days else None,
    }


ASKED: Mapping[str, Callable[[Evidence, Sequence[str]], Fields]] = {
    "clients": _kind,
    "invoices": _open_amount,
    "invoices time_entries": _unbilled_hours,
    "engagements": _agreed,
    "referrals": _referred,
    "contacts": _contacts,
    "readings": _readings,
}
"""What is asked of the ledger, by the tables that must hold something."""
