"""Simulated worlds, from which the shipped coefficients were made: `./run worlds` makes them again.

Four ways in which a client's rate may move, none of them true: two hidden states, a drift, episodes of heavy-tailed
length beside a chronic few, and nobody changing at all. Whatever holds in all of them is shipped, and how far
they disagree is how unsure it is.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from scipy import special

from amicable.decision.outlook.model.baselines import Resolved
from amicable.decision.outlook.model.logistic import Fitted, fit
from amicable.decision.outlook.model.shipped import FILE, HORIZONS
from amicable.decision.outlook.months import Months, Walk, walk
from amicable.decision.outlook.months.state import FEATURES
from amicable.decision.summary import Numbers
from amicable.signs import Sign, all_signs

SEED = 20_261_123
CLIENTS, MONTHS = 6_000, 48
THRESHOLDS = (0.1, 0.25, 0.5)
"""Signs are named from very different shares on."""
LEAST_SPREAD = 0.15
"""The worlds are cousins: they agree more than real firms will, so no slope is surer than this."""
CONSTANT_SPREAD = 1.0
"""How often a sign goes away is the firm's own matter."""

World = Callable[[np.random.Generator, int, int], Numbers]
"""Clients x months: the logit of the rate, from the threshold."""


def hidden_states(rng: np.random.Generator, clients: int, months: int) -> Numbers:
    """Two states, good and bad; each client has its own way of going from one to the other."""
    leave = rng.beta(1.5, 10, clients)
    enter = rng.beta(1.5, 20, clients)
    good, bad = rng.normal(-1.6, 0.6, clients), rng.normal(1.6, 0.8, clients)
    state = rng.random(clients) < enter / (enter + leave)
    level = np.empty((clients, months))
    for month in range(months):
        level[:, month] = np.where(state, bad, good)
        state = np.where(state, rng.random(clients) >= leave, rng.random(clients) < enter)
    return level


def drift(rng: np.random.Generator, clients: int, months: int) -> Numbers:
    """A level that wanders about each client's own mean, fast for some and slow for others."""
    memory = rng.uniform(0.8, 0.98, clients)
    mean, moves = rng.normal(-0.8, 1.0, clients), 1.2 * np.sqrt(1 - memory**2)
    off = rng.normal(0, 1.2, clients)
    level = np.empty((clients, months))
    for month in range(months):
        level[:, month] = mean + off
        off = memory * off + moves * rng.normal(0, 1, clients)
    return level


def episodes(rng: np.random.Generator, clients: int, months: int) -> Numbers:
    """Usual clients with bad episodes, mostly short and sometimes very long; one in eight is always bad."""
    low, high = rng.normal(-1.8, 0.5, clients), rng.normal(1.8, 0.8, clients)
    often, chronic = rng.gamma(1.5, 0.03, clients), rng.random(clients) < 1 / 8
    left = np.zeros(clients)
    level = np.empty((clients, months))
    for month in range(months):
        begins = (left < 1) & (rng.random(clients) < often)
        left = np.where(begins, 1 + 2 * rng.pareto(1.2, clients), left - 1)
        level[:, month] = np.where(chronic | (left >= 1), high, low)
    return level


def static(rng: np.random.Generator, clients: int, months: int) -> Numbers:
    """Nobody changes; what comes and goes is chance."""
    return np.repeat(rng.normal(-0.8, 1.3, (clients, 1)), months, axis=1)


WORLDS: Mapping[str, World] = {
    "hidden_states": hidden_states,
    "drift": drift,
    "episodes": episodes,
    "static": static,
}


def firm(rng: np.random.Generator, world: World, sign: Sign, clients: int, months: int) -> Months:
    """The months of a firm whose clients live in `world`, under a sign of shares."""
    rate = special.expit(world(rng, clients, months) + special.logit(sign.above))
    often = rng.lognormal(np.log(2.5), 0.8, (clients, 1))
    n = rng.poisson(often, rate.shape)
    x = rng.binomial(n, rate)
    place, month = np.nonzero(n)
    return Months(place, months - 1 - month, x[place, month].astype(float), n[place, month].astype(float))


def a_sign(above: float) -> Sign:
    """A sign that shows from the share `above` on, whatever others do."""
    return replace(all_signs()["late_payment"], above=above, times=0.0)


def lived(rng: np.random.Generator, world: World, above: float, clients: int = CLIENTS) -> Walk:
    """A firm of that world, walked through."""
    sign = a_sign(above)
    return walk(sign, firm(rng, world, sign, clients, MONTHS), np.zeros(clients, np.int64))


def make(clients: int = CLIENTS) -> dict[str, object]:
    """The shipped coefficients: pooled over all worlds, with the spread between the worlds."""
    rng = np.random.default_rng(SEED)
    walks = {
        name: [lived(rng, world, above, clients) for above in THRESHOLDS] for name, world in WORLDS.items()
    }
    told = {str(horizon): _coefficients(walks, horizon) for horizon in HORIZONS}
    return {"seed": SEED, "features": ["constant", *FEATURES], "horizons": told}


def _coefficients(walks: Mapping[str, list[Walk]], horizon: int) -> dict[str, object]:
    rows = {name: _rows(some, horizon) for name, some in walks.items()}
    features, gone = (np.concatenate([one[i] for one in rows.values()]) for i in (0, 1))
    flat = Fitted(np.zeros(7), np.eye(7) * 100, features.mean(axis=0))
    pooled = fit(flat, features, gone)
    apart = np.stack([fit(flat, *one).mean for one in rows.values()])
    spread = np.maximum(apart.std(axis=0, ddof=1), LEAST_SPREAD)
    spread[0] = CONSTANT_SPREAD
    listed = partial(np.round, decimals=4)
    return {
        "mean": listed(pooled.mean).tolist(),
        "spread": listed(spread).tolist(),
        "centre": listed(features.mean(axis=0)).tolist(),
        "base_rate": round(float(gone.mean()), 4),
    }


def _rows(walks: list[Walk], horizon: int) -> tuple[Numbers, Numbers]:
    """The features and outcomes of two months a year, so that few rows tell of the same spell."""
    features, gone = [], []
    for one in walks:
        resolved = Resolved.of(one.status, horizon)
        client, month = np.nonzero(resolved.known)
        chosen = month % 6 == 5  # noqa: PLR2004 (twice a year)
        features.append(one.features[client[chosen], month[chosen]])
        gone.append(resolved.gone[client[chosen], month[chosen]].astype(float))
    return np.concatenate(features), np.concatenate(gone)


def main() -> None:
    """Write the coefficients beside the model."""
    path = Path(__file__).parent / "model" / FILE
    path.write_text(json.dumps(make(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
