import gzip
import json
import os
import zipfile
from datetime import date, datetime
from io import BytesIO

import duckdb
import openpyxl
import pytest

from tests.unit.connectors.conftest import INVOICES

HEADER = "No,Client,Date,Total\n"
ROWS = "1,Ann,2021-01-31,10.50\n2,Bob,2021-02-28,20.00\n"
PLAIN = HEADER + ROWS
EXPECTED = [("shop:1", "shop:Ann", date(2021, 1, 31), 1050), ("shop:2", "shop:Bob", date(2021, 2, 28), 2000)]


def rows(outcome):
    wanted = ("invoice_id", "client_id", "issued_on", "total")
    return [tuple(row[name] for name in wanted) for row in outcome.tables["invoices"]]


def workbook(*pages):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, cells in pages:
        page = book.create_sheet(title)
        for row in cells:
            page.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def parquet(tmp_path, select):
    path = tmp_path / "made.parquet"
    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


OBJECTS = [
    {"No": 1, "Client": "Ann", "Date": "2021-01-31", "Total": 10.50},
    {"No": 2, "Client": "Bob", "Date": "2021-02-28", "Total": 20},
]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        HEADER + ROWS.replace("\n", "\r\n"),
        PLAIN.rstrip(),
        PLAIN + "\n\n",
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", "|"),
        PLAIN.replace("\n", ",,\n"),
        gzip.compress(PLAIN.encode(), mtime=0),
        gzip.compress(HEADER.encode(), mtime=0) + gzip.compress(ROWS.encode(), mtime=0),
        json.dumps(OBJECTS),
        json.dumps({"page": {"size": 2}, "count": 12, "invoices": OBJECTS}, indent=1),
        json.dumps({"data": {"invoices": OBJECTS}}),
        "\n".join(map(json.dumps, OBJECTS)),
        gzip.compress(json.dumps(OBJECTS).encode(), mtime=0),
        workbook(("Sheet", [list(OBJECTS[0]), *(list(each.values()) for each in OBJECTS)])),
    ],
)
def test_reads_the_same_rows_from_every_format_whatever_its_name(outcome, content):
    found = outcome(content, INVOICES, name="export.bin")

    assert rows(found) == EXPECTED
    assert found.problems == []
    assert found.doubts == []


def test_reads_parquet_with_its_own_types(outcome, tmp_path):
    content = parquet(
        tmp_path,
        """SELECT 1 AS "No", 'Ann' AS "Client", DATE '2021-01-31' AS "Date", 10.5::DOUBLE AS "Total"
           UNION ALL SELECT 2, 'Bob', DATE '2021-02-28', 20""",
    )

    assert sorted(rows(outcome(content, INVOICES))) == EXPECTED


def test_joins_the_names_of_nested_objects_with_dots(outcome):
    mapping = INVOICES.replace('"Client"', '"client.name"')
    content = json.dumps([{"No": "1", "client": {"name": "Ann"}, "Date": "2021-01-31", "Total": "10.50"}])

    assert rows(outcome(content, mapping)) == EXPECTED[:1]


def test_reads_windows_1252_where_the_bytes_are_no_utf_8(outcome):
    content = (HEADER + "1,Müller – Söhne €,2021-01-31,1\n").encode("cp1252")

    assert outcome(content, INVOICES).column("client_id") == ["shop:Müller – Söhne €"]


def test_reads_each_page_of_a_workbook(outcomes):
    cells = [["No", "Client", "Date", "Total"], [1, "Ann", datetime.fromisoformat("2021-01-31"), 10.5]]
    content = workbook(("January", cells), ("Notes", [["nothing", "here"]]), ("Empty", []))

    found, unknown = outcomes(content, INVOICES)

    assert rows(found) == EXPECTED[:1]
    assert found.reading.page == "January"
    assert "lacks the columns" in unknown.problems[0][2]


def test_finds_the_header_below_titles_and_blank_lines(outcome):
    found = outcome("Sales of Ann & Co;;;\nJanuary to March\n\n" + PLAIN.replace(",", ";"), INVOICES)

    assert rows(found) == EXPECTED
    assert found.column("line") == [5, 6]


def test_leaves_totals_and_empty_rows_out_with_a_reason(outcome):
    found = outcome(PLAIN + ",,,\nTotal,,,30.50\nGrand total:,,,30.50\n", INVOICES)

    assert rows(found) == EXPECTED
    assert found.reading.left_out == {
        "Totals lines only repeat the rows above them.": 2,
        "Empty rows are no evidence.": 1,
    }


def test_takes_a_client_whose_name_begins_with_total_for_a_client(outcome):
    found = outcome("Client,No,Date,Total\nTotal Energy,1,2021-01-31,5\n", INVOICES)

    assert found.column("client_id") == ["shop:Total Energy"]


def test_tells_the_physical_line_also_after_cells_with_newlines_and_damaged_rows(outcome):
    content = (
        HEADER + '1,"Ann\nand\nBob",2021-01-31,1\n\n2,"x"y,2021-01-31,1\n3,Cid,never,1\n4,Dee,2021-01-31,1\n'
    )

    found = outcome(content, INVOICES)

    assert found.column("line") == [2, 8]
    assert [(line, column) for line, column, _ in found.problems] == [(6, ""), (7, "Date")]


