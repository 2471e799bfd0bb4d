"""The portfolio: money and hours of every client, in one place for all arrays."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from amicable.costing.economics import UNPRICED_LIMIT, Economics
from amicable.decision.roster import Roster
from amicable.decision.summary import Numbers, Places
from amicable.profiles.peers import peer_groups

YEAR = 4
"""Quarters over which money and hours are shown."""


@dataclass(frozen=True)
class Portfolio:
    """Money and hours of every client over the last four closed quarters; arrays run along `client_id`."""

    client_id: pa.Array
    name: pa.Array
    segment: pa.Array
    since_on: pa.Array
    ended_on: pa.Array
    revenue: Numbers
    cost: Numbers
    seconds: Numbers
    complete: np.ndarray
    """Whether all costs of the year are known; where not, the margin is unknown."""

    @property
    def margin(self) -> Numbers:
        """Margin in minor units; nan where the costs are not all known."""
        return np.where(self.complete, self.revenue - self.cost, np.nan)

    @property
    def margin_per_hour(self) -> Numbers:
        """Margin per hour worked, minor units; nan where unknown."""
        hours = self.seconds / 3600
        return np.divide(self.margin, hours, out=np.full(len(hours), np.nan), where=hours > 0)

    def place(self, client_id: str) -> int:
        """Where this client stands in all arrays, -1 if nowhere."""
        return int(pc.index(self.client_id, client_id).as_py())


def portfolio(roster: Roster, economics: Economics, now: int) -> Portfolio:
    """The money and hours of every client of `roster`."""
    year = (economics.quarter < now) & (economics.quarter >= now - YEAR)
    place = economics.place[year]
    unknown = _added(roster, place, ~economics.complete[year]) > 0
    there = _added(roster, place, np.ones(len(place))) > 0
    revenue, cost, seconds, unpriced = (
        _added(roster, place, sums[year])
        for sums in (economics.revenue, economics.cost, economics.seconds, economics.unpriced_seconds)
    )
    return Portfolio(
        **{name: roster.column(name) for name in roster.clients.column_names},
        revenue=revenue,
        cost=cost,
        seconds=seconds,
        complete=there & ~unknown & (unpriced <= seconds * UNPRICED_LIMIT),
    )


def peers(roster: Roster, economics: Economics) -> Places:
    """The peer group of every client of `roster`."""
    there = _added(roster, economics.place, np.ones(len(economics.place))) > 0
    worth = np.where(there, _added(roster, economics.place, economics.revenue), np.nan)
    return peer_groups(roster.column("segment"), worth)


def _added(roster: Roster, place: Places, sums: np.ndarray) -> Numbers:
    return np.asarray(np.bincount(place, weights=sums, minlength=len(roster)), np.float64)
