"""Figures of a client that is erased, added to those of all who were: the sums of a year stay as they were."""

from collections.abc import Collection
from dataclasses import dataclass

import ibis
from django.db.models import F

from amicable.evidence import Evidence
from amicable.web.closing.models import Erasure, KeptFigures
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import NoFacts, reading
from amicable.web.rendering import firm

YEAR_QUARTERS = 4
SUMS = ("revenue", "cost", "seconds")
FEWEST = 3
"""Erased clients of a year below which their sums stand in none of its figures but the whole: they would tell of one."""


@dataclass(frozen=True)
class Year:
    """The sums of one year: of clients in the records, and of those that were erased."""

    year: int
    erased_clients: int
    recorded: dict[str, int]
    """By the names of `SUMS`: minor units of the firm's currency, and seconds; empty where erased clients are too few."""
    erased: dict[str, int]

    together: dict[str, int]
    """What the firm had in that year, whoever has been erased since."""


def years() -> list[Year]:
    """Every year of which something is known, latest first."""
    try:
        with reading() as review:
            leaving = [review.position(one) for one in _being_erased()]
            recorded = _by_year(review.facts.evidence, without=leaving)
    except NoFacts:
        recorded = {}
    kept = {one.year: one for one in KeptFigures.objects.filter(currency=firm().currency)}
    return [
        _year(one, recorded.get(one, {}), kept.get(one)) for one in sorted({*recorded, *kept}, reverse=True)
    ]


def keep_figures(client: Client) -> int:
    """Add revenue, cost and time of each year; how many years there were."""
    try:
        with reading() as review:
            place = review.position(client.client_id)
            found = _by_year(review.facts.evidence, place) if place >= 0 else {}
            currency = review.facts.evidence.firm.currency
    except NoFacts:
        return 0
    for year, amounts in found.items():
        _add(year, currency, amounts)
    return len(found)


def _being_erased() -> list[str]:
    """Clients whose sums are kept already, and whose records are about to go."""
    begun = Erasure.objects.filter(done_at=None).values_list("marks", flat=True)
    return [one for marks in begun for one in marks.get("ids", ())]


def _by_year(
    evidence: Evidence, place: int | None = None, *, without: Collection[int] = ()
) -> dict[int, dict[str, int]]:
    """Year -> sums, of one client or of all but those `without`."""
    rows: ibis.Table = evidence.economics
    own = rows.filter(rows.place.notin(list(without))) if without else rows
    own = own if place is None else own.filter(own.place == place)
    sums = {name: own[name].sum() for name in SUMS}
    found = own.group_by(year=own.quarter // YEAR_QUARTERS).aggregate(**sums).to_pyarrow().to_pylist()
    return {int(row["year"]): {name: round(row[name] or 0) for name in SUMS} for row in found}


def _year(year: int, recorded: dict[str, int], kept: KeptFigures | None) -> Year:
    erased = {name: getattr(kept, name) for name in SUMS} if kept else {}
    together = {name: recorded.get(name, 0) + erased.get(name, 0) for name in SUMS}
    if kept and kept.clients < FEWEST:
        recorded, erased = {}, {}
    return Year(year, kept.clients if kept else 0, recorded, erased, together)


def _add(year: int, currency: str, amounts: dict[str, int]) -> None:
    one, _ = KeptFigures.objects.get_or_create(year=year, currency=currency)
    KeptFigures.objects.filter(pk=one.pk).update(
        clients=F("clients") + 1, **{name: F(name) + value for name, value in amounts.items()}
    )
