"""What is read from tables whose columns are called like the evidence."""

from pathlib import Path

from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_a_table_with_the_names_of_the_evidence_needs_no_mapping():
    check(
        HERE / "meetings.csv",
        {
            "meetings": """
            meeting_id | client_id | outcome   | caused_by | late_seconds | title
            M1         | C7        | held      | -         | 600          | Kick-off
            M2         | C7        | cancelled | client    | -            | Review
            """
        },
    )


def test_an_outcome_that_nobody_defined_is_told_with_its_line():
    outcome = read_all(HERE / "unclear.csv")
    assert [(problem.line, problem.column, problem.rows) for problem in outcome.problems] == [
        (3, "outcome", 1)
    ]
    assert [row["meeting_id"] for row in outcome.tables["meetings"]] == ["M1"]
