"""Amounts in other currencies, by the rate of their day."""

from datetime import UTC, date, datetime

import pytest

from amicable.engines._firm_file import FirmUnclear
from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger
from amicable.importing import import_files

INVOICES = """invoice_id,client_id,issued_on,total,currency
1,anna,2024-12-31,100,USD
2,anna,2025-01-01,100,USD
3,anna,2025-03-15,100,USD
4,anna,2025-03-15,100,EUR
5,anna,2025-03-15,1000,VND
"""


@pytest.fixture
def ledger(tmp_path):
    source = tmp_path / "exports"
    source.mkdir()
    (source / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    opened = Ledger.open(tmp_path / "ledger")
    import_files(opened, [source / "invoices.csv"], at=datetime(2025, 4, 1, tzinfo=UTC))
    return Ledger.open(tmp_path / "ledger")


def amounts(ledger):
    seen = open_evidence(ledger, today=date(2025, 4, 1))
    rows = seen.invoices.order_by("invoice_id").select("total").to_pyarrow()
    return rows["total"].to_pylist()


def test_the_rate_of_the_day_counts_or_the_latest_before_it(ledger):
    """Before the first rate nothing is known, and it never counts as 1."""
    dated = ledger.set_firm(currency="EUR", exchange={"USD": {"2025-01-01": 0.9, "2025-03-01": 0.95}})
    assert amounts(dated) == [None, 9000, 9500, 10000, None]


def test_one_rate_for_all_days_still_does(ledger):
    assert amounts(ledger.set_firm(currency="EUR", exchange={"USD": 0.9})) == [9000, 9000, 9000, 10000, None]


def test_rates_of_a_file_beside_the_firm_are_read_and_stay_there(ledger):
    """Digits differ, too: a dong has no cents. What is set later does not copy the rates into firm.toml."""
    (ledger.folder / "exchange.csv").write_text(
        "day,currency,rate\n2025-01-01,USD,0.9\n2025-03-01,USD,0.95\n2024-01-01,VND,0.04\n", encoding="utf-8"
    )
    again = Ledger.open(ledger.folder).set_firm(currency="EUR", name="Lind")
    assert amounts(again) == [None, 9000, 9500, 10000, 4000]
    assert "USD" not in (ledger.folder / "firm.toml").read_text(encoding="utf-8")


def test_says_which_line_of_the_file_is_no_rate(ledger):
    (ledger.folder / "exchange.csv").write_text("day,currency,rate\n2025-01-01,USD,much\n", encoding="utf-8")
    with pytest.raises(FirmUnclear, match=r"Line 2 of .*exchange\.csv is no rate"):
        Ledger.open(ledger.folder)


@pytest.mark.parametrize(
    "rates", [{"USD": {}}, {"USD": {"soon": 0.9}}, {"USD": {"2025-01-01": 0}}, {"XXL": 1}]
)
def test_refuses_rates_that_cannot_be(ledger, rates):
    with pytest.raises(FirmUnclear, match="are no exchange rates"):
        ledger.set_firm(exchange=rates)
