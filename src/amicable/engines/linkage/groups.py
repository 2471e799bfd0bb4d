"""Client ids that are one client: which may be joined, and which of them survives."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from amicable.engines._links import Link
from amicable.i18n import N_


@dataclass(frozen=True)
class Party:
    """What decides whether an id may be joined with another, and whether it survives."""

    client_id: str
    full_row: bool = False
    """A client list describes it; otherwise it is only mentioned."""
    invoiced: bool = False
    """Its source has invoices."""
    tax: str | None = None
    form: str | None = None
    country: str | None = None

    @property
    def source(self) -> str:
        """The tool it comes from; "address" for a mail address."""
        return self.client_id.partition(":")[0]


@dataclass(frozen=True)
class Conflict:
    """Two ids that an exact key would join if something did not speak against it."""

    a: str
    b: str
    message: str
    values: Mapping[str, object]


@dataclass
class _Group:
    members: list[str]
    sources: set[str]
    """Sources in which one of the members is a full row."""
    taxes: set[str] = field(default_factory=set)


class Groups:
    """The groups that links make; an id that no link names is a group of its own."""

    def __init__(self, parties: Mapping[str, Party], links: Iterable[Link]) -> None:
        self._parties = parties
        self._group: dict[str, _Group] = {}
        self._edges: list[Link] = []
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        self._survivors: set[str] = set()
        for link in links:
            self.add(link)
        self._survivors = {edge.client_id for edge in self._edges}

    def add(self, link: Link) -> None:
        """Take over a decision as it stands; a link between ids that are one already adds nothing."""
        if not link.effective:
            self._apart[link.alias].add(link.client_id)
            self._apart[link.client_id].add(link.alias)
        elif not self.are_one(link.alias, link.client_id):
            self._edges.append(link)
            self._merge(self._of(link.alias), self._of(link.client_id))

    def are_one(self, a: str, b: str) -> bool:
        """Whether both ids are the same client."""
        return self._of(a) is self._of(b)

    def are_apart(self, a: str, b: str) -> bool:
        """Whether a person has said that the two are different clients."""
        ours, theirs = self._of(a).members, set(self._of(b).members)
        return any(self._apart[one] & theirs for one in ours if one in self._apart)

    def obstacle(self, a: str, b: str) -> Conflict | None:
        """What forbids to join the two without a person; None: nothing."""
        one, other = self._of(a), self._of(b)
        if kept := one.sources & other.sources:
            return Conflict(a, b, N_("{source} keeps them as two clients."), {"source": min(kept)})
        if one.taxes and other.taxes and not one.taxes & other.taxes:
            numbers = {"one": min(one.taxes), "other": min(other.taxes)}
            return Conflict(a, b, N_("Their tax numbers differ: {one} and {other}."), numbers)
        return None

    def survivor(self, client_id: str) -> str:
        """The id under which the client lives on: described, invoiced, chosen before, in this order."""
        return min(self._of(client_id).members, key=self.rank)

    def links(self) -> list[Link]:
        """The same groups as links from each alias to its survivor, each with the decision that joined it."""
        joined: defaultdict[str, list[Link]] = defaultdict(list)
        for edge in self._edges:
            joined[edge.alias].append(edge)
            joined[edge.client_id].append(edge)
        survivors = {id(group): min(group.members, key=self.rank) for group in self._group.values()}
        found = (link for survivor in survivors.values() for link in _star(survivor, joined))
        return sorted(found, key=lambda link: link.alias)

    def _of(self, client_id: str) -> _Group:
        if client_id not in self._group:
            party = self.party(client_id)
            sources = {party.source} if party.full_row else set()
            self._group[client_id] = _Group([client_id], sources, {party.tax} if party.tax else set())
        return self._group[client_id]

    def party(self, client_id: str) -> Party:
        """The party behind an id; a mere mention where no row describes it."""
        return self._parties.get(client_id) or Party(client_id)

    def _merge(self, one: _Group, other: _Group) -> None:
        small, large = sorted((one, other), key=lambda group: len(group.members))
        large.members += small.members
        large.sources |= small.sources
        large.taxes |= small.taxes
        self._group |= dict.fromkeys(small.members, large)

    def rank(self, client_id: str) -> tuple[bool, bool, bool, bool, str]:
        """The order in which ids survive, the first one first."""
        party = self.party(client_id)
        known = client_id in self._survivors
        return not party.full_row, not party.invoiced, not known, party.source == "address", client_id


def _star(survivor: str, joined: Mapping[str, list[Link]]) -> Iterator[Link]:
    """The links that lead from every other member of the survivor's group to it."""
    seen, waiting = {survivor}, [survivor]
    while waiting:
        here = waiting.pop()
        for edge in joined.get(here, ()):
            there = edge.client_id if edge.alias == here else edge.alias
            if there not in seen:
                seen.add(there)
                waiting.append(there)
                yield replace(edge, alias=there, client_id=survivor)
