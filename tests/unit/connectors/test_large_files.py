"""Files beyond the sample by which dates and amounts are proved: what comes late in them is read as well."""

from datetime import date

import pytest

from tests.connectors.tables import read_all

HEADER = "invoice_id,client_id,issued_on,paid_on,total,currency\n"
ROWS = 25_000


def row(number, on="2024-02-01", paid="", total="10.5"):
    return f"i{number},acme,{on},{paid},{total},EUR\n"


@pytest.fixture
def read(tmp_path):
    """Reads a large file of invoices whose last row is this one."""

    def _read(**last):
        path = tmp_path / "invoices.csv"
        path.write_text(HEADER + "".join(row(number) for number in range(1, ROWS)) + row(ROWS, **last))
        return read_all(path)

    return _read


def test_every_row_of_a_clean_file_is_read(read):
    outcome = read(on="2024-03-31", paid="2024-04-01", total="99999999")
    invoices = outcome.tables["invoices"]
    assert len(invoices) == ROWS
    assert not outcome.problems
    assert {(each["issued_on"], each["paid_on"], each["total"]) for each in invoices[:-1]} == {
        (date(2024, 2, 1), None, 10_50)
    }
    last = invoices[-1]
    assert (last["issued_on"], last["paid_on"], last["total"]) == (
        date(2024, 3, 31),
        date(2024, 4, 1),
        99_999_999_00,
    )


@pytest.mark.parametrize(
    ("last", "column", "quoted"),
    [
        ({"on": "2024-02-30"}, "issued_on", "2024-02-30"),
        ({"on": "1850-01-01"}, "issued_on", "1850-01-01"),
        ({"paid": "soon"}, "paid_on", "soon"),
        ({"total": "much"}, "total", "much"),
        ({"total": ""}, "total", None),
    ],
)
def test_what_is_wrong_late_in_a_file_is_told_as_it_stands_there(read, last, column, quoted):
    outcome = read(**last)
    assert [(one.line, one.column, one.values.get("value")) for one in outcome.problems] == [
        (ROWS + 1, column, quoted)
    ]
    assert len(outcome.tables["invoices"]) == ROWS - 1


@pytest.mark.parametrize(
    ("last", "total"),
    [
        ({"total": "€ 7.00"}, 7_00),
        ({"total": '"1,234.50"'}, 1_234_50),
        ({"total": "123456789012.34"}, 123_456_789_012_34),
        ({"total": " 8.00 "}, 8_00),
        ({"total": "9", "on": " 2024-02-01 "}, 9_00),
    ],
)
def test_what_is_written_otherwise_late_in_a_file_is_read(read, last, total):
    outcome = read(**last)
    assert not outcome.problems
    assert outcome.tables["invoices"][-1]["total"] == total
    assert outcome.tables["invoices"][-1]["issued_on"] == date(2024, 2, 1)
