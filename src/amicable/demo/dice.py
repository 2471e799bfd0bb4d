"""Chances: the only randomness of the demo firm, always from a generator that was given a seed."""

import numpy as np

from amicable.demo.days import Flags, Floats, Ints


def chance(rng: np.random.Generator, share: float, *shape: int) -> Flags:
    """Flags of this shape, true in about `share` of the places."""
    return np.asarray(rng.random(shape) < share)


def happens(rng: np.random.Generator, share: float) -> bool:
    """Whether something happens that does so in `share` of the cases."""
    return bool(rng.random() < share)


def even_draws(rng: np.random.Generator, client: Ints, certain: Flags) -> Floats:
    """A draw from 0 to 1 for each row; for `certain` clients spread evenly, so that luck hides no sign."""
    draws = rng.random(len(client))
    order = np.lexsort((rng.random(len(client)), client))
    count = np.bincount(client, minlength=len(certain))
    rank = np.empty(len(client))
    rank[order] = np.arange(len(client)) - (np.cumsum(count) - count)[client[order]]
    return np.where(certain[client], (rank + draws) / np.maximum(count[client], 1), draws)
