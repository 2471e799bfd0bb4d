import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.connectors.conftest import INVOICES

CELLS = st.one_of(
    st.sampled_from(
        [
            "1",
            "2",
            "Ann",
            "2021-01-31",
            "31/12/2021",
            "2021-02-30",
            "5.50",
            "x",
            "",
            "Total",
            '"',
            "a\nb",
            "VOID",
        ]
    ),
    st.text(max_size=5),
)
KEPT = INVOICES.replace('table = "invoices"', 'table = "invoices"\nkeep = "first"\nsums = ["total"]')
LEFT_OUT = """
[[fill.leave_out]]
when = "\\"Client\\" = 'VOID'"
reason = "Voided."
"""
MENTION = """
[[fill]]
table = "clients"
mention = true
[fill.columns]
client_id = "Client"
name = "Client"
"""


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=12),
    mapping=st.sampled_from([INVOICES, KEPT, KEPT + LEFT_OUT + MENTION]),
    tail=st.sampled_from(["", "\n", "\r\n\r\n", '"', ",,,\n"]),
)
def test_every_row_that_is_read_is_accounted_for_once(outcomes, rows, mapping, tail):
    text = io.StringIO()
    csv.writer(text).writerows([["No", "Client", "Date", "Total"], *rows])

    for found in outcomes(text.getvalue() + tail, mapping):
        reading = found.reading
        assert reading.adds_up
        assert reading.faulty == sum(problem.rows for problem in reading.problems)
        assert {filled.table: filled.count for filled in reading.filled} == {
            table: len(entered) for table, entered in found.tables.items()
        }


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_reading(outcomes, content):
    for found in outcomes(content):
        assert found.reading.adds_up


def test_holds_only_the_first_ten_thousand_problems_but_counts_all(outcome):
    rows = "".join(f"{number},Ann,never,1\n" for number in range(10_500))

    reading = outcome("No,Client,Date,Total\n" + rows, INVOICES).reading

    assert len(reading.problems) == 10_001
    assert reading.problems[-1].rows == 500
    assert reading.faulty == 10_500
