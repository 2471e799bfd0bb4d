"""Amounts between what people type, what is kept, and what they read."""

from decimal import Decimal

from amicable.money import Money, digits
from amicable.web.rendering import language


def minor(amount: Decimal | None, currency: str) -> int | None:
    """A typed amount in minor units."""
    return None if amount is None else int(amount.scaleb(digits(currency)))


def exactly(amount: int, currency: str) -> str:
    """An amount of minor units to the cent, as the reader writes it."""
    return Money(amount, currency).shown(language())
