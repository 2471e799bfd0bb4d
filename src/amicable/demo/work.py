"""Time sheets: hours follow revenue by each client's share, and the firm's seasons."""

from dataclasses import dataclass

import numpy as np

from amicable.demo.billing import Invoices
from amicable.demo.cast import Cast
from amicable.demo.days import CALENDAR_MONTH, DAYS, MONTHS, WORKDAYS, Floats, Ints, some_workday
from amicable.demo.dice import chance
from amicable.demo.staffing import MIX, Staffing

OWN = -1
"""Instead of a client: the firm's own work."""


@dataclass(frozen=True)
class Work:
    """One entry per line of a time sheet in every field."""

    client: Ints
    staff: Ints
    day: Ints
    hours: Floats
    task: list[str]
    note: list[str]


def work(cast: Cast, team: Staffing, invoices: Invoices, rng: np.random.Generator) -> Work:
    """Every line of the three years, for clients and for the firm itself."""
    parts = [_for_clients(cast, team, invoices, rng), _for_ourselves(team, rng)]
    client, staff, day, hours = (np.concatenate([p[i] for p in parts]) for i in range(4))
    order = np.lexsort((client, staff, day))
    client, staff, day, hours = client[order], staff[order], day[order], hours[order]
    return Work(client, staff, day, hours, _tasks(cast, client, rng), _notes(client, rng))


def monthly_hours(cast: Cast, team: Staffing, invoices: Invoices, rng: np.random.Generator) -> Floats:
    """Hours for each client in each month: all together the client's share of what it was invoiced."""
    invoiced = np.bincount(invoices.client, weights=invoices.net, minlength=len(cast))
    total = invoiced * cast.hours_share / team.blended_cost
    season = np.array(cast.trade.season)[CALENDAR_MONTH - 1]
    shape = cast.revenue * season[None, :] * np.exp(rng.normal(0, 0.22, cast.revenue.shape))
    return np.asarray(shape / np.maximum(shape.sum(axis=1), 1e-9)[:, None] * total[:, None])


def _for_clients(
    cast: Cast, team: Staffing, invoices: Invoices, rng: np.random.Generator
) -> tuple[Ints, Ints, Ints, Floats]:
    hours = monthly_hours(cast, team, invoices, rng).ravel()
    lines = np.ceil(hours / 1.15).astype(np.int64)
    cell = np.repeat(np.arange(hours.size), lines)
    share = rng.gamma(4.0, 1.0, len(cell))
    whole = np.bincount(cell, weights=share, minlength=hours.size)
    spent = np.maximum(np.round(hours[cell] * share / whole[cell], 2), 0.05)
    client, month = np.divmod(cell, MONTHS)
    day = some_workday(rng, month)
    tier = rng.choice(len(MIX), len(cell), p=MIX)
    return client, team.stand_in(team.serving[client, tier], day), day, spent


def _for_ourselves(team: Staffing, rng: np.random.Generator) -> tuple[Ints, Ints, Ints, Floats]:
    """A meeting of the team, a course, the post: about one line a week for everybody."""
    days = WORKDAYS[WORKDAYS < DAYS]
    staff, which = np.nonzero(team.there[:, days] & chance(rng, 0.22, len(team.ids), len(days)))
    spent = np.round(rng.uniform(0.5, 2.0, len(staff)), 2)
    return np.full(len(staff), OWN), staff, days[which], spent


def _tasks(cast: Cast, client: Ints, rng: np.random.Generator) -> list[str]:
    drawn = rng.integers(len(cast.trade.tasks), size=len(client))
    return ["Internal" if c == OWN else cast.trade.tasks[t] for c, t in zip(client, drawn, strict=True)]


def _notes(client: Ints, rng: np.random.Generator) -> list[str]:
    usual = ("", "", "", "call", "documents checked", "correction", "see e-mail", "urgent", "monthly routine")
    drawn = rng.integers(len(usual), size=len(client))
    return ["team meeting" if c == OWN else usual[n] for c, n in zip(client, drawn, strict=True)]
