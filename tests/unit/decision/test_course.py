"""The course: rival options side by side, and which rule decides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.decision.course import KINDS, Chance, Range, Relationship, Shown, course, likely
from amicable.decision.course.rules import points, weighing
from amicable.decision.ladder import Outcome, Tried, all_remedies, open_rungs
from amicable.decision.outlook import Chance as Forecast
from amicable.decision.outlook import Recovery, SignOutlook, WithRemedy
from amicable.signs import FAMILIES, Gravity, all_signs

TODAY = date(2026, 6, 1)


def sign(name, **changes):
    """A sign that shows strongly and counts."""
    known = all_signs()[name]
    usual = {
        "sign": name,
        "title": known.title,
        "family": known.family,
        "weight": known.gravity.weight,
        "strength": 0.97,
        "counts": not known.ours,
        "strong": True,
        "grave": known.gravity is Gravity.GRAVE,
        "ours": known.ours,
        "first_on": date(2025, 4, 1),
    }
    return Shown(**(usual | changes))


LOSING = Relationship(
    as_of=TODAY,
    client_id="c1",
    name="Costa & Co",
    currency="EUR",
    since_on=date(2023, 1, 1),
    revenue=1_000_000,
    margin=Range(-600_000, -400_000, -200_000),
    hours=200,
    excess_hours=120,
    usual_margin=300_000,
    hour_worth=Range(3000, 4000, 5000),
    shown=(sign("late_payment"), sign("unprofitable"), sign("hours_per_revenue")),
)
ALL_TRIED = tuple(Tried(name, Outcome.NOT_IMPROVED) for name in all_remedies())
UNLIKELY, LIKELY = Chance(0.05, 0.1, 0.2), Chance(0.5, 0.7, 0.8)


def with_signs(*shown, **changes):
    return replace(LOSING, shown=shown, **changes)


def said(sentences):
    return " ".join(one.said("en") for one in sentences)


def test_several_families_and_remedies_untried_means_repair_from_the_mildest_rung():
    found = course(LOSING, alone=UNLIKELY)
    assert (found.kind, found.best) == ("repair", "own_fault_fix")
    assert "several families" in said(found.because)


def test_all_tried_and_unlikely_means_part_with_notice():
    found = course(replace(LOSING, tried=ALL_TRIED), alone=UNLIKELY)
    assert (found.kind, found.best) == ("part", "part_with_notice")


def test_likely_to_change_means_repair_even_when_parting_pays_more():
    found = course(LOSING, alone=LIKELY)
    assert found.kind == "repair"
    assert "70%" in said(found.because)


def test_likely_to_change_with_everything_tried_means_wait():
    assert course(replace(LOSING, tried=ALL_TRIED), alone=LIKELY).kind == "watch"


def test_one_weak_sign_never_suffices():
    for name in ("no_referrals", "late_cancellations", "no_growth"):
        found = course(with_signs(sign(name), tried=ALL_TRIED), alone=UNLIKELY)
        assert (found.kind, found.best) == ("watch", "do_nothing"), name


def test_something_grave_and_confirmed_means_part_at_once_and_skips_the_ladder():
    found = course(with_signs(sign("staff_abuse")), alone=LIKELY)
    assert (found.kind, found.best) == ("part_at_once", "part_at_once")


def test_something_grave_that_nobody_confirmed_changes_nothing():
    assert course(with_signs(sign("staff_abuse", counts=False))).kind != "part_at_once"


def test_no_sign_means_keep_and_no_evidence_means_unknown():
    assert course(with_signs()).kind == "keep"
    assert course(with_signs(measured=False)).kind == "unknown"
    assert course(with_signs(margin=None)).kind == "unknown"


def test_our_own_faults_that_came_first_are_mended_first():
    ours = sign("our_late_replies", first_on=date(2025, 1, 1))
    found = course(with_signs(ours, *LOSING.shown), alone=UNLIKELY)
    assert found.best == "own_fault_fix"
    assert "Is it us?" in said(found.because)


def test_our_own_faults_that_came_later_do_not_excuse_the_client():
    ours = sign("our_late_replies", first_on=date(2026, 1, 1))
    found = course(with_signs(ours, *LOSING.shown, tried=ALL_TRIED[:1]), alone=UNLIKELY)
    assert found.best == "educate"
    assert "Our own faults show" in said(found.warnings)


def test_a_machine_is_no_client_until_a_person_decides():
    assert course(replace(LOSING, automatic=True)).kind == "unknown"


# ---------------------------------------------------------------- the five false positives


def test_demanding_but_good_means_mend_the_process():
    good = with_signs(
        sign("hours_per_revenue", counts=False, aside="profitable"),
        sign("after_hours_contact"),
        margin=Range(500_000, 900_000, 1_300_000),
    )
    found = course(good, alone=UNLIKELY)
    assert found.caught == ("demanding_but_good",)
    assert (found.kind, found.best) == ("repair", "own_fault_fix")
    assert "mend the process" in said(found.because)
    assert found.option(found.best)


def test_demanding_and_abusive_is_not_good():
    bad = with_signs(sign("hours_per_revenue", counts=False, aside="profitable"), sign("staff_abuse"))
    assert "demanding_but_good" not in course(bad).caught


def test_one_difficult_contact_at_a_good_client_means_ask_for_another():
    found = course(
        with_signs(sign("trivial_complaints"), sign("unprofitable"), one_contact=True), alone=UNLIKELY
    )
    assert (found.kind, found.best) == ("repair", "another_contact")


def test_a_seasonal_pattern_is_watched():
    busy = [
        sign(name, season=0.9) for name in ("late_documents", "after_hours_contact", "late_cancellations")
    ]
    found = course(with_signs(*busy), alone=UNLIKELY)
    assert (found.kind, found.caught) == ("watch", ("seasonal",))


def test_who_just_complained_is_not_parted_with():
    found = course(replace(LOSING, tried=ALL_TRIED, complained_on=TODAY - timedelta(days=20)), alone=UNLIKELY)
    assert found.kind == "watch"
    assert "just_complained" in found.caught
    again = course(
        replace(LOSING, tried=ALL_TRIED, complained_on=TODAY - timedelta(days=120)), alone=UNLIKELY
    )
    assert again.kind == "part"


def test_who_bargains_but_pays_on_time_is_kept():
    punctual = sign("late_payment", counts=False, strong=False, rate=0.02, peer_rate=0.1)
    found = course(with_signs(sign("discount_requests"), punctual))
    assert found.caught == ("bargains_but_pays",)
    assert found.kind == "watch"
    late = sign("late_payment", counts=False, strong=False, rate=0.3, peer_rate=0.1)
    assert course(with_signs(sign("discount_requests"), late)).caught == ()


# ---------------------------------------------------------------- warnings and figures


def test_an_old_friend_is_looked_at_by_name_and_gets_more_notice():
    found = course(replace(LOSING, since_on=date(2010, 1, 1)))
    assert found.owner_must_look
    assert found.extra_notice_days == 30
    assert "2010" in said(found.warnings)
    assert not course(LOSING).owner_must_look


def test_a_price_rise_as_a_hidden_exit_is_warned_against():
    assert "Do not raise the price" in said(course(LOSING).warnings)


def test_where_rules_say_part_and_money_says_stay_it_is_told():
    found = course(replace(LOSING, tried=ALL_TRIED, margin=Range(1e6, 2e6, 3e6), usual_margin=1e6))
    assert "In money" in said(found.warnings)


def test_parting_says_how_many_freed_hours_must_be_filled():
    rich = replace(LOSING, margin=Range(700_000, 900_000, 1_100_000), tried=ALL_TRIED)
    told = course(rich).option("part_with_notice").true_if.said("en")
    assert "of the freed hours are filled" in told


def test_a_remedy_says_how_likely_it_must_be_to_pay():
    found = course(LOSING, with_remedy={"written_warning": Chance(0.2, 0.3, 0.4)})
    told = found.option("written_warning").true_if.said("en")
    assert "30%" in told or "Even if it worked" in told


def test_unknown_costs_leave_money_out_of_it():
    found = course(replace(LOSING, margin=None))
    assert all(one.total is None for one in found.options)
    assert "money decides nothing" in found.option("do_nothing").true_if.said("en")


def test_every_open_remedy_is_a_rival_and_so_are_going_on_and_parting():
    names = [one.name for one in course(LOSING).options]
    rungs = [one.name for one in open_rungs((), ["payment", "unprofitable", "drain"])]
    assert names == ["do_nothing", *rungs, "part_with_notice", "part_at_once"]


def test_sentences_are_said_in_the_readers_language_with_its_figures():
    told = course(LOSING).options[0].true_if
    assert "%" in told.said("pl")


def forecast(probability):
    return Forecast(probability, probability / 2, min(1.0, probability * 2), "model")


def seen(name, alone, **remedies):
    mends = tuple(
        WithRemedy(Recovery(remedy, 0, 0, 1.0, 1.0), {6: forecast(chance)})
        for remedy, chance in remedies.items()
    )
    return SignOutlook(all_signs()[name], "showing", 3, {6: forecast(alone)}, mends, 100)


def test_the_sign_least_likely_to_go_stands_for_all():
    ahead = [seen("late_payment", 0.6, educate=0.7), seen("late_arrivals", 0.2, educate=0.4)]
    alone, with_remedy = likely(ahead, ["late_payment", "late_arrivals"])
    assert (alone.mid, with_remedy["educate"].mid) == (0.2, 0.4)


def test_a_sign_without_an_outlook_leaves_the_chance_unknown():
    alone, with_remedy = likely([seen("late_payment", 0.6, educate=0.7)], ["late_payment", "unprofitable"])
    assert alone is None
    assert with_remedy["educate"].mid == 0.7


# ---------------------------------------------------------------- promises that always hold

SIGNS = st.lists(
    st.builds(
        lambda name, counts, season: sign(name, counts=counts and not all_signs()[name].ours, season=season),
        st.sampled_from(sorted(all_signs())),
        st.booleans(),
        st.sampled_from([0.0, 0.9]),
    ),
    max_size=5,
    unique_by=lambda one: one.sign,
)
TRIED = st.lists(
    st.builds(Tried, st.sampled_from(sorted(all_remedies())), st.sampled_from(Outcome), st.just("Why.")),
    max_size=9,
)
CHANCES = st.one_of(st.none(), st.floats(0, 1).map(lambda mid: Chance(mid, mid, mid)))
CLIENTS = st.builds(
    Relationship,
    as_of=st.just(TODAY),
    client_id=st.just("c"),
    name=st.just("C"),
    currency=st.just("EUR"),
    since_on=st.one_of(st.none(), st.dates(date(2000, 1, 1), TODAY)),
    measured=st.booleans(),
    revenue=st.one_of(st.none(), st.floats(0, 1e7)),
    margin=st.one_of(st.none(), st.floats(-1e7, 1e7).map(lambda mid: Range(mid - 1e5, mid, mid + 1e5))),
    hours=st.one_of(st.none(), st.floats(1, 2000)),
    excess_hours=st.one_of(st.none(), st.floats(0, 500)),
    usual_margin=st.one_of(st.none(), st.floats(0, 1e6)),
    hour_worth=st.one_of(st.none(), st.floats(100, 1e4).map(lambda mid: Range(mid / 2, mid, mid * 2))),
    shown=SIGNS.map(tuple),
    tried=TRIED.map(tuple),
    complained_on=st.one_of(st.none(), st.dates(date(2026, 1, 1), TODAY)),
    one_contact=st.booleans(),
)


@given(client=CLIENTS, alone=CHANCES)
def test_the_same_evidence_gives_the_same_course(client, alone):
    assert course(client, alone=alone) == course(client, alone=alone)


@given(client=CLIENTS, alone=CHANCES)
def test_nobody_is_parted_with_while_a_fitting_rung_is_open_unless_something_grave_is_confirmed(
    client, alone
):
    found = course(client, alone=alone)
    assert found.kind in KINDS
    if client.automatic:
        assert found.kind == "unknown"
    elif client.grave:
        assert found.kind == "part_at_once"
    elif found.kind == "part":
        weighed = weighing(client, found.caught)
        assert not open_rungs(client.tried, [one.family for one in weighed])
        assert points(weighed) >= client.points
        assert found.option("part_with_notice")
    else:
        assert found.kind != "part_at_once"


@given(client=CLIENTS, alone=CHANCES)
def test_ranges_are_ordered_and_every_sentence_can_be_said(client, alone):
    found = course(client, alone=alone)
    for one in found.options:
        for each in (one.margin, one.worth, one.total, one.hours_freed):
            assert each is None or each.low <= each.mid + 1e-6 <= each.high + 2e-6
        assert one.true_if.said("en")
    assert all("{" not in one.said("en") for one in (*found.because, *found.warnings))


@pytest.mark.parametrize("family", sorted(set(FAMILIES) - {"own_faults"}))
def test_something_can_be_tried_for_every_family(family):
    assert len(open_rungs((), [family])) >= 3
