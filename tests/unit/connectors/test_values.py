from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amicable.evidence import Firm
from tests.unit.connectors.conftest import INVOICES

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

TIME = """
needs = ["Day", "Time"]
[[fill]]
table = "time_entries"
[fill.columns]
worked_on = "Day"
seconds = "Time"
"""

MONEY_EUR = INVOICES.replace('namespace = "shop"', 'namespace = "shop"\ncurrency = "EUR"')
quick = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def invoices(*totals, mark=","):
    lines = (f'{number}{mark}"Ann"{mark}2021-01-31{mark}"{total}"\n' for number, total in enumerate(totals))
    return mark.join(("No", "Client", "Date", "Total")) + "\n" + "".join(lines)


def dated(*days):
    return "No,Client,Date,Total\n" + "".join(f'{number},Ann,"{day}",1\n' for number, day in enumerate(days))


def times(*moments):
    lines = (f'{number},Ann,"{moment}",1\n' for number, moment in enumerate(moments))
    return "No,Client,When,Amount\n" + "".join(lines)


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        ("13.50", 1350),
        ("$13.50 ", 1350),
        ("($400.00)", -40000),
        ("-5.25", -525),
        ("5.25-", -525),
        ("−7.25", -725),
        ("-$3.20", -320),
        ("$-3.20", -320),
        ("1,234.56", 123456),
        ("1 234.56", 123456),
        ("1\u202f234.56\u00a0€", 123456),
        ("1'234.56", 123456),
        ("1,00,000.50", 10000050),
        ("EUR 12.10", 1210),
        ("12.345", 1235),
        (".5", 50),
        ("90071992547409.91", 9007199254740991),
    ],
)
def test_reads_amounts_with_a_decimal_point(outcome, written, minor):
    assert outcome(invoices("0.01", written), MONEY_EUR).column("total") == [1, minor]


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        ("1.234,56", 123456),
        ("1 234,50 zł", 123450),
        ("€ 5", 500),
        ("2.000,0", 200000),
        ("1.234", 123400),
        ("-1.234,5", -123450),
        ("R$ 10,00", 1000),
    ],
)
def test_reads_amounts_with_a_decimal_comma(outcome, written, minor):
    assert outcome(invoices("0,01", written, mark=";"), MONEY_EUR).column("total") == [1, minor]


@pytest.mark.parametrize("written", ["abc", "12abc", "--5", "1,2", "1.2.3", "12,34", "-", "nan", "0x10"])
def test_names_what_is_no_amount(outcome, written):
    found = outcome(invoices("0.01", "2.50", "3.75", "0.25", "0.75", written), INVOICES)

    assert found.column("total") == [1, 250, 375, 25, 75]
    expected = f"“{written}” is not an amount of money; correct it in the source and import again."
    assert found.problems == [(7, "Total", expected)]


@quick
@given(
    st.lists(st.decimals(Decimal("-1e9"), Decimal("1e9"), places=2), min_size=2, max_size=8),
    st.sampled_from(".,"),
)
def test_reads_back_every_amount_however_it_is_parted(outcome, amounts, mark):
    other = "." if mark == "," else ","
    written = [
        f"{amount:,.2f}".replace(",", "#").replace(".", mark).replace("#", other) for amount in amounts
    ]

    found = outcome(invoices(*written, mark=";"), MONEY_EUR)

    assert found.column("total") == [int(amount * 100) for amount in amounts]


def test_counts_minor_units_by_the_currency_of_each_row(outcome):
    mapping = INVOICES + 'currency = "In"\n'
    content = "No,Client,Date,Total,In\n" + "".join(
        f"{code or 0},Ann,2021-01-31,1234.5,{code}\n"
        for code in ("EUR", "jpy", "Kuwaiti Dinar - KWD", "VND", "$", "")
    )

    found = outcome(content, mapping, firm=Firm(currency="JPY"))

    assert found.column("currency") == ["EUR", "JPY", "KWD", "VND", "USD", "JPY"]
    assert found.column("total") == [123450, 1235, 1234500, 1235, 123450, 1235]


