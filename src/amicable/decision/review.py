"""The review: every client under every sign, ranked by what is strong, with money and hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from amicable.decision import statistics
from amicable.decision.automatic import automatic
from amicable.decision.criteria import Criteria
from amicable.decision.facts import Facts, gather, revised
from amicable.decision.findings import EPOCH, Finding, SignOnAll
from amicable.decision.of_clients import cells_of
from amicable.decision.portfolio import Portfolio
from amicable.decision.summary import Cells, Numbers, Places, summarise
from amicable.evidence import Evidence
from amicable.signs import Sign

SENT = {("messages", "sent_on"), ("tickets", "opened_on")}
"""The answers in which machines are recognised."""


@dataclass(frozen=True)
class Candidate:
    """One client in the ranking."""

    rank: int
    client_id: str
    name: str
    segment: str
    since_on: date | None
    points: float
    course: str
    """"repair", "watch", "keep" or "unknown": what the evidence of today suggests looking at."""
    revenue: int | None
    margin: int | None
    hours: float | None
    margin_per_hour: int | None
    findings: tuple[Finding, ...]
    """Strong ones first."""

    @property
    def families(self) -> tuple[str, ...]:
        """Families of the strong signs that count."""
        return tuple(dict.fromkeys(one.sign.family for one in self.findings if one.counts))


@dataclass(frozen=True)
class Review:
    """Who costs more than they give, by which signs, on which facts."""

    as_of: date
    criteria: Criteria
    facts: Facts
    portfolio: Portfolio
    signs: tuple[SignOnAll, ...]
    no_evidence: tuple[str, ...]
    """Signs whose tables are empty: shown, never counted as good behaviour."""
    automatic: dict[str, int]
    """client_id -> messages, of senders that look automatic and are left out of the ranking."""
    points: Numbers
    order: np.ndarray
    """Positions in the portfolio, worst first."""
    flags: dict[str, np.ndarray] = field(default_factory=dict)
    """sign -> which of its clients are strong, along its summary."""
    set_aside: dict[str, np.ndarray] = field(default_factory=dict)
    """sign -> reasons why a strong one does not count, along the sign's clients."""

    @property
    def named(self) -> int:
        """How many clients have enough points to be named."""
        return int((self.points >= self.criteria.points).sum())

    @property
    def machines(self) -> tuple[str, ...]:
        """Names of the senders that look automatic."""
        names = {self.portfolio.place(client): client for client in self.automatic}
        return tuple(self.portfolio.name[i].as_py() or client for i, client in names.items() if i >= 0)

    def top(self, count: int) -> list[Candidate]:
        """The first `count` of the ranking that have any point at all, with their findings."""
        chosen = [int(i) for i in self.order[:count] if self.points[i] > 0]
        return self.candidates(chosen)

    def candidates(self, positions: list[int]) -> list[Candidate]:
        """The clients at these positions of the portfolio, in this order."""
        found = self._findings(positions)
        ranks = np.empty(len(self.order), np.int64)
        ranks[self.order] = np.arange(1, len(self.order) + 1)
        return [self._candidate(int(ranks[i]), i, found.get(i, ())) for i in positions]

    @cached_property
    def measured(self) -> np.ndarray:
        """Which clients any sign says anything about."""
        found = np.zeros(len(self.order), dtype=bool)
        for one in self.signs:
            found[one.summary.place] = True
        return found

    def course(self, position: int) -> str:
        """What the evidence suggests for the client at this position."""
        points, known = float(self.points[position]), bool(self.portfolio.complete[position])
        return _course(points, self.criteria, measured=bool(self.measured[position]), known=known)

    def position(self, client_id: str) -> int:
        """Where this client stands in the portfolio, -1 if nowhere."""
        return self.portfolio.place(client_id)

    def _findings(self, positions: list[int]) -> dict[int, tuple[Finding, ...]]:
        clients = {self.portfolio.client_id[i].as_py(): i for i in positions}
        found: dict[int, list[Finding]] = {}
        known = cells_of(self.facts, clients) if clients else {}
        for one in self.signs:
            cells = known.get(one.sign.name, {})
            for client, position in clients.items():
                i = int(np.searchsorted(one.summary.place, position))
                if i < len(one.summary) and one.summary.place[i] == position:
                    strong, aside = bool(self.flags[one.sign.name][i]), str(self.set_aside[one.sign.name][i])
                    finding = one.finding(i, strong=strong, aside=aside, cells=cells.get(client, ()))
                    found.setdefault(position, []).append(finding)
        return {position: tuple(sorted(some, key=_loudness)) for position, some in found.items()}

    def _candidate(self, rank: int, i: int, findings: tuple[Finding, ...]) -> Candidate:
        p = self.portfolio
        margin, per_hour = p.margin[i], p.margin_per_hour[i]
        points = float(self.points[i])
        return Candidate(
            rank=rank,
            client_id=p.client_id[i].as_py(),
            name=p.name[i].as_py() or p.client_id[i].as_py(),
            segment=p.segment[i].as_py() or "",
            since_on=p.since_on[i].as_py(),
            points=points,
            course=self.course(i),
            revenue=int(p.revenue[i]),
            margin=None if np.isnan(margin) else int(margin),
            hours=float(p.seconds[i] / 3600),
            margin_per_hour=None if np.isnan(per_hour) else int(per_hour),
            findings=findings,
        )


