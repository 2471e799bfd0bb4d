"""The portfolio: money and hours of every client, in one place for all arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from amicable.costing.economics import Economics
from amicable.costing.future import Margins, margins
from amicable.costing.gate import Known, limit, revenue_with_a_client
from amicable.decision.roster import Roster
from amicable.decision.summary import Numbers, Places
from amicable.evidence import Evidence
from amicable.profiles.peers import peer_groups

YEAR = 4
"""Quarters over which money and hours are shown."""


@dataclass(frozen=True)
class Portfolio:
    """Money and hours of every client over the last four closed quarters; arrays run along `client_id`."""

    client_id: pa.Array
    name: pa.Array
    segment: pa.Array
    wanted: pa.Array
    """Whether somebody marked it as a client to keep; null: nobody said."""
    since_on: pa.Array
    ended_on: pa.Array
    revenue: Numbers
    cost: Numbers
    seconds: Numbers
    complete: np.ndarray
    """Whether all costs of the year are known; where not, the margin is unknown."""
    known: Known
    """How much is known of what the whole firm did."""
    missing: tuple[str, ...]
    """What lies below the firm's limits for all clients alike: then every margin is unknown."""
    lately: Margins
    """Margins of the last two years, from which the future value is reckoned."""

    @cached_property
    def margin(self) -> Numbers:
        """Margin in minor units; nan where the costs are not all known."""
        return np.where(self.complete, self.revenue - self.cost, np.nan)

    @cached_property
    def margin_per_hour(self) -> Numbers:
        """Margin per hour worked, minor units; nan where unknown."""
        hours = self.seconds / 3600
        return np.divide(self.margin, hours, out=np.full(len(hours), np.nan), where=hours > 0)

    def place(self, client_id: str) -> int:
        """Where this client stands in all arrays, -1 if nowhere."""
        return int(pc.index(self.client_id, client_id).as_py())


def portfolio(roster: Roster, economics: Economics, evidence: Evidence) -> Portfolio:
    """The money and hours of every client of `roster`."""
    now = evidence.quarter
    year = (economics.quarter < now) & (economics.quarter >= now - YEAR)
    place = economics.place[year]
    unknown = _added(roster, place, ~economics.complete[year]) > 0
    there = _added(roster, place, np.ones(len(place))) > 0
    revenue, cost, seconds, unpriced = (
        _added(roster, place, sums[year])
        for sums in (economics.revenue, economics.cost, economics.seconds, economics.unpriced_seconds)
    )
    known = Known(revenue_with_a_client(evidence), _periods(economics, year))
    missing = known.missing(evidence.firm)
    priced = unpriced <= seconds * (1 - limit(evidence.firm, "hours"))
    complete = there & ~unknown & priced & (not missing)
    return Portfolio(
        **{name: roster.column(name) for name in roster.clients.column_names},
        revenue=revenue,
        cost=cost,
        seconds=seconds,
        complete=complete,
        known=known,
        missing=missing,
        lately=margins(economics, len(roster), now, complete),
    )


def peers(roster: Roster, economics: Economics, evidence: Evidence) -> Places:
    """The peer group of every client of `roster`."""
    there = _added(roster, economics.place, np.ones(len(economics.place))) > 0
    worth = np.where(there, _added(roster, economics.place, economics.revenue), np.nan)
    return peer_groups(roster.column("segment"), worth, _tenure(roster, evidence))


def _tenure(roster: Roster, evidence: Evidence) -> Numbers:
    """Years since the relationship began; nan where nobody wrote it down."""
    since = roster.column("since_on").cast(pa.int32())
    days = since.fill_null(0).to_numpy().astype(np.float64)
    return np.where(since.is_null().to_numpy(zero_copy_only=False), np.nan, (evidence.day - days) / 365.25)


def _periods(economics: Economics, year: np.ndarray) -> float:
    """Share of the last four closed quarters in which the firm knows what any client brought and cost."""
    return len(np.unique(economics.quarter[year & economics.complete])) / YEAR


def _added(roster: Roster, place: Places, sums: np.ndarray) -> Numbers:
    return np.asarray(np.bincount(place, weights=sums, minlength=len(roster)), np.float64)
