"""Who may be the same client: pairs for a person to decide, with what speaks for it and against it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import pyarrow as pa

from amicable.engines._links import from_table
from amicable.engines.ledger import Ledger
from amicable.engines.linkage import exact, likeness, portfolio
from amicable.engines.linkage.groups import Conflict, Groups
from amicable.i18n import say

WORTH_A_LOOK = 0.5
"""Certainty from which on a pair is proposed."""

VERY_LIKELY = 0.95

NUMBERS = 1_000_000


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for (weight above 0) or against it."""

    about: str
    """ "name", "email", "phone", "country", "tax"; "key" for an exact key that something speaks against."""
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    weight: float | None = None
    """Bits: each doubles the odds. None: it cannot be weighed."""

    @property
    def sentence(self) -> str:
        """The reason in the reader's language."""
        return say(self.message, **self.values)


@dataclass(frozen=True)
class Proposal:
    """`b` may be the same client as `a`, which would survive."""

    number: int
    """The same for the same pair in every run."""
    a: str
    b: str
    name_a: str
    name_b: str
    certainty: float
    """0 to 1."""
    reasons: tuple[Reason, ...]

    @property
    def very_likely(self) -> bool:
        """Whether a person may expect it to be right."""
        return self.certainty >= VERY_LIKELY


def propose(ledger: Ledger) -> list[Proposal]:
    """Pairs that may be the same client, the surest first; without what a person has decided already."""
    links = from_table(ledger.links())
    held = {link.alias: link.client_id for link in links if link.effective}
    with portfolio.connect(ledger) as connection:
        conflicts = _open(exact.find(connection, links).conflicts, held)
        connection.register("linked", _pairs("alias", "client_id", held.items()))
        connection.register("asked", _pairs("a", "b", conflicts))
        rows = {frozenset(_ends(row)): row for row in likeness.compare(connection, WORTH_A_LOOK)}
        found = rows.keys() | {frozenset(pair) for pair in conflicts}
        groups = Groups(exact.parties(connection, links, *found), links)
        names = _names(connection, found)
    proposals = []
    for pair in found:
        if not groups.are_apart(*pair):
            a, b = sorted(pair, key=groups.rank)
            row, conflict = rows.get(pair), conflicts.get((min(pair), max(pair)))
            certainty = row["match_probability"] if row else WORTH_A_LOOK  # nothing compares them: open
            reasons = (*_against(conflict), *_reasons(row, a))
            proposals.append(Proposal(0, a, b, names.get(a, a), names.get(b, b), certainty, reasons))
    return _numbered(proposals)


def _open(conflicts: Iterable[Conflict], held: Mapping[str, str]) -> dict[tuple[str, str], Conflict]:
    """The conflicts by the clients between which they stand today; the first of each pair counts."""
    found: dict[tuple[str, str], Conflict] = {}
    for conflict in conflicts:
        a, b = sorted((held.get(conflict.a, conflict.a), held.get(conflict.b, conflict.b)))
        if a != b:
            found.setdefault((a, b), conflict)
    return found


def _pairs(one: str, other: str, pairs: Iterable[tuple[str, str]]) -> pa.Table:
    rows = [{one: first, other: second} for first, second in pairs]
    return pa.Table.from_pylist(rows, schema=pa.schema({one: pa.string(), other: pa.string()}))


def _ends(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["client_id_l"], row["client_id_r"]


def _against(conflict: Conflict | None) -> Iterator[Reason]:
    """What keeps an exact key from linking them."""
    if conflict:
        yield Reason("key", conflict.message, conflict.values)


def _reasons(row: Mapping[str, Any] | None, a: str) -> list[Reason]:
    """What the fields say, the weightiest first; `a` is the client that is named first."""
    if row is None:
        return []
    one, other = ("l", "r") if row["client_id_l"] == a else ("r", "l")
    found = []
    for each in likeness.FIELDS:
        level = row[f"gamma_{each.name}"]
        if level >= 0:
            message = each.levels[len(each.levels) - 1 - level].message
            values = {"one": row[f"{each.shown}_{one}"], "other": row[f"{each.shown}_{other}"]}
            found.append(Reason(each.name, message, values, round(row[f"mw_{each.name}"], 2)))
    return sorted(found, key=lambda reason: -abs(reason.weight or 0))


def _names(connection: duckdb.DuckDBPyConnection, pairs: Iterable[frozenset[str]]) -> dict[str, str]:
    wanted = sorted({end for pair in pairs for end in pair})
    connection.register("wanted", pa.table({"client_id": pa.array(wanted, pa.string())}))
    return dict(connection.execute(NAMES).fetchall())


NAMES = "SELECT client_id, written FROM party SEMI JOIN wanted USING (client_id) WHERE written IS NOT NULL"


def _numbered(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals with numbers made of their ids, so that deciding one does not renumber the others."""
    taken: set[int] = set()
    found = []
    for proposal in sorted(proposals, key=lambda each: sorted((each.a, each.b))):
        number = _number(proposal)
        while number in taken:
            number = number % NUMBERS + 1
        taken.add(number)
        found.append(replace(proposal, number=number))
    return sorted(found, key=lambda each: (-each.certainty, each.a, each.b))


def _number(proposal: Proposal) -> int:
    digest = hashlib.sha256(chr(0).join(sorted((proposal.a, proposal.b))).encode()).digest()
    return int.from_bytes(digest[:8]) % NUMBERS + 1
