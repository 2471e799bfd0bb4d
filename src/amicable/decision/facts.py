"""Facts: every sum that signs and costing need, each fact table read once per date column.

Signs and costing say what they count as expressions over a fact table. Here all expressions over
the same rows and the same date column are put into one aggregate per client and quarter, so a
review costs the same number of scans with ten signs as with a hundred.
"""

import hashlib
import inspect
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from amicable import __version__, costing
from amicable.decision import automatic
from amicable.decision.findings import Cell
from amicable.decision.summary import NEVER, Cells
from amicable.evidence import Evidence, schemas
from amicable.signs import Occasions, Sign


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
        """What each row adds; the answer of a table that has one row per client and quarter anyway."""
        return self.of.select(client_id=self.of.client_id, quarter=self.of.quarter, **self.each)

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
    return each.sum().cast(each.type()) if isinstance(each, ibis.expr.types.Column) else each


@dataclass(frozen=True)
class Facts:
    """Answers: sums per client and quarter."""

    evidence: Evidence
    """The evidence, now with the table `economics`."""
    answers: Mapping[tuple[str, str], ibis.Table]
    signs: tuple[Sign, ...]

    def cells(self, sign: Sign) -> ibis.Table:
        """client_id, quarter, x (shown), n (out of), v (money), last (DATE last shown) of one sign."""
        parts = [self._cells(sign, part) for part in self._parts(sign)]
        # an occasion may fall into another quarter than the row that tells of it, so quarters meet here once more
        both = ibis.union(*parts) if len(parts) > 1 else parts[0]
        return both.group_by("client_id", "quarter").aggregate(
            x=both.x.sum(), n=both.n.sum(), v=both.v.sum().cast("int64"), last=both["last"].max()
        )

    def cells_of(self, clients: Collection[str]) -> dict[str, dict[str, tuple[Cell, ...]]]:
        """Sign -> client -> its quarters, for these clients; each answer is read once, whatever the signs."""
        parts = {sign.name: [(part.table, part.on) for part in self._parts(sign)] for sign in self.signs}
        wanted = dict.fromkeys(key for keys in parts.values() for key in keys)
        read = {key: _columns(self.answers[key], clients) for key in wanted}
        return {name: _cells(name, [read[key] for key in keys]) for name, keys in parts.items()}

    def arrays(self, sign: Sign, roster: ibis.Table) -> Cells:
        """The cells of one sign as arrays, for the clients of `roster` (client_id, place)."""
        parts = [self._cells(sign, part) for part in self._parts(sign)]
        both = ibis.union(*parts) if len(parts) > 1 else parts[0]
        placed = both.inner_join(roster, "client_id").select("place", "quarter", "x", "n", "v", "last")
        rows = placed.to_pyarrow()
        found = {name: rows[name].to_numpy() for name in ("place", "quarter", "x", "n", "v")}
        return Cells(**found, last=rows["last"].cast(pa.int32()).fill_null(NEVER).to_numpy())

    def _cells(self, sign: Sign, part: Occasions) -> ibis.Table:
        answer = self.answers[part.table, part.on]
        renamed = {short: answer[f"{sign.name}__{short}"] for short in ("x", "n", "v", "last")}
        cells = answer.select("client_id", "quarter", **renamed)
        return cells.filter((cells.n != 0) | (cells.x != 0))

    def _parts(self, sign: Sign) -> tuple[Occasions, ...]:
        return sign.occasions(self.evidence).parts


def _columns(answer: ibis.Table, clients: Collection[str]) -> dict[str, list[Any]]:
    """What is shown, and out of how much, in the answer's rows about these clients."""
    counts = [name for name in answer.columns if name.endswith(("__x", "__n"))]
    rows = answer.filter(answer.client_id.isin(list(clients))).select("client_id", "quarter", *counts)
    found: dict[str, list[Any]] = rows.to_pyarrow().to_pydict()
    return found


def _cells(name: str, parts: Sequence[Mapping[str, list[Any]]]) -> dict[str, tuple[Cell, ...]]:
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
    money = {table: answers[table, schemas()[table].happened_on] for table in costing.SUMS}
    full = replace(evidence, tables={**evidence.tables, "economics": costing.economics(evidence, money)})
    able = _able(full, signs)
    derived = tuple(sign for sign in able if "economics" in sign.needs)
    # economics changes with every import: asked directly, never kept
    for question in _questions(full, derived, "economics"):
        answers[question.table, question.on] = question.rows()
    return Facts(full, answers, able)


def _able(evidence: Evidence, signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    present = "economics" in evidence.tables
    return tuple(
        sign
        for sign in signs
        if all(present if need == "economics" else evidence.has(need) for need in sign.needs)
    )


def _answers(evidence: Evidence, signs: tuple[Sign, ...]) -> dict[tuple[str, str], ibis.Table]:
    answers = {}
    needs = {need: None for sign in signs for need in sign.needs if need != "economics"}
    for table in {**BASE, **needs}:
        for question in _questions(evidence, signs, table):

            def again(narrowed: Evidence, table: str = table, on: str = question.on) -> ibis.Table:
                found = _questions(narrowed, signs, table)
                return next(one for one in found if one.on == on).answer()

            asked = _fingerprint(tuple(sign for sign in signs if table in sign.needs))
            kept = evidence.kept(table, f"{table}-{question.on}", again, asked)
            answers[table, question.on] = kept
    return answers


BASE = {**costing.SUMS, **automatic.SUMS}
"""Sums that every review needs, whatever signs are on."""


def _questions(evidence: Evidence, signs: tuple[Sign, ...], table: str) -> list[Question]:
    """What is asked of one table: one question for each of its date columns that anybody goes by."""
    found: dict[str, Question] = {}
    if table in BASE:
        base = BASE[table](evidence)
        found[base.on] = Question(table, base.on, base.of, base.sums, where=base.where)
    for sign in signs:
        parts = sign.occasions(evidence).parts if table in sign.needs else ()
        for part in (one for one in parts if one.table == table):
            known = found.get(part.on, Question(table, part.on, part.of, {}, where=part.where))
            found[part.on] = known.with_sign(sign.name, part, evidence.as_of)
    return list(found.values())


def _fingerprint(signs: tuple[Sign, ...]) -> str:
    """What an answer depends on besides the facts and the firm: signs, their parameters, the code."""
    asked = [(sign.name, sorted(sign.parameters.items()), inspect.getsource(sign.measure)) for sign in signs]
    modules = {one.__module__ for one in (Question, Occasions, costing.economics, automatic.automatic)}
    code = [inspect.getsource(sys.modules[module]) for module in sorted(modules)]
    return hashlib.sha256(repr((__version__, asked, code)).encode()).hexdigest()[:16]
