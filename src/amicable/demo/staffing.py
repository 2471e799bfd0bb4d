"""The fourteen people of the demo firm: roles, cost, absence, and who serves whom."""

from dataclasses import dataclass

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import DAYS, WORKDAYS, Flags, Floats, Ints
from amicable.demo.dice import chance
from amicable.demo.people import Person, person, slug
from amicable.demo.trades import ROLES, Trade

TIERS = (("owner", "partner"), ("manager",), ("senior",), ("employee",), ("assistant",))
MIX = (0.06, 0.16, 0.34, 0.30, 0.14)
"""Share of the hours that each tier works for a usual client."""
JOINED, LEFT = {10: 225}, {9: 880}
"""Day on which one employee came, and on which another went."""


@dataclass(frozen=True)
class Staffing:
    """Our people and their weeks."""

    ids: list[str]
    people: list[Person]
    roles: list[str]
    hourly_cost: Floats
    speciality: list[str]
    there: Flags
    """Whether each person works on each day."""
    serving: Ints
    """Who serves each client, by tier."""

    @property
    def blended_cost(self) -> float:
        """Cost of a usual hour."""
        tiers = [self.hourly_cost[members_of(self.roles, tier)].mean() for tier in TIERS]
        return float(np.dot(tiers, MIX))

    def stand_in(self, staff: Ints, days: Ints) -> Ints:
        """Each person, else the next of the same tier who is there on that day, else anybody who is."""
        found, after = staff.copy(), self._next
        for _ in TIERS:
            away = ~self.there[found, days]
            found[away] = after[found[away]]
        anybody = self.there.argmax(axis=0)[days]
        return np.where(self.there[found, days], found, anybody)

    @property
    def _next(self) -> Ints:
        """The colleague of the same tier who comes after each person."""
        after = np.arange(len(self.roles))
        for tier in TIERS:
            members = members_of(self.roles, tier)
            after[members] = np.roll(members, -1)
        return after


def members_of(roles: list[str], tier: tuple[str, ...]) -> Ints:
    """Who is in the tier."""
    return np.flatnonzero([r in tier for r in roles])


def staffing(cast: Cast, rng: np.random.Generator) -> Staffing:
    """The people who serve these clients."""
    trade, roles = cast.trade, list(ROLES)
    cost = np.array([trade.hourly_cost[r] for r in roles]) * rng.uniform(0.95, 1.05, len(roles))
    return Staffing(
        ids=[f"S{i + 1:02d}" for i in range(len(roles))],
        people=_people(trade, rng),
        roles=roles,
        hourly_cost=np.round(cost, 2),
        speciality=[trade.services[i % len(trade.services)] for i in range(len(roles))],
        there=_there(rng, len(roles)),
        serving=_serving(cast, roles),
    )


def _people(trade: Trade, rng: np.random.Generator) -> list[Person]:
    found: dict[str, Person] = {}
    while len(found) < len(ROLES):
        somebody = person(rng, trade.language, trade.domain)
        if slug(somebody.given) not in {slug(p.given) for p in found.values()}:
            found[somebody.address] = somebody
    return list(found.values())


def _there(rng: np.random.Generator, count: int) -> Flags:
    """Working days less three weeks in summer, one in winter and single days; nobody comes on a feast."""
    there = np.zeros((count, DAYS), dtype=bool)
    there[:, WORKDAYS[WORKDAYS < DAYS]] = True
    for who in range(count):
        for year in range(3):
            summer, winter = year * 365 + 274 + rng.integers(0, 44), year * 365 + 83 + rng.integers(0, 8)
            there[who, summer : summer + 21] = False
            there[who, winter : winter + 7] = False
    there &= ~chance(rng, 0.015, count, DAYS)
    for who, first in JOINED.items():
        there[who, :first] = False
    for who, last in LEFT.items():
        there[who, last + 1 :] = False
    return there


def _serving(cast: Cast, roles: list[str]) -> Ints:
    """Clients dealt out by size, so that everybody's hours are alike; by turns from either end."""
    order = np.argsort(-cast.revenue.sum(axis=1), kind="stable")
    serving = np.zeros((len(cast), len(TIERS)), dtype=np.int64)
    for column, tier in enumerate(TIERS):
        members = members_of(roles, tier)
        deal = np.concatenate([members, members[::-1]])
        serving[order, column] = deal[np.arange(len(cast)) % len(deal)]
    return serving
