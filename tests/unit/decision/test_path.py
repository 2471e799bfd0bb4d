"""The path of a case: no step is skipped, and nothing that must be there is passed over."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from amicable.decision import path
from amicable.decision.path import ACTIONS, ALLOWED, BLOCKS, NEEDS, PAUSES, STATES, WAY, Held

choices = st.tuples(st.booleans(), st.integers(0, 50))
"""Any action at all, or one of those that lead on from where the case is."""
gates = st.dictionaries(
    st.sampled_from("abc"), st.frozensets(st.sampled_from(BLOCKS), min_size=1), max_size=3
)
rungs = st.frozensets(st.sampled_from("xyz"), max_size=2)
done = st.frozensets(st.sampled_from(sorted(NEEDS)))
attempts = st.lists(st.tuples(choices, gates, rungs, st.just(frozenset(NEEDS)) | done), max_size=40)


def walk(tried):
    """The states a case went through, with what was known at each step that was let through."""
    state, before, seen = "open", "", [("open", None, None)]
    for (anywhere, which), standing, untried, there in tried:
        leading_on = list(ACTIONS.values()) if anywhere else path.possible(state) or list(ACTIONS.values())
        name = leading_on[which % len(leading_on)].name
        held = Held(state, before, standing, untried, there)
        try:
            state, before = path.taken(held, name)
        except (path.NotPossible, path.NotYet):
            continue
        seen.append((state, ACTIONS[name], held))
    return seen


@given(attempts)
def test_no_path_skips_a_state(tried):
    visited = []
    for state, _, _ in walk(tried):
        if state in WAY:
            earlier = [one for one in WAY[: WAY.index(state)] if one != "repairing"]
            assert all(one in visited for one in earlier), state
        visited.append(state)


@given(attempts)
def test_no_path_passes_a_gate_that_stands(tried):
    for _, action, held in walk(tried)[1:]:
        assert all(action.blocked_as not in forbidden for forbidden in held.gates.values())


@given(attempts)
def test_no_path_reaches_a_decision_with_a_remedy_left_untried(tried):
    for state, action, held in walk(tried)[1:]:
        if state == "decided" and action.name == "decide":
            assert not held.rungs
            assert {"record", "signature"} <= held.done


@given(attempts)
def test_no_step_is_taken_while_something_that_it_needs_is_missing(tried):
    for _, action, held in walk(tried)[1:]:
        assert set(action.needs) <= held.done


@given(attempts, st.sampled_from(["suspend", "contest"]))
def test_a_pause_comes_back_to_where_the_case_was(tried, pause):
    state, _, _ = walk(tried)[-1]
    assume(state in ACTIONS[pause].comes_from)
    paused, before = path.taken(Held(state, done=frozenset(NEEDS)), pause)
    back = "resume" if pause == "suspend" else "uphold"
    assert path.taken(Held(paused, before, done=frozenset(NEEDS)), back) == (state, "")


@given(attempts)
def test_what_was_told_is_never_withdrawn_in_silence(tried):
    states = [state for state, _, _ in walk(tried)]
    assert not ("withdrawn" in states and "told" in states)


def test_every_state_is_reached_by_some_path():
    reached, pending = set(), {("open", "")}
    while pending:
        state, before = pending.pop()
        reached.add((state, before))
        for action in path.possible(state):
            step = path.taken(Held(state, before, done=frozenset(NEEDS)), action.name)
            pending |= {step} - reached
    assert {state for state, _ in reached} == set(STATES)


@pytest.mark.parametrize("state", WAY[:8])
def test_what_was_delivered_can_always_be_invoiced_and_collected(state):
    assert ALLOWED[state].invoice
    assert ALLOWED[state].collect


@pytest.mark.parametrize("state", ["told", "notice", "winding_down"])
def test_nothing_new_begins_once_the_client_knows_and_open_work_is_finished(state):
    assert not ALLOWED[state].quote
    assert not ALLOWED[state].order
    assert ALLOWED[state].deliver
    assert ALLOWED[state].support


@pytest.mark.parametrize("pause", sorted(PAUSES))
@pytest.mark.parametrize("before", ["open", "notice"])
def test_a_pause_changes_nothing_about_what_is_allowed(pause, before):
    assert path.allowed(pause, before) == path.allowed(before)
    assert path.in_words(pause, before) == path.in_words(before)


def test_the_path_of_a_paused_case_is_that_of_where_it_was():
    assert path.passed("suspended", "decided") == ("open", "repairing", "decided")
    assert path.passed("withdrawn") == ()


@pytest.mark.parametrize(("clients", "most"), [(1, 3), (60, 3), (100, 5), (1_000_000, 50_000)])
def test_a_firm_ends_no_more_than_it_can_bear_at_once(clients, most):
    assert path.bearable(clients) == most


def test_a_refused_step_says_first_what_stands_in_the_way():
    held = Held("open", gates={"litigation": frozenset({"decide"})}, rungs=frozenset({"educate"}))
    with pytest.raises(path.NotYet) as refused:
        path.taken(held, "decide")
    assert [one.kind for one in refused.value.lacking] == ["gate", "rung", "need", "need"]
    assert "gate stands in the way" in str(refused.value)
