"""Features by which clients are described: money, hours, each line of the account, each sign."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from amicable.costing.lines import BILLED, LINES
from amicable.decision.findings import SignOnAll
from amicable.decision.portfolio import YEAR
from amicable.decision.review import Review
from amicable.decision.summary import Numbers

SHARE = "_share"
"""Ends the name of a line as a feature: signs are called alike."""
WIDEST = 10.0
"""Shares of revenue beyond which a client that brings almost nothing is not compared by shares."""


@dataclass(frozen=True)
class Feature:
    """One feature of all clients, along the portfolio; nan where it is unknown."""

    name: str
    kind: str
    """"money" (minor units), "hours", "years", "share" (of revenue) or "sign" (its rate)."""
    values: Numbers
    line: bool = False
    """Whether it is a line of the account, so that its difference is money by itself."""


def features(answer: Review) -> tuple[Feature, ...]:
    """All of them: money and hours first, then the lines, then the signs."""
    # our own faults describe us, and what is confidential is for those named on its track alone
    signs = (one for one in answer.signs if not one.sign.ours and not one.sign.confidential)
    return (*_money(answer), *_lines(answer), *(_sign(one, len(answer.points)) for one in signs))


def _money(answer: Review) -> tuple[Feature, ...]:
    p = answer.portfolio
    return (
        Feature("revenue", "money", p.revenue),
        Feature("margin", "money", p.margin),
        Feature("margin_rate", "share", share(p.margin, p.revenue)),
        Feature("margin_per_hour", "money", p.margin_per_hour),
        Feature("hours", "hours", p.seconds / 3600),
        Feature("tenure", "years", _tenure(answer)),
    )


def _tenure(answer: Review) -> Numbers:
    since = answer.portfolio.since_on
    days = since.cast(pa.int32()).fill_null(0).to_numpy().astype(np.float64)
    years = (answer.facts.evidence.day - days) / 365.25
    return np.where(since.is_null().to_numpy(zero_copy_only=False), np.nan, years)


def year_of_lines(answer: Review) -> Mapping[str, Numbers]:
    """What was billed, and each line, of every client over the last four closed quarters; minor units."""
    now = answer.facts.evidence.quarter
    return answer.facts.lines.year(len(answer.points), now - YEAR, now)


def _lines(answer: Review) -> tuple[Feature, ...]:
    lines, year = answer.facts.lines, year_of_lines(answer)
    billed = year[BILLED]
    return tuple(
        Feature(
            f"{name}{SHARE}",
            "share",
            np.where(answer.portfolio.complete, share(year[name], billed), np.nan),
            line=True,
        )
        for name in LINES
        if name not in lines.unknown and year[name].any()
    )


def _sign(one: SignOnAll, clients: int) -> Feature:
    rates = np.full(clients, np.nan)
    rates[one.summary.place] = one.judged.shrunk
    return Feature(one.sign.name, "sign", rates)


def share(amount: Numbers, of: Numbers) -> Numbers:
    """`amount` out of `of`; nan where there is next to nothing to share."""
    found = np.divide(amount, of, out=np.full(len(of), np.nan), where=of > 0)
    return np.where(np.abs(found) <= WIDEST, found, np.nan)
