"""What is read from Harvest."""

from pathlib import Path

from tests.connectors.tables import check, read_all

HERE = Path(__file__).parent


def test_reads_hours_amounts_and_costs_in_the_users_own_notation():
    check(
        HERE / "time.csv",
        {
            "time_entries": """
            client_id         | engagement_id                         | staff_id  | worked_on  | seconds | billable | amount  | cost   | currency | task        | note
            Brightwater Mills | Brightwater Mills / Year-end accounts | nora lind | 2025-02-03 | 4500    | yes      | 150.00  | 50.00  | EUR      | Bookkeeping | Bank, October
            Brightwater Mills | Brightwater Mills / Year-end accounts | otto berg | 2025-02-03 | 37800   | yes      | 2100.00 | -      | EUR      | Review      | -
            -                 | -                                     | nora lind | 2025-02-04 | 10800   | no       | 0.00    | 120.00 | EUR      | Own website | -
            """,
            "clients": """
            client_id         | name              | mentioned
            Brightwater Mills | Brightwater Mills | yes
            """,
            "staff": """
            staff_id  | name      | mentioned
            nora lind | Nora Lind | yes
            otto berg | Otto Berg | yes
            """,
        },
    )


def test_reads_projects_as_engagements():
    check(
        HERE / "projects.csv",
        {
            "engagements": """
            engagement_id                         | client_id         | title             | started_on | ended_on
            Brightwater Mills / Year-end accounts | Brightwater Mills | Year-end accounts | 2025-01-15 | 2025-04-30
            """
        },
    )


def test_reads_clients_whose_address_has_several_lines():
    check(
        HERE / "clients.csv",
        {
            "clients": """
            client_id         | name              | mentioned
            Brightwater Mills | Brightwater Mills | no
            Copper & Finch    | Copper & Finch    | no
            """
        },
    )


def test_reads_a_real_report(shared):
    outcome = read_all(shared / "formats" / "solidtime_tests" / "harvest_time_entries_import_test_1.csv")
    entries = outcome.tables["time_entries"]
    assert len(entries) == 2
    assert sum(entry["seconds"] for entry in entries) / 3600 == 20.01
    assert sum(entry["amount"] for entry in entries) == 2001_00
    assert {entry["currency"] for entry in entries} == {"EUR"}
    assert sum(entry["client_id"] is None for entry in entries) == 1
    assert [(doubt.values["count"], doubt.rows) for doubt in outcome.doubts] == [(1, 0)]


def test_reads_real_projects_and_clients(shared):
    folder = shared / "formats" / "solidtime_tests"
    assert len(read_all(folder / "harvest_projects_import_test_1.csv").tables["engagements"]) == 2
    assert len(read_all(folder / "harvest_clients_import_test_1.csv").tables["clients"]) == 2
