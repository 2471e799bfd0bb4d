"""Peer groups: norms are taken among clients of like sector, size and tenure, not across a freelancer and a bank."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

LEAST_PEERS = 20
"""Clients a group needs; smaller groups fall back to the wider one, at last to all clients."""
SIZES = 3
"""Small, middling, large."""
YOUNG = 2.0
"""Years below which a client is new, and is compared with others that are."""
TENURES = 3
"""Not written down, new, of long standing."""


def peer_groups(
    segment: pa.Array, revenue: NDArray[np.float64], tenure: NDArray[np.float64] | None = None
) -> NDArray[np.int64]:
    """The group of each client, as a number: segment, size and tenure; else without tenure; else segment; else everybody.

    `tenure` in years; nan where it is not known.
    """
    akin = segment.fill_null("").dictionary_encode().indices.to_numpy().astype(np.int64)
    like = akin * (SIZES + 1) + np.where(revenue > 0, 1 + _third(revenue), 0)
    wide = np.where(_many(akin), 1 + akin, 0)
    group = np.where(_many(like), 1 + len(segment) + like, wide)
    if tenure is not None:
        alike = like * TENURES + _standing(tenure)
        # a group is split only where every part of it stays large enough: else its rest would be compared with itself
        split = np.ones(int(like.max(initial=-1)) + 1, bool)
        split[like[~_many(alike)]] = False
        group = np.where(split[like], 1 + len(segment) * (SIZES + 2) + alike, group)
    return np.unique(group, return_inverse=True)[1]


def _standing(tenure: NDArray[np.float64]) -> NDArray[np.int64]:
    """0: not known; 1: new; 2: of long standing."""
    return np.where(np.isnan(tenure), 0, np.where(tenure < YOUNG, 1, 2))


def _many(group: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether there are enough clients in the client's group."""
    return np.asarray(np.bincount(group) >= LEAST_PEERS)[group]


def _third(revenue: NDArray[np.float64]) -> NDArray[np.int64]:
    """In which third of all clients, by revenue, each stands; the first thirds are larger by one if need be."""
    size = np.empty(len(revenue), np.int64)
    parts = np.array_split(np.argsort(revenue, kind="stable"), SIZES)
    for number, part in enumerate(parts):
        size[part] = number
    return size
