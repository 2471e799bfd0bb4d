"""The guard against false alarms: its q-values, and its chances beside exact ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from amicable.decision.guard import count_chance, false_discovery, share_chance


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_q_values_are_those_of_benjamini_and_hochberg(p_values):
    p = np.array(p_values)
    assert false_discovery(p) == pytest.approx(stats.false_discovery_control(p))


def test_q_values_come_out_as_by_hand():
    assert false_discovery(np.array([0.01, 0.04, 0.03])) == pytest.approx([0.03, 0.04, 0.04])


def test_no_p_values_have_no_q_values():
    assert len(false_discovery(np.array([]))) == 0


# ---------------------------------------------------------------- chances

RATES = st.floats(0.01, 0.9)


@given(st.data(), st.integers(1, 200), RATES)
def test_the_chance_of_a_share_lies_between_that_of_more_and_that_of_so_much_or_more(data, n, rate):
    x = data.draw(st.integers(0, n))
    more, or_more = stats.binom.sf([x, x - 1], n, rate)
    assert more <= share_chance(*map(np.float64, (x, n, rate, 1))) <= or_more


@given(st.integers(0, 200), st.floats(0.1, 150))
def test_the_chance_of_a_count_lies_between_that_of_more_and_that_of_so_much_or_more(x, expected):
    more, or_more = stats.poisson.sf([x, x - 1], expected)
    assert more <= count_chance(*map(np.float64, (x, expected, 1))) <= or_more


@given(st.data(), st.integers(2, 200), RATES, st.floats(1, 50))
def test_a_chance_falls_with_every_event_and_is_a_chance_however_events_clump(data, n, rate, clumping):
    x = np.arange(data.draw(st.integers(1, n)) + 1.0)
    for chance in (
        share_chance(x, np.full_like(x, n), np.float64(rate), np.float64(clumping)),
        count_chance(x, np.full_like(x, n * rate), np.float64(clumping)),
    ):
        assert ((chance >= 0) & (chance <= 1)).all()
        assert (np.diff(chance) <= 0).all()


@pytest.mark.parametrize("clumping", [1.5, 3])
@pytest.mark.parametrize("x", [26, 32, 40])
def test_the_chance_of_clumped_events_is_about_that_of_the_negative_binomial(x, clumping):
    """Within a fifth of the middle between "more" and "so many or more", where twenty were expected."""
    more, or_more = stats.nbinom.sf([x, x - 1], 20 / (clumping - 1), 1 / clumping)
    chance = count_chance(np.float64(x), np.float64(20), np.float64(clumping))
    assert chance == pytest.approx((more + or_more) / 2, rel=0.2)
