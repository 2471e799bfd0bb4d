"""Prospects: a rule that anybody can follow on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.disengagement.clauses import names
from amicable.profiles.profile import Range
from amicable.screening import ANSWERS, COURSES, Measure, Side, all_early, screened
from amicable.signs import FAMILIES

ORDER = ("welcome", "on_terms", "not_now")
NO = dict.fromkeys(all_early(), "no")
answers = st.fixed_dictionaries({name: st.sampled_from(sorted(ANSWERS)) for name in all_early()})


def test_nothing_seen_is_welcome_and_nothing_known_is_a_reason_to_ask():
    assert screened(NO).course == "welcome"
    unknown = screened({})
    assert unknown.course == "ask_first"
    assert len(unknown.to_ask) == len(all_early())


def test_one_grave_sight_is_enough():
    assert screened({**NO, "honesty": "yes"}).course == "not_now"
    assert screened({**NO, "honesty": "a_little"}).course == "on_terms"


def test_every_early_sign_announces_a_family_and_has_a_clause_that_helps():
    for one in all_early().values():
        assert one.family in FAMILIES
        assert one.clause in names()


@given(answers, st.sampled_from(sorted(all_early())))
def test_seeing_more_never_makes_a_prospect_more_welcome(seen, name):
    if "unknown" in seen.values():
        seen = {key: "no" if value == "unknown" else value for key, value in seen.items()}
    before = screened({**seen, name: "no"}).course
    after = screened({**seen, name: "yes"}).course
    assert ORDER.index(after) >= ORDER.index(before)


@given(answers)
def test_every_answer_has_a_way_to_begin_and_what_to_ask(seen):
    found = screened(seen)
    assert found.course in COURSES
    assert {one.name for one in found.to_ask} == {name for name, value in seen.items() if value == "unknown"}
    assert "exit" in found.clauses


LESS, MORE = Range(1, 5, 9), Range(20, 30, 40)


@pytest.mark.parametrize(
    ("value", "ideal", "non_ideal", "side"),
    [
        (5, LESS, MORE, Side.IDEAL),
        (0, LESS, MORE, Side.IDEAL),
        (15, LESS, MORE, Side.BETWEEN),
        (30, LESS, MORE, Side.NON_IDEAL),
        (1000, LESS, MORE, Side.NON_IDEAL),
        (1000, MORE, LESS, Side.IDEAL),
        (5, LESS, Range(4, 6, 8), Side.BETWEEN),
        (2, Range(3, 6, 9), Range(4, 5, 7), Side.BETWEEN),
        (5, LESS, None, Side.UNKNOWN),
        (None, LESS, MORE, Side.UNKNOWN),
    ],
)
def test_a_figure_resembles_those_in_whose_range_it_lies_or_beyond_whom(value, ideal, non_ideal, side):
    assert Measure("hours", value, ideal, non_ideal).side is side


def test_figures_like_those_of_the_others_are_a_reason_for_terms():
    assert screened(NO, [Measure("hours", 30, LESS, MORE)]).course == "on_terms"
    assert screened(NO, [Measure("hours", 5, LESS, MORE)]).course == "welcome"
