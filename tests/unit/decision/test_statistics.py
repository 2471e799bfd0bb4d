"""The statistics: shrinkage, strength, the guard against false alarms, persistence."""

from dataclasses import replace

import numpy as np
import pytest

from amicable.decision.statistics import Persistence, judge, occasions, persistence
from amicable.signs import Model, all_signs

from .portfolios import CLIENTS, PLANTED, counts, planted, ratios, shares, strong, summed

SIGNS = all_signs()
SHARE, COUNT, RATIO = SIGNS["late_payment"], SIGNS["returns"], SIGNS["hours_per_revenue"]
SEEDS = (1, 2, 3)


def test_the_three_signs_stand_for_the_three_models():
    assert (SHARE.model, COUNT.model, RATIO.model) == (Model.SHARE, Model.COUNT, Model.RATIO)


# ---------------------------------------------------------------- one client among usual ones


def beside_usual_clients(sign, x, n, *, rate=0.1):
    """What is judged of a client with x of n in one quarter, beside eighty usual ones."""
    rng = np.random.default_rng(5)
    others_n = np.full((80, 8), 5)
    others_x = (
        others_n * rate * rng.lognormal(0, 0.3, others_n.shape)
        if sign.model is Model.RATIO
        else rng.binomial(others_n, rate)
    )
    own_x, own_n = np.zeros((1, 8)), np.zeros((1, 8))
    own_x[0, -1], own_n[0, -1] = x, n
    summary = summed(sign, np.vstack([own_x, others_x]), np.vstack([own_n, others_n]))
    return judge(sign, summary), summary.place.tolist().index(0)


def width(judged, i):
    """Of the interval, against the rate in its middle."""
    low, high = judged.interval(i)
    return (high - low) / judged.shrunk[i]


@pytest.mark.parametrize("sign", [SHARE, COUNT])
def test_one_of_two_says_far_less_than_twenty_of_forty(sign):
    few, i = beside_usual_clients(sign, 1, 2)
    many, j = beside_usual_clients(sign, 20, 40)
    assert few.rate[i] == many.rate[j] == 0.5
    assert few.strength[i] < 0.6
    assert many.strength[j] > 0.9
    assert few.shrunk[i] - few.peer_rate[i] < (many.shrunk[j] - many.peer_rate[j]) / 2
    assert width(few, i) > width(many, j)


@pytest.mark.parametrize("sign", [SHARE, COUNT])
def test_strength_grows_with_every_event(sign):
    strengths = []
    for x in range(0, 13, 3):
        judged, i = beside_usual_clients(sign, x, 12)
        strengths.append(judged.strength[i])
    assert strengths == sorted(set(strengths))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("sign", "throw"),
    [
        (SHARE, lambda r: shares(r, 0.15, often=3)),
        (COUNT, lambda r: counts(r, 0.1, often=3)),
        (RATIO, lambda r: ratios(r, 8.0)),
    ],
)
def test_intervals_hold_the_shrunk_rate(sign, throw, seed):
    judged = judge(sign, summed(sign, *throw(np.random.default_rng(seed))))
    low, high = judged.interval()
    assert ((low <= judged.shrunk) & (judged.shrunk <= high)).all()
    assert ((judged.strength >= 0) & (judged.strength <= 1)).all()
    assert ((judged.p_value >= 0) & (judged.p_value <= 1)).all()


def test_intervals_hold_the_true_rate_as_often_as_they_say():
    """Nine times in ten, over clients whose true rates differ as the model assumes."""
    rng = np.random.default_rng(7)
    sign = replace(SHARE, half_life_quarters=10_000)
    truth = rng.beta(4, 16, (CLIENTS, 1))
    summary = summed(sign, *shares(rng, truth, often=3))
    judged = judge(sign, summary)
    true = truth[summary.place, 0]
    low, high = judged.interval()
    assert 0.86 < np.mean((low <= true) & (true <= high)) < 0.94


def test_shrinking_comes_nearer_to_the_truth_than_the_plain_rate():
    rng = np.random.default_rng(8)
    sign = replace(SHARE, half_life_quarters=10_000)
    truth = rng.beta(4, 16, (CLIENTS, 1))
    summary = summed(sign, *shares(rng, truth, often=1))
    judged = judge(sign, summary)
    true = truth[summary.place, 0]
    assert np.mean((judged.shrunk - true) ** 2) < 0.75 * np.mean((judged.rate - true) ** 2)