def test_tells_the_line_of_a_fault_deep_in_a_long_file(outcome):
    lines = [f"{number},Ann,2021-01-31,1\n" for number in range(200_000)]
    lines[123_456] = "x,Ann,2021-02-31,1\n"

    found = outcome(HEADER + "".join(lines), INVOICES)

    assert [line for line, _, _ in found.problems] == [123_458]
    assert found.reading.entered == 199_999


def test_loses_only_the_line_whose_quotation_mark_is_never_closed(outcome):
    found = outcome(HEADER + '1,"Ann,2021-01-31,1\n2,Bob,2021-02-28,20.00\n', INVOICES)

    assert rows(found) == EXPECTED[1:]
    assert found.problems[0][0] == 2
    assert "quotation mark" in found.problems[0][2]


def test_takes_short_rows_that_hold_what_is_needed(outcome):
    mapping = INVOICES + 'number = "Note"\n'
    content = HEADER.replace("\n", ",Note\n") + "1,Ann,2021-01-31,10.50\n2,Bob,2021-02-28,20.00,x\n"

    assert rows(outcome(content, mapping.replace('"Total"]', '"Total", "Note"]'))) == EXPECTED


def test_refuses_a_row_with_more_cells_than_names(outcome):
    found = outcome(HEADER + "1,Ann,2021-01-31,10.50,\n2,Bob,2021-02-28,20.00,oops\n", INVOICES)

    assert rows(found) == EXPECTED[:1]
    assert found.problems[0][0] == 3
    assert "more cells" in found.problems[0][2]


def test_says_where_a_file_was_cut_off(outcome):
    found = outcome((PLAIN + "3,Cid,2021-03")[:-5], INVOICES)

    assert rows(found) == EXPECTED
    assert found.problems == [(4, "", "The file seems to be cut off here; fetch it again.")]


def test_says_where_json_was_cut_off(outcome):
    found = outcome(json.dumps(OBJECTS, indent=0)[:-20], INVOICES)

    assert rows(found) == EXPECTED[:1]
    assert "cut off" in found.problems[0][2]


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        (b"3,C\0id,2021-01-31,1\n", "zero bytes"),
        ("3,é,2021-01-31,1\n".encode() + b"4,\xff,2021-01-31,1\n", "no UTF-8"),
        (b"3," + b"x" * 10_000_000 + b",2021-01-31,1\n", "longer than two million"),
    ],
)
def test_names_the_damaged_row_and_takes_the_others(outcome, damaged, said):
    found = outcome(PLAIN.encode() + damaged, INVOICES)

    assert rows(found)[:2] == EXPECTED
    assert len(found.problems) == 1
    assert said in found.problems[0][2]


def packed(name, content):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


BOOK = workbook(("Sheet", [["No"]] * 50))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (bytes(1000), "binary"),
        (os.urandom(50_000), "binary"),
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Excel"),
        (gzip.compress(PLAIN.encode() * 100, mtime=0)[:-20], "cut off"),
        (gzip.compress(bytes(400_000_000), mtime=0), "far more"),
        (packed("xl/workbook.xml", bytes(400_000_000)), "far more"),
        (packed("xl/workbook.xml", "<oops"), "damaged"),
        (packed("a.csv", PLAIN), "ZIP"),
        (BOOK[: len(BOOK) // 2], "damaged"),
        (b"PAR1" + bytes(100), "damaged"),
        ("[1, 2, 3]", "no list of objects"),
        ("[" * 100_000, "no list of objects"),
        ("{oops\n", "no list of objects"),
        (json.dumps({"a": OBJECTS, "b": OBJECTS}), "several lists"),
        ("x" * 5_000_000, "lacks the columns"),
    ],
)
def test_answers_garbage_with_one_clear_problem(outcome, content, said):
    found = outcome(content, INVOICES)

    assert found.tables == {}
    assert len(found.problems) == 1
    assert said in found.problems[0][2]


def test_answers_a_folder_or_a_missing_file_with_a_problem(tmp_path):
    from amicable.connectors import read
    from amicable.evidence import Firm

    for path in (tmp_path, tmp_path / "missing.csv"):
        (reading,) = read(path, firm=Firm())
        assert len(reading.problems) == 1


def test_never_works_out_a_formula(outcome):
    formula = "=CMD|' /C calc'!A0"
    content = f'{HEADER}1,"{formula}",2021-01-31,1\n'

    assert outcome(content, INVOICES).column("client_id") == [f"shop:{formula}"]


def test_tells_an_unknown_table_what_to_do(outcome):
    found = outcome("foo,bar\n1,2\n")

    assert "export.csv”" in found.problems[0][2]


def test_gives_equal_digests_to_equal_files_and_others_to_another_mapping(outcome):
    first = outcome(PLAIN, INVOICES).reading.digest

    assert outcome(PLAIN, INVOICES, name="renamed.csv").reading.digest == first
    assert outcome(PLAIN + "\n", INVOICES).reading.digest != first
    assert outcome(PLAIN, INVOICES.replace('"shop"', '"store"')).reading.digest != first
    assert outcome(PLAIN, INVOICES, date_order="dmy").reading.digest != first


def test_tells_its_progress(outcome):
    told = []
    outcome(PLAIN, INVOICES, progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (len(PLAIN), len(PLAIN))
