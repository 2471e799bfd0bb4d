"""Firms of the simulated worlds, and firms written by hand month by month."""

from dataclasses import replace

import numpy as np

from amicable.decision.outlook.months import Months, Walk, walk
from amicable.decision.outlook.worlds import WORLDS, a_sign, firm

SIGN = a_sign(0.25)


def months(rows: list[str]) -> Months:
    """One client a row, one month a character: how many of three were late; a blank is a month without any."""
    place, ago, x, n = [], [], [], []
    for client, row in enumerate(rows):
        for month, shown in enumerate(row):
            if shown != " ":
                place.append(client)
                ago.append(len(row) - 1 - month)
                x.append(float(shown))
                n.append(3.0)
    return Months(np.array(place), np.array(ago), np.array(x), np.array(n))


def walked(rows: list[str]) -> Walk:
    """The walk through them, all peers of one another."""
    return walk(SIGN, months(rows), np.zeros(len(rows), np.int64))


def simulated(world: str, clients: int, seed: int, length: int = 48) -> Months:
    """A firm of `world`."""
    return firm(np.random.default_rng(seed), WORLDS[world], SIGN, clients, length)


def until(whole: Months, ago: int) -> Months:
    """What was known `ago` months before the end."""
    known = whole.ago >= ago
    return replace(
        whole,
        place=whole.place[known],
        ago=whole.ago[known] - ago,
        x=whole.x[known],
        n=whole.n[known],
    )
