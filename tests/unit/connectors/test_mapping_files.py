import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from amicable.connectors import load_mapping
from amicable.connectors._plan import QUOTED, Plan
from amicable.connectors._proving import Proof
from amicable.connectors._reading import Shelf
from amicable.connectors._recognising import Header, Match
from amicable.connectors._toml import source
from amicable.evidence import Firm
from amicable.refusal import Refusal
from tests.unit.connectors.conftest import INVOICES

LINES = """
namespace = "shop"
needs = ["Order", "Client", "When", "Pieces", "Price", "Cost"]
currency = "EUR"

[[leave_out]]
when = "length(coalesce(\\"Client\\", '')) = 0"
reason = "Sales at the counter name no client."

[[fill]]
table = "orders"
keep = "first"
sums = ["amount", "quantity"]
[[fill.leave_out]]
when = 'number("Pieces") <= 0'
[fill.columns]
order_id = "Order"
client_id = "Client"
ordered_at = "When"
amount = { compute = 'number("Pieces") * number("Price")' }
quantity = "Pieces"
channel = { constant = "web" }

[[fill]]
table = "returns"
[[fill.leave_out]]
when = 'number("Pieces") >= 0'
[fill.columns]
client_id = "Client"
order_id = "Order"
returned_at = "When"
amount = { compute = '-number("Pieces") * number("Price")' }
quantity = { compute = '-number("Pieces")' }

[[fill]]
table = "costs"
keep = "first"
sums = ["amount"]
[fill.columns]
cost_id = "Order"
client_id = "Client"
incurred_on = "When"
amount = "Cost"

[[fill]]
table = "clients"
mention = true
[fill.columns]
client_id = "Client"
name = "Client"
"""

SOLD = """Order,Client,When,Pieces,Price,Cost
1,Ann,2021-01-05 10:00,2,5.00,6
1,Ann,2021-01-05 10:00,1,7.50,4
2,Bob,2021-01-06 11:00,-1,5.00,3
3,,2021-01-06 12:00,1,5.00,3
"""


def test_fills_orders_returns_and_costs_from_the_same_lines(outcome):
    found = outcome(SOLD, LINES)

    assert [(row["order_id"], row["amount"], row["quantity"]) for row in found.tables["orders"]] == [
        ("shop:1", 1750, 3)
    ]
    assert [(row["client_id"], row["amount"], row["quantity"]) for row in found.tables["returns"]] == [
        ("shop:Bob", 500, 1)
    ]
    assert [(row["cost_id"], row["amount"]) for row in found.tables["costs"]] == [
        ("shop:1", 1000),
        ("shop:2", 300),
    ]
    assert found.column("name", "clients") == ["Ann", "Bob"]


def test_shows_the_arithmetic_of_a_file_that_fills_several_tables(outcome):
    reading = outcome(SOLD, LINES).reading

    assert (reading.read, reading.entered, reading.folded, reading.faulty) == (4, 2, 1, 0)
    assert reading.left_out == {"Sales at the counter name no client.": 1}


EVENTS = """
needs = ["Case", "Event", "At", "Who"]
zone = "UTC"
[[fill]]
table = "tickets"
keep = "{keep}"
order_by = 'date("At")'
[fill.columns]
ticket_id = "Case"
client_id = "Who"
opened_at = {{ column = "At", take = "min" }}
closed_at = {{ column = "At", take = "max" }}
status = "Event"
reopened = {{ compute = "if(\\"Event\\" = 'reopened', 1, 0)", take = "sum" }}
category = {{ column = "Who", take = "last" }}
"""
LOG = """Case,Event,At,Who
1,closed,2021-01-09,
1,opened,2021-01-05,Ann
1,reopened,2021-01-07,Bob
"""


@pytest.mark.parametrize(
    ("keep", "who", "status"), [("first", "test:Ann", "opened"), ("last", None, "closed")]
)
def test_keeps_the_first_or_last_row_of_a_key_in_the_order_that_is_stated(outcome, keep, who, status):
    (ticket,) = outcome(LOG, EVENTS.format(keep=keep), namespace="test").tables["tickets"]

    assert (ticket["client_id"], ticket["status"]) == (who, status)
    assert (ticket["opened_at"], ticket["closed_at"]) == (
        datetime.fromisoformat("2021-01-05"),
        datetime.fromisoformat("2021-01-09"),
    )
    assert (ticket["reopened"], ticket["category"]) == (1, "Bob")


def test_doubts_rows_that_share_an_id_without_being_meant_to(outcome):
    found = outcome("No,Client,Date,Total\n1,Ann,2021-01-31,1\n1,Ann,2021-01-31,2\n", INVOICES)

    assert found.column("total") == [200]
    assert found.reading.folded == 1
    assert found.doubts[0].startswith("1 rows bear the id of an earlier row")


