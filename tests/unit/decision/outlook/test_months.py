"""When a sign shows, when it is gone, and that one month more needs no history."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.decision.outlook.months import QUIET, SHOWING, UNSEEN, State, walk
from amicable.decision.outlook.months.state import FEATURES

from .firms import SIGN, months, simulated, until, walked


def test_a_sign_shows_while_three_months_together_are_above_the_threshold():
    """Two of nine late are 22 %, below a quarter; three are 33 %."""
    (told,) = walked(["0033000"]).status.tolist()
    assert told == [QUIET, QUIET, SHOWING, SHOWING, SHOWING, SHOWING, QUIET]


def test_without_an_occasion_for_three_months_nothing_is_known():
    (told,) = walked(["3     0"]).status.tolist()
    assert told == [SHOWING, SHOWING, SHOWING, UNSEEN, UNSEEN, UNSEEN, QUIET]


def test_a_spell_is_counted_from_its_first_month():
    assert walked(["0003333"]).last.age.tolist() == [4]
    assert walked(["3333000"]).last.age.tolist() == [1]


def test_exits_are_counted_and_months_without_occasions_are_not():
    last = walked(["3000300   300"]).last
    assert last.exits.tolist() == [2]
    assert last.months.tolist() == [9]


rows = st.lists(st.text("0123 ", min_size=8, max_size=8), min_size=2, max_size=6)


@given(rows.filter(lambda some: any(one.strip() for one in some)))
def test_what_comes_later_changes_nothing_that_was_told_before(some):
    whole = months(some)
    groups = np.zeros(len(some), np.int64)
    full = walk(SIGN, whole, groups)
    known = until(whole, 1)
    if known.length < 1 or full.months - known.length != 1:
        return
    before = walk(SIGN, known, groups)
    here = np.searchsorted(full.place, before.place)
    assert (full.status[here, :-1] == before.status).all()


def test_the_features_too_are_those_of_the_day():
    """Forecasts of the past may look at nothing that came after."""
    whole = simulated("drift", 60, seed=3, length=30)
    groups = np.zeros(60, np.int64)
    full, before = walk(SIGN, whole, groups), walk(SIGN, until(whole, 6), groups)
    here = np.searchsorted(full.place, before.place)
    # the weight of everybody's rate is taken from the usual month, over all months
    assert full.features[here, :-6] == pytest.approx(before.features, abs=0.02)
    assert before.features.shape[2] == len(FEATURES)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_the_state_of_two_clients_side_by_side_is_that_of_each_alone(steps):
    together, alone = State.fresh(2), State.fresh(1)
    threshold = np.array([0.25, 0.25])
    for x, extra in steps:
        n = np.array([x + extra, 2.0])
        together = together.after(np.array([x, 1.0]), n).judged(threshold)
        alone = alone.after(np.array([float(x)]), n[:1]).judged(threshold[:1])
    assert together.status[0] == alone.status[0]
    assert together.x[:, 0] == pytest.approx(alone.x[:, 0])
    assert (together.age[0], together.months[0], together.exits[0]) == (
        alone.age[0],
        alone.months[0],
        alone.exits[0],
    )


def test_clients_asked_alone_get_the_walk_that_they_have_among_all():
    whole = simulated("episodes", 50, seed=1, length=24)
    groups = np.arange(50) % 3
    everybody = walk(SIGN, whole, groups)
    few = walk(SIGN, whole, groups, only=np.array([4, 17]))
    here = np.searchsorted(everybody.place, few.place)
    assert (everybody.status[here] == few.status).all()
    assert everybody.features[here] == pytest.approx(few.features)
