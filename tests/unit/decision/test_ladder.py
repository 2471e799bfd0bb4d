"""The ladder: what is open, what may be skipped, and whether a remedy helped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amicable.decision.ladder import (
    Outcome,
    RungSkipped,
    Seen,
    Tried,
    all_remedies,
    exhausted,
    measured,
    open_rungs,
    passed_over,
    step_to,
)
from amicable.signs import FAMILIES, Model, all_signs

NAMES = tuple(all_remedies())
TRIED = st.lists(
    st.builds(Tried, st.sampled_from(NAMES), st.sampled_from(Outcome), st.sampled_from(["", "They refused."]))
)
SOME = st.sets(st.sampled_from(sorted(FAMILIES)), min_size=1)


def names(remedies):
    return [one.name for one in remedies]


def test_the_mildest_remedy_comes_first_and_the_referral_last():
    assert NAMES == (
        "own_fault_fix", "educate", "set_boundary", "another_contact", "renegotiate",
        "reassign", "lighter_tier", "written_warning", "refer_elsewhere",
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_each_remedy_is_named_like_its_file_and_mends_known_families(name):
    one = all_remedies()[name]
    assert one.name == name
    assert one.mends == {"*"} or one.mends <= set(FAMILIES)
    assert one.asks
    assert all(question.endswith("?") or "?" in question for question in one.asks)
    assert 0 < one.works[0] / sum(one.works) < 1
    assert one.source.endswith(".")


@pytest.mark.parametrize("name", all_signs())
def test_what_a_sign_says_can_mend_it_stands_on_the_ladder(name):
    assert set(all_signs()[name].remedies) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_target_is_no_worse_than_the_present_rate(name):
    assert 0 <= all_remedies()[name].target(0.8, 0.2) <= 0.8


def test_a_written_warning_works_about_half_of_the_time():
    assert all_remedies()["written_warning"].works == (10.0, 10.0)


def test_only_remedies_that_fit_the_families_are_open():
    assert "another_contact" not in names(open_rungs([], ["payment"]))
    assert "renegotiate" in names(open_rungs([], ["payment"]))


def test_what_was_tried_is_behind_us_and_what_runs_is_still_open():
    tried = [Tried("educate", Outcome.NOT_IMPROVED), Tried("set_boundary", Outcome.TOO_EARLY)]
    found = names(open_rungs(tried, ["no_boundaries"]))
    assert "educate" not in found
    assert "set_boundary" in found


def test_a_rung_skipped_without_a_reason_is_still_open():
    assert "educate" in names(open_rungs([Tried("educate", Outcome.SKIPPED, " ")], ["payment"]))


def test_going_to_a_warning_needs_a_reason_for_each_milder_remedy():
    with pytest.raises(RungSkipped, match="Explain how to work with us"):
        step_to("written_warning", [], ["payment"], {"own_fault_fix": "None of ours was found."})


def test_reasons_given_are_written_down_rung_by_rung():
    reasons = dict.fromkeys(NAMES, "Agreed with the owner.")
    found = step_to("written_warning", [], ["payment"], reasons)
    assert [one.remedy for one in found] == names(passed_over("written_warning", [], ["payment"]))
    assert all(one.outcome is Outcome.SKIPPED and one.reason for one in found)


@given(tried=TRIED, families=SOME)
def test_an_ending_is_never_reached_past_an_open_rung_without_a_reason(tried, families):
    still = open_rungs(tried, families)
    if still:
        with pytest.raises(RungSkipped):
            step_to("part", tried, families, {})
    else:
        assert step_to("part", tried, families, {}) == ()
    written = step_to("part", tried, families, {one.name: "Because." for one in still})
    assert exhausted([*tried, *written], families)


@given(tried=TRIED, families=SOME)
def test_trying_more_never_opens_a_rung(tried, families):
    more = [*tried, Tried(NAMES[0], Outcome.NOT_IMPROVED)]
    assert set(names(open_rungs(more, families))) <= set(names(open_rungs(tried, families)))


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (Seen(10, 12, 12), Seen(1, 8, 8), Outcome.IMPROVED),
        (Seen(10, 12, 12), Seen(7, 8, 8), Outcome.NOT_IMPROVED),
        (Seen(10, 12, 12), Seen(0, 2, 2), Outcome.TOO_EARLY),
        (Seen(6, 12, 12), Seen(2, 6, 6), Outcome.TOO_EARLY),
        (Seen(6, 12, 12), Seen(5, 12, 12), Outcome.NOT_IMPROVED),
        (Seen(10, 12, 12), Seen(0, 0, 0), Outcome.TOO_EARLY),
    ],
)
def test_measures_again_and_says_so_only_when_it_is_sure(before, after, outcome):
    assert measured(before, after).outcome is outcome


def test_better_than_before_but_short_of_the_target_is_not_improved():
    one = measured(Seen(18, 20, 20), Seen(8, 20, 20), target=0.1)
    assert one.outcome is Outcome.NOT_IMPROVED
    assert measured(Seen(18, 20, 20), Seen(8, 20, 20)).outcome is Outcome.IMPROVED


@pytest.mark.parametrize("model", [Model.SHARE, Model.COUNT, Model.RATIO])
def test_nothing_is_said_of_a_plan_before_which_nothing_was_recorded(model):
    for after in (Seen(0, 40, 40), Seen(30, 10, 12)):
        assert measured(Seen(0, 0, 0), after, model=model).outcome is Outcome.TOO_EARLY


def test_counts_and_quotients_are_measured_too():
    assert measured(Seen(30, 12, 12), Seen(5, 8, 8), model=Model.COUNT).outcome is Outcome.IMPROVED
    assert measured(Seen(1500, 1000, 8), Seen(300, 1000, 6), model=Model.RATIO).outcome is Outcome.IMPROVED


@settings(max_examples=40)
@given(
    shown=st.integers(0, 30), of=st.integers(1, 30), later=st.integers(0, 30), of_later=st.integers(1, 30),
    model=st.sampled_from([Model.SHARE, Model.COUNT]),
)  # fmt: skip
def test_fewer_events_never_look_worse(shown, of, later, of_later, model):
    shown, later = min(shown, of), min(later, of_later)
    before, after = Seen(shown, of, of), Seen(later, of_later, of_later)
    one = measured(before, after, model=model)
    assert 0 <= one.probability <= 1
    assert one.low <= one.high
    if later:
        fewer = measured(before, Seen(later - 1, of_later, of_later), model=model)
        assert fewer.probability >= one.probability - 1e-9
