"""What is read from Toggl Track."""

from pathlib import Path

import pytest
from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_reads_the_detailed_report_by_the_day_on_which_work_began():
    check(
        HERE / "time.csv",
        {
            "time_entries": """
            client_id         | engagement_id             | staff_id  | worked_on  | seconds | billable | amount | currency | task   | note
            Brightwater Mills | Brightwater Mills / Brand | nora lind | 2025-02-03 | 5415    | yes      | 180.50 | EUR      | Logo   | Draft "two"
            Brightwater Mills | Brightwater Mills / Brand | nora lind | 2025-02-03 | 1200    | yes      | -      | EUR      | Logo   | Third draft
            -                 | -                         | otto berg | 2025-02-04 | 3600    | no       | -      | EUR      | Office | -
            """,
            "staff": """
            staff_id  | name      | email
            nora lind | Nora Lind | nora@lindberg.example
            otto berg | Otto Berg | otto@lindberg.example
            """,
        },
    )


def test_an_entry_whose_end_was_corrected_keeps_its_id(tmp_path):
    corrected = tmp_path / "time.csv"
    corrected.write_text((HERE / "time.csv").read_text().replace("10:30:15,01:30:15", "11:00:00,02:00:00"))
    before, after = (read_all(path).tables["time_entries"] for path in (HERE / "time.csv", corrected))
    assert [entry["entry_id"] for entry in before] == [entry["entry_id"] for entry in after]
    assert [entry["seconds"] for entry in after] == [7200, 1200, 3600]


def test_entries_that_cannot_be_told_apart_are_added_up(tmp_path):
    twice = tmp_path / "time.csv"
    last = (HERE / "time.csv").read_text().splitlines()[-1]
    twice.write_text((HERE / "time.csv").read_text() + last + "\n")
    assert [entry["seconds"] for entry in read_all(twice).tables["time_entries"]] == [5415, 1200, 7200]


def test_clients_of_the_data_export_are_those_of_the_report():
    check(
        HERE / "clients.json",
        {
            "clients": """
            client_id         | name
            Brightwater Mills | Brightwater Mills
            Copper & Finch    | Copper & Finch
            """
        },
    )


def test_reads_what_an_hour_of_each_person_costs():
    check(
        HERE / "people.json",
        {
            "staff": """
            staff_id  | name      | email                 | hourly_cost
            nora lind | Nora Lind | nora@lindberg.example | 38.50
            """
        },
    )


def test_reads_a_real_report(shared):
    outcome = read_all(shared / "formats" / "solidtime_tests" / "toggl_time_entries_import_test_1.csv")
    entries = outcome.tables["time_entries"]
    assert len(entries) == 2
    assert sum(entry["seconds"] for entry in entries) / 3600 == pytest.approx(1.0003, abs=5e-5)
    assert [entry["amount"] for entry in entries] == [None, 111_11]


def test_reports_a_real_file_without_any_client_and_guesses_none(shared):
    outcome = read_all(shared / "formats" / "invoice_ninja_tests" / "tasks.csv")
    entries = outcome.tables["time_entries"]
    assert len(entries) == 47
    assert sum(entry["seconds"] for entry in entries) / 3600 == pytest.approx(79.1208, abs=5e-5)
    assert {entry["staff_id"] for entry in entries} == {"bob", "jimmy", "jlecrenay"}
    assert not any(entry["client_id"] for entry in entries)
    assert "clients" not in outcome.tables
    assert [doubt.values["count"] for doubt in outcome.doubts] == [47]


def test_reads_real_clients_of_the_data_export(shared):
    outcome = read_all(shared / "formats" / "solidtime_tests" / "toggl_data_import_test_1__clients.json")
    assert [client["name"] for client in outcome.tables["clients"]] == [
        "Big Company",
        "Other Company (Archived)",
    ]