def test_too_few_occasions_are_never_strong():
    rng = np.random.default_rng(9)
    x, n = shares(rng, 0.05, often=3)
    x[0], n[0] = 0, 0
    x[0, -1] = n[0, -1] = SHARE.enough - 1
    assert 0 not in strong(SHARE, summed(SHARE, x, n))


def test_what_has_not_been_seen_for_long_expires():
    """Two years without a late payment: whatever was before does not count any more."""
    rng = np.random.default_rng(10)
    x, n = shares(rng, 0.05, often=8)
    n[0, :4] = x[0, :4] = 8
    x[0, 4:] = n[0, 4:] = 0
    lasting = replace(SHARE, expires_days=3650, half_life_quarters=100)
    assert 0 in strong(lasting, summed(lasting, x, n))
    assert 0 not in strong(SHARE, summed(SHARE, x, n))


# ---------------------------------------------------------------- false alarms, and true ones

ALIKE = {
    "late_payment": lambda r: shares(r, 0.15, often=3),
    "no_shows": lambda r: shares(r, 0.05, often=1.5),
    "after_hours_contact": lambda r: shares(r, 0.3, often=15),
    "returns": lambda r: counts(r, 0.15, often=3),
    "credits_and_refunds": lambda r: counts(r, 0.05, often=3),
    "hours_per_revenue": lambda r: ratios(r, 8.0),
    "unprofitable": lambda r: ratios(r, 0.95),
    "no_growth": lambda r: shares(r, 0.6, often=1),
}


@pytest.mark.parametrize("name", ALIKE)
def test_names_fewer_than_one_in_a_hundred_where_all_are_alike(name):
    sign = SIGNS[name]
    named = sum(len(strong(sign, summed(sign, *ALIKE[name](np.random.default_rng(seed))))) for seed in SEEDS)
    assert named < len(SEEDS) * CLIENTS / 100


PLANT = {
    "late_payment": lambda r: shares(r, planted(0.08, 0.7), often=4),
    "after_hours_contact": lambda r: shares(r, planted(0.1, 0.6), often=15),
    "returns": lambda r: counts(r, planted(0.1, 0.8), often=4),
    "credits_and_refunds": lambda r: counts(r, planted(0.03, 0.5), often=4),
    "hours_per_revenue": lambda r: ratios(r, planted(8.0, 26.0)),
    "unprofitable": lambda r: ratios(r, planted(0.7, 1.8)),
}


@pytest.mark.parametrize("name", PLANT)
def test_finds_the_few_that_are_different(name):
    """At least 17 of 20, and at most one of the other 280; and it says that the sign lasts."""
    sign = SIGNS[name]
    summary = summed(sign, *PLANT[name](np.random.default_rng(1)))
    found = strong(sign, summary)
    wanted = set(range(PLANTED))
    assert len(found & wanted) >= 17
    assert len(found - wanted) <= 1
    assert not persistence(sign, summary).mostly_chance


def test_messages_that_come_in_bursts_raise_no_alarm():
    """Thirty messages in one evening are one occasion rather than thirty."""
    rng = np.random.default_rng(4)
    evenings = rng.poisson(3, (CLIENTS, 12))
    n, x = np.zeros((CLIENTS, 12)), np.zeros((CLIENTS, 12))
    for place, count in np.ndenumerate(evenings):
        sizes = rng.geometric(1 / 30, count)
        n[place], x[place] = sizes.sum(), sizes[rng.random(count) < 0.2].sum()
    sign = SIGNS["after_hours_contact"]
    summary = summed(sign, x, n)
    assert judge(sign, summary).clumping > 20
    assert len(strong(sign, summary)) < CLIENTS / 100


def test_a_rate_that_falls_for_everybody_is_no_merit():
    """43 % to 10 % for all; whoever stays at 70 % is far above the peers of today, and only they are named."""
    rng = np.random.default_rng(6)
    rate = np.linspace(0.43, 0.1, 12)[None, :].repeat(CLIENTS, axis=0)
    rate[:PLANTED] = 0.7
    found = strong(SHARE, summed(SHARE, *shares(rng, rate, often=5)))
    assert len(found) >= 15
    assert found <= set(range(PLANTED))


def test_a_client_that_costs_much_and_never_brought_anything_is_unprofitable():
    rng = np.random.default_rng(2)
    cost, revenue = ratios(rng, 0.7)
    revenue[0] = 0
    sign = SIGNS["unprofitable"]
    summary = summed(sign, cost, revenue)
    at = summary.place.tolist().index(0)
    assert occasions(sign, summary)[at] == 12
    assert strong(sign, summary) == {0}


