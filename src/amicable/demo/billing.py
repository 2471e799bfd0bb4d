"""Invoices, what was credited on them, and when they were paid."""

from dataclasses import dataclass

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import (
    CALENDAR_MONTH,
    DAYS,
    FIRST,
    MONTHS,
    Flags,
    Floats,
    Ints,
    next_friday,
    some_workday,
)
from amicable.demo.dice import chance, even_draws
from amicable.demo.shopping import Shopping

OPEN = -1
"""Instead of a day: not paid in full by END."""


@dataclass(frozen=True)
class Invoices:
    """One entry per invoice in every field, in the order in which they were written."""

    client: Ints
    issued: Ints
    due: Ints
    net: Floats
    credited: Floats
    """Part of `net` taken back by a credit note or refund; 0 for most."""
    credited_on: Ints
    by_note: Flags
    """Credited by a credit note on the invoice, rather than refunded after it was paid."""
    paid: Ints
    wording: list[str]

    def __len__(self) -> int:
        return len(self.client)


def invoices(cast: Cast, shopping: Shopping, rng: np.random.Generator) -> Invoices:
    """Every sales invoice of the three years."""
    sold = _orders(shopping) if cast.trade.is_shop else _services(cast, rng)
    order = np.lexsort((sold.client, sold.issued))
    client, issued, net = sold.client[order], sold.issued[order], np.round(sold.net[order], 2)
    consumer = np.array([cast.is_consumer(i) for i in range(len(cast))])[client]
    due = issued + np.where(consumer, 0, cast.trade.terms_days)
    paid = np.where(consumer, issued, _together(cast, _paid(cast, rng, client, due), client))
    credited, credited_on = _credited(cast, rng, client, issued, net)
    returned = sold.returned[order]
    return Invoices(
        client=client,
        issued=issued,
        due=due,
        net=net,
        credited=np.where(returned > 0, returned, credited),
        credited_on=np.where(returned > 0, sold.returned_on[order], credited_on),
        by_note=(returned > 0) | ((credited > 0) & chance(rng, 0.5, len(client))),
        paid=paid,
        wording=[sold.wording[i] for i in order],
    )


@dataclass(frozen=True)
class Sold:
    """What is to be invoiced, and what of it came back."""

    client: Ints
    issued: Ints
    net: Floats
    returned: Floats
    returned_on: Ints
    wording: list[str]


def _orders(shopping: Shopping) -> Sold:
    """One invoice per order, on its day; a typing error was never invoiced."""
    real = np.flatnonzero(~shopping.mistaken)
    return Sold(
        shopping.client[real],
        shopping.day[real],
        shopping.amount[real],
        shopping.returned[real],
        shopping.returned_day[real],
        [f"Order {shopping.ids[i]}" for i in real],
    )


def _services(cast: Cast, rng: np.random.Generator) -> Sold:
    """Fees by month or by quarter, larger works once or twice a year, small extras."""
    quarterly = chance(rng, 0.15, len(cast)) & ~np.array([bool(p) for p in cast.parts])
    fees = _fees(cast, rng, quarterly)
    works = _works(cast, rng)
    extras = np.where(chance(rng, 0.09, *cast.revenue.shape), cast.revenue, 0.0)
    extras = extras * rng.uniform(0.1, 0.4, extras.shape)
    named = (fees, "Monthly services"), (works, "Project"), (extras, "Extra work")
    batches = [_batch(rng, amounts) for amounts, _ in named]
    client, issued = (np.concatenate([b[i] for b in batches]) for i in range(2))
    net = np.concatenate([amount for _, _, amount in batches])
    wording = [text for (_, text), batch in zip(named, batches, strict=True) for _ in batch[0]]
    return Sold(client, issued, net, np.zeros(len(client)), issued, wording)


def _fees(cast: Cast, rng: np.random.Generator, quarterly: Flags) -> Floats:
    by_month = cast.revenue * rng.uniform(0.94, 1.06, cast.revenue.shape)
    by_month[chance(rng, 0.03, *by_month.shape)] = 0
    by_quarter = np.zeros_like(by_month)
    by_quarter[:, 2::3] = by_month.reshape(len(cast), MONTHS // 3, 3).sum(axis=2)
    return np.where(quarterly[:, None], by_quarter, by_month)


def _works(cast: Cast, rng: np.random.Generator) -> Floats:
    """Accounts and returns in spring and summer; launches of an agency when each client launches."""
    if cast.trade.kind == "accounting":
        filed = np.isin(CALENDAR_MONTH, (4, 7))[None, :]
        return np.asarray(cast.revenue * filed * rng.uniform(0.8, 1.2, cast.revenue.shape))
    first = rng.integers(0, 6, len(cast))
    launches = np.arange(MONTHS)[None, :] % 6 == first[:, None]
    return np.asarray(cast.revenue * launches * rng.uniform(1.2, 2.4, cast.revenue.shape))


def _batch(rng: np.random.Generator, amounts: Floats) -> tuple[Ints, Ints, Floats]:
    """An invoice for each amount that is not zero, in the last days of its month."""
    client, month = np.nonzero(amounts)
    issued = np.maximum(some_workday(rng, month), FIRST[month + 1] - rng.integers(1, 6, len(month)))
    return client, issued, amounts[client, month]


def _paid(cast: Cast, rng: np.random.Generator, client: Ints, due: Ints) -> Ints:
    """Day of payment: some days early, a few days late now and then, or late by the client's trait."""
    count = len(client)
    late = even_draws(rng, client, cast.strong("payment trouble")) < cast.traits["late"][client]
    slightly = chance(rng, 0.12, count) & (cast.traits["late"][client] > 0)
    early = -rng.integers(0, cast.trade.terms_days - 4, count)
    overdue = 9 + rng.gamma(1.6, 12, count)
    delay = np.where(late, overdue, np.where(slightly, rng.integers(1, 6, count), early))
    paid = due + delay.astype(np.int64)
    forgotten = late & chance(rng, 0.015, count)
    return np.where(forgotten | (paid >= DAYS), OPEN, paid)


def _together(cast: Cast, paid: Ints, client: Ints) -> Ints:
    """One client in twelve pays on Fridays only: several invoices in one transfer."""
    collects = (client % 12 == 0) & np.array([not p for p in cast.parts])[client]
    friday = next_friday(np.maximum(paid, 0))
    return np.where(collects & (paid != OPEN) & (friday < DAYS), friday, paid)


def _credited(
    cast: Cast, rng: np.random.Generator, client: Ints, issued: Ints, net: Floats
) -> tuple[Floats, Ints]:
    """What was given back on each invoice, and when; more where generosity is exploited."""
    count = len(client)
    greedy = cast.strong("takes advantage")[client]
    share = np.where(greedy, rng.uniform(0.25, 0.5, count), rng.uniform(0.08, 0.25, count))
    when = issued + rng.integers(4, 30, count)
    draws = even_draws(rng, client, cast.strong("takes advantage"))
    given = (draws < cast.traits["credits"][client]) & (when < DAYS)
    return np.where(given, np.round(net * share, 2), 0.0), when