def test_looks_columns_up_in_another_file(outcome, tmp_path):
    (tmp_path / "dates.csv").write_text("Invoice;Sent\n1;31/01/2021\n2;\n1;01/02/2021\n")
    mapping = INVOICES.replace(
        'needs = ["No", "Client", "Date", "Total"]', 'needs = ["No", "Client", "Total"]'
    )
    mapping = mapping.replace('"Date"', '"Sent"').replace(
        "[[fill]]", '[[lookup]]\nfile = "dates.csv"\non = "No"\nkey = "Invoice"\n[[fill]]'
    )

    found = outcome("No,Client,Total\n1,Ann,5\n2,Bob,6\n3,Cid,7\n", mapping)

    assert found.column("issued_on") == [date(2021, 1, 31)]
    assert [(line, column) for line, column, _ in found.problems] == [(3, "Sent"), (4, "Sent")]


def test_names_the_file_that_is_not_there_to_look_things_up_in(outcome):
    mapping = INVOICES.replace("[[fill]]", '[[lookup]]\nfile = "dates.csv"\non = "No"\n[[fill]]')

    found = outcome("No,Client,Date,Total\n1,Ann,2021-01-31,5\n", mapping)

    assert "“dates.csv”, which is not beside this file" in found.problems[0][2]


def test_a_number_inside_an_expression_must_be_one(outcome):
    mapping = INVOICES.replace('total = "Total"', "total = { compute = 'coalesce(number(\"Total\"), 0)' }")

    found = outcome("No,Client,Date,Total\n1,Ann,2021-01-31,5\n2,Ann,2021-01-31,lots\n", mapping)

    assert found.column("total") == [500]
    assert found.problems == [
        (3, "Total", "“lots” is not a number; correct it in the source and import again.")
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("needs", "need"), "“need” is nothing that a mapping can say; the nearest is “needs”"),
        (('"invoices"', '"invoice"'), "no evidence table “invoice”; the nearest is “invoices”"),
        (("total =", "totl ="), "invoices has no column “totl”; the nearest is “total”"),
        (('total = "Total"', ""), "A row of invoices needs “total”"),
        (('total = "Total"', 'total = { colum = "Total" }'), "“colum” is nothing that a column can say"),
        (
            ('total = "Total"', 'total = { column = "Total", unit = "cents" }'),
            "“cents” is not allowed for “unit”",
        ),
        (('total = "Total"', "total = 5"), "“columns” must be the name of a column"),
        (('table = "invoices"', 'table = "invoices"\nkeep = "second"'), "“second” is not allowed for “keep”"),
        (('table = "invoices"', 'table = "invoices"\nsums = ["totals"]'), "no column “totals”"),
        (('namespace = "shop"', 'zone = "Mars/Olympus"'), "“Mars/Olympus” is no time zone"),
        (('namespace = "shop"', 'namespace = "My Shop"'), "“My Shop” is no namespace"),
        (("[[fill]]", "[[fil]]"), "“fil” is nothing that a mapping can say; the nearest is “fill”"),
        (('namespace = "shop"', "namespace = shop"), "cannot be read"),
        (
            ("[[fill]]", '[[lookup]]\nfile = "../x.csv"\non = "No"\n[[fill]]'),
            "names of files in the same folder",
        ),
    ],
)
def test_names_what_is_wrong_with_a_mapping_file(tmp_path, change, said):
    path = tmp_path / "map.toml"
    path.write_text(INVOICES.replace(*change))

    with pytest.raises(Refusal, match=r".*") as refused:
        load_mapping(path)

    assert said in str(refused.value)


def test_names_a_mapping_file_that_is_missing(tmp_path):
    with pytest.raises(Refusal, match=r"nowhere\.toml"):
        load_mapping(tmp_path / "nowhere.toml")


def test_says_which_columns_a_table_lacks(outcome):
    found = outcome("No,Client,Total\n1,Ann,5\n", INVOICES)

    assert found.problems[0][2] == "The mapping does not fit this table; it lacks the columns “Date”."


def test_names_the_nearest_column_where_an_expression_names_none(outcome):
    mapping = INVOICES.replace('total = "Total"', "total = { compute = 'number(\"Totl\")' }")

    with pytest.raises(Refusal, match="“Totl”, which the file does not have; the nearest is “Total”"):
        outcome("No,Client,Date,Total\n1,Ann,2021-01-31,5\n", mapping)


DOCS = Path(__file__).parents[3] / "docs"
SNIPPETS = re.findall(
    r"```toml\n(.*?)```", (DOCS / "how-to" / "map-your-own-table.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize("path", sorted((DOCS / "examples").glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_of_the_documentation_is_a_mapping(path):
    assert load_mapping(path).sheets


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_snippet_of_the_page_on_mappings_is_one(snippet):
    found = source(tomllib.loads(snippet), "snippet")

    for sheet in found.sheets:
        header = Header(1, tuple(dict.fromkeys(QUOTED.findall(snippet))))
        plan = Plan(
            Match("snippet", found, sheet, header), Shelf("nothing", 1), Firm(), Proof(), lenient=False
        )
        assert [fill.table.name for fill in plan.fills] == [fill.table for fill in sheet.fills]
