"""The model: its prior, its refit, its gate, and whether its probabilities come true."""

import json
from importlib import resources

import numpy as np
import pytest

from amicable.decision.outlook.backtest import calibration_error, reliability
from amicable.decision.outlook.model import HORIZONS, learn, shipped
from amicable.decision.outlook.model.baselines import BASELINES, Resolved
from amicable.decision.outlook.model.logistic import fit, shift
from amicable.decision.outlook.model.shipped import FILE
from amicable.decision.outlook.months import QUIET, SHOWING, UNSEEN, walk
from amicable.decision.outlook.worlds import WORLDS, make

from .firms import SIGN, simulated, until, walked


def forecasts(world, clients, seed, ago=6, horizon=6):
    """What was told `ago` months before the end about every client in which the sign showed, and what came."""
    whole, groups = simulated(world, clients, seed), np.zeros(clients, np.int64)
    full, seen = walk(SIGN, whole, groups), walk(SIGN, until(whole, ago), groups)
    learned = learn(seen, shipped()[horizon], horizon)
    told = learned.forecast(seen)
    later = full.status[np.searchsorted(full.place, seen.place), full.months - 1 - ago + horizon]
    asked = (seen.status[:, -1] == SHOWING) & (later != UNSEEN)
    each = {name: one[asked] for name, one in {**told.each, "shown": told.probability}.items()}
    return learned, each, (later == QUIET)[asked].astype(float)


def test_the_shipped_coefficients_are_those_that_the_worlds_give():
    """Made again with fewer clients they come out nearly the same; made again as shipped, exactly (./run worlds)."""
    text = resources.files("amicable.decision.outlook.model").joinpath(FILE).read_text(encoding="utf-8")
    kept, again = json.loads(text), make(clients=1500)
    assert again["features"] == kept["features"]
    for horizon in map(str, HORIZONS):
        one, other = kept["horizons"][horizon], again["horizons"][horizon]
        assert other["base_rate"] == pytest.approx(one["base_rate"], abs=0.03)
        assert other["mean"] == pytest.approx(one["mean"], abs=0.35)


def test_without_rows_the_prior_stands():
    prior = shipped()[6].prior
    none = np.zeros((0, 6))
    assert fit(prior, none, np.zeros(0)).mean == pytest.approx(prior.mean)
    assert shift(prior, none, np.zeros(0)).mean == pytest.approx(prior.mean)


def test_with_many_rows_the_truth_is_found_again():
    rng = np.random.default_rng(1)
    prior = shipped()[3].prior
    truth = np.array([0.4, -0.5, 0.2, -0.7, 0.9, 0.0, -0.3])
    features = rng.normal(prior.centre, 1, (40_000, 6))
    gone = (rng.random(40_000) < 1 / (1 + np.exp(-prior.rows(features) @ truth))).astype(float)
    assert fit(prior, features, gone).mean == pytest.approx(truth, abs=0.06)


def test_a_shift_moves_the_constant_alone():
    prior = shipped()[3].prior
    features = np.tile(prior.centre, (200, 1))
    moved = shift(prior, features, np.ones(200))
    assert moved.mean[0] > prior.mean[0] + 1
    assert (moved.mean[1:] == prior.mean[1:]).all()


def test_what_became_of_a_month_is_known_only_after_the_horizon():
    resolved = Resolved.of(walked(["333000000"]).status, 3)
    gone, known = resolved.counts()
    assert resolved.asked[0].nonzero()[0].tolist() == [2, 3, 4]
    assert known[0].tolist() == [0, 0, 0, 0, 0, 1, 2, 3, 3]
    assert gone[0, -1] == 3


@pytest.mark.parametrize("horizon", HORIZONS)
def test_probabilities_come_true_as_often_as_they_say(horizon):
    """Expected calibration error under 0.03, over firms of all four worlds at three moments."""
    told, came = [], []
    for seed, world in enumerate(WORLDS):
        for ago in (6, 10, 14):
            _, each, gone = forecasts(world, 2_000, seed, ago, horizon)
            told.append(each["shown"])
            came.append(gone)
    points = reliability(np.concatenate(told), np.concatenate(came))
    assert calibration_error(points) < 0.03


@pytest.mark.parametrize("world", WORLDS)
def test_the_outlook_is_no_worse_than_the_best_trivial_rule(world):
    told = [forecasts(world, 60, seed, ago) for seed in range(12) for ago in (6, 14)]
    came = np.concatenate([gone for _, _, gone in told])
    brier = {
        name: np.mean((np.concatenate([each[name] for _, each, _ in told]) - came) ** 2)
        for name in ("shown", *BASELINES)
    }
    assert brier["shown"] <= min(brier[name] for name in BASELINES)


def test_a_short_history_says_so_and_shows_the_rates_so_far():
    seen = walked(["333333", "000300", "000000"])
    learned = learn(seen, shipped()[6], 6)
    told = learned.forecast(seen)
    assert learned.by == "not_enough_history"
    assert told.probability == pytest.approx(told.each["own_rate"])


def test_where_the_features_say_nothing_the_model_is_not_believed():
    """Months that are shuffled between clients: nobody has a habit, so nothing beats the base rate by much."""
    rng = np.random.default_rng(2)
    rows = ["".join("3" if shown else "0" for shown in rng.random(30) < 0.12) for _ in range(40)]
    seen = walked(rows)
    learned = learn(seen, shipped()[6], 6)
    told = learned.forecast(seen)
    showing = seen.status[:, -1] == SHOWING
    assert np.abs(told.probability - learned.base_rate)[showing].mean() < 0.12


@pytest.mark.parametrize("world", WORLDS)
def test_intervals_hold_what_is_told(world):
    whole, groups = simulated(world, 80, 5), np.zeros(80, np.int64)
    seen = walk(SIGN, whole, groups)
    for horizon in HORIZONS:
        told = learn(seen, shipped()[horizon], horizon).forecast(seen)
        assert ((told.low <= told.probability) & (told.probability <= told.high)).all()
        assert ((told.low >= 0.01 - 1e-9) & (told.high <= 0.99 + 1e-9)).all()
