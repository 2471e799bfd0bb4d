"""Amounts that never forget their currency.

The ledger keeps money as int64 minor units (cents) beside an ISO 4217 code, so that sums are
exact on every engine; `Money` is the form in which an amount leaves the ledger for a reader.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from amicable.i18n import N_
from amicable.refusal import Refusal


class MixedCurrencies(Refusal):
    """Amounts of two currencies cannot be added."""


@cache
def digits(currency: str) -> int:
    """Digits after the decimal mark that `currency` uses (2 for EUR, 0 for VND)."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415 (Babel is slow to import)

    return get_currency_precision(currency)


@dataclass(frozen=True, order=True)
class Money:
    """`minor` units of `currency`: Money(1050, "EUR") is 10.50 EUR."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in whole units of the currency."""
        return Decimal(self.minor).scaleb(-digits(self.currency))

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise MixedCurrencies(
                N_("{one} and {other} cannot be added without an exchange rate: give one in firm.toml."),
                one=self.currency,
                other=other.currency,
            )
        return Money(self.minor + other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def shown(self, language: str) -> str:
        """The amount as a reader of `language` expects it: 1 234,50 €."""
        from babel.numbers import format_currency  # noqa: PLC0415 (Babel is slow to import)

        return format_currency(self.amount, self.currency, locale=language)
