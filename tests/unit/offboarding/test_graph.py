from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.offboarding import (
    ANCHORS,
    OWNERS,
    PROOFS,
    TRADES,
    Access,
    Calendar,
    CircularTasks,
    Ending,
    Taken,
    all_tasks,
    plan,
    startable,
)

CALENDAR = Calendar("FI")
ENDING = Ending(
    told_on=date(2026, 12, 1), end_on=date(2027, 1, 31), erase_on=date(2034, 1, 1), trade="accounting"
)


@st.composite
def endings(draw) -> Ending:
    told = draw(st.dates(date(2024, 1, 1), date(2030, 1, 1)))
    end = told + timedelta(days=draw(st.integers(0, 400)))
    erase = end + timedelta(days=draw(st.integers(1, 4000)))
    flags = st.booleans()
    systems = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    access = tuple(
        Access(system, "Ann", draw(st.sampled_from(["ours", "theirs"])), tuple(systems[:place]))
        for place, system in enumerate(systems)
    )
    return Ending(
        told, end, erase, draw(st.sampled_from(["", *TRADES])), holds_money=draw(flags), owes_refund=draw(flags),
        has_files=draw(flags), has_originals=draw(flags), has_mandates=draw(flags), has_deadlines=draw(flags),
        has_subscriptions=draw(flags), third_parties=("bank",) if draw(flags) else (), successor="X" if draw(flags) else "",
        access=access, cut_off=draw(flags),
    )  # fmt: skip


@given(endings())
def test_no_task_is_due_before_one_that_it_waits_for(ending):
    planned = {one.key: one for one in plan(ending, CALENDAR)}
    assert all(planned[key].due_on <= one.due_on for one in planned.values() for key in one.after)


@given(endings())
def test_every_task_falls_on_a_working_day_after_the_client_was_told(ending):
    assert all(CALENDAR.works(one.due_on) and one.due_on >= ending.told_on for one in plan(ending, CALENDAR))


@given(endings())
def test_nothing_is_erased_before_its_day(ending):
    (erased,) = (one for one in plan(ending, CALENDAR) if one.key == "data_erased")
    assert erased.due_on >= ending.erase_on


@given(endings(), st.randoms(use_true_random=False))
def test_every_offboarding_can_be_carried_to_its_end(ending, random):
    """Whatever is ticked first among what can be, all is ticked at last, and nothing before what it waits for."""
    planned, taken = plan(ending, CALENDAR), {}
    while open_ones := startable(planned, taken):
        chosen = random.choice(open_ones)
        assert all(taken[key].over for key in chosen.after)
        taken[chosen.key] = Taken(done=True) if random.random() < 0.8 else Taken(accepted_by="Ann")
    assert set(taken) == {one.key for one in planned}


def test_each_access_is_a_task_of_its_own_and_waits_for_the_systems_before_it():
    register = (Access("agent", "robot", "ours"), Access("console", "Ann", "ours", ("agent",)))
    planned = {one.key: one for one in plan(replace(ENDING, access=register), CALENDAR)}
    assert "remove_our_access:agent" in planned["remove_our_access:console"].after
    assert planned["remove_our_access:console"].holder == "Ann"
    assert "remove_our_access" not in planned


def test_refuses_accesses_that_wait_for_one_another():
    register = (Access("a", "Ann", "theirs", ("b",)), Access("b", "Ann", "theirs", ("a",)))
    with pytest.raises(CircularTasks, match="wait for one another"):
        plan(replace(ENDING, access=register), CALENDAR)


def test_a_trade_brings_its_own_tasks():
    own = {one.key for one in plan(ENDING, CALENDAR)}
    others = {one.key for one in plan(replace(ENDING, trade="law"), CALENDAR)}
    assert "payroll_handed_over" in own - others
    assert {"court_leave", "trust_zero"} <= others - own


def test_the_portal_stays_open_until_the_client_has_the_files():
    planned = plan(ENDING, CALENDAR)
    all_but = {one.key: Taken(done=True) for one in planned if one.key not in ("file_pack_received", "portal_closed", "acknowledged")}  # fmt: skip
    assert "portal_closed" not in {one.key for one in startable(planned, all_but)}


@pytest.mark.parametrize("name", sorted(all_tasks()))
def test_every_task_is_declared_with_words_that_exist(name):
    task = all_tasks()[name]
    assert task.owner in OWNERS
    assert task.proof in PROOFS
    assert task.due.anchor in ANCHORS
    assert set(task.trades) <= set(TRADES)
    assert set(task.after) <= set(all_tasks())
