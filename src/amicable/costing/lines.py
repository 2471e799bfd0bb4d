"""Where the money goes: every line between what was billed and what is left, by client and quarter."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from amicable.costing.economics import (
    Added,
    Book,
    Places,
    Whole,
    bad_debt,
    billing,
    direct_cost,
    financing,
    reminders,
)
from amicable.evidence import Evidence
from amicable.i18n import N_


@dataclass(frozen=True)
class Line:
    """One line of the account of a client."""

    name: str
    title: str
    about: str
    given: bool = False
    """Taken off what was billed, before revenue; else a part of the cost to serve."""


BILLED = "billed"
LINES: Mapping[str, Line] = {
    one.name: one
    for one in (
        Line("discounts", N_("Discounts"), N_("Credits given as a discount."), given=True),
        Line("goodwill", N_("Goodwill"), N_("Credits given out of goodwill."), given=True),
        Line("returns", N_("Returns"), N_("Goods sent back."), given=True),
        Line("other_credits", N_("Other credits"), N_("Credit notes, refunds and chargebacks."), given=True),
        Line("direct", N_("Direct costs"), N_("Costs recorded for this client, or the firm's share for goods.")),
        Line("work", N_("Work"), N_("Time of staff at its loaded cost, without what stands below.")),
        Line("owners", N_("Time of owners and partners"), N_("At what an hour is worth elsewhere, where the firm says so; else at its loaded cost.")),
        Line("rework", N_("Rework"), N_("Time recorded as doing something again.")),
        Line("chasing", N_("Chasing"), N_("Time recorded as chasing, and the reminders that we wrote.")),
        Line("financing", N_("Waiting for money"), N_("Interest on what was paid later than agreed, or still is not paid.")),
        Line("bad_debt", N_("Bad debt"), N_("Written off, or open for so long that it is given up.")),
    )
}  # fmt: skip
"""In the order in which they are taken off; what is left after the last is the margin."""
WHY: Mapping[str, str] = {
    "financing": N_("The firm's yearly rate for money is not written down (financing_rate), so waiting for money has no price."),
    "rework": N_("No time is recorded as rework, so it stands among the other work."),
    "chasing": N_("No time is recorded as chasing, and how long a reminder takes is not written down (chasing_minutes)."),
    "owners": N_("No owner or partner is marked among the staff, so their time stands among the other work."),
    "bad_debt": N_("The records do not tell of any payment, so what is given up cannot be told from what was paid."),
}  # fmt: skip
"""Why a line may be unknown."""


@dataclass(frozen=True)
class Lines:
    """The account of every client by quarter; minor units."""

    place: Places
    quarter: Places
    amounts: Mapping[str, Whole]
    """BILLED and the names of `LINES` -> one amount per entry, never negative but for corrections."""
    unknown: tuple[str, ...]
    """Lines that the records of the firm say nothing about; their amounts are nothing yet."""

    def year(self, clients: int, first: int, before: int) -> Mapping[str, np.ndarray]:
        """The same summed up per place over the quarters from `first` to the one before `before`."""
        seen = (self.quarter >= first) & (self.quarter < before)
        return {
            name: np.bincount(self.place[seen], amount[seen], minlength=clients)
            for name, amount in self.amounts.items()
        }

    def of(self, place: int) -> tuple[tuple[int, Mapping[str, int]], ...]:
        """Quarter and amounts of one client, oldest first; entries lie in the order of places."""
        start, end = np.searchsorted(self.place, (place, place + 1))
        order = start + np.argsort(self.quarter[start:end], kind="stable")
        return tuple(
            (int(self.quarter[i]), {name: int(amount[i]) for name, amount in self.amounts.items()})
            for i in order.tolist()
        )


def lines(evidence: Evidence, added: Mapping[str, Added]) -> Lines:
    """The account of every client; `added` by table of `SUMS`, with the sums that only single lines need."""
    book = Book(tuple(added.values()), evidence.quarter)
    more, less = billing(evidence)
    by_invoice = less == "credited"
    billed, off = book.sum(more), book.sum(less)
    discounts, goodwill = (book.sum(name) if by_invoice else 0 * off for name in ("discounts", "goodwill"))
    rework, owners = book.sum("rework"), book.sum("owners")
    chasing, written = book.sum("chasing"), reminders(evidence, book)
    amounts = {
        BILLED: billed,
        "discounts": discounts,
        "goodwill": goodwill,
        "returns": 0 * off if by_invoice else off,
        "other_credits": off - discounts - goodwill if by_invoice else 0 * off,
        "direct": direct_cost(evidence, billed - off, book.sum("direct")),
        "work": book.sum("time_cost") - rework - owners - chasing,
        "owners": owners,
        "rework": rework,
        "chasing": chasing + written,
        "financing": financing(evidence, book),
        "bad_debt": bad_debt(book),
    }
    told = {
        "financing": evidence.firm.financing_rate is not None,
        "rework": rework.any(),
        "chasing": chasing.any() or written.any() or (evidence.firm.chasing_minutes is not None),
        "owners": owners.any(),
        "bad_debt": bool(book.sum("paid").any() or book.sum("written_off").any()),
    }
    return Lines(book.place, book.quarter, amounts, tuple(name for name, known in told.items() if not known))
