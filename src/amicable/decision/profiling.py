"""A client, or a segment, between the ideal and the non-ideal client: feature by feature, with what it costs a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from amicable.costing.lines import BILLED
from amicable.decision.features import Feature, features, year_of_lines
from amicable.decision.review import Review
from amicable.decision.sides import alike, ideal, named
from amicable.decision.summary import Numbers
from amicable.i18n import N_
from amicable.profiles.outliers import Outlier, outliers
from amicable.profiles.profile import FEWEST, Profile, Range, edited, learned, spread
from amicable.refusal import Refusal
from amicable.signs import all_signs

LEAST_COMPARED = 30
"""Clients below which no sign is tied to money."""
DISTINCT = 2.0
"""Standard errors from which a tie between a sign and money is told."""


class UnknownSegment(Refusal):
    """No client belongs to this segment."""


@dataclass(frozen=True)
class Row:
    """One feature; money in minor units a year, None where it is unknown or cannot be told in money."""

    feature: Feature
    ideal: Range | None
    own: float | None
    non_ideal: Range | None
    peers: float | None
    by_hand: bool
    cost: float | None
    """What the difference to the middle of the ideal range takes away in a year; negative: it adds."""
    accounted: bool
    """Whether `cost` is an amount in the books; else it is what clients with such a rate leave less, on average."""

    @property
    def tells(self) -> bool:
        """Whether anything is known, and not nothing on all sides."""
        ends = [value for one in (self.ideal, self.non_ideal) if one for value in (one.low, one.high)]
        return any(value for value in (self.own, *ends))

    @property
    def side(self) -> str:
        """Where the client stands: "ideal", "non_ideal", "between" or "unknown"."""
        if self.own is None or self.ideal is None:
            return "unknown"
        if self.ideal.low <= self.own <= self.ideal.high:
            return "ideal"
        if self.non_ideal is None:
            return "between"
        beyond = self.ideal.mid <= self.non_ideal.mid
        past = self.own >= self.non_ideal.low if beyond else self.own <= self.non_ideal.high
        better = self.own < self.ideal.low if beyond else self.own > self.ideal.high
        return "ideal" if better else "non_ideal" if past else "between"


@dataclass(frozen=True)
class Chart:
    """Who is described, on which sides, row by row."""

    profile: Profile
    rows: tuple[Row, ...]
    revenue: float
    """Revenue of the year of whoever is described, minor units."""
    clients: int

    @property
    def accounted(self) -> float | None:
        """What all lines of the books together take away in a year, beside an ideal client of the same revenue."""
        known = [row.cost for row in self.rows if row.accounted and row.cost is not None]
        return sum(known) if known else None

    def effect(self, row: Row) -> float | None:
        """The cost of a row as a share of revenue: what it takes off the margin rate."""
        return None if row.cost is None or self.revenue <= 0 else row.cost / self.revenue


def sides_of(answer: Review, where: np.ndarray) -> tuple[np.ndarray, np.ndarray, str]:
    """The ideal and the non-ideal clients among `where`: as marked, else the best and the worst by the figures."""
    marked = answer.portfolio.wanted
    wanted, unwanted = (
        pc.equal(marked, kind).fill_null(False).to_numpy(zero_copy_only=False) & where
        for kind in (True, False)
    )
    if wanted.sum() >= FEWEST and unwanted.sum() >= FEWEST:
        return wanted, unwanted, "marked"
    loss = np.nan_to_num(answer.portfolio.margin, nan=0.0) < 0
    good = wanted if wanted.sum() >= FEWEST else ideal(answer) & where
    return good, (named(answer) | loss) & where & ~good, "best_and_worst"


def profile(
    answer: Review, known: tuple[Feature, ...], *, where: np.ndarray | None = None, path: Path | None = None
) -> Profile:
    """The firm's profile, or that of a segment where it has clients enough on both sides; changed by the file at `path`."""
    everybody = np.ones(len(answer.points), bool)
    good, bad, source = sides_of(answer, everybody if where is None else where)
    if min(good.sum(), bad.sum()) < FEWEST:
        good, bad, source = sides_of(answer, everybody)
    found = learned({one.name: one.values for one in known}, good, bad, source)
    return edited(found, path, scale(answer, known)) if path else found


