"""Orders and what was sent back; a service firm sells a few small things too."""

from dataclasses import dataclass

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import CALENDAR_MONTH, DAYS, FIRST, MONTH_OF, Flags, Floats, Ints
from amicable.demo.dice import chance, even_draws

REASONS = ("changed my mind", "arrived damaged", "wrong size", "not as pictured", "arrived too late")
CHANNELS = ("web", "web", "web", "telephone", "e-mail")


@dataclass(frozen=True)
class Shopping:
    """One entry per order in every field."""

    ids: list[str]
    client: Ints
    day: Ints
    minute: Ints
    amount: Floats
    quantity: Ints
    channel: list[str]
    returned: Floats
    """Value sent back; 0 for most."""
    returned_day: Ints
    returned_minute: Ints
    reason: list[str]
    mistaken: Flags
    """A typing error, reversed within minutes."""


def shopping(cast: Cast, rng: np.random.Generator) -> Shopping:
    """Every order of the three years, in the order in which they came."""
    client, day = _placed(cast, rng)
    mistaken = _mistake(cast, client)
    amount = np.where(mistaken, 184 * cast.trade.fee, _amounts(cast, rng, client, day))
    minute = rng.integers(7 * 60, 22 * 60, len(client))
    returned, later = _sent_back(cast, rng, client, day, amount)
    return Shopping(
        ids=[f"O{i + 1:05d}" for i in range(len(client))],
        client=client,
        day=day,
        minute=minute,
        amount=amount,
        quantity=np.where(mistaken, 1840, rng.integers(1, 12, len(client))),
        channel=[str(c) for c in rng.choice(CHANNELS, len(client))],
        returned=np.where(mistaken, amount, returned),
        returned_day=np.where(mistaken, day, day + later),
        returned_minute=np.where(mistaken, minute + 11, rng.integers(8 * 60, 17 * 60, len(client))),
        reason=_reasons(rng, mistaken),
        mistaken=mistaken,
    )


def _placed(cast: Cast, rng: np.random.Generator) -> tuple[Ints, Ints]:
    rate = cast.trade.orders * cast.active * cast.weight[:, None]
    if cast.trade.is_shop:
        rate = rate * np.array(cast.trade.season)[CALENDAR_MONTH - 1][None, :]
        rate[cast.playing("bad")] *= 1.2
    for who in cast.playing("seasonal"):
        rate[who] *= np.where(np.isin(CALENDAR_MONTH, (11, 12)), 3.5, 0.15)
    count = rng.poisson(rate)
    for who in cast.playing("few_observations"):
        count[who] = 0
        count[who, -2:] = 1
    for who in cast.playing("typing_error"):
        count[who, 20] = max(count[who, 20], 1)
    client, month = np.divmod(np.repeat(np.arange(count.size), count.ravel()), count.shape[1])
    day = FIRST[month] + (rng.random(len(month)) * (FIRST[month + 1] - FIRST[month])).astype(np.int64)
    order = np.lexsort((client, day))
    return client[order], day[order]


def _mistake(cast: Cast, client: Ints) -> Flags:
    """The middle order of the client who mistyped."""
    mistaken = np.zeros(len(client), dtype=bool)
    for who in cast.playing("typing_error"):
        mine = np.flatnonzero(client == who)
        mistaken[mine[len(mine) // 2]] = True
    return mistaken


def _amounts(cast: Cast, rng: np.random.Generator, client: Ints, day: Ints) -> Floats:
    """Of a shop, what makes up the client's planned revenue; of a service firm, small change."""
    if not cast.trade.is_shop:
        return np.round(cast.trade.fee * rng.uniform(0.05, 0.2, len(client)), 2)
    per_order = cast.revenue[client, MONTH_OF[day]] / (cast.trade.orders * cast.weight[client])
    return np.round(np.maximum(per_order, 20) * np.exp(rng.normal(-0.05, 0.3, len(client))), 2)


def _sent_back(
    cast: Cast, rng: np.random.Generator, client: Ints, day: Ints, amount: Floats
) -> tuple[Floats, Ints]:
    """What came back of each order and after how many days; after Christmas everybody sends back more."""
    month = CALENDAR_MONTH[MONTH_OF[day]]
    likely = cast.traits["returns"][client]
    likely = np.where(np.isin(month, (12, 1)), likely + 0.14 * (1 - likely), likely)
    later = rng.integers(3, 26, len(client))
    back = (even_draws(rng, client, cast.strong("takes advantage")) < likely) & (day + later < DAYS)
    for who in cast.playing("few_observations"):
        back[client == who] = [True, False]
        later[client == who] = 5
    share = np.where(chance(rng, 0.7, len(client)), 1, rng.uniform(0.4, 0.8, len(client)))
    return np.where(back, np.round(amount * share, 2), 0.0), later


def _reasons(rng: np.random.Generator, mistaken: Flags) -> list[str]:
    chosen = [str(r) for r in rng.choice(REASONS, len(mistaken))]
    return ["typing error, reversed" if m else r for m, r in zip(mistaken, chosen, strict=True)]
