"""Facts: every sum that signs and costing need, each fact table read once per date column.

Signs and costing say what they count as expressions over a fact table. Here all expressions over
the same rows and the same date column are put into one aggregate per client and quarter, so a
review costs the same number of scans with ten signs as with a hundred.
"""

import hashlib
import inspect
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeAlias

import ibis
import numpy as np

from amicable import __version__, costing
from amicable.costing.chasing import chasing
from amicable.costing.lines import Lines, lines
from amicable.decision import automatic
from amicable.decision.portfolio import Portfolio, peers, portfolio
from amicable.decision.roster import Roster
from amicable.decision.summary import Cells, Places
from amicable.decision.worth import Future, future
from amicable.evidence import Evidence, Promise, count, schemas
from amicable.signs import Occasions, Sign, said

Key: TypeAlias = tuple[str, str]
"""A fact table, and the name of the question to it: the date column it was asked by, and a number for other rows."""
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
    signs: tuple[str, ...] = ()
    """Whose cells are in the answer."""

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

    def with_sums(self, base: costing.Sums) -> "Question":
        """The same question, which also asks for the sums of `base`."""
        both = None if base.where is None or self.where is None else self.where | base.where
        return replace(self, sums={**self.sums, **base.sums}, decided=self.decided + base.decided, where=both)

    def with_sign(self, name: str, part: Occasions, until: date) -> "Question":
        """The same question, which also asks for `part` of the sign `name`."""
        more = () if part.decided_on is None else (part.decided_on,)
        # what is not decided yet may count tomorrow: then every row is looked at
        both = None if more or part.where is None or self.where is None else self.where | part.where
        each = {**self.each, **part.each(name, until)}
        return replace(self, each=each, decided=self.decided + more, where=both, signs=(*self.signs, name))

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
    of: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """The signs whose cells are in each."""
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
    held: dict[str | Key, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was read before, where there is little: occasions by sign, cells by answer."""

    def cells(self, sign: Sign) -> ibis.Table:
        """client_id, quarter, x (shown), n (out of), v (money), last (DATE last shown) of one sign."""
        parts = [_cells(sign, self.answers[key]) for key in self.parts[sign.name]]
        # an occasion may fall into another quarter than the row that tells of it, so quarters meet here once more
        both = ibis.union(*parts) if len(parts) > 1 else parts[0]
        return both.group_by("client_id", "quarter").aggregate(
            x=both.x.sum(), n=both.n.sum(), v=both.v.sum().cast("int64"), last=both["last"].max()
        )

    @cached_property
    def lines(self) -> Lines:
        """The account of every client line by line; worked out when somebody asks for it, as no ranking needs it."""
        return lines(self.evidence, self._added())

    @cached_property
    def future(self) -> Future:
        """What every client will leave over the firm's horizon; worked out when somebody asks for it."""
        return future(self.portfolio, self._added().get("orders in detail"), self.evidence)

    def _added(self) -> dict[str, costing.Added]:
        """Everything that costing adds up, by table; what only single lines need is asked now, and stands apart."""
        found = {}
        for table, sums in costing.sums_of(self.evidence).items():
            if self.evidence.has(table):
                asked = sums(self.evidence)
                found[table] = _added(self.roster, self.answers[table, asked.on], list(asked.sums))
                if asked.detail:
                    found[f"{table} in detail"] = _added(
                        self.roster, self._in_detail(table, sums), list(asked.detail)
                    )
        return found

    def _in_detail(self, table: str, sums: Callable[[Evidence], costing.Sums]) -> ibis.Table:
        def again(seen: Evidence) -> ibis.Table:
            asked = sums(seen)
            return Question(table, asked.on, asked.of, asked.detail, where=asked.where).answer()

        return self.evidence.kept(table, f"{table}-lines", again, _fingerprint(()))()

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


def gather(evidence: Evidence, signs: tuple[Sign, ...]) -> Facts:
    """All facts that `signs` and the costing need. Signs whose tables are empty are left out."""
    answers = _answers(evidence, _able(evidence, signs))
    roster = Roster.of(evidence)
    economics = _economics(evidence, roster, answers)
    told = economics.table(evidence, roster.column("client_id"))
    full = replace(evidence, tables={**evidence.tables, "economics": told})
    able = _able(full, signs)
    # economics changes with every import: asked directly, never kept
    derived = _questions(
        full, _measured(full, tuple(sign for sign in able if "economics" in sign.needs)), "economics"
    )
    beside = {("economics", on): question.rows for on, question in derived.items()}
    return Facts(
        evidence=full,
        roster=roster,
        # what is left of the arrays of economics, which are large
        portfolio=portfolio(roster, economics, evidence),
        peers=peers(roster, economics, evidence),
        answers=Answers({**beside, **answers.promised}, answers.of, answers.come),
        signs=able,
        parts=_parts(
            able, {**answers.of, **{("economics", on): asked.signs for on, asked in derived.items()}}
        ),
    )


def revised(facts: Facts, signs: tuple[Sign, ...]) -> Facts:
    """The facts that other `signs` need: only what was not asked alike is asked, and nothing of that is kept."""
    evidence, before = facts.evidence, {sign.name: sign for sign in facts.signs}
    able = _able(evidence, signs)
    new = tuple(sign for sign in able if sign.name not in before or not _asks_alike(sign, before[sign.name]))
    asked = _asked_besides(evidence, new)
    found = {key: one.rows if key[0] == "economics" else one.answer for key, one in asked.items()}
    parts = {sign.name: facts.parts[sign.name] for sign in able if sign not in new}
    return replace(
        facts,
        answers=Answers({**{key: partial(facts.answers.__getitem__, key) for key in facts.answers}, **found}),
        signs=able,
        held={},
        parts={**parts, **_parts(new, {key: one.signs for key, one in asked.items()})},
    )


def _asks_alike(sign: Sign, other: Sign) -> bool:
    """Whether two settings of a sign count the same occasions, however they judge them."""
    return (sign.given, sign.text) == (other.given, other.text)


def _asked_besides(evidence: Evidence, signs: tuple[Sign, ...]) -> Mapping[Key, Question]:
    """The questions of `signs` alone, under names of their own."""
    measured = _measured(evidence, signs)
    tables = dict.fromkeys(part.table for parts in measured.values() for part in parts)
    return {
        (table, f"{name}-besides"): question
        for table in tables
        for name, question in _with_signs(evidence, measured, table, {}).items()
    }


def _parts(signs: tuple[Sign, ...], asked: Mapping[Key, tuple[str, ...]]) -> Mapping[str, tuple[Key, ...]]:
    """In which answers the cells of each sign are; `asked` names the signs of each."""
    return {sign.name: tuple(key for key, names in asked.items() if sign.name in names) for sign in signs}


def _economics(evidence: Evidence, roster: Roster, answers: Mapping[Key, ibis.Table]) -> costing.Economics:
    added = {}
    for table, sums in costing.sums_of(evidence).items():
        if evidence.has(table):
            asked = sums(evidence)
            added[table] = _added(roster, answers[table, asked.on], list(asked.sums))
    return costing.economics(evidence, added)


def _added(roster: Roster, answer: ibis.Table, names: Collection[str]) -> costing.Added:
    found = dict(roster.arrays(answer, *names))
    return costing.Added(found.pop("place"), found.pop("quarter"), found)


def _able(evidence: Evidence, signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """The signs whose tables hold facts."""

    def has(table: str) -> bool:
        return table in evidence.tables if table == "economics" else evidence.has(table)

    return tuple(
        sign for sign in signs if all(map(has, sign.needs)) and (sign.needs or any(map(has, sign.also)))
    )


def _answers(evidence: Evidence, signs: tuple[Sign, ...]) -> Answers:
    promised, of = {}, {}
    tables = {table: None for sign in signs for table in sign.tables if table != "economics"}
    measured = _measured(evidence, signs)
    for table in {**BASE, **tables}:
        for name, asked in _questions(evidence, measured, table).items():
            own = tuple(sign for sign in signs if sign.name in asked.signs)

            def again(
                seen: Evidence, own: tuple[Sign, ...] = own, table: str = table, asked: Question = asked
            ) -> ibis.Table:
                each = _questions(seen, _measured(seen, own), table).values()
                return next(one for one in each if (one.on, one.signs) == (asked.on, asked.signs)).answer()

            promised[table, name] = evidence.kept(table, f"{table}-{name}", again, _fingerprint(own))
            of[table, name] = asked.signs
    return Answers(promised, of)


def _measured(evidence: Evidence, signs: tuple[Sign, ...]) -> Mapping[str, tuple[Occasions, ...]]:
    """The occasions of each sign, part by part."""
    return {sign.name: sign.occasions(evidence).parts for sign in signs}


BASE = {**costing.SUMS, **automatic.SUMS}
"""Sums that every review needs, whatever signs are on."""


def _questions(
    evidence: Evidence, measured: Mapping[str, tuple[Occasions, ...]], table: str
) -> Mapping[str, Question]:
    """What is asked of one table: one question for each date column and sort of rows that anybody goes by."""
    found: dict[str, Question] = {}
    for base in (of[table](evidence) for of in (costing.sums_of(evidence), automatic.SUMS) if table in of):
        asked = found.get(base.on, Question(table, base.on, base.of, {}, where=base.where))
        found[base.on] = asked.with_sums(base)
    return _with_signs(evidence, measured, table, found)


def _with_signs(
    evidence: Evidence,
    measured: Mapping[str, tuple[Occasions, ...]],
    table: str,
    found: dict[str, Question],
) -> Mapping[str, Question]:
    """`found` with what signs ask of the table."""
    for sign, parts in measured.items():
        for part in (one for one in parts if one.table == table):
            name = _name(part, found)
            known = found.get(name, Question(table, part.on, part.of, {}, where=part.where))
            found[name] = known.with_sign(sign, part, evidence.as_of)
    return found


def _name(part: Occasions, known: Mapping[str, Question]) -> str:
    """The question of which `part` becomes a part: what looks at the same rows by the same day is asked at once."""
    names = (part.on, *(f"{part.on}-{number}" for number in range(2, len(known) + 3)))
    return next(name for name in names if name not in known or known[name].of.equals(part.of))


def _fingerprint(signs: tuple[Sign, ...]) -> str:
    """What an answer depends on besides the facts and the firm: signs, their parameters, the code."""
    asked = [(sign.name, sorted(sign.parameters.items()), sign.text) for sign in signs]
    modules = {
        one.__module__ for one in (Question, Occasions, said, costing.Sums, chasing, automatic.automatic)
    }
    code = [inspect.getsource(sys.modules[module]) for module in sorted(modules)]
    return hashlib.sha256(repr((__version__, asked, code)).encode()).hexdigest()[:16]
