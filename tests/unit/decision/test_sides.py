"""One client between the ideal and the other ones, feature by feature, with what the differences cost."""

import numpy as np
import pytest

from amicable.decision.features import features
from amicable.decision.of_clients import cells_of
from amicable.decision.profiling import UnknownSegment, chart, segment_chart, sides_of

from .firm import DRAIN, LATE


@pytest.fixture(scope="module")
def drain(reviewed):
    return {row.feature.name: row for row in chart(reviewed, reviewed.position(DRAIN)).rows}


def test_money_of_the_client_stands_beside_the_middle_of_its_peers(drain, reviewed):
    p, position = reviewed.portfolio, reviewed.position(DRAIN)
    others = np.delete(p.revenue, position)
    assert drain["revenue"].own == p.revenue[position]
    assert others.min() <= drain["revenue"].peers <= others.max()


def test_the_lines_cost_together_what_the_margin_lacks(reviewed):
    """Four times the hours: 450 more a month out of 1,000, beside an ideal client that is billed the same."""
    found = chart(reviewed, reviewed.position(DRAIN))
    margin = next(row for row in found.rows if row.feature.name == "margin")
    assert found.accounted == pytest.approx(margin.ideal.mid - margin.own)


def test_an_effect_is_the_cost_out_of_revenue(reviewed, drain):
    found = chart(reviewed, reviewed.position(DRAIN))
    work = drain["work_share"]
    assert found.effect(work) == pytest.approx(work.cost / found.revenue)


def test_says_on_which_side_the_client_stands(reviewed, drain):
    late = {row.feature.name: row for row in chart(reviewed, reviewed.position(LATE)).rows}
    assert drain["margin"].side != "ideal"
    assert late["work_share"].side == "ideal"


def test_all_clients_are_described_by_the_same_profile(reviewed, drain):
    everybody = {row.feature.name: row for row in segment_chart(reviewed, "").rows}
    assert all(row.ideal == everybody[name].ideal for name, row in drain.items())


def test_a_profile_changed_by_hand_changes_the_cost(reviewed, tmp_path):
    """Who allows half of the revenue for work pays less for it."""
    path = tmp_path / "profile.toml"
    path.write_text("[features.work_share]\nideal = [0.4, 0.6]\n", encoding="utf-8")
    position = reviewed.position(DRAIN)
    learned, by_hand = (
        next(row for row in chart(reviewed, position, path=one).rows if row.feature.name == "work_share")
        for one in (None, path)
    )
    assert by_hand.by_hand
    assert by_hand.cost == pytest.approx(learned.cost - (0.5 - learned.ideal.mid) * 1_200_000)


def test_without_marks_the_sides_are_the_best_and_the_worst(reviewed):
    good, bad, source = sides_of(reviewed, np.ones(len(reviewed.points), bool))
    assert source == "best_and_worst"
    assert not (good & bad).any()


def test_a_segment_that_does_not_exist_is_refused(reviewed):
    with pytest.raises(UnknownSegment, match="No client belongs to the segment “Space”"):
        segment_chart(reviewed, "Space")


def test_our_own_faults_describe_no_client(reviewed):
    ours = {one.sign.name for one in reviewed.signs if one.sign.ours}
    assert not ours & {one.name for one in features(reviewed)}


def test_cells_read_together_are_those_of_each_sign(reviewed):
    """What is read at once for some clients is what each sign's own question answers."""
    together = cells_of(reviewed.facts, [LATE])
    for sign in reviewed.facts.signs:
        alone = reviewed.facts.cells(sign)
        rows = alone.filter(alone.client_id == LATE).order_by("quarter").to_pyarrow().to_pylist()
        cells = together[sign.name].get(LATE, ())
        assert [(one.quarter, one.x, one.n) for one in cells] == [
            (r["quarter"], r["x"], r["n"]) for r in rows
        ]
