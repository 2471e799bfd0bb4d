"""What is read from Clockify."""

from datetime import date
from pathlib import Path

import pytest
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_hours_with_am_and_pm_mean_month_first_where_nothing_else_tells():
    outcome = read_all(HERE / "twelve_hours.csv")
    entries = outcome.tables["time_entries"]
    assert [
        (entry["worked_on"], entry["seconds"], entry["amount"], entry["currency"], entry["task"])
        for entry in entries
    ] == [
        (date(2025, 2, 3), 3630, 100_83, "USD", "Advice"),
        (date(2025, 2, 4), 1800, 50_00, "USD", "Tax return"),
    ]
    assert len(outcome.doubts) == 1


def test_a_day_that_does_not_exist_is_told_with_its_line():
    problems = read_all(HERE / "twelve_hours.csv").problems
    assert [(problem.line, problem.column, problem.rows) for problem in problems] == [
        (4, "Start Date, Start Time", 1)
    ]


def test_a_day_above_twelve_proves_day_first_in_spite_of_am_and_pm():
    check(
        HERE / "day_first.csv",
        {
            "time_entries": """
            client_id      | staff_id  | worked_on  | seconds | amount | currency | task
            Copper & Finch | otto berg | 2025-02-03 | 7200    | 180.00 | EUR      | Count
            Copper & Finch | otto berg | 2025-02-28 | 3600    | 90.00  | EUR      | Count
            """
        },
    )


def test_a_report_without_clients_gives_hours_for_nobody():
    outcome = check(
        HERE / "without_clients.csv",
        {
            "time_entries": """
            client_id | staff_id  | worked_on  | seconds | task   | note
            -         | nora lind | 2025-02-03 | 900     | Office | Filing
            """
        },
    )
    assert "clients" not in outcome.tables


def test_projects_without_a_client_are_left_out():
    outcome = check(
        HERE / "projects.csv",
        {
            "engagements": """
            engagement_id                  | client_id         | title
            Brightwater Mills / Tax return | Brightwater Mills | Tax return
            """
        },
    )
    assert sum(outcome.left_out.values()) == 1


@pytest.mark.parametrize("number", [1, 4, 5])
def test_reads_real_american_reports(shared, number):
    path = shared / "formats" / "solidtime_tests" / f"clockify_time_entries_import_test_{number}.csv"
    entries = read_all(path).tables["time_entries"]
    assert len(entries) == 2
    assert sum(entry["seconds"] for entry in entries) / 3600 == pytest.approx(1.0003, abs=5e-5)
    assert {entry["worked_on"] for entry in entries} == {date(2024, 3, 4)}
    assert {entry["currency"] for entry in entries} == {"USD"}


def test_reads_a_real_european_report(shared):
    path = shared / "formats" / "solidtime_tests" / "clockify_time_entries_import_test_2.csv"
    (entry,) = read_all(path).tables["time_entries"]
    assert (entry["seconds"], entry["amount"], entry["currency"]) == (1800, 500_00, "EUR")
    assert entry["worked_on"] == date(2024, 10, 15)
    assert "🔥" in entry["note"]


def test_rejects_the_impossible_date_of_a_real_report(shared):
    outcome = read_all(shared / "formats" / "solidtime_tests" / "clockify_time_entries_import_test_3.csv")
    assert not outcome.tables
    assert [(problem.line, problem.rows) for problem in outcome.problems] == [(2, 1)]