def test_nothing_observed_is_nothing_judged():
    for sign in (SHARE, COUNT, RATIO):
        summary = summed(sign, np.zeros((0, 4)), np.zeros((0, 4)))
        assert len(summary) == len(judge(sign, summary).strength) == 0
        assert not persistence(sign, summary).known


# ---------------------------------------------------------------- peers


def test_peers_are_the_others_of_the_same_quarter():
    """Ten clients, half of whose invoices were late in one quarter and none in the next; the client had only the first."""
    x, n = np.zeros((10, 2)), np.full((10, 2), 40.0)
    x[:, 0] = 20
    n[0, 1] = 0
    summary = summed(SHARE, x, n)
    at = summary.place.tolist().index(0)
    peer = judge(SHARE, summary).peer_rate
    assert peer[at] > 0.4
    assert peer[at] > 1.5 * np.delete(peer, at).max() * 0.9


def test_recent_quarters_weigh_more():
    """Both paid late in eight of sixteen; the one whose late ones came last is the stronger."""
    rng = np.random.default_rng(3)
    x, n = shares(rng, 0.1, often=4, clients=100, quarters=8)
    n[:2] = 2
    x[0], x[1] = [2] * 4 + [0] * 4, [0] * 4 + [2] * 4
    summary = summed(SHARE, x, n)
    before, lately = (summary.place.tolist().index(i) for i in (0, 1))
    judged = judge(SHARE, summary)
    assert judged.rate[before] == judged.rate[lately]
    assert judged.strength[before] < judged.strength[lately]


# ---------------------------------------------------------------- persistence


@pytest.mark.parametrize("seed", SEEDS)
def test_a_trait_lasts(seed):
    rng = np.random.default_rng(seed)
    trait = persistence(SHARE, summed(SHARE, *shares(rng, rng.beta(1, 3, (CLIENTS, 1)), often=4)))
    assert trait.known
    assert trait.low > 0.5
    assert trait.again > 0.3
    assert not trait.mostly_chance


@pytest.mark.parametrize("seed", SEEDS)
def test_noise_is_mostly_chance(seed):
    noise = persistence(SHARE, summed(SHARE, *shares(np.random.default_rng(seed), 0.2, often=4)))
    assert noise.low < 0 < noise.high
    assert noise.mostly_chance


@pytest.mark.parametrize("seed", SEEDS)
def test_twenty_lasting_bad_payers_among_three_hundred_are_not_mostly_chance(seed):
    """Ranks of 280 clients alike are noise and drown the correlation; but the worst stay the worst."""
    rng = np.random.default_rng(seed)
    few = persistence(SHARE, summed(SHARE, *shares(rng, planted(0.1, 0.5), often=3)))
    assert few.rho < 0.3
    assert few.again > 0.4
    assert not few.mostly_chance


def test_a_sign_recorded_only_lately_is_not_known_to_be_chance():
    x, n = shares(np.random.default_rng(1), 0.2, often=4)
    x[:, :6] = 0
    late = persistence(SHARE, summed(SHARE, x, n))
    assert not late.known
    assert not late.mostly_chance


def test_few_clients_tell_nothing_about_persistence():
    few = persistence(SHARE, summed(SHARE, *shares(np.random.default_rng(1), 0.2, often=4, clients=12)))
    assert not few.known
    assert not few.mostly_chance


@pytest.mark.parametrize(
    ("rho", "high", "again_low", "chance"),
    [(0.1, 0.2, 0.0, True), (0.1, 0.5, 0.0, False), (0.5, 0.6, 0.0, False), (0.1, 0.2, 0.4, False)],
)
def test_chance_needs_ranks_unrelated_and_the_worst_not_the_same(rho, high, again_low, chance):
    assert Persistence(rho, -high, high, 200, again_low, again_low).mostly_chance is chance


def test_summaries_run_along_the_clients():
    """x, n and quarters of each client come out as they went in; whoever had no occasion is not there."""
    x, n = np.array([[1, 0, 2], [0, 0, 0], [0, 1, 0]]), np.array([[3, 0, 4], [0, 0, 0], [1, 1, 1]])
    summary = summed(SHARE, x, n)
    assert summary.place.tolist() == [0, 2]
    assert (summary.x.tolist(), summary.n.tolist(), summary.quarters.tolist()) == ([3, 1], [7, 3], [2, 3])
