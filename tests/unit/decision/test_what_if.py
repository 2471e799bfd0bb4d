"""What if the criteria were others, how good lists were, what is usual, and whom the list touches."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.decision.criteria import Criteria
from amicable.decision.review import review, review_again
from amicable.decision.what_if import Listed, alarms, audit, backtest, drift, listed, quarter_ends, what_if
from amicable.decision.what_if.shares import wilson
from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger
from amicable.importing import import_files

TODAY = date(2026, 1, 1)
CHANGES = [
    [],
    ["points=0.5"],
    ["late_payment.weight=0"],
    ["late_payment.grace_days=0"],
    ["late_payment.above=0.05", "sure=0.5"],
    ["overdue_invoices.on=false", "late_payment.enough=1"],
    ["unprofitable.above=0.9"],
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Ledger:
    """Two years of sixty clients, whose country is A or B: eight of A pay late, and sixteen more in the second year."""
    place = tmp_path_factory.mktemp("firm")
    clients = ["client_id,name,country"]
    invoices = ["invoice_id,client_id,issued_on,due_on,paid_on,total,currency"]
    for number in range(60):
        clients.append(f"C{number},Client {number},{'A' if number < 30 else 'B'}")
        for month in range(24):
            issued = date(2024 + month // 12, month % 12 + 1, 1)
            late = number < 8 or (month >= 12 and number < 24) or (number + month) % 17 == 0
            paid = issued + timedelta(days=14 + (40 if late else 1))
            invoices.append(
                f"{number}-{month},C{number},{issued},{issued + timedelta(days=14)},{paid},100.00,EUR"
            )
    (place / "clients.csv").write_text("\n".join(clients), encoding="utf-8")
    (place / "invoices.csv").write_text("\n".join(invoices), encoding="utf-8")
    opened = Ledger.open(place / "ledger").set_firm(currency="EUR", name="Demo")
    from datetime import UTC, datetime

    import_files(opened, [place / "clients.csv", place / "invoices.csv"], at=datetime(2026, 1, 1, tzinfo=UTC))
    return Ledger.open(place / "ledger")


@pytest.fixture
def answer(ledger):
    return review(open_evidence(ledger, today=TODAY), Criteria())


@pytest.mark.parametrize("changes", CHANGES, ids=" ".join)
def test_a_second_look_at_the_same_facts_answers_as_a_review_of_its_own(ledger, answer, changes):
    draft = Criteria().changed(changes)
    again = review_again(answer, draft)
    told = [one.findings for one in again.top(60)]
    whole = review(open_evidence(ledger, today=TODAY), draft)
    assert again.order.tolist() == whole.order.tolist()
    assert again.points.tolist() == whole.points.tolist()
    assert again.no_evidence == whole.no_evidence
    assert told == [one.findings for one in whole.top(60)]


def test_every_client_is_counted_once_and_sums_are_of_the_group(answer):
    found = what_if(answer, Criteria().changed(["points=100"]))
    assert (found.appears.count, found.stays.count) == (0, 0)
    assert found.drops.count == answer.named == len(found.drops.clients)
    assert {"C0", "C1", "C2"} <= {one.client_id.split(":")[-1] for one in found.drops.clients}
    assert found.drops.revenue == sum(one.revenue or 0 for one in found.drops.clients)


def test_a_draft_that_is_what_holds_changes_nobody(answer):
    found = what_if(answer, Criteria())
    assert (found.appears.count, found.drops.count, found.stays.count) == (0, 0, answer.named)


def test_signs_that_have_moved_come_first_and_say_how_far(answer):
    first = drift(answer)[0]
    assert first.sign.name == "late_payment"
    assert first.sure
    assert first.lately > 1.5 * first.before
    assert len(first.quarters) == 8


def test_groups_are_compared_and_small_ones_are_said_to_be_too_few(answer):
    by_name = {one.name: one for one in audit(answer, {"faith": {f"own:C{i}": "x" for i in range(5)}})}
    country = {one.value: one for one in by_name["country"].groups}
    assert (country["A"].clients, country["B"].clients) == (30, 30)
    assert country["A"].listed + country["B"].listed == answer.named
    assert country["A"].low <= country["A"].rate <= country["A"].high


def test_what_is_marked_for_audit_only_is_compared_and_changes_no_score(answer):
    ids = answer.portfolio.client_id.to_pylist()
    marked = {"faith": {one: ("x" if i % 2 else "y") for i, one in enumerate(ids)}}
    found = {one.name: one for one in audit(answer, marked)}
    assert found["faith"].audit_only
    assert {one.value for one in found["faith"].groups} == {"x", "y"}
    assert "faith" not in {column for table in answer.facts.evidence.tables.values() for column in table.columns}  # fmt: skip


def test_a_group_far_beyond_chance_is_named():
    from amicable.decision.what_if.fairness import _attribute

    named = [True] * 30 + [False] * 70
    verdicts = {
        one.value: one.verdict
        for one in _attribute("kind", ["a"] * 40 + ["b"] * 55 + ["c"] * 5, named).groups
    }
    assert verdicts == {"a": "more", "b": "less", "c": "few"}


def day(text: str, named: str, clients: str = "abcdef") -> Listed:
    return Listed(date.fromisoformat(text), frozenset(named), frozenset(clients))


def test_a_listed_client_that_comes_off_the_list_by_itself_was_a_false_alarm():
    lists = [day("2025-03-31", "abcd"), day("2025-06-30", "ab"), day("2025-09-30", "a", "acdef")]
    found = alarms(lists, {"c": date(2025, 5, 1)})
    assert (found.listed, found.recovered, found.still, found.left, found.helped) == (4, 1, 1, 1, 1)
    assert found.rate == 0.5
    assert not found.enough


def test_help_that_came_later_explains_nothing():
    lists = [day("2025-03-31", "a"), day("2025-06-30", "a"), day("2025-09-30", "")]
    assert alarms(lists, {"a": date(2025, 12, 1)}).recovered == 1


def test_past_lists_are_made_of_what_was_known_then(ledger):
    days = list(quarter_ends(date(2025, 12, 31), 3))
    found = backtest(lambda one: open_evidence(ledger, today=TODAY, as_of=one), Criteria(), days)
    assert found.days == (date(2025, 6, 30),)
    assert found.still >= 3


def test_quarters_end_on_their_last_day():
    assert list(quarter_ends(date(2026, 2, 10), 2)) == [date(2025, 9, 30), date(2025, 12, 31)]
    assert list(quarter_ends(date(2025, 12, 31), 1)) == [date(2025, 12, 31)]


def test_listed_names_those_with_points_enough(answer):
    assert len(listed(answer).named) == answer.named


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_stays_within_nothing_and_all(count, more):
    low, high = wilson(count, count + more)
    assert 0 <= low <= high <= 1
    if count + more:
        assert low <= count / (count + more) <= high


def test_the_interval_is_that_of_the_literature():
    low, high = wilson(15, 148)  # Newcombe, 1998, table I
    assert (round(low, 4), round(high, 4)) == (0.0624, 0.1605)
