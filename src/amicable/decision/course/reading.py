"""One client of a review as the plain values that a course is made from."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from amicable.decision.circumstances import Circumstances
from amicable.decision.course.rules import caught_in
from amicable.decision.course.values import Range, Relationship, Shown
from amicable.decision.findings import Cell, Finding
from amicable.decision.gates import Answer, all_gates
from amicable.decision.ladder import Outcome, Tried
from amicable.decision.profiling import sides_of
from amicable.decision.review import Candidate, Review
from amicable.decision.sides import alike
from amicable.duties import Pack
from amicable.i18n import N_
from amicable.signs import Gravity

MONTHS = 24
QUARTERS_A_YEAR = 4
OWN_PART = N_("Our own part was measured on the ledger, and no fault of ours stands out.")
"""Why the first rung is behind us where the ledger has taken it."""
REACH = 1.645
"""Standard deviations within which nine of ten values lie."""
FEWEST = 5
"""Clients from which something usual is told."""


def relationship(  # noqa: PLR0913 (what is known beside the review comes from several places)
    review: Review,
    position: int,
    told: Circumstances,
    *,
    client: Candidate | None = None,
    tried: Sequence[Tried] = (),
    pack: Pack | None = None,
    months: int = MONTHS,
    confidential: bool = False,
) -> Relationship:
    """The client at `position` (`client`: the same, if it was already looked up); signs that answer only to named people are left out unless `confidential`."""
    client = client or review.candidates([position])[0]
    found = Relationship(
        as_of=review.as_of,
        client_id=client.client_id,
        name=client.name,
        currency=review.facts.evidence.firm.currency,
        since_on=client.since_on,
        measured=bool(review.measured[position]),
        automatic=client.client_id in review.automatic,
        points=review.criteria.points,
        months=months,
        revenue=None if client.revenue is None else float(client.revenue),
        margin=margin(review, position, months),
        hours=_hours(client),
        excess_hours=_excess_hours(review, position),
        usual_margin=_usual_margin(review, position),
        hour_worth=hour_worth(review),
        notice_days=_notice_days(review, told, pack),
        shown=tuple(shown(one) for one in client.findings if confidential or not one.sign.confidential),
        tried=tuple(tried),
        complained_on=_complained_on(told),
        one_contact=all_gates()["one_contact_only"].applies(told) is Answer.YES,
        referred=told.referred,
        revenue_share=told.revenue_share,
        open_amount=told.open_amount,
    )
    return replace(found, tried=(*own_part(found), *found.tried))


def own_part(client: Relationship) -> tuple[Tried, ...]:
    """The first rung, where the ledger has taken it: our own faults were measured, and none stands out."""
    measured = [one for one in client.shown if one.ours]
    done = any(one.remedy == "own_fault_fix" for one in client.tried)
    if done or not measured or client.ours or "demanding_but_good" in caught_in(client):
        return ()
    return (Tried("own_fault_fix", Outcome.SKIPPED, OWN_PART),)


def shown(one: Finding) -> Shown:
    """A finding as far as a course needs it."""
    seen = [cell for cell in one.cells if cell.x > 0]
    return Shown(
        sign=one.sign.name,
        title=one.sign.title,
        family=one.sign.family,
        weight=one.sign.gravity.weight,
        strength=one.strength,
        counts=one.counts,
        aside=one.aside,
        grave=one.sign.gravity is Gravity.GRAVE,
        ours=one.sign.ours,
        strong=one.strong,
        first_on=one.trend.changed_on or (seen[0].began_on if seen else None),
        season=season(one.cells),
        rate=one.rate,
        peer_rate=one.peer_rate,
    )


def season(cells: Iterable[Cell]) -> float:
    """Share of what showed that fell into the same quarter of the year, of a record of at least two years.

    It must have come back: what showed in one year only is no season.
    """
    seen = list(cells)
    if len({cell.quarter for cell in seen}) < 2 * QUARTERS_A_YEAR:
        return 0.0
    by_season = [[cell for cell in seen if cell.quarter % QUARTERS_A_YEAR == place] for place in range(QUARTERS_A_YEAR)]  # fmt: skip
    heaviest = max(by_season, key=lambda some: sum(cell.x for cell in some))
    total = sum(cell.x for cell in seen)
    again = sum(cell.x > 0 for cell in heaviest) > 1
    return sum(cell.x for cell in heaviest) / total if total > 0 and again else 0.0


def margin(review: Review, position: int, months: int) -> Range | None:
    """The margin over so many months if every quarter goes on as the last two years; None where costs are unknown."""
    lately = review.portfolio.lately
    count = float(lately.quarters[position])
    if not bool(review.portfolio.complete[position]) or count < QUARTERS_A_YEAR:
        return None
    ahead, mean = months / 3, float(lately.mean[position])
    variance = max(0.0, float(lately.spread[position])) / max(count - 1, 1)
    # uneven quarters to come, and a mean that is known from a few quarters only
    reach = REACH * float(np.sqrt(variance * ahead + variance / count * ahead**2))
    return Range(mean * ahead - reach, mean * ahead, mean * ahead + reach)


def hour_worth(review: Review) -> Range | None:
    """What an hour leaves at the clients nearest the ideal: the middle half of them."""
    good = sides_of(review, np.ones(len(review.points), bool))[0]
    known = review.portfolio.margin_per_hour[good]
    known = known[~np.isnan(known)]
    return (
        Range(*(float(one) for one in np.quantile(known, [0.25, 0.5, 0.75])))
        if len(known) >= FEWEST
        else None
    )


def _hours(client: Candidate) -> float | None:
    return client.hours or None


def _excess_hours(review: Review, position: int) -> float | None:
    """Hours of a year beyond those that peers take for the same revenue."""
    p, others = review.portfolio, alike(review, position)
    hours = p.seconds / 3600
    known = others & (p.revenue > 0) & (hours > 0)
    if known.sum() < FEWEST or not hours[position]:
        return None
    usual = float(np.median(hours[known] / p.revenue[known])) * max(float(p.revenue[position]), 0.0)
    return max(0.0, float(hours[position]) - usual)


def _usual_margin(review: Review, position: int) -> float | None:
    """The margin of a year at the share of revenue that is usual among peers."""
    p, others = review.portfolio, alike(review, position)
    known = others & p.complete & (p.revenue > 0)
    if known.sum() < FEWEST:
        return None
    share = float(np.median(p.margin[known] / p.revenue[known]))
    return share * max(float(p.revenue[position]), 0.0)


def _notice_days(review: Review, told: Circumstances, pack: Pack | None) -> int:
    """Days from today to the end, by the pack and by what was agreed."""
    agreed = max((one.notice_days or 0 for one in told.agreed or ()), default=0)
    if pack is None:
        return agreed or 30
    return (pack.notice.ends_on(review.as_of, agreed) - review.as_of).days


def _complained_on(told: Circumstances) -> date | None:
    days = [day for day in (told.complained_on, told.day("retaliation")) if day]
    return max(days) if days else None
