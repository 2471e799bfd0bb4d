"""A firm of twenty clients parts with one; half a year later it looks back."""

from datetime import date

import ibis
import pytest

from amicable.aftermath import Study, TooEarly, study
from amicable.decision.criteria import Criteria
from amicable.decision.review import review
from amicable.evidence import Firm
from tests.spec.tables import evidence

ENDED = date(2025, 6, 20)
MONTHS = [date(year, month, 10) for year in (2024, 2025) for month in range(1, 13)]
LEFT, CAME = "demo:left", "demo:came"
KEPT = [f"demo:{number:02d}" for number in range(18)]


def firm(engine, as_of, *, unknown_costs=""):
    """Each client is billed 1,000 a month and costs 700, the one that left 1,200; it took 40 hours, the others 5."""
    billed = [(client, day) for client in [*KEPT, LEFT, CAME] for day in MONTHS if there(client, day)]
    tables = {
        "clients": [
            {"client_id": client, "name": client, "since_on": str(since(client)), "ended_on": str(ENDED) if client == LEFT else ""}
            for client in [*KEPT, LEFT, CAME]
        ],
        "invoices": [
            {"invoice_id": f"{client}/{day}", "client_id": client, "number": f"{client}{day}", "issued_on": str(day), "total": "1000"}
            for client, day in billed
        ],
        "costs": [
            {"cost_id": f"{client}/{day}", "client_id": client, "incurred_on": str(day), "amount": "1200" if client == LEFT else "700"}
            for client, day in billed
            if client != unknown_costs
        ],
        "time_entries": [
            {"entry_id": f"{client}/{day}", "client_id": client, "worked_on": str(day), "seconds": str(hours(client, day) * 3600), "cost": "1"}
            for client, day in billed
            if client != unknown_costs
        ],
        "pulses": [
            {"pulse_id": str(day), "client_id": KEPT[0], "asked_on": str(day), "score": "2" if day < ENDED else "4"}
            for day in MONTHS
        ],
    }  # fmt: skip
    return review(evidence(engine, tables, as_of=as_of, firm=Firm()), Criteria())


def since(client) -> date:
    return date(2025, 7, 1) if client == CAME else date(2024, 1, 1)


def there(client, day) -> bool:
    return day >= since(client) and not (client == LEFT and day > ENDED)


def hours(client, day) -> int:
    """After the end each kept client gets an hour more."""
    return 40 if client == LEFT else 5 + (day > ENDED)


@pytest.fixture(scope="module")
def half_a_year() -> Study:
    return study(firm(ibis.duckdb.connect(), date(2026, 1, 5)), LEFT, ENDED, months=6)


def test_counts_closed_quarters_after_the_one_of_the_end(half_a_year):
    assert half_a_year.quarters == 2


def test_a_loss_that_is_gone_is_a_negative_loss(half_a_year):
    """Before: 1,000 less 1,200 and a cent or so of time each month, for six months."""
    assert half_a_year.lost == -120600


def test_what_came_instead_is_counted(half_a_year):
    assert half_a_year.newcomers == 1
    assert half_a_year.replaced == 6 * (100000 - 70000 - 100)
    assert half_a_year.balance == half_a_year.replaced - half_a_year.lost


def test_tells_how_many_hours_are_free_and_where_they_went(half_a_year):
    assert half_a_year.freed == pytest.approx(6 * 40)
    assert half_a_year.hours_to["new"] == pytest.approx(6 * 6)
    assert half_a_year.hours_to["ideal"] + half_a_year.hours_to["other"] == pytest.approx(18 * 6)


def test_sets_it_beside_clients_alike_that_were_kept(half_a_year):
    assert half_a_year.alike == 10
    assert half_a_year.kept_change.mid == pytest.approx(0)


def test_says_how_the_staff_fared_with_how_many_answers(half_a_year):
    pulse = half_a_year.mood.pulse
    assert (pulse.before, pulse.after) == (2, 4)
    assert pulse.counted == (12, 6)


def test_what_was_never_recorded_is_unknown(half_a_year):
    assert half_a_year.mood.complaints.before is None


def test_money_is_unknown_where_costs_are():
    found = study(firm(ibis.duckdb.connect(), date(2026, 1, 5), unknown_costs=LEFT), LEFT, ENDED)
    assert found.lost is None
    assert found.balance is None


def test_refuses_to_judge_before_a_quarter_has_closed():
    with pytest.raises(TooEarly, match="nothing to compare yet"):
        study(firm(ibis.duckdb.connect(), date(2025, 9, 30)), LEFT, ENDED)
