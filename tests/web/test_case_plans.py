"""Plans are measured by themselves when their day comes, and teach the outlook what works."""

from datetime import date

import pytest

from amicable.web.cases import queries
from amicable.web.cases.actions import freeze_anew, open_case
from amicable.web.cases.models import Case, Plan
from amicable.web.cases.plans import actions
from amicable.web.cases.plans.sweeping import measure_due
from amicable.web.cases.readiness.rungs import counted, is_grave, ladder, untried
from amicable.web.cases.readiness.weighing import course_of
from amicable.web.diary.models import Entry
from amicable.web.portfolio.models import Standing
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(reviewed, people) -> Case:
    """A case about the second of the ranking."""
    return open_case(by=people[Role.MANAGER], client=Standing.objects.get(rank=2).client)


def agreed(case, people, **more) -> Plan:
    """A plan on the first sign that counts."""
    sign = str(counted(case)[0]["sign"])
    given = {
        "remedy": "educate",
        "agreement": "Documents until the fifth.",
        "agreed_on": date(2025, 9, 30),
        "person": people[Role.MANAGER],
        "sign": sign,
        "target": 0.0,
        "measure_on": date(2026, 6, 30),
    }
    return actions.agree(by=people[Role.MANAGER], case=case, agreed=actions.Agreed(**(given | more)))


def test_with_the_first_plan_the_repair_begins(case, people):
    agreed(case, people)
    assert Case.objects.get(pk=case.pk).state == "repairing"


def test_a_plan_whose_day_has_come_is_measured_and_the_sign_that_stayed_is_said_to_have_stayed(case, people):
    plan = agreed(case, people)
    assert measure_due() == 1
    plan.refresh_from_db()
    assert plan.outcome == "not_improved"
    assert plan.found > plan.target
    assert plan.measured_on == date(2026, 9, 30)
    assert [(one.remedy, one.sign, one.worked) for one in queries.closed_plans()] == [
        ("educate", plan.sign, False)
    ]
    assert next(one for one in ladder(case) if one.remedy.name == "educate").status == "tried"
    assert Entry.objects.get(act="case.measured").by == "amicable"
    assert measure_due() == 0


def test_a_plan_that_is_too_young_is_measured_again_later(case, people):
    plan = agreed(case, people, agreed_on=date(2026, 9, 28), measure_on=date(2026, 9, 30))
    assert measure_due() == 1
    plan.refresh_from_db()
    assert plan.outcome == "too_early"
    assert plan.is_running
    assert plan.measure_on > date(2026, 9, 30)
    assert list(queries.closed_plans()) == []


def test_a_plan_is_not_measured_before_the_records_reach_its_day(case, people):
    agreed(case, people, measure_on=date(2026, 11, 1))
    assert measure_due() == 0


def test_a_plan_called_off_does_not_count_as_tried(case, people):
    plan = agreed(case, people)
    actions.call_off(by=people[Role.MANAGER], plan=plan, reason="The contact left.")
    assert next(one for one in ladder(case) if one.remedy.name == "educate").status == "open"
    with pytest.raises(actions.NotRunning):
        actions.call_off(by=people[Role.MANAGER], plan=plan, reason="Again.")


def test_a_plan_is_agreed_on_screen_with_a_target_proposed_from_the_peers(case, people, signed_in):
    browser = signed_in(Role.OWNER)
    form = browser.get(f"/cases/{case.pk}/ladder/educate/").context["form"]
    sent = {**form.initial, "person": people[Role.MANAGER].pk, "agreement": "Documents until the fifth."}
    sent |= {name: sent[name].isoformat() for name in ("agreed_on", "measure_on")}
    browser.post(f"/cases/{case.pk}/ladder/educate/", sent)
    plan = Plan.objects.get()
    assert 0 < plan.target < plan.baseline
    assert "Documents until the fifth." in browser.get(f"/cases/{case.pk}/ladder/").content.decode()


def test_the_rung_that_the_records_have_taken_is_behind_the_case_as_it_is_behind_the_course(
    reviewed, people, signed_in
):
    ranked = [Standing.objects.get(rank=rank).client for rank in range(1, 6)]
    cases = [open_case(by=people[Role.MANAGER], client=one) for one in ranked]
    taken = [one for one in cases if one.passed_over.filter(remedy="own_fault_fix", by="amicable")]
    assert taken
    for one in cases:
        if not is_grave(one):
            assert ("own_fault_fix" in untried(one)) == (course_of(one).option("own_fault_fix") is not None)
    freeze_anew(by=people[Role.MANAGER], case=taken[0])
    assert taken[0].passed_over.count() == 1
    page = signed_in(Role.OWNER).get(f"/cases/{taken[0].pk}/ladder/").content.decode()
    assert "no fault of ours stands out" in page


def test_a_remedy_is_passed_over_only_with_a_reason(case, signed_in):
    browser = signed_in(Role.OWNER)
    browser.post(f"/cases/{case.pk}/ladder/educate/pass/", {"reason": " "})
    assert not case.passed_over.filter(remedy="educate").exists()
    browser.post(f"/cases/{case.pk}/ladder/educate/pass/", {"reason": "Done twice in 2025."})
    assert case.passed_over.get(remedy="educate").by == "ona@example.com"
