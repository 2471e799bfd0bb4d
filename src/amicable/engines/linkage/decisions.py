"""Decisions about who is the same client, written into the ledger's links at one stroke each."""

from collections.abc import Sequence
from datetime import datetime

from amicable.engines._links import Link, from_table, to_table
from amicable.engines.ledger import Batch, Ledger
from amicable.engines.linkage import exact, portfolio
from amicable.engines.linkage.groups import Groups
from amicable.i18n import N_
from amicable.refusal import Refusal


class UnknownClient(Refusal):
    """Nobody in the ledger has this id."""


class AlreadyOne(Refusal):
    """Both ids are the same client already."""


class NotLinked(Refusal):
    """There is nothing to undo."""


def recognise(ledger: Ledger, *, now: datetime) -> list[Link]:
    """Link whom exact keys tell to be the same client, and return the new links to be reported.

    Pairs that a person has rejected or split stay apart; what is doubtful is left to `propose`.
    """
    with ledger.importing(at=now) as batch:
        current = Ledger.open(ledger.folder)
        before = from_table(current.links())
        with portfolio.connect(current) as connection:
            groups = exact.find(connection, before, now).groups
        after = _decided(groups, before)
        _write(batch, before, after)
    known = {link.alias for link in before if link.effective}
    return [link for link in after if link.effective and link.alias not in known]


def settle(ledger: Ledger, *, now: datetime) -> list[Link]:
    """Drop links made by themselves between ids that nobody has any more, and recognise anew; the new links."""
    with ledger.importing(at=now) as batch:
        current = Ledger.open(ledger.folder)
        before = from_table(current.links())
        with portfolio.connect(current) as connection:
            known = {
                client_id for (client_id,) in connection.execute("SELECT client_id FROM party").fetchall()
            }
        kept = [link for link in before if link.decided_by or {link.alias, link.client_id} <= known]
        _write(batch, before, kept)
    return recognise(Ledger.open(ledger.folder), now=now)


def confirm(ledger: Ledger, a: str, b: str, *, by: str, at: datetime) -> Link:
    """A person says that `a` and `b` are one client, whatever was said before; the new link."""
    with ledger.importing(at=at) as batch:
        links, groups = _known(ledger, a, b)
        if groups.are_one(a, b):
            raise AlreadyOne(N_("{a} and {b} are the same client already; nothing was changed."), a=a, b=b)
        kept = [link for link in links if link.effective or not _parts(groups, link, a, b)]
        heads = {groups.survivor(a), groups.survivor(b)}
        groups.add(Link(b, a, "person", 1.0, by, at))
        _write(batch, links, _decided(groups, kept))
    survivor = groups.survivor(a)
    return Link(min(heads - {survivor}), survivor, "person", 1.0, by, at)


def reject(ledger: Ledger, a: str, b: str, *, by: str, at: datetime) -> Link:
    """A person says that `a` and `b` are two clients; no later run links or proposes them again."""
    with ledger.importing(at=at) as batch:
        links, groups = _known(ledger, a, b)
        if groups.are_one(a, b):
            raise AlreadyOne(
                N_("{a} and {b} are linked as the same client; split {a} or {b} off instead."), a=a, b=b
            )
        rejected = Link(groups.survivor(b), groups.survivor(a), "rejected", 1.0, by, at)
        _write(batch, links, [*links, rejected])
    return rejected


def split(ledger: Ledger, alias: str, *, by: str, at: datetime) -> Link:
    """Undo the link of `alias`; no later run links it to the same client again."""
    with ledger.importing(at=at) as batch:
        links = from_table(Ledger.open(ledger.folder).links())
        undone = next((link for link in links if link.effective and link.alias == alias), None)
        if undone is None:
            raise NotLinked(
                N_("{alias} is not linked to another client, so there is nothing to split."),
                alias=alias,
            )
        parted = Link(alias, undone.client_id, "split", 1.0, by, at)
        _write(batch, links, [*(link for link in links if link is not undone), parted])
    return parted


def _known(ledger: Ledger, *ids: str) -> tuple[list[Link], Groups]:
    """The links and groups as they are now; refuses ids that nobody has."""
    current = Ledger.open(ledger.folder)
    links = from_table(current.links())
    with portfolio.connect(current) as connection:
        parties = exact.parties(connection, links, ids)
    for client_id in ids:
        if client_id not in parties:
            raise UnknownClient(
                N_(
                    "No client in the ledger has the id {client_id}. See the ids with: amicable review --all --json"
                ),
                client_id=client_id,
            )
    return links, Groups(parties, links)


def _parts(groups: Groups, link: Link, a: str, b: str) -> bool:
    """Whether a separation stands between the clients `a` and `b`."""
    one, other = link.alias, link.client_id
    return (groups.are_one(one, a) and groups.are_one(other, b)) or (
        groups.are_one(one, b) and groups.are_one(other, a)
    )


def _decided(groups: Groups, before: Sequence[Link]) -> list[Link]:
    """All rows to be kept: the links of `groups`, and the separations of `before`."""
    return [*groups.links(), *(link for link in before if not link.effective)]


def _write(batch: Batch, before: Sequence[Link], after: Sequence[Link]) -> None:
    if set(before) != set(after):
        batch.write_links(to_table(after))
