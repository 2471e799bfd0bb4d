"""The advisor follows the research."""

from itertools import product

import pytest

from amicable.disengagement.advisor import STRENGTHS, WISHES, Outset, advise, wanted

ALL = [Outset(*one) for one in product((None, True, False), WISHES, (0, 2), (0, 1), *[(True, False)] * 4)]


def about(name, **outset):
    (found,) = (one for one in advise(Outset(**outset)) if one.about == name)
    return found


def test_a_content_client_is_a_warning_against_the_end():
    assert about("ending", satisfied=True).do is False
    assert "ending" not in [one.about for one in advise(Outset(satisfied=False))]


@pytest.mark.parametrize("what", ["apology", "goodwill"])
@pytest.mark.parametrize("alternatives", [0, 3])
def test_a_client_who_is_glad_to_go_gets_neither_apology_nor_refund_pushed(what, alternatives):
    assert about(what, wishes="glad_to_go", alternatives=alternatives, own_faults=1).do is False


def test_without_an_alternative_compensation_weighs_more():
    assert about("goodwill", alternatives=0).do is True
    assert about("goodwill", alternatives=2).do is None


def test_a_client_who_wants_to_stay_is_softened():
    assert about("goodwill", wishes="wants_to_stay", alternatives=2).do is True
    assert about("apology", wishes="wants_to_stay").do is True


def test_in_the_heat_of_a_quarrel_nobody_apologises():
    assert about("apology", heated=True, own_faults=3).do is False


def test_nobody_calls_where_it_is_not_safe():
    assert about("call", unsafe=True).do is False


def test_nobody_calls_where_the_policy_pack_is_against_it():
    assert about("call", may_call=False).do is False
    assert about("call").do is True


def test_no_reason_is_given_where_the_policy_pack_is_against_it():
    assert about("explanation", may_explain=False).do is False
    assert about("explanation").do is True


def test_an_apology_is_for_a_documented_thing_and_else_left_to_the_firm():
    assert about("apology", own_faults=1).do is True
    assert about("apology").do is None


def test_notice_and_alternatives_always_help():
    for outset in ALL:
        assert wanted(advise(outset), "notice")
        assert wanted(advise(outset), "alternatives")


def test_never_a_refund_for_silence():
    assert not any(wanted(advise(outset), "silence") for outset in ALL)
    assert all(any(one.about == "silence" for one in advise(outset)) for outset in ALL)


def test_every_advice_has_a_reason_a_strength_and_a_source():
    for one in (advice for outset in ALL for advice in advise(outset)):
        assert one.because.endswith(".")
        assert one.strength in STRENGTHS
        assert one.source
