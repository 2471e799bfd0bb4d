"""What the shipped policy packs say, and what dates come out of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable import duties

PACKS = duties.packs()
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_ships_a_pack_for_each_profession_promised():
    assert {
        "general_b2b", "accounting_fi", "accounting_uk", "accounting_us", "law_us",
        "medicine_us", "consumer_shop", "it_services_eu", "payment_services_uk",
    } <= set(PACKS)  # fmt: skip


def test_finland_notice_of_10_may_lets_work_go_on_until_10_july():
    notice = PACKS["accounting_fi"].notice
    assert notice.ends_on(date(2026, 5, 10)) == date(2026, 7, 10)
    assert notice.work == "normal"


def test_two_months_from_the_last_of_december_end_on_the_last_of_february():
    assert PACKS["accounting_fi"].notice.ends_on(date(2026, 12, 31)) == date(2027, 2, 28)


def test_a_posted_letter_counts_from_its_arrival():
    assert PACKS["medicine_us"].notice.ends_on(date(2026, 3, 2)) == date(2026, 4, 4)


def test_payment_services_give_ninety_days_and_a_reason():
    pack = PACKS["payment_services_uk"]
    assert (pack.notice.ends_on(date(2026, 6, 1)) - date(2026, 6, 1)).days == 90
    assert pack.reason == "required"
    assert pack.element("reason")


def test_us_insurers_advise_against_a_reason_and_end_on_the_day_of_the_letter():
    pack = PACKS["accounting_us"]
    assert pack.reason == "advised_against"
    assert pack.notice.ends_on(date(2026, 6, 1)) == date(2026, 6, 1)


def test_patients_are_told_by_post_never_by_mail_or_portal():
    pack = PACKS["medicine_us"]
    assert pack.ways("tell") == ("tracked_post",)
    assert set(pack.ways("never")) == {"email", "portal"}


@given(told_on=DAYS, agreed=st.integers(0, 400), name=st.sampled_from(sorted(PACKS)))
def test_notice_is_never_shorter_than_agreed_nor_than_the_pack_asks(told_on, agreed, name):
    notice = PACKS[name].notice
    assert notice.ends_on(told_on, agreed) >= max(notice.ends_on(told_on), told_on)
    assert (notice.ends_on(told_on, agreed) - told_on).days >= agreed


@pytest.mark.parametrize("name", PACKS)
def test_each_rule_is_dated_cited_and_marked(name):
    pack = PACKS[name]
    assert pack.warning == duties.CHECK
    for rule in pack.rules:
        assert rule.cite
        assert set(rule.cite) <= set(pack.sources)
        assert rule.dated == pack.checked_on
        assert rule.note.endswith(".")


@pytest.mark.parametrize("name", PACKS)
def test_each_pack_names_at_least_who_when_and_that_it_ends(name):
    parts = {one.name for one in PACKS[name].elements}
    assert {"parties", "end_date", "statement"} <= parts


@pytest.mark.parametrize("name", PACKS)
def test_each_pack_leaves_a_way_to_tell_or_to_confirm(name):
    assert PACKS[name].ways("tell") or PACKS[name].ways("confirm")


def test_after_violence_nobody_has_to_call_and_the_end_may_be_today():
    pack = PACKS["general_b2b"].for_cause("staff_abuse")
    assert not pack.ways("tell")
    assert "call" in pack.ways("never")
    assert pack.notice.ends_on(date(2026, 6, 1)) == date(2026, 6, 1)


def test_a_confidential_suspicion_forbids_any_reason():
    for name in ("general_b2b", "accounting_fi", "accounting_uk", "payment_services_uk"):
        assert PACKS[name].for_cause("confidential_suspicion").reason == "forbidden"


def test_another_cause_changes_nothing():
    assert PACKS["general_b2b"].for_cause("payment") == PACKS["general_b2b"]


def test_vouchers_of_2026_are_kept_to_the_end_of_2032_in_finland():
    invoices = PACKS["accounting_fi"].record("invoices")
    assert invoices.kept_until(date(2026, 3, 4)) == date(2032, 12, 31)


def test_cloud_data_can_be_fetched_for_thirty_days_then_they_are_erased():
    assert PACKS["it_services_eu"].record("client_provided").kept_until(date(2026, 1, 1)) == date(2026, 1, 31)


def test_the_most_specific_pack_comes_first():
    found = duties.fitting(PACKS.values(), country="FI", profession="accounting", kind="business")
    assert [one.name for one in found] == ["accounting_fi", "general_b2b"]


def test_a_case_begins_with_the_pack_of_country_profession_and_kind_of_client():
    finnish = {"country": "FI", "profession": "accounting"}
    assert duties.usual(PACKS, **finnish).name == "accounting_fi"
    assert duties.usual(PACKS, **finnish, kind="consumer").name == "general_b2b"
    assert duties.usual(PACKS, country="PL", profession="shop", kind="consumer").name == "consumer_shop"
    assert duties.usual(PACKS).name == "general_b2b"


def test_a_firm_without_a_profession_gets_the_general_pack():
    assert [one.name for one in duties.fitting(PACKS.values(), country="ES", kind="business")] == [
        "general_b2b"
    ]
