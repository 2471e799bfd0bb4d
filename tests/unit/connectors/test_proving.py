from datetime import date, datetime

import pytest

from tests.unit.connectors.conftest import INVOICES

TWO_DATES = INVOICES + 'due_on = "Due"\n'
ORDERS = """
needs = ["No", "Client", "When", "Amount"]
[[fill]]
table = "orders"
[fill.columns]
order_id = "No"
client_id = "Client"
ordered_at = "When"
amount = "Amount"
"""


def dated(*days):
    return "No,Client,Date,Due,Total\n" + "".join(
        f"{n},Ann,{day},{due},1\n" for n, (day, due) in enumerate(days)
    )


def test_one_decisive_date_in_any_column_proves_the_order_for_all(outcome):
    found = outcome(dated(("01/02/2021", "03/04/2021"), ("02/02/2021", "15/04/2021")), TWO_DATES)

    assert found.column("issued_on") == [date(2021, 2, 1), date(2021, 2, 2)]
    assert found.doubts == []


def test_asks_when_both_orders_fit_everywhere(outcome):
    found = outcome(dated(("01/02/2021", "03/04/2021")), TWO_DATES)

    assert found.tables == {}
    assert found.reading.faulty == 1
    assert "say which with --date-order dmy or mdy" in found.problems[0][2]


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2021, 2, 1)), ("mdy", date(2021, 1, 2))])
def test_takes_the_order_that_is_asked_for_or_mapped(outcome, order, day):
    content = dated(("01/02/2021", "03/04/2021"))

    assert outcome(content, TWO_DATES, date_order=order).column("issued_on") == [day]
    assert outcome(content, f'date = "{order}"\n' + TWO_DATES).column("issued_on") == [day]


def test_believes_the_dates_more_than_the_mapping(outcome):
    found = outcome(dated(("01/31/2021", "03/04/2021")), 'date = "dmy"\n' + TWO_DATES)

    assert found.column("due_on") == [date(2021, 3, 4)]


def test_reads_month_first_with_a_doubt_where_times_have_am_and_pm(outcome):
    found = outcome("No,Client,When,Amount\n1,Ann,03/04/2021 10:00 AM,1\n", ORDERS)

    assert found.column("ordered_at") == [datetime.fromisoformat("2021-03-04 10:00")]
    assert "AM and PM" in found.doubts[0]


def test_dots_part_days_that_come_first(outcome):
    assert outcome(dated(("01.02.2021", "03.04.2021")), TWO_DATES).column("due_on") == [date(2021, 4, 3)]


def test_refuses_a_file_of_both_orders(outcome):
    found = outcome(dated(("31/01/2021", "01/31/2021"), ("01/31/2021", "31/01/2021")), TWO_DATES)

    assert found.tables == {}
    assert "Some dates" in found.problems[0][2]


def test_a_single_date_of_the_other_order_is_the_fault_of_its_row(outcome):
    days = [(f"{day}/01/2021", "") for day in range(13, 25)]

    found = outcome(dated(*days, ("01/25/2021", "")), TWO_DATES)

    assert found.reading.entered == 12
    assert found.problems[0][:2] == (14, "Date")


def test_the_last_of_many_rows_can_decide_against_a_sample(outcome):
    days = [("01.02.2021", "")] * 30_000

    found = outcome(dated(*days, *[("01/31/2021", "")] * 2), TWO_DATES)

    assert found.column("issued_on")[-1] == date(2021, 1, 31)
    assert found.column("issued_on")[0] == date(2021, 1, 2)


def totals(*amounts):
    return "No;Client;Date;Total\n" + "".join(
        f"{n};Ann;2021-01-31;{amount}\n" for n, amount in enumerate(amounts)
    )


def test_one_decisive_amount_proves_the_decimal_mark_for_all(outcome):
    assert outcome(totals("1.234", "5,50"), INVOICES).column("total") == [123400, 550]
    assert outcome(totals("1.234", "5.50"), INVOICES).column("total") == [123, 550]


def test_doubts_amounts_that_fit_both_marks(outcome):
    found = outcome(totals("1.234", "2.500"), INVOICES)

    assert found.column("total") == [123, 250]
    assert "“1.234”" in found.doubts[0]
    assert "--decimal ," in found.doubts[0]


def test_takes_the_mark_that_is_asked_for(outcome):
    found = outcome(totals("1.234", "2.500"), INVOICES, decimal=",")

    assert (found.column("total"), found.doubts) == ([123400, 250000], [])


def test_whole_amounts_need_no_mark(outcome):
    assert outcome(totals("5", "100"), INVOICES).doubts == []


def test_a_file_that_mixes_marks_names_the_rows_it_cannot_read(outcome):
    found = outcome(totals("1.5", "2.5", "3,5"), INVOICES)

    assert found.column("total") == [150, 250]
    assert found.problems[0][1] == "Total"
    assert "Some numbers" in found.doubts[0]
