"""From the small firm's review to courses, endings together, and the clients to keep."""

from datetime import date

import numpy as np
import pytest

from amicable import duties
from amicable.decision.circumstances import circumstances, circumstances_of
from amicable.decision.course import course, delight, endings, relationship
from amicable.decision.course.reading import season
from amicable.decision.findings import Cell
from amicable.decision.path import bearable

from .firm import AS_OF, DEMANDING, DRAIN, ENDED, LATE, OPEN, SILENT, USUAL


@pytest.fixture(scope="module")
def read(reviewed):
    def one(client, **answers):
        position = reviewed.position(client)
        told = circumstances(reviewed, position, answers).under(duties.packs()["general_b2b"])
        return relationship(reviewed, position, told, pack=duties.packs()["general_b2b"])

    return one


def test_circumstances_of_several_are_those_of_each(reviewed):
    positions = [reviewed.position(client) for client in (LATE, OPEN, SILENT)]
    assert circumstances_of(reviewed, positions) == [circumstances(reviewed, one, {}) for one in positions]


def test_open_invoices_are_added_up(reviewed):
    told = circumstances(reviewed, reviewed.position(OPEN), {})
    assert told.open_amount > 0
    assert circumstances(reviewed, reviewed.position(SILENT), {}).open_amount == 0


def test_the_pack_names_its_gates(reviewed):
    told = circumstances(reviewed, reviewed.position(LATE), {}).under(duties.packs()["accounting_fi"])
    assert told.pack_name == "accounting_fi"
    assert "statutory_deadline" in told.pack_gates


def test_the_notice_is_that_of_the_pack(read):
    assert read(LATE).notice_days == 30


def test_a_drain_that_loses_money_is_repaired_first(read):
    drain = read(DRAIN)
    assert drain.margin.mid < 0
    assert drain.excess_hours > 0
    assert course(drain).kind == "repair"


def test_the_demanding_but_good_client_ends_with_the_process(read):
    found = course(read(DEMANDING))
    assert found.caught == ("demanding_but_good",)
    assert found.best == "own_fault_fix"


def test_a_client_without_any_fact_is_unknown(read):
    assert course(read(SILENT)).kind == "unknown"


def test_a_usual_client_is_kept(read):
    assert course(read(next(iter(USUAL)))).kind == "keep"


def test_the_clients_to_keep_are_neither_named_nor_gone(reviewed):
    kept = {one.client_id for one in delight(reviewed).kept}
    assert kept
    assert not kept & {LATE, OPEN, DRAIN, ENDED, SILENT}
    assert all(0 < one.nearness <= 1 for one in delight(reviewed).kept)


def test_endings_together_count_profit_not_revenue(reviewed):
    positions = [reviewed.position(one) for one in (LATE, DRAIN)]
    found = endings(reviewed, positions)
    margin = reviewed.portfolio.margin[positions]
    assert found.profit_lost == pytest.approx(np.nansum(margin))
    assert found.hours_freed == pytest.approx(sum(reviewed.portfolio.seconds[positions]) / 3600)
    assert found.chosen[0].client_id == DRAIN


def test_no_more_endings_at_once_than_the_firm_can_bear(reviewed):
    everybody = list(range(len(reviewed.points)))
    found = endings(reviewed, everybody)
    assert len(found.chosen) == found.limit == bearable(int((reviewed.portfolio.revenue > 0).sum()))
    assert len(found.waiting) == len(everybody) - found.limit


def test_no_more_is_ended_than_the_right_clients_need(reviewed):
    positions = [reviewed.position(one) for one in (LATE, DRAIN, OPEN)]
    found = endings(reviewed, positions, neglected_hours=1)
    assert [one.client_id for one in found.chosen] == [DRAIN]
    assert found.enough


def test_the_year_ahead_begins_next_month_and_loses_nothing_during_notice(reviewed):
    months = endings(reviewed, [reviewed.position(LATE)]).months
    assert len(months) == 12
    assert months[0].first_on == date(AS_OF.year, 2, 1)
    assert months[0].lost == 0
    assert months[5].lost == pytest.approx(endings(reviewed, [reviewed.position(LATE)]).profit_lost / 12)


@pytest.mark.parametrize(
    ("quarters", "share"),
    [
        ({0: 9, 1: 0, 2: 0, 3: 1, 4: 9, 5: 0, 6: 0, 7: 1}, 0.9),
        ({0: 9, 1: 0, 2: 0, 3: 1}, 0.0),
        ({0: 9, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0}, 0.0),
        ({0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1}, 0.25),
    ],
)
def test_a_season_is_what_came_back_in_the_same_quarter_of_another_year(quarters, share):
    assert season(Cell(8000 + place, shown, 10) for place, shown in quarters.items()) == pytest.approx(share)
