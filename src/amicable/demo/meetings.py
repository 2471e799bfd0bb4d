"""Appointments, and what became of them."""

from dataclasses import dataclass

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import CALENDAR_MONTH, DAYS, Ints, some_workday
from amicable.demo.dice import chance, even_draws
from amicable.demo.staffing import Staffing

HELD, NO_SHOW, LATE, EARLY, OURS, MOVED, UNKNOWN = range(7)
OUTCOMES = ("held", "no_show", "cancelled", "cancelled", "cancelled", "rescheduled", "")
CAUSES = ("", "client", "client", "client", "us", "", "")
TITLES = ("Review", "Monthly call", "Planning", "Questions", "Handover", "Kick-off")


@dataclass(frozen=True)
class Meetings:
    """One entry per appointment in every field."""

    client: Ints
    staff: Ints
    day: Ints
    minute: Ints
    length: Ints
    """Minutes planned."""
    fate: Ints
    notice: Ints
    """Minutes between calling it off and its beginning."""
    late: Ints
    """Seconds the client came late."""
    title: list[str]


def meetings(cast: Cast, team: Staffing, rng: np.random.Generator) -> Meetings:
    """Every appointment of the three years; in a shop a few, on large orders."""
    client, month = _agreed(cast, rng)
    day = some_workday(rng, month)
    kept = day < DAYS
    client, day = client[kept], day[kept]
    count = len(client)
    fate = _fates(cast, rng, client)
    tier = rng.choice([0, 1, 2], count, p=[0.15, 0.35, 0.5])
    short, long = rng.integers(30, 20 * 60, count), rng.integers(2 * 1440, 8 * 1440, count)
    tardy = (fate == HELD) & chance(rng, 0.1, count)
    return Meetings(
        client=client,
        staff=team.stand_in(team.serving[client, tier], day),
        day=day,
        minute=rng.integers(17, 33, count) * 30,
        length=rng.choice([30, 45, 60, 90], count),
        fate=fate,
        notice=np.where(fate == EARLY, long, short),
        late=np.where(tardy, rng.integers(120, 1500, count), 0),
        title=[str(t) for t in rng.choice(TITLES, count)],
    )


def _agreed(cast: Cast, rng: np.random.Generator) -> tuple[Ints, Ints]:
    season = np.clip(np.array(cast.trade.season), 0.6, 1.3)[CALENDAR_MONTH - 1]
    rate = cast.trade.meetings * cast.active * season[None, :] * cast.weight[:, None]
    if not cast.trade.is_shop:
        rate[cast.strong("missed meetings")] = 1.15 * season
    count = rng.poisson(rate)
    for who in cast.playing("few_observations"):
        count[who] = 0
        count[who, -2:] = 1
    client, month = np.divmod(np.repeat(np.arange(count.size), count.ravel()), count.shape[1])
    return client, month


def _fates(cast: Cast, rng: np.random.Generator, client: Ints) -> Ints:
    """No-shows and late cancellations by trait; the rest as anywhere."""
    draw = even_draws(rng, client, cast.strong("missed meetings"))
    missed = cast.traits["no_show"][client]
    called_off = missed + cast.traits["late_cancel"][client]
    limits = (missed, called_off, called_off + 0.06, called_off + 0.09, called_off + 0.12)
    fate = np.select([draw < limit for limit in limits], [NO_SHOW, LATE, EARLY, OURS, MOVED], HELD)
    fate[(fate == HELD) & chance(rng, 0.02, len(client))] = UNKNOWN
    for who in cast.playing("few_observations"):
        fate[client == who] = [NO_SHOW, HELD]
    return fate
