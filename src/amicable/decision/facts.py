"""Facts: every sum that signs and costing need, each fact table read once per date column.

Signs and costing say what they count as expressions over a fact table. Here all expressions over
the same rows and the same date column are put into one aggregate per client and quarter, so a
review costs the same number of scans with ten signs as with a hundred.
"""

import hashlib
import inspect
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeAlias

import ibis
import numpy as np

from amicable import __version__, costing
from amicable.decision import automatic
from amicable.decision.findings import Cell
from amicable.decision.portfolio import Portfolio, peers, portfolio
from amicable.decision.roster import Roster
from amicable.decision.summary import Cells, Places
from amicable.evidence import Evidence, Promise, count, schemas
from amicable.signs import Occasions, Sign

Key: TypeAlias = tuple[str, str]
"""A fact table, and the date column that it was asked by."""
SHORT = ("x", "n", "v", "last")
"""The sums of a sign, in the order of `Cells`."""


@dataclass(frozen=True)
class Question:
    """What is asked of one fact table by one date column."""

    table: str
    on: str
    of: ibis.Table
    sums: Mapping[str, ibis.Value]
    each: Mapping[str, ibis.Value] = field(default_factory=dict)
    """What each row adds to the cells of each sign."""
    decided: tuple[ibis.Value, ...] = ()
    where: ibis.Value | None = None
    """Which rows add anything at all; None: any may."""

    def answer(self) -> ibis.Table:
        """Sums per client and quarter, and the last day on which any of them was still open."""
        of, day = self.of, self.of[self.on]
        counts = of.client_id.notnull() & day.notnull()
        rows = of.filter(counts if self.where is None else counts & self.where)
        last = ibis.greatest(day, *(ibis.coalesce(one, day) for one in self.decided)) if self.decided else day
        return rows.group_by(client_id=of.client_id, quarter=self._quarter()).aggregate(
            **self.sums, **{name: _total(name, one) for name, one in self.each.items()}, last_day=last.max()
        )

    def rows(self) -> ibis.Table:
        """What each row adds; the answer of `economics`, which has one row per client and quarter anyway."""
        return self.of.select(
            "client_id", "place", "quarter", **{name: _plain(one) for name, one in self.each.items()}
        )

    def with_sign(self, name: str, part: Occasions, until: date) -> "Question":
        """The same question, which also asks for `part` of the sign `name`."""
        more = () if part.decided_on is None else (part.decided_on,)
        # what is not decided yet may count tomorrow: then every row is looked at
        both = None if more or part.where is None or self.where is None else self.where | part.where
        each = {**self.each, **part.each(name, until)}
        return replace(self, each=each, decided=self.decided + more, where=both)

    def _quarter(self) -> ibis.Value:
        main = self.on == schemas()[self.table].happened_on
        day = self.of[self.on]
        return (self.of.quarter if main else day.year() * 4 + day.quarter() - 1).cast("int32")


def _total(name: str, each: ibis.Value) -> ibis.Value:
    if name.endswith("__last"):
        return each.max()
    if each.type().is_boolean():
        return count(each).cast("float64")
    return each.sum().cast(each.type()) if isinstance(each, ibis.expr.types.Column) else each


def _plain(each: ibis.Value) -> ibis.Value:
    return each.fill_null(False).cast("float64") if each.type().is_boolean() else each


@dataclass(frozen=True)
class Answers(Mapping[Key, ibis.Table]):
    """Answers to questions that are all asked already; each is waited for when it is wanted."""

    promised: Mapping[Key, Promise]
    come: dict[Key, ibis.Table] = field(default_factory=dict)

    def __getitem__(self, key: Key) -> ibis.Table:
        if key not in self.come:
            self.come[key] = self.promised[key]()
        return self.come[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.promised)

    def __len__(self) -> int:
        return len(self.promised)


@dataclass(frozen=True)
class Facts:
    """Answers: sums per client and quarter."""

    evidence: Evidence
    """The evidence, now with the table `economics`."""
    roster: Roster
    portfolio: Portfolio
    peers: Places
    """The group of each client of the roster."""
    answers: Mapping[Key, ibis.Table]
    signs: tuple[Sign, ...]
    parts: Mapping[str, tuple[Key, ...]]
    """In which answers the cells of each sign are."""

    def cells(self, sign: Sign) -> ibis.Table:
        """client_id, quarter, x (shown), n (out of), v (money), last (DATE last shown) of one sign."""
        parts = [_cells(sign, self.answers[key]) for key in self.parts[sign.name]]
        # an occasion may fall into another quarter than the row that tells of it, so quarters meet here once more
        both = ibis.union(*parts) if len(parts) > 1 else parts[0]
        return both.group_by("client_id", "quarter").aggregate(
            x=both.x.sum(), n=both.n.sum(), v=both.v.sum().cast("int64"), last=both["last"].max()
        )

    def cells_of(self, clients: Collection[str]) -> dict[str, dict[str, tuple[Cell, ...]]]:
        """Sign -> client -> its quarters, for these clients; each answer is read once, whatever the signs."""
        wanted = dict.fromkeys(key for keys in self.parts.values() for key in keys)
        read = {key: _shown(self.answers[key], clients) for key in wanted}
        return {name: _quarters(name, [read[key] for key in keys]) for name, keys in self.parts.items()}

    def arrays(self) -> Iterator[tuple[Sign, Cells]]:
        """The cells of every sign as arrays, answer by answer, as they come."""
        order = list(self.answers)
        for sign in sorted(self.signs, key=lambda sign: max(map(order.index, self.parts[sign.name]))):
            parts = [self._arrays(sign, key) for key in self.parts[sign.name]]
            whole = parts[0] if len(parts) == 1 else map(np.concatenate, zip(*parts, strict=True))
            yield sign, Cells(*whole)

    def _arrays(self, sign: Sign, key: Key) -> list[np.ndarray]:
        names = _columns(sign)
        found = self.roster.arrays(self.answers[key], *names)
        return [found[name] for name in ("place", "quarter", *names)]


