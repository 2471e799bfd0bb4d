"""Working days of a firm: its week and the public holidays of its country."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from amicable.evidence import Firm

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. Without a country no holiday is known, and only the week counts."""

    country: str = ""
    """ISO 3166, two letters."""
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Monday is 0."""

    @classmethod
    def of(cls, firm: Firm) -> "Calendar":
        """The calendar of this firm; a firm that names no working day works every day."""
        return cls(firm.country, firm.workdays or tuple(range(7)))

    def works(self, day: date) -> bool:
        """Whether the firm works on `day`."""
        return day.weekday() in self.workdays and day not in _holidays(self.country, day.year)

    def on_or_after(self, day: date) -> date:
        """The first working day from `day` on."""
        return next(one for one in _from(day, DAY) if self.works(one))

    def on_or_before(self, day: date) -> date:
        """The last working day up to `day`."""
        return next(one for one in _from(day, -DAY) if self.works(one))

    def moved(self, day: date, count: int) -> date:
        """`count` working days after `day` (before it where negative); 0: the first from `day` on."""
        if not count:
            return self.on_or_after(day)
        step = DAY if count > 0 else -DAY
        days = (one for one in _from(day + step, step) if self.works(one))
        return next(one for number, one in enumerate(days, start=1) if number == abs(count))


def _from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(Firm(country=country).holidays(date(year, 1, 1), date(year, 12, 31)))
