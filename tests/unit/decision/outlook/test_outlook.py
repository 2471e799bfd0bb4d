"""The outlook of a small firm written by hand, and the backtest that opens it day by day."""

from datetime import date, timedelta

import pytest

from amicable.decision.criteria import Criteria
from amicable.decision.outlook import ClosedPlan, NoPeriod, backtest, outlook, outlooks
from amicable.decision.outlook.experience import experience
from amicable.decision.outlook.figures import persistence_table
from amicable.decision.review import review
from amicable.evidence import Evidence
from tests.spec.tables import evidence

MONTHS = [date(2023 + number // 12, number % 12 + 1, 5) for number in range(36)]
CHRONIC, ONCE, GOOD, LEFT = "c:chronic", "c:once", "c:good", "c:left"
OTHERS = [f"c:{number:02d}" for number in range(30)]


def paid_after(client, month):
    """Days from due to paid: one pays late always, one did early on, others have their late seasons."""
    if client == CHRONIC or (client == ONCE and month < 6):
        return 60
    late = client in OTHERS and (month + 5 * OTHERS.index(client)) % 20 < 4
    return 40 if late else 0


def firm_on(engine, day: date) -> Evidence:
    """What was known of the firm on `day`."""
    rows = []
    for client in (CHRONIC, ONCE, GOOD, LEFT, *OTHERS):
        for month, due in enumerate(MONTHS):
            paid = due + timedelta(days=paid_after(client, month))
            if due <= day and not (client == LEFT and month > 20):
                rows.append(
                    {
                        "invoice_id": f"{client}/{month}", "client_id": client, "issued_on": str(due - timedelta(days=14)),
                        "due_on": str(due), "paid_on": str(paid) if paid <= day else "", "total": "100",
                    }
                )  # fmt: skip
    clients = [{"client_id": one, "name": one} for one in (CHRONIC, ONCE, GOOD, LEFT, *OTHERS)]
    return evidence(engine, {"clients": clients, "invoices": rows}, as_of=day)


@pytest.fixture(scope="module")
def reviewed(engine):
    return review(firm_on(engine, date(2025, 12, 31)), Criteria())


def late(reviewed, client, plans=()):
    told = outlook(reviewed, reviewed.position(client), plans)
    return next(one for one in told if one.sign.name == "late_payment")


def test_what_has_shown_for_years_is_unlikely_to_go_by_itself(reviewed):
    told = late(reviewed, CHRONIC)
    assert told.state == "showing"
    assert told.months > 24
    assert told.p3 < 0.4
    assert told.interval[0] <= told.p6 <= told.interval[1]


def test_what_stopped_is_quiet_and_has_no_remedies(reviewed):
    told = late(reviewed, ONCE)
    assert (told.state, told.remedies) == ("quiet", ())
    assert told.p6 > 0.5


def test_without_invoices_for_three_months_nothing_is_told(reviewed):
    told = late(reviewed, LEFT)
    assert (told.state, told.p3, told.p6, told.interval) == ("unseen", None, None, None)


def test_plans_that_worked_raise_what_a_remedy_promises(reviewed):
    plans = [ClosedPlan("written_warning", "late_payment", True)] * 10
    before, after = (
        next(
            one for one in late(reviewed, CHRONIC, some).remedies if one.recovery.remedy == "written_warning"
        )
        for some in ((), plans)
    )
    assert after.p6 > before.p6
    assert after.recovery.plans == 10


def test_one_client_is_told_the_same_as_among_all(reviewed):
    past = experience(reviewed.facts)
    positions = list(range(len(reviewed.order)))
    everybody = outlooks(reviewed, positions, known=past)
    assert everybody[3] == outlook(reviewed, 3, known=past)


def test_the_table_tells_how_each_sign_lasts(reviewed):
    rows = {one.sign: one for one in persistence_table(reviewed, experience(reviewed.facts))}
    assert rows["late_payment"].showing >= 1
    assert set(rows["late_payment"].gone) == {3, 6}


@pytest.fixture(scope="module")
def tested(engine):
    criteria = Criteria(off=frozenset(one for one in everything() if one != "late_payment"))
    opened = []

    def at(day):
        opened.append(day)
        return firm_on(engine, day)

    return backtest(at, criteria, date(2025, 1, 31), date(2025, 12, 31)), opened, criteria


def everything():
    return [sign.name for sign in Criteria().in_force()]


def test_the_backtest_opens_the_evidence_as_it_was_on_each_day(tested):
    found, opened, _ = tested
    assert opened == list(found.days)
    assert opened[0] == date(2025, 1, 31)
    assert opened[1] == date(2025, 2, 28)
    assert opened[-1] == date(2025, 12, 31)


def test_the_backtest_compares_what_was_told_with_what_came(tested):
    found, *_ = tested
    three = next(one for one in found.tests if one.horizon == 3)
    assert three.forecasts == sum(three.by.values()) == sum(point.count for point in three.points)
    assert three.enough
    assert 0 < three.brier["shown"] < three.brier["same_as_now"]


def test_the_backtest_tells_what_the_outlook_would_have_told(engine, tested):
    """The mean of what was told on the one day whose forecasts it judges is the mean of the outlook of that day."""
    *_, criteria = tested
    day = date(2025, 9, 30)
    found = backtest(lambda day: firm_on(engine, day), criteria, day, date(2025, 12, 31))
    (test,) = found.tests
    known = review(firm_on(engine, day), criteria)
    told = [some[0] for some in outlooks(known, range(len(known.order))).values() if some]
    later = review(firm_on(engine, date(2025, 12, 31)), criteria)
    seen = {
        position
        for position, some in outlooks(later, range(len(later.order))).items()
        if some[0].state != "unseen"
    }
    shown = [one.p3 for position, one in enumerate(told) if one.state == "showing" and position in seen]
    mean = sum(point.told * point.count for point in test.points) / test.forecasts
    assert mean == pytest.approx(sum(shown) / len(shown))


def test_a_period_too_short_to_judge_is_refused(engine):
    with pytest.raises(NoPeriod, match="no forecast can be judged"):
        backtest(lambda day: firm_on(engine, day), Criteria(), date(2025, 11, 30), date(2025, 12, 31))
