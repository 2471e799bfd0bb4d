"""One client between the ideal ones and its peers, feature by feature."""

import numpy as np
import pytest

from amicable.decision.sides import beside, sides

from .firm import LATE


@pytest.fixture(scope="module")
def late(reviewed):
    position = reviewed.position(LATE)
    findings = reviewed.candidates([position])[0].findings
    return {one.feature: one for one in beside(reviewed, position, findings)}


def test_money_of_the_client_stands_beside_the_median_of_its_peers(late, reviewed):
    p, position = reviewed.portfolio, reviewed.position(LATE)
    others = np.delete(p.revenue, position)
    assert late["revenue"].own == p.revenue[position]
    assert others.min() <= late["revenue"].peers <= others.max()


def test_a_sign_is_shown_as_its_finding_measured_it(late, reviewed):
    found = reviewed.candidates([reviewed.position(LATE)])[0].findings
    sign = next(one for one in found if one.sign.name == "late_payment")
    assert (late["late_payment"].own, late["late_payment"].peers) == (sign.rate, sign.peer_rate)


def test_the_ideal_is_the_same_as_on_the_whole_portfolio(late, reviewed):
    whole = {row["feature"]: row["ideal"] for row in sides(reviewed)}
    assert all(one.ideal == whole[feature] for feature, one in late.items())


def test_only_signs_measured_on_the_client_are_compared(late, reviewed):
    found = {one.sign.name for one in reviewed.candidates([reviewed.position(LATE)])[0].findings}
    assert set(late) == found | {"revenue", "margin", "margin_per_hour", "hours"}


def test_cells_read_together_are_those_of_each_sign(reviewed):
    """What is read at once for some clients is what each sign's own question answers."""
    together = reviewed.facts.cells_of([LATE])
    for sign in reviewed.facts.signs:
        alone = reviewed.facts.cells(sign)
        rows = alone.filter(alone.client_id == LATE).order_by("quarter").to_pyarrow().to_pylist()
        cells = together[sign.name].get(LATE, ())
        assert [(one.quarter, one.x, one.n) for one in cells] == [
            (r["quarter"], r["x"], r["n"]) for r in rows
        ]