def review(evidence: Evidence, criteria: Criteria) -> Review:
    """Measure every sign on every client of `evidence`, and rank the clients."""
    return _judged(gather(evidence, criteria.in_force()), criteria, {})


def review_again(answer: Review, criteria: Criteria) -> Review:
    """The same evidence under other criteria: what is asked alike is neither gathered nor judged a second time."""
    facts = revised(answer.facts, criteria.in_force())
    return _judged(facts, criteria, {one.sign.name: one for one in answer.signs})


def _judged(facts: Facts, criteria: Criteria, before: Mapping[str, SignOnAll]) -> Review:
    evidence = facts.evidence
    alike = {sign.name: before[sign.name] for sign in facts.signs if _is_alike(sign, before)}
    rest = replace(facts, signs=tuple(sign for sign in facts.signs if sign.name not in alike))
    found = alike | {
        sign.name: _on_all(sign, cells, facts.peers, evidence.quarter) for sign, cells in rest.arrays()
    }
    measured = tuple(found[sign.name] for sign in facts.signs if _was_looked_at(found[sign.name]))
    machines = automatic([answer for (table, on), answer in facts.answers.items() if (table, on) in SENT])
    return _ranked(evidence, criteria, facts, facts.portfolio, measured, machines)


def _is_alike(sign: Sign, before: Mapping[str, SignOnAll]) -> bool:
    return sign.name in before and before[sign.name].sign == sign


def _was_looked_at(one: SignOnAll) -> bool:
    """Whether anything is known: what must be written down and never was, of anybody, is no evidence of its absence."""
    return not one.sign.written_down or bool((one.summary.x > 0).any())


def _on_all(sign: Sign, cells: Cells, peers: Places, now: int) -> SignOnAll:
    detail = summarise(sign, cells, peers, now=now)
    judged, persistence = statistics.judge(sign, detail), statistics.persistence(sign, detail)
    return SignOnAll(sign, detail.summary, judged, persistence)


def _ranked(
    evidence: Evidence,
    criteria: Criteria,
    facts: Facts,
    clients: Portfolio,
    measured: tuple[SignOnAll, ...],
    machines: dict[str, int],
) -> Review:
    today = (evidence.as_of - EPOCH).days
    gone = _gone(clients, evidence.as_of, machines)
    well_paid = _well_paid(clients)
    by_family: dict[str, Numbers] = {}
    loudness = np.zeros(len(clients.client_id))
    flags, set_aside = {}, {}
    for one in measured:
        places = one.summary.place
        strong = one.strong(sure=criteria.sure, false_alarms=criteria.false_alarms, today=today)
        aside = _aside(one, well_paid[places])
        counted = strong & (aside == "")
        weight = by_family.setdefault(one.sign.family, np.zeros(len(clients.client_id)))
        np.maximum.at(weight, places[counted], criteria.weight(one.sign))
        np.add.at(loudness, places[counted], one.judged.sureness(counted) * criteria.weight(one.sign))
        flags[one.sign.name], set_aside[one.sign.name] = strong, aside
    points = np.sum(list(by_family.values()), axis=0) if by_family else loudness
    points = np.where(gone, 0.0, points)
    loss = np.nan_to_num(-clients.margin)
    order = np.lexsort((np.arange(len(points)), -loss, -np.where(gone, 0, loudness), -points))
    seen = {one.sign.name for one in measured if len(one.summary)}
    missing = tuple(sign.name for sign in criteria.in_force() if sign.name not in seen)
    return Review(
        evidence.as_of,
        criteria,
        facts,
        clients,
        measured,
        missing,
        machines,
        points,
        order,
        flags,
        set_aside,
    )


def _aside(one: SignOnAll, well_paid: np.ndarray) -> np.ndarray:
    """Why the sign does not count against each of its clients, though strong; empty: it does."""
    if one.sign.ours:
        return np.full(len(well_paid), "ours")
    if one.persistence.mostly_chance:
        return np.full(len(well_paid), "chance")
    return np.where(well_paid & (one.sign.family == "drain"), "profitable", "")


def _gone(portfolio: Portfolio, as_of: date, machines: dict[str, int]) -> np.ndarray:
    ended = pc.less_equal(portfolio.ended_on, pa.scalar(as_of)).fill_null(False)
    machine = pc.is_in(portfolio.client_id, value_set=pa.array(list(machines), pa.string()))
    return np.asarray(pc.or_(ended, machine).to_numpy(zero_copy_only=False))


def _well_paid(portfolio: Portfolio) -> np.ndarray:
    """Demanding but good: whoever leaves at least the usual margin an hour may take many hours."""
    per_hour = portfolio.margin_per_hour
    known = per_hour[~np.isnan(per_hour)]
    return np.nan_to_num(per_hour, nan=-np.inf) >= (np.median(known) if len(known) else np.inf)


def _loudness(finding: Finding) -> tuple[bool, bool, float, float]:
    return (not finding.counts, not finding.strong, -finding.sign.gravity.weight, -finding.strength)


def _course(points: float, criteria: Criteria, *, measured: bool, known: bool) -> str:
    if points >= criteria.points:
        return "repair"
    if points > 0:
        return "watch"
    return "keep" if known and measured else "unknown"