def test_names_what_is_no_currency(outcome):
    found = outcome("No,Client,Date,Total,In\n1,Ann,2021-01-31,1,Doubloons\n", INVOICES + 'currency = "In"\n')

    assert found.problems[0][1:] == (
        "In",
        "“Doubloons” is not a currency; write its three letters, such as EUR.",
    )


def test_takes_the_currency_from_the_header(outcome):
    mapping = INVOICES.replace('"Total"]', '"Total ({currency})"]').replace(
        '= "Total"', '= "Total ({currency})"'
    )

    found = outcome("No,Client,Date,Total (JPY)\n1,Ann,2021-01-31,500\n", mapping)

    assert (found.column("total"), found.column("currency")) == ([500], ["JPY"])


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1.5", 5400),
        ("01:00:01", 3601),
        ("1:30", 5400),
        ("1h 30m", 5400),
        ("90m", 5400),
        ("0.0003", 1),
        ("-0:30", -1800),
    ],
)
def test_reads_lengths_of_time_as_hours_clocks_or_words(outcome, written, seconds):
    assert outcome(f"Day,Time\n2021-01-31,{written}\n", TIME).column("seconds") == [seconds]


def test_reads_lengths_of_time_in_the_unit_that_is_stated(outcome):
    mapping = TIME.replace('seconds = "Time"', 'seconds = { column = "Time", unit = "minutes" }')

    assert outcome("Day,Time\n2021-01-31,90\n", mapping).column("seconds") == [5400]


@pytest.mark.parametrize(
    "written",
    ["2021-01-28", "2021/01/28", "28/01/2021", "28.01.2021", "28-1-21", "1/28/2021", "28-Jan-21", "28 Jan 2021",
     "Jan 28 2021", "January 28, 2021", "Thu, 28 Jan 2021", "20210128", "2021-01-28T10:00:00Z", "28/01/2021 10:00"],
)  # fmt: skip
def test_reads_a_day_however_it_is_written(outcome, written):
    assert outcome(dated(written), INVOICES).column("issued_on") == [date(2021, 1, 28)]


@pytest.mark.parametrize(
    "written", ["2021-02-30", "31/02/2021", "99.01.2021", "0021-01-01", "soon", "2021-01-28x"]
)
def test_names_a_day_that_does_not_exist(outcome, written):
    found = outcome(dated("28/01/2021", written), INVOICES)

    assert found.column("issued_on") == [date(2021, 1, 28)]
    sentence = f"“{written}” is not a date that exists; correct it in the source and import again."
    assert found.problems == [(3, "Date", sentence)]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2021-07-01 10:00:00", "2021-07-01 08:00:00"),
        ("2021-07-01T10:00:00Z", "2021-07-01 10:00:00"),
        ("2021-07-01 10:00:00.083 UTC", "2021-07-01 10:00:00.083"),
        ("2021-07-01T10:00:00+05:30", "2021-07-01 04:30:00"),
        ("2021-07-01 10:00:00 -0200", "2021-07-01 12:00:00"),
        ("07/31/2021 03:04 PM", "2021-07-31 13:04:00"),
        ("07/31/2021 03:04:05 pm", "2021-07-31 13:04:05"),
        ("Thu, 01 Jul 2021 10:00:00 +0000", "2021-07-01 10:00:00"),
        ("31.07.2021 10:00", "2021-07-31 08:00:00"),
    ],
)
def test_places_times_in_the_zone_of_the_firm_unless_they_name_one(outcome, written, utc):
    found = outcome(times(written), ORDERS, firm=Firm(zone="Europe/Madrid"))

    assert found.column("ordered_at") == [datetime.fromisoformat(utc)]


def test_places_times_in_the_zone_that_the_mapping_states(outcome):
    mapping = 'zone = "Asia/Ho_Chi_Minh"\n' + ORDERS

    found = outcome(times("2021-07-01 10:00"), mapping, firm=Firm(zone="Europe/Madrid"))

    assert found.column("ordered_at") == [datetime.fromisoformat("2021-07-01 03:00")]


