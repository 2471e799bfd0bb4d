"""Where a sign is going: the change point."""

from datetime import date

import numpy as np
import pytest

from amicable.decision.findings import Cell, Trend, trend


def cells(x, n, *, last=2025 * 4 + 3):
    """Quarters up to the last of 2025."""
    first = last - len(x) + 1
    return tuple(Cell(first + i, float(a), float(b)) for i, (a, b) in enumerate(zip(x, n, strict=True)))


def test_finds_the_quarter_in_which_it_began():
    found = trend(cells([0, 1, 0, 1, 0, 1, 7, 8, 7, 8], [10] * 10))
    assert found == Trend("rising", date(2025, 1, 1), before=0.05, after=0.75)


def test_finds_the_quarter_in_which_it_stopped():
    found = trend(cells([7, 8, 7, 8, 0, 0, 1, 0], [10] * 8))
    assert (found.direction, found.changed_on) == ("falling", date(2025, 1, 1))


def test_quarters_without_occasions_are_passed_over():
    """The change is dated by the quarters that had occasions."""
    found = trend(cells([0, 0, 0, 0, 0, 0, 9, 9, 9, 9], [10, 10, 0, 10, 10, 0, 10, 10, 10, 10]))
    assert (found.direction, found.changed_on) == ("rising", date(2025, 1, 1))


def test_a_rate_that_never_changes_is_steady():
    assert trend(cells([2] * 8, [10] * 8)) == Trend("steady")
    assert trend(cells([0] * 8, [10] * 8)) == Trend("steady")


@pytest.mark.parametrize("quarters", [3, 2, 0])
def test_fewer_than_four_quarters_tell_nothing(quarters):
    assert trend(cells([9] * quarters, [10] * quarters)) == Trend("unknown")


def share_of_alarms(throw, *, times=400):
    rng = np.random.default_rng(1)
    return np.mean([trend(cells(*throw(rng))).direction != "steady" for _ in range(times)])


def test_noise_is_steady_19_times_in_20():
    def invoices(rng):
        n = rng.integers(1, 8, 12)
        return rng.binomial(n, 0.3), n

    def orders(rng):
        n = rng.integers(1, 8, 12)
        return rng.poisson(n * 0.4), n

    assert share_of_alarms(invoices) <= 0.05
    assert share_of_alarms(orders) <= 0.05


def test_amounts_are_uneven_without_changing():
    """Hours for revenue swing from quarter to quarter; that is no trend, nine times in ten."""

    def hours(rng):
        n = rng.lognormal(1, 0.5, 12)
        return n * 8 * rng.lognormal(0, 0.4, 12), n

    def cents(rng):
        n = 1e6 * rng.lognormal(1, 0.5, 12)
        return n * 0.8 * rng.lognormal(0, 0.4, 12), n

    assert share_of_alarms(hours) <= 0.12
    assert share_of_alarms(cents) <= 0.12
