"""Who stands out within a peer group, and by what."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.profiles.outliers import outliers


def crowd(seed=3, clients=200):
    """Clients whose hours go with their revenue, and whose tone goes with nothing."""
    rng = np.random.default_rng(seed)
    revenue = rng.normal(100, 10, clients)
    return {
        "revenue": revenue,
        "hours": revenue / 2 + rng.normal(0, 0.5, clients),
        "tone": rng.normal(0, 1, clients),
    }


def found(values, group=None):
    size = len(next(iter(values.values())))
    return outliers(values, np.zeros(size, int) if group is None else group, np.ones(size, bool))


def test_names_the_feature_that_is_odd():
    values = crowd()
    values["tone"][7] = 12
    first = found(values)[0]
    assert (first.place, first.features) == (7, ("tone",))


def test_a_rare_combination_of_usual_values_stands_out():
    """Little revenue and many hours: each is usual, both together are not."""
    values = crowd()
    values["revenue"][7], values["hours"][7] = 88, 58
    assert 7 in [one.place for one in found(values)][:2]


def test_hardly_anybody_stands_out_of_an_ordinary_crowd():
    assert len(found(crowd(clients=400))) <= 2


def test_what_is_usual_in_its_own_group_is_not_odd():
    """A group of twenty large clients beside two hundred small ones."""
    values = {name: np.concatenate([each, each[:40] * 20]) for name, each in crowd().items()}
    group = np.array([0] * 200 + [1] * 40)
    assert all(one.place < 200 for one in found(values, group)) or not found(values, group)


@pytest.mark.parametrize("clients", [1, 19])
def test_small_groups_say_nothing(clients):
    values = {"revenue": np.array([1.0] * (clients - 1) + [1e9])}
    assert found(values) == []


@given(st.floats(0.01, 100), st.floats(-50, 50))
def test_the_unit_of_a_feature_makes_no_difference(factor, shift):
    values = crowd()
    values["tone"][7] = 12
    other = {**values, "tone": values["tone"] * factor + shift}
    assert [one.place for one in found(values)] == [one.place for one in found(other)]
