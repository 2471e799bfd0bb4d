"""What clients of a shop will buy: against the literature, and against shops whose rates are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.costing import purchases
from amicable.costing.purchases import Buying, Histories, Spending, fit_buying, fit_spending

CDNOW = Buying(0.243, 4.414, 0.793, 2.426)
"""Fader, Hardie and Lee (2005), table 2."""


def histories(again, recency, age):
    return Histories(*(np.asarray(one, float) for one in (again, recency, age, np.ones_like(again))))


def shop(clients, true, seed):
    """Clients who buy at rates of their own for up to 78 weeks, and leave after some purchase, as BG/NBD has it."""
    rng = np.random.default_rng(seed)
    rate, leaves = rng.gamma(true.r, 1 / true.alpha, clients), rng.beta(true.a, true.b, clients)
    age = rng.uniform(52, 78, clients)
    again, recency, later = np.zeros(clients), np.zeros(clients), np.zeros(clients)
    for i in range(clients):
        day = rng.exponential(1 / rate[i])
        while day <= age[i] + 52:
            if day <= age[i]:
                again[i], recency[i] = again[i] + 1, day
            else:
                later[i] += 1
            if rng.random() < leaves[i]:
                break
            day += rng.exponential(1 / rate[i])
    return histories(again, recency, age), later


def test_expects_of_a_client_of_cdnow_what_its_authors_published():
    """Two repeats, the last after 30.43 of 38.86 weeks: 1.226 in the next 39 (Fader, Hardie and Lee, 2005)."""
    assert CDNOW.expected(histories([2.0], [30.43], [38.86]), 39.0)[0] == pytest.approx(1.226, abs=5e-4)


def test_expects_the_amount_that_the_authors_published():
    """Two purchases of 22.35 on average: 24.66 (Fader and Hardie, 2013)."""
    found = Spending(6.25, 3.74, 15.44).expected(np.array([2.0]), np.array([22.35]))
    assert found[0] == pytest.approx(24.66, abs=0.01)


@given(st.lists(st.floats(-1.5, 1.5), min_size=4, max_size=4))
def test_the_slope_is_that_of_the_likelihood(log):
    """The analytic gradient beside differences of the likelihood."""
    x, recency, age = np.array([0.0, 1, 2, 7]), np.array([0.0, 10, 30, 70]), np.array([40.0, 60, 50, 77])
    at, step = np.array(log), 1e-5

    def minus(point):
        return purchases._buying(np.exp(point), x, recency, age, np.ones(4))  # noqa: SLF001 (what is minimised)

    rises = [(minus(at + one)[0] - minus(at - one)[0]) / (2 * step) for one in np.eye(4) * step]
    assert minus(at)[1] == pytest.approx(rises, rel=1e-4, abs=1e-4)


def test_finds_the_rates_of_a_shop_again():
    """Six thousand clients thrown by dice: each parameter within a quarter, and purchases of the next year within 8 %."""
    true = Buying(0.5, 5.0, 0.8, 2.5)
    seen, later = shop(6000, true, seed=4)
    found = fit_buying(seen)
    assert vars(found) == pytest.approx(vars(true), rel=0.25)
    assert found.expected(seen, 52).sum() == pytest.approx(later.sum(), rel=0.08)


def test_finds_the_amounts_of_a_shop_again():
    """Forty thousand clients: p and gamma stand in for each other, so what they expect is compared, too."""
    rng, count = np.random.default_rng(2), 40_000
    true = Spending(5.0, 4.0, 1500.0)
    n = rng.integers(2, 12, count).astype(float)
    mean = rng.gamma(true.p * n, 1 / (rng.gamma(true.q, 1 / true.gamma, count) * n))
    found = fit_spending(n, mean)
    assert vars(found) == pytest.approx(vars(true), rel=0.25)
    assert found.expected(n, mean) == pytest.approx(true.expected(n, mean), rel=0.03)


def test_says_nothing_where_hardly_anybody_bought_again():
    seen = histories([1.0] * 20 + [0.0] * 500, [5.0] * 20 + [0.0] * 500, [60.0] * 520)
    assert fit_buying(seen) is None
    assert fit_spending(np.ones(500), np.full(500, 20.0)) is None


def test_says_nothing_where_the_purchases_do_not_tell_the_rates():
    """Everybody bought twice, on the same days: nothing tells how clients differ."""
    assert fit_buying(histories([1.0] * 400, [10.0] * 400, [60.0] * 400)) is None


@given(st.integers(1, 40), st.floats(0.5, 60), st.floats(0.1, 150))
def test_more_time_never_brings_fewer_purchases(again, age, weeks):
    one = histories([float(again)], [age / 2], [age])
    assert 0 <= CDNOW.expected(one, weeks)[0] <= CDNOW.expected(one, weeks * 1.5)[0] + 1e-9
