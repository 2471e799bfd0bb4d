"""The final account: what is paid, paid back or credited, argued line by line in whole minor units.

Every amount is exact: shares of a price are given out so that they add up to it, tax is counted once per rate
on each side (what the client pays, what the client gets back), as an invoice and a credit note would.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from amicable.i18n import N_
from amicable.money import MixedCurrencies, Money
from amicable.refusal import Refusal

UNITS = ("milestone", "hours", "time", "units")
NOUGHT = Decimal(0)


class NotAnAmount(Refusal):
    """A price, payment or quantity below nothing, or a plan of nothing."""


@dataclass(frozen=True)
class Part:
    """A part of agreed work: how much was planned, how much is done."""

    name: str
    done: Decimal
    planned: Decimal
    unit: str
    """A name of UNITS."""
    weight: Decimal | None = None
    """Its weight in the price; None: as much as is planned."""

    @property
    def percent(self) -> Decimal:
        """The share that is done, 0 to 1."""
        return min(self.done / self.planned, Decimal(1))

    @property
    def share(self) -> Decimal:
        """Its weight among the parts."""
        return self.planned if self.weight is None else self.weight


@dataclass(frozen=True)
class Line:
    """One line of the account. Above nothing the client pays, below nothing the client gets back."""

    what: str
    """A key of [line] in money.toml."""
    amount: Money
    values: Mapping[str, object] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Item:
    """Lines about one thing, and its tax."""

    lines: tuple[Line, ...]
    tax: Decimal = NOUGHT
    """In percent."""
    included: bool = False
    """Whether the amounts include the tax."""
    invoice: str = ""
    """Number of the invoice that a credit refers to."""
    credit: Money | None = None
    """What a credit note has to state, where it is more than the balance: an invoice waived before it was paid."""

    @property
    def balance(self) -> int:
        """Minor units; below nothing the client gets them back."""
        return sum(line.amount.minor for line in self.lines)

    @property
    def credited(self) -> int:
        """Minor units that a credit note states for it."""
        return self.credit.minor if self.credit else max(0, -self.balance)


@dataclass(frozen=True)
class Tax:
    """Tax of one rate on one side of the account."""

    percent: Decimal
    base: Money
    amount: Money


@dataclass(frozen=True)
class Settlement:
    """The account of one ending in one currency."""

    currency: str
    items: tuple[Item, ...] = ()
    held: Money | None = None
    """Money of the client's own, never set off against fees; None: nobody knows."""
    rounding: str = ROUND_HALF_UP

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, as they were given."""
        return tuple(line for item in self.items for line in item.lines)

    @property
    def taxes(self) -> tuple[Tax, ...]:
        """Tax that comes on top, by side and rate; what the client pays first."""
        sides = (
            [item for item in self.items if item.balance > 0],
            [item for item in self.items if item.balance < 0],
        )
        return tuple(tax for side in sides for tax in self._taxes(side))

    def _taxes(self, side: Sequence[Item]) -> Iterable[Tax]:
        rates = sorted({item.tax for item in side if item.tax and not item.included})
        for rate in rates:
            base = sum(item.balance for item in side if item.tax == rate and not item.included)
            amount = rounded(Decimal(base) * rate / 100, self.rounding)
            yield Tax(rate, Money(base, self.currency), Money(amount, self.currency))

    @property
    def balance(self) -> int:
        """Minor units with tax; below nothing we pay them back."""
        return sum(item.balance for item in self.items) + sum(tax.amount.minor for tax in self.taxes)

    @property
    def due(self) -> Money:
        """What the client pays; nothing where we pay."""
        return Money(max(0, self.balance), self.currency)

    @property
    def refund(self) -> Money:
        """What we pay back; nothing where the client pays."""
        return Money(max(0, -self.balance), self.currency)


def settle(items: Iterable[Item], *, currency: str, held: Money | None = None, rounding: str = ROUND_HALF_UP) -> Settlement:  # fmt: skip
    """The account of `items`, all in `currency`; MixedCurrencies where one is not."""
    found = tuple(items)
    amounts = [line.amount for item in found for line in item.lines] + ([held] if held else [])
    for amount in amounts:
        if amount.currency != currency:
            raise MixedCurrencies(
                N_(
                    "The account is in {one}, and {other} cannot be added. Make one account for each currency."
                ),
                one=currency,
                other=amount.currency,
            )
    return Settlement(currency, found, held, rounding)


def work_done(
    name: str,
    price: Money,
    parts: Sequence[Part],
    *,
    paid: Money,
    tax: Decimal = NOUGHT,
    rounding: str = ROUND_HALF_UP,
) -> Item:
    """Agreed work at a fixed net price: each part by the percentage done, less what was paid for it (net)."""
    _checked(price, paid)
    for part in parts:
        _planned(part)
    shares = given_out(price.minor, [part.share for part in parts], [_order(part) for part in parts])
    lines = [_done(part, share, price.currency, rounding) for part, share in zip(parts, shares, strict=True)]
    back = [Line("paid", -paid, {"name": name})] if paid.minor else []
    return Item((*lines, *back), tax)


def prepaid(
    name: str,
    paid: Money,
    *,
    first: date,
    last: date,
    end_on: date,
    tax: Decimal = NOUGHT,
    rounding: str = ROUND_HALF_UP,
) -> Item:
    """What was paid (net) for the days of `first` to `last` that lie after `end_on` is paid back."""
    _checked(paid)
    if last < first:
        raise NotAnAmount(N_("A prepaid period ends on {last}, before it begins on {first}. Exchange the days."), first=first, last=last)  # fmt: skip
    days = (last - first).days + 1
    after = min(max((last - end_on).days, 0), days)
    back = rounded(Decimal(paid.minor) * after / days, rounding)
    values = {"name": name, "first": first, "last": last, "end_on": end_on, "days": after, "all_days": days}
    return Item((Line("prepaid", Money(-back, paid.currency), values),), tax)


def unbilled(name: str, net: Money, *, tax: Decimal = NOUGHT) -> Item:
    """Work that is done and not yet invoiced."""
    return _charged("unbilled", net, tax, name=name)


def open_invoice(number: str, gross: Money, *, tax: Decimal = NOUGHT) -> Item:
    """An invoice that is still to be paid; the amount includes the tax."""
    _checked(gross)
    return Item((Line("open_invoice", gross, {"number": number}),), tax, included=True, invoice=number)


def waived(number: str, gross: Money, *, tax: Decimal = NOUGHT) -> Item:
    """An open invoice that is not asked for any more; the credit note states it whole."""
    _checked(gross)
    values = {"number": number}
    lines = (Line("open_invoice", gross, values), Line("waived", -gross, values))
    return Item(lines, tax, included=True, invoice=number, credit=gross)


def credited(number: str, gross: Money, *, tax: Decimal = NOUGHT) -> Item:
    """An invoice that was paid and is given back; the amount includes the tax."""
    _checked(gross)
    return Item((Line("credited", -gross, {"number": number}),), tax, included=True, invoice=number)


def goodwill(name: str, gross: Money, *, tax: Decimal = NOUGHT) -> Item:
    """A sum given without duty; the amount includes the tax."""
    _checked(gross)
    return Item((Line("goodwill", -gross, {"name": name}),), tax, included=True)


def deposit(name: str, amount: Money) -> Item:
    """A deposit or advance that was never taxed and goes back."""
    _checked(amount)
    return Item((Line("deposit", -amount, {"name": name}),))


def rounded(amount: Decimal, rounding: str = ROUND_HALF_UP) -> int:
    """The whole minor units nearest to `amount`."""
    return int(amount.to_integral_value(rounding))


def given_out(total: int, shares: Sequence[Decimal], order: Sequence[object]) -> list[int]:
    """`total` in proportion to `shares`, adding up to it: largest remainders first, ties by `order`."""
    whole = sum(map(Fraction, shares))
    exact = [total * Fraction(share) / whole for share in shares]
    down = [int(one) for one in exact]
    ranked = sorted(range(len(shares)), key=lambda i: (down[i] - exact[i], str(order[i])))
    for place in ranked[: total - sum(down)]:
        down[place] += 1
    return down


def _order(part: Part) -> str:
    return f"{part.name}\0{part.unit}\0{part.planned}\0{part.done}"


def _done(part: Part, share: int, currency: str, rounding: str) -> Line:
    values = {"name": part.name, "done": part.done, "planned": part.planned, "percent": part.percent, "price": Money(share, currency)}  # fmt: skip
    earned = rounded(Decimal(share) * part.percent, rounding)
    return Line(f"done_{part.unit}", Money(earned, currency), values)


def _charged(what: str, amount: Money, tax: Decimal, **values: object) -> Item:
    _checked(amount)
    return Item((Line(what, amount, values),), tax)


def _planned(part: Part) -> None:
    if part.done < 0 or part.planned <= 0 or part.share <= 0 or part.unit not in UNITS:
        raise NotAnAmount(
            N_("“{name}”: {done} of {planned} {unit} cannot be counted. Done must not be below 0, planned must be above 0, and the unit one of: {known}."),
            name=part.name,
            done=part.done,
            planned=part.planned,
            unit=part.unit,
            known=", ".join(UNITS),
        )  # fmt: skip


def _checked(*amounts: Money) -> None:
    for amount in amounts:
        if amount.minor < 0:
            raise NotAnAmount(
                N_("{amount} {currency} is below nothing. Give what was paid or agreed; the account itself decides who pays whom."),
                amount=amount.amount,
                currency=amount.currency,
            )  # fmt: skip
