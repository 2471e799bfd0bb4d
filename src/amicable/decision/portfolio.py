"""The portfolio: money and hours of every client, in one place for all arrays."""

from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from amicable.costing.economics import UNPRICED_LIMIT
from amicable.decision.summary import Numbers, Places
from amicable.evidence import Evidence

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


def portfolio(evidence: Evidence, roster: ibis.Table, now: int) -> tuple[Portfolio, Places]:
    """Every client of `roster` (client_id, peers, place) in the order of its place, and the group of each."""
    clients, economics = evidence.clients, evidence.economics
    year = economics.filter(economics.closed & (economics.quarter >= now - YEAR))
    summed = year.group_by("client_id").aggregate(
        revenue=year.revenue.sum(),
        cost=year.cost.sum(),
        seconds=year.seconds.sum(),
        unpriced=year.unpriced_seconds.sum(),
        known=year.complete.all(),
    )
    named = clients.select("client_id", "name", "segment", "since_on", "ended_on")
    own = roster.inner_join(named, "client_id").select(roster, *named.columns[1:])
    full = own.left_join(summed, "client_id").select(own, *summed.columns[1:])
    table = full.order_by("place").to_pyarrow().combine_chunks()
    revenue, cost, seconds, unpriced = (
        np.nan_to_num(table[name].to_numpy().astype(np.float64))
        for name in ("revenue", "cost", "seconds", "unpriced")
    )
    known = table["known"].fill_null(False).to_numpy()
    complete = known & (unpriced <= seconds * UNPRICED_LIMIT)
    strings = {
        name: table[name].combine_chunks()
        for name in ("client_id", "name", "segment", "since_on", "ended_on")
    }
    peers = table["peers"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    return Portfolio(**strings, revenue=revenue, cost=cost, seconds=seconds, complete=complete), peers
