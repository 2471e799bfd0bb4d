"""The signed future value."""

import numpy as np
import pytest

from amicable.costing.economics import Added, Economics
from amicable.costing.future import Margins, future_value, margins
from amicable.costing.shop import shop, shop_value
from amicable.evidence import Firm

NOW = 2025 * 4


def economics(revenue, cost):
    """Clients x quarters of whole records, the last column the quarter before now."""
    revenue, cost = np.asarray(revenue, np.int64), np.asarray(cost, np.int64)
    place, column = np.nonzero(np.ones(revenue.shape, bool))
    nothing = np.zeros(revenue.size, np.int64)
    return Economics(
        place, NOW - revenue.shape[1] + column, revenue.ravel(), nothing, cost.ravel(), nothing, nothing,
        np.full(revenue.size, 3600), nothing, np.ones(revenue.size, bool), np.ones(revenue.size, bool),
    )  # fmt: skip


def value(revenue, cost, firm=None):
    found = margins(economics(revenue, cost), len(revenue), NOW, np.ones(len(revenue), bool))
    return future_value(found, firm or Firm())


def test_a_client_that_costs_more_than_it_brings_has_a_negative_value():
    found = value([[1000] * 8, [1000] * 8], [[700] * 8, [1300] * 8])
    assert found.mid[0] > 0 > found.mid[1]
    assert found.mid[0] == pytest.approx(-found.mid[1])


def test_the_range_holds_the_value_and_is_wider_where_quarters_are_uneven():
    found = value([[1000] * 8, [200, 1800] * 4], [[700] * 8, [700] * 8])
    assert (found.low < found.mid).all()
    assert (found.mid < found.high).all()
    assert found.high[1] - found.low[1] > found.high[0] - found.low[0]


def test_money_that_comes_later_is_worth_less():
    steady = Margins(np.array([8.0]), np.array([100.0]), np.zeros(1), np.array([1000.0]), 0, 1e6)
    plain, dear = (
        future_value(steady, Firm(future={"years": 2, "discount": rate})).mid[0] for rate in (0, 0.2)
    )
    assert plain == pytest.approx(800, rel=1e-4)
    assert dear == pytest.approx(sum(100 / 1.2 ** (k / 4) for k in range(1, 9)), rel=1e-4)


def test_where_many_clients_leave_each_is_worth_less():
    sure, unsure = (
        Margins(np.array([8.0]), np.array([100.0]), np.zeros(1), np.array([1e3]), gone, 1000)
        for gone in (1, 200)
    )
    assert future_value(unsure, Firm()).mid[0] < future_value(sure, Firm()).mid[0] / 1.5


def test_fewer_than_four_quarters_say_nothing():
    assert np.isnan(value([[1000] * 3], [[700] * 3]).mid[0])


def test_a_client_whose_costs_are_not_known_has_no_value():
    found = margins(economics([[1000] * 8], [[700] * 8]), 1, NOW, np.zeros(1, bool))
    assert np.isnan(future_value(found, Firm()).mid[0])


def test_the_range_holds_what_came_nine_times_out_of_ten():
    """A thousand clients with margins around their own mean; what the next three years brought, discounted."""
    rng = np.random.default_rng(8)
    mean, spread = rng.normal(200, 300, 1000), 400.0
    seen = np.rint(rng.normal(mean[:, None], spread, (1000, 8)))
    found = value(np.full((1000, 8), 2000), 2000 - seen.astype(int))
    worth = 1.1 ** (-np.arange(1, 13) / 4)
    came = rng.normal(mean[:, None], spread, (1000, 12)) @ worth
    held = ((found.low <= came) & (came <= found.high)).mean()
    assert held == pytest.approx(0.9, abs=0.04)


def orders(clients, quarters, rng):
    """A small shop: everybody buys about once a quarter."""
    place, column = np.nonzero(np.ones((clients, quarters), bool))
    many = rng.poisson(1.0, place.size)
    first = (NOW - quarters + column) * 91
    sums = {
        "purchases": many,
        "spent": many * 5000,
        "first_day": np.where(many > 0, first + 10, 0),
        "last_bought": np.where(many > 0, first + 80, 0),
    }
    return Added(place, NOW - quarters + column, sums)


def test_a_shop_falls_back_to_recency_and_frequency_where_nothing_is_told():
    """Thirty clients are too few for BG/NBD; they go on as clients like them did the year before."""
    found = shop(orders(30, 12, np.random.default_rng(1)), 30, today=NOW * 91, now=NOW, years=3)
    assert found.method == "recency_frequency"
    assert found.yearly[0].mean() == pytest.approx(4, rel=0.3)


def test_a_client_of_a_shop_that_costs_more_than_it_brings_has_a_negative_value():
    found = shop(orders(30, 12, np.random.default_rng(1)), 30, today=NOW * 91, now=NOW, years=3)
    worth = shop_value(found, np.array([0.2, -0.2] * 15), Firm())
    assert (worth.mid[0::2] > 0).all()
    assert (worth.mid[1::2] < 0).all()
    assert ((worth.low <= worth.mid) & (worth.mid <= worth.high)).all()