def scale(answer: Review, known: tuple[Feature, ...]) -> Mapping[str, float]:
    """How many minor units a unit in profile.toml is, for the features that are money."""
    return {one.name: float(answer.facts.evidence.firm.minor_units) for one in known if one.kind == "money"}


def chart(
    answer: Review, position: int, *, path: Path | None = None, known: tuple[Feature, ...] | None = None
) -> Chart:
    """The client at `position`."""
    one_of = known or features(answer)
    only = np.zeros(len(answer.points), bool)
    only[position] = True
    return _chart(answer, one_of, only, alike(answer, position), profile(answer, one_of, path=path))


def segment_chart(
    answer: Review, segment: str, *, path: Path | None = None, known: tuple[Feature, ...] | None = None
) -> Chart:
    """The clients of a segment; "" for all clients."""
    one_of = known or features(answer)
    own = in_segment(answer, segment) if segment else np.ones(len(answer.points), bool)
    return _chart(answer, one_of, own, ~own, profile(answer, one_of, where=own, path=path))


def in_segment(answer: Review, segment: str) -> np.ndarray:
    """Which clients belong to it."""
    own = pc.equal(answer.portfolio.segment, segment).fill_null(False).to_numpy(zero_copy_only=False)
    if not own.any():
        known = sorted({one for one in answer.portfolio.segment.to_pylist() if one})
        raise UnknownSegment(N_("No client belongs to the segment “{segment}”. There are: {known}."), segment=segment, known=", ".join(known[:30]) or "–")  # fmt: skip
    return np.asarray(own)


def _chart(
    answer: Review, known: tuple[Feature, ...], own: np.ndarray, others: np.ndarray, sides: Profile
) -> Chart:
    billed = year_of_lines(answer)[BILLED]
    rows = tuple(
        _row(answer, one, sides, own, others, float(billed[own].sum()))
        for one in known
        if one.name in sides.features
    )
    return Chart(sides, rows, float(answer.portfolio.revenue[own].sum()), int(own.sum()))


def _row(
    answer: Review, one: Feature, sides: Profile, own: np.ndarray, others: np.ndarray, billed: float
) -> Row:
    both, value, peers = sides.features[one.name], _middle(one.values[own]), spread(one.values[others])
    cost = (
        None
        if value is None or both.ideal is None
        else _cost(answer, one, value - both.ideal.mid, own, billed)
    )
    return Row(
        one, both.ideal, value, both.non_ideal, peers.mid if peers else None, both.by_hand, cost, one.line
    )


def _middle(values: Numbers) -> float | None:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else None


def _cost(answer: Review, one: Feature, difference: float, own: np.ndarray, billed: float) -> float | None:
    """What a difference takes away in a year: in the books for a line, by the tie to the margin for a sign."""
    if one.line:
        return difference * billed
    if one.kind != "sign" or "economics" in all_signs()[one.name].needs:
        return None  # a sign that is money itself would explain money by money
    tie = _tie(answer, one.values)
    return None if tie is None else -tie * difference * float(answer.portfolio.revenue[own].sum())


def _tie(answer: Review, values: Numbers) -> float | None:
    """By how much the margin rate goes down per unit of a sign among all clients (least squares); None if it may be chance."""
    p = answer.portfolio
    known = p.complete & (p.revenue > 0) & ~np.isnan(values)
    if known.sum() < LEAST_COMPARED:
        return None
    rate = np.clip((p.revenue[known] - p.cost[known]) / p.revenue[known], -1, 1)
    away = values[known] - values[known].mean()
    if not away.any():
        return None
    slope = float(away @ (rate - rate.mean()) / (away @ away))
    error = np.sqrt((away**2) @ (rate - rate.mean() - slope * away) ** 2) / (away @ away)  # White, 1980
    return slope if slope < -DISTINCT * error else None


def stand_out(answer: Review, known: tuple[Feature, ...], most: int = 20) -> list[Outlier]:
    """Clients that are odd among their peers, whom no sign names already."""
    p = answer.portfolio
    active = ((p.revenue != 0) | (p.cost != 0)) & (answer.points == 0)
    return outliers({one.name: one.values for one in known}, np.asarray(answer.facts.peers), active, most)
