"""May I do this now? The answer in a sentence."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from amicable.decision.mandate import Asked, Spent, Terms, Verdict, may, month_of, room

CREDIT = Terms("goodwill_credit", "EUR", per_client=5_000, per_month=20_000, above="Max")
NOTHING = Spent()


def test_allows_what_is_within_both_limits_and_says_what_is_left():
    answer = may([(CREDIT, Spent(for_client=1_000, in_month=3_000))], Asked("goodwill_credit", 2_500))
    assert answer.allowed
    assert answer.said("en") == "Yes, you may give €25.00 now. For this client €15.00 is left this month."


def test_sends_what_is_too_much_for_one_client_to_the_named_person():
    answer = may([(CREDIT, Spent(for_client=4_000))], Asked("goodwill_credit", 1_500))
    assert answer.verdict is Verdict.ABOVE
    assert (
        answer.said("en")
        == "€15.00 is more than you may give to this client this month; €10.00 is left. Max can grant it."
    )


def test_sends_what_the_month_no_longer_holds_to_the_named_person():
    answer = may([(CREDIT, Spent(in_month=19_000))], Asked("goodwill_credit", 2_000))
    assert (
        answer.said("en")
        == "€20.00 is more than this month's budget still holds; €10.00 is left. Max can grant it."
    )


def test_says_no_where_no_line_speaks_of_it():
    answer = may([(CREDIT, NOTHING)], Asked("end_call"))
    assert answer.verdict is Verdict.NO
    assert "Ask the owner" in answer.said("en")


def test_what_gives_no_money_needs_no_amount():
    assert may([(Terms("end_call", "EUR", above="Max"), NOTHING)], Asked("end_call")).allowed


def test_a_line_for_some_groups_of_clients_holds_for_no_other():
    key = replace(CREDIT, segments=frozenset({"key"}))
    assert may([(key, NOTHING)], Asked("goodwill_credit", 100, segment="key")).allowed
    refused = may([(key, NOTHING)], Asked("goodwill_credit", 100, segment="small"))
    assert refused.verdict is Verdict.ABOVE
    assert "other groups of clients" in refused.said("en")


def test_signs_can_be_asked_for_and_can_stand_in_the_way():
    asked = Asked("goodwill_credit", 100, shows=frozenset({"credits_and_refunds"}))
    assert may([(replace(CREDIT, signs=frozenset({"credits_and_refunds"})), NOTHING)], asked).allowed
    assert not may([(replace(CREDIT, signs=frozenset({"late_payment"})), NOTHING)], asked).allowed
    assert not may([(replace(CREDIT, unless=frozenset({"credits_and_refunds"})), NOTHING)], asked).allowed


def test_the_account_of_a_business_or_of_nobody_knows_whom_is_never_ended_on_the_spot():
    lines = [(Terms("end_account", "EUR", above="Max"), NOTHING)]
    assert may(lines, Asked("end_account", kind="consumer")).allowed
    for kind in ("business", ""):
        assert may(lines, Asked("end_account", kind=kind)).verdict is Verdict.ABOVE


def test_of_several_lines_the_one_that_allows_it_counts():
    wide = replace(CREDIT, per_client=50_000, per_month=None, segments=frozenset({"key"}), number=2)
    answer = may(
        [(replace(CREDIT, number=1), NOTHING), (wide, NOTHING)],
        Asked("goodwill_credit", 9_000, segment="key"),
    )
    assert answer.allowed
    assert answer.terms.number == 2


def test_a_budget_begins_anew_each_month():
    assert month_of(date(2026, 2, 28)) == date(2026, 2, 1)


amounts = st.integers(0, 10**9)
limits = st.none() | amounts


@given(limits, limits, st.lists(amounts, max_size=20))
def test_whatever_is_booked_one_after_another_no_limit_is_ever_exceeded(per_client, per_month, wanted):
    terms = replace(CREDIT, per_client=per_client, per_month=per_month)
    spent = 0
    for amount in wanted:
        before = Spent(spent, spent)
        answer = may([(terms, before)], Asked("goodwill_credit", amount))
        left = room(terms, before)
        assert answer.allowed == (left is None or amount <= left)
        assert answer.said("en")
        spent += amount * answer.allowed
    assert all(limit is None or spent <= limit for limit in (per_client, per_month))
