"""Keys that are enough by themselves: tax number, e-mail address, name in two sources, mail domain."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations

import duckdb
import pyarrow as pa

from amicable.engines._links import Link
from amicable.engines.linkage.groups import Conflict, Groups, Party
from amicable.i18n import N_

CERTAINTY = {"tax number": 1.0, "e-mail": 0.99, "name": 0.97, "mail domain": 0.95}
"""How sure each key is; also the order in which they are tried."""

TELLING = 5
"""Clients that may share a key for it to be worth a person's look; one of more says nothing (an accountant's
address that many clients give as theirs)."""

CONTESTED = {
    "tax number": N_("Both have the tax number {value}, but so do several clients of one source."),
    "e-mail": N_("Both have the e-mail address {value}, but so do several clients of one source."),
    "name": N_(
        'Both are called "{value}", but a legal form, a country or another client of that name differs.'
    ),
}

SHARED = """
    SELECT how, value, list_sort(list(DISTINCT client_id)) AS ids FROM (
        SELECT 1 AS turn, 'tax number' AS how, tax AS value, client_id FROM party
        UNION ALL SELECT 2, 'e-mail', address, client_id FROM mail
        UNION ALL SELECT 3, 'name', name, client_id FROM party WHERE source <> 'address'
    )
    WHERE value IS NOT NULL
    GROUP BY turn, how, value HAVING count(DISTINCT client_id) > 1 ORDER BY turn, value
"""
"""A name that somebody puts before an address of theirs is no key: anybody may call themselves anything."""

NEIGHBOURS = """
    WITH owned AS (
        SELECT domain, list_sort(list(DISTINCT client_id)) AS owners
        FROM mail WHERE domain IS NOT NULL AND NOT starts_with(client_id, 'address:') GROUP BY domain
    )
    SELECT client_id, owners FROM mail JOIN owned USING (domain) WHERE starts_with(client_id, 'address:')
    ORDER BY client_id
"""
"""Addresses in a domain that clients have addresses in."""

TRAITS = """
    SELECT client_id, full_row, invoiced, tax, form, country FROM party
    WHERE client_id IN (SELECT client_id FROM wanted)
"""


@dataclass(frozen=True)
class Shared:
    """Ids that have the same value of one key."""

    how: str
    value: str
    ids: Sequence[str]


@dataclass
class Found:
    """What the exact keys tell: the groups they make, and what they must leave to a person."""

    groups: Groups
    conflicts: list[Conflict] = field(default_factory=list)


def find(connection: duckdb.DuckDBPyConnection, links: Sequence[Link], at: datetime | None = None) -> Found:
    """Join by exact keys what `links` have not joined yet. `connection` as `portfolio.connect` gives it."""
    shared = [Shared(*row) for row in connection.execute(SHARED).fetchall()]
    found = Found(Groups(parties(connection, links, *(key.ids for key in shared)), links))
    for key in shared:
        _join(found, key, at)
    for address, owners in connection.execute(NEIGHBOURS).fetchall():
        _adopt(found.groups, address, owners, at)
    return found


def parties(
    connection: duckdb.DuckDBPyConnection, links: Iterable[Link], *ids: Iterable[str]
) -> dict[str, Party]:
    """The parties that are named in `links` or `ids`."""
    wanted = {name for link in links for name in (link.alias, link.client_id)}.union(*ids)
    connection.register("wanted", pa.table({"client_id": pa.array(sorted(wanted), pa.string())}))
    rows = connection.execute(TRAITS).fetchall()
    return {row[0]: Party(*row) for row in rows}


def _join(found: Found, key: Shared, at: datetime | None) -> None:
    groups = found.groups
    heads = list({groups.survivor(client_id): None for client_id in key.ids})
    if _is_contested(groups, key):
        if len(heads) <= TELLING:
            found.conflicts += _contested(groups, key, heads)
        return
    first, *others = heads
    for other in others:
        if groups.are_apart(first, other):
            continue
        if conflict := groups.obstacle(first, other):
            found.conflicts.append(conflict)
        else:
            groups.add(Link(other, first, key.how, CERTAINTY[key.how], None, at))


def _contested(groups: Groups, key: Shared, heads: Sequence[str]) -> Iterator[Conflict]:
    pairs = (pair for pair in combinations(heads, 2) if not groups.are_apart(*pair))
    return (
        groups.obstacle(*pair) or Conflict(*pair, CONTESTED[key.how], {"value": key.value}) for pair in pairs
    )


def _is_contested(groups: Groups, key: Shared) -> bool:
    """Whether a source has the key at two of its clients, or names of it cannot be the same client's."""
    sharing = [groups.party(client_id) for client_id in key.ids]
    if key.how == "name" and (
        _differ(party.form for party in sharing) or _differ(p.country for p in sharing)
    ):
        return True
    by_source: dict[str, list[Party]] = {}
    for party in sharing:
        by_source.setdefault(party.source, []).append(party)
    return any(len(_kept_apart(groups, key, listed)) > 1 for listed in by_source.values())


def _kept_apart(groups: Groups, key: Shared, listed: Sequence[Party]) -> set[str]:
    """Clients that one source keeps apart: its full rows; without any, by name, also mere mentions."""
    full = [party for party in listed if party.full_row]
    counted = listed if key.how == "name" and not full else full
    return {groups.survivor(party.client_id) for party in counted}


def _differ(stated: Iterable[str | None]) -> bool:
    return len(set(stated) - {None}) > 1


def _adopt(groups: Groups, address: str, owners: Sequence[str], at: datetime | None) -> None:
    """Give an address that is nobody's yet to the one client that has its domain."""
    heads = {groups.survivor(owner) for owner in owners}
    if groups.survivor(address) == address and len(heads) == 1:
        (head,) = heads
        if not groups.are_one(address, head) and not groups.are_apart(address, head):
            groups.add(Link(address, head, "mail domain", CERTAINTY["mail domain"], None, at))
