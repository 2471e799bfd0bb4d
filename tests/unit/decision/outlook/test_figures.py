"""Figures that a layman reads right: odds, words, the fan."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.decision.outlook import Chance
from amicable.decision.outlook.backtest import calibration_error, reliability
from amicable.decision.outlook.figures import AHEAD, fan, likely, odds

probability = st.floats(0.01, 0.99)


@pytest.mark.parametrize(
    ("told", "part", "whole", "words"),
    [
        (0.083, 1, 12, "Very unlikely"),
        (0.25, 1, 4, "Unlikely"),
        (0.5, 1, 2, "As likely as not"),
        (0.66, 2, 3, "Likely"),
        (0.97, 29, 30, "Very likely"),
    ],
)
def test_a_probability_is_told_in_words_and_in_few(told, part, whole, words):
    assert odds(told) == (part, whole)
    assert likely(told).startswith(words + ":")


@given(probability, probability)
def test_more_likely_is_never_told_as_less(one, other):
    low, high = sorted((one, other))
    (a, b), (c, d) = odds(low), odds(high)
    assert a / b <= c / d


def chances(three, six):
    return {3: Chance(three, three / 2, (1 + three) / 2, "model"), 6: Chance(six, six / 2, (1 + six) / 2, "model")}  # fmt: skip


@given(probability, probability)
def test_the_fan_goes_through_what_was_told_and_stays_a_probability(three, six):
    steps = fan(chances(three, six))
    assert [one.month for one in steps] == list(range(1, AHEAD + 1))
    assert steps[2].probability == pytest.approx(three, abs=0.001)
    assert steps[5].probability == pytest.approx(six, abs=0.001)
    assert all(0 <= one.low <= one.probability <= one.high <= 1 for one in steps)


def test_where_nothing_is_told_there_is_no_fan():
    assert fan({}) == ()


def test_the_reliability_diagram_comes_out_as_by_hand():
    points = reliability(np.array([0.12, 0.18, 0.85, 1.0]), np.array([0.0, 1.0, 1.0, 1.0]))
    assert [(one.low, one.high, one.count) for one in points] == [(0.1, 0.2, 2), (0.8, 0.9, 1), (0.9, 1.0, 1)]
    assert [one.came for one in points] == [0.5, 1.0, 1.0]
    assert calibration_error(points) == pytest.approx((2 * 0.35 + 0.15 + 0) / 4)