def _columns(sign: Sign) -> list[str]:
    return [f"{sign.name}__{short}" for short in SHORT]


def _cells(sign: Sign, answer: ibis.Table) -> ibis.Table:
    renamed = dict(zip(SHORT, (answer[name] for name in _columns(sign)), strict=True))
    cells = answer.select("client_id", "quarter", **renamed)
    return cells.filter((cells.n != 0) | (cells.x != 0))


def _shown(answer: ibis.Table, clients: Collection[str]) -> dict[str, list[Any]]:
    """What is shown, and out of how much, in the answer's rows about these clients."""
    counts = [name for name in answer.columns if name.endswith(("__x", "__n"))]
    rows = answer.filter(answer.client_id.isin(list(clients))).select("client_id", "quarter", *counts)
    found: dict[str, list[Any]] = rows.to_pyarrow().to_pydict()
    return found


def _quarters(name: str, parts: Sequence[Mapping[str, list[Any]]]) -> dict[str, tuple[Cell, ...]]:
    """The cells of one sign by client; an occasion may fall into another quarter than the row that tells of it."""
    met: dict[str, dict[int, tuple[float, float]]] = {}
    for part in parts:
        rows = zip(part["client_id"], part["quarter"], part[f"{name}__x"], part[f"{name}__n"], strict=True)
        for client, quarter, x, n in rows:
            if x or n:
                before = met.setdefault(client, {}).get(quarter, (0.0, 0.0))
                met[client][quarter] = (before[0] + x, before[1] + n)
    return {
        client: tuple(Cell(quarter, *met[client][quarter]) for quarter in sorted(met[client]))
        for client in met
    }


def gather(evidence: Evidence, signs: tuple[Sign, ...]) -> Facts:
    """All facts that `signs` and the costing need. Signs whose tables are empty are left out."""
    answers = _answers(evidence, _able(evidence, signs))
    roster = Roster.of(evidence)
    economics = _economics(evidence, roster, answers)
    told = economics.table(evidence, roster.column("client_id"))
    full = replace(evidence, tables={**evidence.tables, "economics": told})
    able = _able(full, signs)
    # economics changes with every import: asked directly, never kept
    derived = _questions(full, tuple(sign for sign in able if "economics" in sign.needs), "economics")
    beside = {("economics", on): question.rows for on, question in derived.items()}
    return Facts(
        evidence=full,
        roster=roster,
        # what is left of the arrays of economics, which are large
        portfolio=portfolio(roster, economics, evidence.quarter),
        peers=peers(roster, economics),
        answers=Answers({**beside, **answers.promised}, answers.come),
        signs=able,
        parts={sign.name: _parts(sign, full) for sign in able},
    )


def _parts(sign: Sign, evidence: Evidence) -> tuple[Key, ...]:
    return tuple((part.table, part.on) for part in sign.occasions(evidence).parts)


def _economics(evidence: Evidence, roster: Roster, answers: Mapping[Key, ibis.Table]) -> costing.Economics:
    added = {}
    for table, sums in costing.SUMS.items():
        if evidence.has(table):
            asked = sums(evidence)
            found = dict(roster.arrays(answers[table, asked.on], *asked.sums))
            added[table] = costing.Added(found.pop("place"), found.pop("quarter"), found)
    return costing.economics(evidence, added)


def _able(evidence: Evidence, signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    present = "economics" in evidence.tables
    return tuple(
        sign
        for sign in signs
        if all(present if need == "economics" else evidence.has(need) for need in sign.needs)
    )


def _answers(evidence: Evidence, signs: tuple[Sign, ...]) -> Answers:
    promised = {}
    needs = {need: None for sign in signs for need in sign.needs if need != "economics"}
    for table in {**BASE, **needs}:
        own = tuple(sign for sign in signs if table in sign.needs)
        for on in _questions(evidence, own, table):

            def again(
                seen: Evidence, own: tuple[Sign, ...] = own, table: str = table, on: str = on
            ) -> ibis.Table:
                return _questions(seen, own, table)[on].answer()

            promised[table, on] = evidence.kept(table, f"{table}-{on}", again, _fingerprint(own))
    return Answers(promised)


BASE = {**costing.SUMS, **automatic.SUMS}
"""Sums that every review needs, whatever signs are on."""


def _questions(evidence: Evidence, signs: tuple[Sign, ...], table: str) -> Mapping[str, Question]:
    """What is asked of one table: one question for each of its date columns that anybody goes by."""
    found: dict[str, Question] = {}
    if table in BASE:
        base = BASE[table](evidence)
        found[base.on] = Question(table, base.on, base.of, base.sums, where=base.where)
    for sign in signs:
        for part in (one for one in sign.occasions(evidence).parts if one.table == table):
            known = found.get(part.on, Question(table, part.on, part.of, {}, where=part.where))
            found[part.on] = known.with_sign(sign.name, part, evidence.as_of)
    return found


def _fingerprint(signs: tuple[Sign, ...]) -> str:
    """What an answer depends on besides the facts and the firm: signs, their parameters, the code."""
    asked = [(sign.name, sorted(sign.parameters.items()), inspect.getsource(sign.measure)) for sign in signs]
    modules = {one.__module__ for one in (Question, Occasions, costing.economics, automatic.automatic)}
    code = [inspect.getsource(sys.modules[module]) for module in sorted(modules)]
    return hashlib.sha256(repr((__version__, asked, code)).encode()).hexdigest()[:16]
