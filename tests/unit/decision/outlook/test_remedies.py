"""What remedies add: the prior, the firm's own plans, and that none makes it worse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.decision.ladder import all_remedies
from amicable.decision.outlook import ClosedPlan, recovery
from amicable.decision.outlook.remedies import recoveries
from amicable.signs import all_signs

WARNING = "written_warning"
PRIOR = all_remedies()[WARNING].works
LATE = all_signs()["late_payment"]


def plans(worked, failed, sign="late_payment"):
    return [ClosedPlan(WARNING, sign, True)] * worked + [ClosedPlan(WARNING, sign, False)] * failed


def test_a_written_warning_works_about_half_of_the_time_before_any_plan():
    assert recovery(WARNING, PRIOR, "late_payment").rate == pytest.approx(0.5)


def test_the_firms_own_plans_move_the_rate():
    """Ten and ten elsewhere, three of four here: 13 of 24."""
    found = recovery(WARNING, (10, 10), "late_payment", plans(3, 1))
    assert found.rate == pytest.approx(13 / 24)
    assert (found.plans, found.worked) == (4, 3)


def test_plans_for_another_sign_count_a_quarter_and_are_not_counted_as_its_own():
    found = recovery(WARNING, (10, 10), "late_payment", plans(4, 0, "no_shows"))
    assert found.rate == pytest.approx(11 / 21)
    assert found.plans == 0


def test_plans_with_another_remedy_say_nothing():
    other = [ClosedPlan("educate", "late_payment", True)] * 9
    assert recovery(WARNING, (10, 10), "late_payment", other).rate == pytest.approx(0.5)


@given(st.floats(0.01, 0.99), st.integers(0, 20), st.integers(0, 20))
def test_a_remedy_never_makes_it_worse(by_itself, worked, failed):
    found = recovery(WARNING, PRIOR, "late_payment", plans(worked, failed))
    assert found.beside(by_itself) >= by_itself
    assert found.beside(by_itself, 0.05) <= found.beside(by_itself, 0.95)


def test_every_remedy_that_can_mend_the_sign_is_told_in_the_order_of_the_ladder():
    told = [one.remedy for one in recoveries(LATE)]
    assert told == [one.name for one in all_remedies().values() if one.fits((LATE.family,))]
    assert WARNING in told
