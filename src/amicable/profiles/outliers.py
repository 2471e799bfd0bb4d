"""Clients that stand out within their peer group, with the features that are odd.

Each feature is put on the scale of its group by ranks (normal scores), so that no feature counts for more because it
is skewed. Then each is compared with what the client's other features let one expect (the conditional normal
distribution, by the precision matrix of the group): a rare combination of usual values stands out too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Numbers = NDArray[np.float64]
Places = NDArray[np.integer]

LEAST = 20
"""Clients a group needs."""
LEAST_KNOWN = 0.5
"""Share of a group whose value must be known for a feature to be looked at."""
ODD = 4.0
"""Robust distance from which a value is odd; Iglewicz and Hoaglin (1993) say 3.5 for one feature, here are many."""
RIDGE = 0.05
"""Least weight of no relation at all beside the relations that are seen; few clients and many features take more."""
MOST_FEATURES = 3


@dataclass(frozen=True)
class Outlier:
    """One client that stands out."""

    place: int
    distance: float
    """Of its oddest feature."""
    features: tuple[str, ...]
    """The odd ones, the oddest first."""


def outliers(
    values: Mapping[str, Numbers], group: Places, active: NDArray[np.bool_], most: int = 20
) -> list[Outlier]:
    """At most `most` clients, the oddest first; `values` by feature along the clients, `group` their peer groups."""
    found: list[Outlier] = []
    names = list(values)
    whole = np.stack([values[name] for name in names], axis=1) if names else np.zeros((len(group), 0))
    for number in np.unique(group[active]):
        here = np.flatnonzero((group == number) & active)
        if len(here) >= LEAST:
            found += _of_group(whole[here], here, names)
    return sorted(found, key=lambda one: (-one.distance, one.place))[:most]


def _of_group(values: Numbers, here: Places, names: Sequence[str]) -> list[Outlier]:
    known = ~np.isnan(values)
    many = known.mean(axis=0) >= LEAST_KNOWN
    varied = np.array([len(np.unique(column[ok])) > 2 for column, ok in zip(values.T, known.T, strict=True)])  # noqa: PLR2004 (a yes or no has no outliers)
    chosen = np.flatnonzero(many & varied)
    if not len(chosen):
        return []
    robust = np.abs(np.stack([_robust(values[:, i]) for i in chosen], axis=1))
    odd = np.maximum(robust, np.abs(_surprise(np.stack([_scores(values[:, i]) for i in chosen], axis=1))))
    rows = np.flatnonzero(odd.max(axis=1) >= ODD)
    return [_outlier(int(here[row]), odd[row], [names[int(i)] for i in chosen]) for row in rows]


def _outlier(place: int, odd: Numbers, names: Sequence[str]) -> Outlier:
    order = [int(i) for i in np.argsort(-odd) if odd[i] >= ODD][:MOST_FEATURES]
    return Outlier(place, float(odd.max()), tuple(names[i] for i in order))


def _robust(column: Numbers) -> Numbers:
    """Distance from the median in robust standard deviations; 0 where unknown.

    The widest of three robust scales: of rates that are nearly all alike, or have a long tail, the median
    distance alone would call a tenth of the clients odd.
    """
    known = column[~np.isnan(column)]
    middle = np.median(known)
    quartiles, deciles = (
        float(np.subtract(*np.quantile(known, ends))) for ends in ((0.75, 0.25), (0.9, 0.1))
    )
    scale = max(1.4826 * float(np.median(np.abs(known - middle))), quartiles / 1.349, deciles / 2.563)
    return np.nan_to_num((column - middle) / scale) if scale else np.zeros(len(column))


def _scores(column: Numbers) -> Numbers:
    """Normal scores of the ranks; 0, the middle, where unknown."""
    known = ~np.isnan(column)
    place = np.searchsorted(np.sort(column[known]), column[known], side="left")
    after = np.searchsorted(np.sort(column[known]), column[known], side="right")
    scores = np.zeros(len(column))
    scores[known] = special.ndtri((place + after) / 2 / known.sum())
    return scores


def _surprise(scores: Numbers) -> Numbers:
    """How far each value lies from what the others let one expect, in standard deviations."""
    alike = np.corrcoef(scores, rowvar=False).reshape(scores.shape[1], -1)
    clients, features = scores.shape
    ridge = max(RIDGE, features / (clients + features))
    precision = np.linalg.inv((1 - ridge) * np.nan_to_num(alike) + ridge * np.eye(features))
    return np.asarray(scores @ precision / np.sqrt(np.diag(precision)))
