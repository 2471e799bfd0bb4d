"""Simulated clients whose true rates are known: intervals hold them, and false alarms stay within the level."""

from dataclasses import replace

import numpy as np
import pytest

from amicable.decision.statistics import LEVEL, false_discovery, judge, occasions
from amicable.signs import all_signs

from .portfolios import CLIENTS, summed

QUARTERS = 12
LASTING = 10_000
"""Half-life of a sign whose past counts in full: the true rates of these clients never change."""
SHARE, COUNT, RATIO = (
    replace(all_signs()[name], half_life_quarters=LASTING)
    for name in ("late_payment", "returns", "hours_per_revenue")
)


def shares(rng, often):
    truth = rng.beta(2, 8, (CLIENTS, 1))
    n = rng.poisson(often, (CLIENTS, QUARTERS))
    return truth, rng.binomial(n, np.broadcast_to(truth, n.shape)), n


def counts(rng, often):
    truth = 0.2 * rng.gamma(2, 1 / 2, (CLIENTS, 1))
    n = rng.poisson(often, (CLIENTS, QUARTERS))
    return truth, rng.poisson(n * truth), n


def ratios(rng, noise):
    truth = 8 * rng.lognormal(0, 0.6, (CLIENTS, 1))
    n = rng.lognormal(1, 0.8, (CLIENTS, QUARTERS))
    return truth, n * truth * rng.lognormal(-(noise**2) / 2, noise, n.shape), n


@pytest.mark.parametrize(
    ("sign", "throw", "how"),
    [
        (SHARE, shares, 1),
        (SHARE, shares, 3),
        (SHARE, shares, 10),
        (COUNT, counts, 1),
        (COUNT, counts, 3),
        (COUNT, counts, 10),
        (RATIO, ratios, 0.2),
        (RATIO, ratios, 0.4),
    ],
)
def test_intervals_hold_the_true_rate_as_often_as_stated(sign, throw, how):
    """LEVEL, give or take 1.5 %, over twelve portfolios of 300 clients."""
    held = []
    for seed in range(12):
        truth, x, n = throw(np.random.default_rng(seed), how)
        summary = summed(sign, x, n)
        low, high = judge(sign, summary).interval()
        true = truth[summary.place, 0]
        held.append((low <= true) & (true <= high))
    assert np.mean(np.concatenate(held)) == pytest.approx(LEVEL, abs=0.015)


def test_the_guard_lets_through_as_many_false_alarms_as_it_says():
    """On chances that are exact the false discovery rate is the level, within a fifth: 280 alike, 20 different."""
    rng = np.random.default_rng(3)
    false, level = [], 0.05
    for _ in range(2_000):
        p = np.concatenate([rng.random(280), rng.beta(0.05, 12, 20)])
        named = false_discovery(p) <= level
        false.append(named[:280].sum() / max(named.sum(), 1))
    assert np.mean(false) == pytest.approx(level * 280 / 300, rel=0.2)


@pytest.mark.parametrize(("sign", "often"), [(SHARE, 2), (SHARE, 5), (COUNT, 5), (COUNT, 10)])
def test_false_alarms_among_clients_stay_within_the_level(sign, often):
    """Twenty pay late at 40 %, 280 at 15 %: of all who are named at most one in twenty is named wrongly."""
    false, odd = [], np.arange(CLIENTS) < 20
    for seed in range(40):
        rng = np.random.default_rng(seed)
        n = rng.poisson(often, (CLIENTS, QUARTERS))
        rate = np.where(odd, 0.4, 0.15)[:, None]
        x = rng.binomial(n, np.broadcast_to(rate, n.shape)) if sign is SHARE else rng.poisson(n * rate)
        summary = summed(sign, x, n)
        judged = judge(sign, summary)
        named = (judged.q_value <= 0.05) & (occasions(sign, summary) >= sign.enough)
        false.append((named & ~odd[summary.place]).sum() / max(named.sum(), 1))
    assert np.mean(false) <= 0.05 * 1.2
