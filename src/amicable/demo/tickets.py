"""Requests to the help desk, as its own export has them."""

from dataclasses import dataclass

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import CALENDAR_MONTH, DAYS, Flags, Floats, Ints, some_workday
from amicable.demo.talk import after_hours_chance, client_hours

ROBOT_TICKETS = 2_000
SUBJECTS = ("Question about an invoice", "Access to the portal", "Missing document", "Change of address")
SHOP_SUBJECTS = ("Where is my order?", "Damaged on arrival", "Question about a product", "Refund request")
COMPLAINT = "Formal complaint"


@dataclass(frozen=True)
class Tickets:
    """One entry per ticket in every field, in the order in which they came."""

    client: Ints
    contact: Ints
    staff: Ints
    day: Ints
    minute: Ints
    hours_open: Floats
    subject: list[str]
    priority: list[str]


def tickets(cast: Cast, rng: np.random.Generator) -> Tickets:
    """Every ticket of the three years; in a shop, those of a machine among them."""
    client, day, minute = _asked(cast, rng)
    machine = np.zeros(len(client), dtype=bool)
    if cast.trade.is_shop:
        days, minutes = (rng.integers(0, limit, ROBOT_TICKETS) for limit in (DAYS, 1440))
        client = np.concatenate([client, np.full(ROBOT_TICKETS, cast.playing("robot")[0])])
        day, minute = np.concatenate([day, days]), np.concatenate([minute, minutes])
        machine = np.concatenate([machine, np.ones(ROBOT_TICKETS, dtype=bool)])
    order = np.lexsort((client, minute, day))
    client, day, minute, machine = client[order], day[order], minute[order], machine[order]
    people = np.array([len(c) for c in cast.contacts])[client]
    return Tickets(
        client=client,
        contact=np.where(machine, people - 1, 0),
        staff=rng.integers(8, 14, len(client)),
        day=day,
        minute=minute,
        hours_open=np.round(rng.gamma(1.3, 14, len(client)) + 0.2, 1),
        subject=_subjects(cast, rng, client, day, machine),
        priority=[str(p) for p in rng.choice(["low", "normal", "normal", "high", "urgent"], len(client))],
    )


def _asked(cast: Cast, rng: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    season = np.array(cast.trade.season)[CALENDAR_MONTH - 1]
    rate = cast.trade.tickets * cast.active * season[None, :] * (cast.weight * cast.talk)[:, None]
    count = rng.poisson(rate)
    for who in cast.playing("just_complained"):
        count[who, -1] = max(count[who, -1], 1)
    client, month = np.divmod(np.repeat(np.arange(count.size), count.ravel()), count.shape[1])
    day = some_workday(rng, month)
    hours = client_hours(rng, after_hours_chance(cast, client, day), day)
    kept = hours.day < DAYS
    return client[kept], hours.day[kept], hours.minute[kept]


def _subjects(cast: Cast, rng: np.random.Generator, client: Ints, day: Ints, machine: Flags) -> list[str]:
    """Subjects; a machine numbers its own, and one client has just complained."""
    pool = SHOP_SUBJECTS if cast.trade.is_shop else SUBJECTS
    subjects = [str(s) for s in rng.choice(pool, len(client))]
    for i in np.flatnonzero(machine):
        subjects[i] = f"[feed] Stock update {i}"
    for who in cast.playing("just_complained"):
        mine = np.flatnonzero((client == who) & (day > DAYS - 45))
        if len(mine):
            subjects[mine[-1]] = COMPLAINT
    return subjects
