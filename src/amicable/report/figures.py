"""Numbers, money and days as the report writes them, in its language."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_percent, get_decimal_symbol, get_group_symbol

from amicable.i18n import say
from amicable.money import digits
from amicable.signs import Model, Sign

THIN = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@cache
def _marks(language: str) -> tuple[str, str]:
    """What stands between thousands, and before decimals."""
    return str(get_group_symbol(language)), str(get_decimal_symbol(language))


@dataclass(frozen=True)
class Figures:
    """How a reader of `language` expects figures; money comes in minor units of `currency`."""

    language: str
    currency: str
    zone: str = "UTC"
    """Whose clock tells times of day."""

    def say(self, message: str, **values: object) -> str:
        """`message` in the language of these figures."""
        return say(message, self.language, **values)

    def money(self, minor: float | None, *, unit: bool = True) -> str:
        """An amount in whole units; "?" where it is unknown."""
        if minor is None or minor != minor:  # noqa: PLR0124 (nan)
            return "?"
        amount = self.number(round(minor / 10 ** digits(self.currency)))
        return f"{amount}{THIN}{self.currency}" if unit else amount

    def exact(self, minor: float, currency: str = "") -> str:
        """An amount to the cent, without its unit."""
        places = digits(currency or self.currency)
        return self.number(minor / 10**places, places)

    def number(self, value: float, places: int = 0) -> str:
        """A plain number with a real minus."""
        comma, point = _marks(self.language)
        # as Babel writes it, in a tenth of the time: lists hold hundreds of numbers
        plain = f"{Decimal(str(value)):,.{places}f}"
        return plain.translate({ord(","): comma, ord("."): point, ord("-"): MINUS})

    def count(self, value: float) -> str:
        """A count: whole where it is whole."""
        return self.number(value, 0 if float(value).is_integer() or value >= 100 else 1)  # noqa: PLR2004 (three digits say enough)

    def hours(self, value: float | None) -> str:
        """Hours."""
        return "?" if value is None else f"{self.number(value)}{THIN}h"

    def percent(self, share: float) -> str:
        """A share."""
        return str(format_percent(share, locale=self.language)).replace("-", MINUS)

    def rate(self, sign: Sign, value: float) -> str:
        """The rate of a sign: a percentage for shares, else a number in the sign's unit."""
        return self.percent(value) if self.is_share(sign) else self.number(value, 2)

    @staticmethod
    def is_share(sign: Sign) -> bool:
        """Whether the sign's rate is a share of occasions."""
        return sign.model in {Model.SHARE, Model.STATED}

    def day(self, value: date | None, form: str = "medium") -> str:
        """A day."""
        return "" if value is None else str(format_date(value, form, locale=self.language))

    def month(self, value: date) -> str:
        """A month of a year."""
        return str(format_skeleton("yMMMM", value, locale=self.language))

    def moment(self, value: datetime | None) -> str:
        """A day and the time of it, by the clock of `zone`; a moment without zone is UTC."""
        return (
            "" if value is None else str(format_datetime(value, "short", ZoneInfo(self.zone), self.language))
        )

    def quarter(self, began_on: date) -> str:
        """A quarter, short: 3/24."""
        return f"{(began_on.month + 2) // 3}/{began_on:%y}"
