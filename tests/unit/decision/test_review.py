"""The review: who is named, in which order, and who is not."""

from datetime import date

import pytest

from amicable.decision.criteria import Criteria
from amicable.decision.review import review
from amicable.signs import all_signs
from tests.spec.tables import evidence

from .firm import DEMANDING, DRAIN, ENDED, LATE, MACHINE, OPEN, SILENT, USUAL


def the(reviewed, client_id):
    """The client's place in the ranking, with its findings."""
    return reviewed.candidates([reviewed.position(client_id)])[0]


def finding(reviewed, client_id, sign):
    return next(one for one in the(reviewed, client_id).findings if one.sign.name == sign)


def test_ranks_by_points_and_then_by_how_strong_the_signs_are(reviewed):
    """The drain has a loss beside the hours (2 + 1), the bad payers have one family (2); nobody else has a point."""
    assert [one.client_id for one in reviewed.top(10)] == [DRAIN, OPEN, LATE]
    assert [one.points for one in reviewed.top(10)] == [3.0, 2.0, 2.0]
    assert [one.rank for one in reviewed.top(10)] == [1, 2, 3]
    assert reviewed.named == 3


def test_counts_families_once(reviewed):
    """Paying late and not paying at all are both strong and one family."""
    strong = [one.sign.name for one in the(reviewed, OPEN).findings if one.counts]
    assert set(strong) == {"late_payment", "overdue_invoices"}
    assert the(reviewed, OPEN).families == ("payment",)
    assert the(reviewed, OPEN).points == 2.0


def test_leaves_machines_out_until_a_person_decides(reviewed):
    """It writes every hour of the week; its late payments stay visible, but it is not ranked."""
    assert reviewed.automatic == {MACHINE: 24 * 7}
    assert the(reviewed, MACHINE).points == 0
    assert finding(reviewed, MACHINE, "late_payment").strong


def test_leaves_out_clients_that_have_ended(reviewed):
    assert finding(reviewed, ENDED, "late_payment").strong
    assert the(reviewed, ENDED).points == 0
    assert ENDED not in [one.client_id for one in reviewed.top(10)]


def test_sets_aside_the_demanding_who_pay_well(reviewed):
    """Three times the hours, and still more left of each hour than usual: a process to mend, not a client to end."""
    hours = finding(reviewed, DEMANDING, "hours_per_revenue")
    assert (hours.strong, hours.counts, hours.aside) == (True, False, "profitable")
    assert finding(reviewed, DRAIN, "hours_per_revenue").counts
    assert the(reviewed, DEMANDING).points == 0


def test_shows_which_signs_have_no_evidence(reviewed):
    """No meetings, no orders, no credits, no referrals were imported: that is said, not praised."""
    imported = {"clients", "invoices", "costs", "time_entries", "messages", "economics"}
    assert set(reviewed.no_evidence) >= {"no_shows", "late_cancellations", "returns", "no_referrals"}
    for name in {sign.name for sign in reviewed.criteria.in_force()} - set(reviewed.no_evidence):
        sign = all_signs()[name]
        assert set(sign.needs) <= imported
        assert sign.needs or set(sign.also) & imported


def test_signs_that_found_no_occasion_have_no_evidence_either(engine):
    """Costs unknown and a first year: nothing was measured of loss, growth and hours."""
    invoices = """
    invoice_id | client_id | issued_on  | due_on     | paid_on    | total
    1          | anna      | 2025-01-01 | 2025-01-31 | 2025-01-31 | 100
    """
    clients = """
    client_id | name
    anna      | Anna
    """
    found = review(
        evidence(engine, {"clients": clients, "invoices": invoices}, as_of=date(2025, 12, 31)), Criteria()
    )
    assert {"unprofitable", "no_growth", "hours_per_revenue"} <= set(found.no_evidence)
    assert "late_payment" not in found.no_evidence


def test_silence_is_unknown_not_good(reviewed):
    silent = the(reviewed, SILENT)
    assert silent.course == "unknown"
    assert (silent.margin, silent.margin_per_hour, silent.findings) == (None, None, ())


def test_suggests_a_course_and_never_an_end(reviewed):
    """Named clients: repair. Clients with evidence and no strong sign: keep."""
    named, usual = ([reviewed.position(client) for client in some] for some in ((DRAIN, OPEN, LATE), USUAL))
    assert {one.course for one in reviewed.candidates(named)} == {"repair"}
    assert {one.course for one in reviewed.candidates(usual)} == {"keep"}


def test_shows_money_and_hours_of_the_last_four_quarters(reviewed):
    """Twelve months of 1,000, 700 of goods and 5 hours at 30."""
    late = the(reviewed, LATE)
    assert (late.revenue, late.margin, late.hours, late.margin_per_hour) == (1_200_000, 180_000, 60.0, 3_000)


def test_a_finding_tells_what_was_counted(reviewed):
    late = finding(reviewed, LATE, "late_payment")
    assert (late.events, late.exposure) == (22, 22)  # the last two were not paid before the first of January
    assert late.low < late.shrunk < late.high <= 1
    assert late.q_value < 0.001
    assert late.peer_rate < 0.2
    assert late.last_on == date(2025, 11, 9)
    assert sum(cell.n for cell in late.cells) == 22


def test_persistence_of_each_sign_is_told(reviewed):
    known = {one.sign.name: one.persistence for one in reviewed.signs}
    assert known["late_payment"].known
    assert not known["late_payment"].mostly_chance


def test_the_criteria_change_who_is_named(engine, reviewed):
    """With eighty days of grace nobody pays late; with the family switched off nobody is asked."""
    facts = reviewed.facts.evidence
    patient = review(facts, Criteria().changed(["late_payment.grace_days=80"]))
    assert "late_payment" not in {one.sign.name for one in the(patient, LATE).findings if one.strong}
    off = review(facts, Criteria().changed(["late_payment.on=false", "overdue_invoices.on=false"]))
    assert [one.client_id for one in off.top(10)] == [DRAIN]


def test_an_unknown_client_has_no_position(reviewed):
    assert reviewed.position("nobody") == -1


@pytest.mark.parametrize("day", ["2023-12-31", "2024-01-01"])
def test_before_there_was_anything_nobody_is_named(engine, day):
    nothing = review(
        evidence(engine, {"clients": "client_id | name\n anna | Anna"}, as_of=date.fromisoformat(day)),
        Criteria(),
    )
    assert nothing.named == 0
    assert the(nothing, "anna").course == "unknown"


def test_a_year_with_a_currency_nobody_converted_has_no_margin(engine):
    """Three quarters are known, one was invoiced in a currency without a rate: the margin is not known."""
    quarters = ["2025-01-15", "2025-04-15", "2025-07-15", "2025-10-15"]
    tables = {
        "clients": [{"client_id": "anna", "name": "Anna"}],
        "invoices": [
            {
                "invoice_id": day,
                "client_id": "anna",
                "issued_on": day,
                "total": "" if day == quarters[1] else "1000",
            }
            for day in quarters
        ],
        "costs": [
            {"cost_id": day, "client_id": "anna", "incurred_on": day, "amount": "400"} for day in quarters
        ],
    }
    found = review(evidence(engine, tables, as_of=date(2026, 1, 1)), Criteria())
    assert the(found, "anna").margin is None
