"""Figures of a client that is erased, added to those of all who were: the sums of a year stay as they were."""

from django.db.models import F

from amicable.web.closing.models import KeptFigures
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import NoFacts, reading

YEAR_QUARTERS = 4


def keep_figures(client: Client) -> int:
    """Add revenue, cost and time of each year; how many years there were."""
    try:
        with reading() as review:
            place = review.position(client.client_id)
            rows = review.facts.evidence.economics
            own = rows.filter(rows.place == place)
            by_year = own.group_by(year=own.quarter // YEAR_QUARTERS).aggregate(
                revenue=own.revenue.sum(), cost=own.cost.sum(), seconds=own.seconds.sum()
            )
            found = by_year.to_pyarrow().to_pylist() if place >= 0 else []
            currency = review.facts.evidence.firm.currency
    except NoFacts:
        return 0
    for row in found:
        _add(
            int(row["year"]),
            currency,
            {name: round(row[name] or 0) for name in ("revenue", "cost", "seconds")},
        )
    return len(found)


def _add(year: int, currency: str, amounts: dict[str, int]) -> None:
    one, _ = KeptFigures.objects.get_or_create(year=year, currency=currency)
    KeptFigures.objects.filter(pk=one.pk).update(
        clients=F("clients") + 1, **{name: F(name) + value for name, value in amounts.items()}
    )