def test_a_day_with_a_zone_is_the_day_on_the_calendar_of_the_firm(outcome):
    found = outcome(dated("2021-07-01T23:30:00Z"), INVOICES, firm=Firm(zone="Europe/Madrid"))

    assert found.column("issued_on") == [date(2021, 7, 2)]


def test_reads_seconds_since_1970(outcome):
    mapping = ORDERS.replace('"When"\n', '{ column = "When", date = "epoch" }\n')

    assert outcome(times("1609459200"), mapping).column("ordered_at") == [
        datetime.fromisoformat("2021-01-01")
    ]


@quick
@given(
    st.lists(
        st.datetimes(datetime.fromisoformat("1980-01-01"), datetime.fromisoformat("2060-01-01")),
        min_size=1,
        max_size=6,
    )
)
def test_reads_back_every_moment(outcome, moments):
    aware = [moment.replace(microsecond=0, tzinfo=UTC) for moment in moments]

    found = outcome(times(*(moment.isoformat() for moment in aware)), ORDERS)

    assert found.column("ordered_at") == [moment.replace(tzinfo=None) for moment in aware]


@quick
@given(
    st.lists(st.dates(date(1980, 1, 1), date(2060, 1, 1)), min_size=1, max_size=6),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%b-%Y", "%b %d %Y", "%Y-%m-%d"]),
)
def test_reads_back_every_day(outcome, days, form):
    proof = date(2000, 1, 31)

    found = outcome(dated(*(day.strftime(form) for day in [proof, *days])), INVOICES)

    assert found.column("issued_on") == [proof, *days]


YES_AND_NO = """
needs = ["Day", "Time", "Billable", "Kind"]
[[fill]]
table = "time_entries"
[fill.columns]
worked_on = "Day"
seconds = "Time"
billable = "Billable"
kind = { column = "Kind", values = { "Bug" = "rework", "" = "work" } }
"""


def test_understands_yes_and_no_in_six_languages(outcome):
    words = [("Yes", True), ("no", False), ("sí", True), ("TAK", True), ("nie", False), ("kyllä", True)]
    words += [("không", False), ("có", True), ("1", True), ("", None)]
    content = "Day,Time,Billable,Kind\n" + "".join(f"2021-01-31,1,{word},travel\n" for word, _ in words)

    assert outcome(content, YES_AND_NO).column("billable") == [truth for _, truth in words]


def test_translates_values_and_names_those_it_does_not_know(outcome):
    content = "Day,Time,Billable,Kind\n" + "".join(
        f"2021-01-31,1,1,{kind}\n" for kind in ("BUG", "", "Travel", "golf")
    )

    found = outcome(content, YES_AND_NO)

    assert found.column("kind") == ["rework", "work", "travel"]
    assert found.problems[0][:2] == (5, "Kind")
    assert "“golf” is none of work, rework" in found.problems[0][2]


def test_a_person_of_ours_is_the_same_in_every_tool(outcome):
    mapping = TIME + 'staff_id = "Who"\n'
    content = "Day,Time,Who\n2021-01-31,1,  Ann   LEE \n2021-02-28,1,ann lee\n"

    assert outcome(content, mapping, namespace="toggl").column("staff_id") == ["ann lee", "ann lee"]


def test_keeps_addresses_that_are_ids_already(outcome):
    found = outcome("No,Client,Date,Total\n1,address:ann@example.com,2021-01-31,1\n", INVOICES)

    assert found.column("client_id") == ["address:ann@example.com"]


def test_gives_rows_without_number_an_id_of_their_own_that_stays(outcome):
    content = "Day,Time\n2021-01-31,1\n2021-01-31,1\n2021-01-31,2\n"

    first, again = (outcome(content, TIME).column("entry_id") for _ in range(2))

    assert len(set(first)) == 3
    assert again == first


def test_names_what_must_not_be_empty(outcome):
    found = outcome("No,Client,Date,Total\n1,,2021-01-31,1\n2,Bob,,1\n", INVOICES)

    said = "This must not be empty; fill it in at the source and import again."
    assert found.problems == [(2, "Client", said), (3, "Date", said)]
