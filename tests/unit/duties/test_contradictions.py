"""Where packs contradict one another, each side is shown and a choice is made."""

from hypothesis import given
from hypothesis import strategies as st

from amicable import duties

PACKS = duties.packs()


def about(names, question):
    found = duties.contradictions([PACKS[name] for name in names])
    return next(one for one in found if question in f"{one.question} {one.about}")


def test_a_required_reason_comes_before_advice_against_one():
    one = about(["accounting_us", "payment_services_uk"], "reason")
    assert {side.value for side in one.sides} == {"advised_against", "required"}
    assert (one.chosen.value, one.chosen.pack) == ("required", "payment_services_uk")


def test_the_longest_notice_is_chosen_across_units():
    one = about(["accounting_fi", "payment_services_uk", "accounting_us"], "notice")
    assert one.chosen.value == "90 days"


def test_a_channel_barred_by_one_pack_is_not_used():
    assert about(["general_b2b", "medicine_us"], "E-mail").chosen.value == "never"


def test_records_are_kept_as_long_as_the_longest_duty_and_never_withheld_where_one_pack_forbids_it():
    assert about(["general_b2b", "medicine_us"], "Letters").chosen.value == "7 years 0 days"
    assert about(["accounting_fi", "accounting_us"], "kept back").chosen.value == "never"


def test_a_pack_never_contradicts_itself():
    assert all(duties.contradictions([pack, pack]) == () for pack in PACKS.values())


@given(st.permutations(sorted(PACKS)))
def test_the_choice_does_not_depend_on_the_order(names):
    chosen = {
        (one.question, one.about, one.chosen.value)
        for one in duties.contradictions(PACKS[name] for name in names)
    }
    usual = {(one.question, one.about, one.chosen.value) for one in duties.contradictions(PACKS.values())}
    assert chosen == usual
