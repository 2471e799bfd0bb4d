from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amicable.offboarding import Calendar

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_passes_over_weekends_and_public_holidays():
    """6 December 2027 is a Monday and Independence Day in Finland."""
    assert Calendar("FI").on_or_after(date(2027, 12, 4)) == date(2027, 12, 7)
    assert Calendar("PL").on_or_after(date(2027, 12, 4)) == date(2027, 12, 6)


def test_counts_working_days_forwards_and_backwards():
    friday = date(2027, 3, 5)
    assert Calendar().moved(friday, 1) == date(2027, 3, 8)
    assert Calendar().moved(friday, -5) == date(2027, 2, 26)
    assert Calendar().moved(date(2027, 3, 6), 0) == date(2027, 3, 8)


@given(DAYS, st.integers(-60, 60))
def test_always_arrives_on_a_working_day_on_the_right_side(day, count):
    calendar = Calendar("ES")
    found = calendar.moved(day, count)
    assert calendar.works(found)
    assert found > day if count > 0 else found < day if count < 0 else found >= day


@given(DAYS, st.integers(1, 40))
def test_passes_exactly_as_many_working_days_as_asked(day, count):
    calendar = Calendar("VN")
    found = calendar.moved(day, count)
    between = (day + timedelta(days=n) for n in range(1, (found - day).days + 1))
    assert sum(calendar.works(one) for one in between) == count
