"""What is read from HubSpot."""

from pathlib import Path

from tests.connectors.tables import check, read_all

from amicable.connectors.hubspot import DELETED, NO_COMPANY, TIE

HERE = Path(__file__).parent


def test_tickets_find_their_company_in_the_file_beside_them():
    outcome = check(
        HERE / "ticket.csv",
        {
            "tickets": """
            ticket_id | client_id | opened_at        | closed_at        | status | priority | category | subject
            401       | 31        | 2025-02-03 08:00 | 2025-02-05 10:00 | 4      | HIGH     | BILLING  | Invoice unclear
            """
        },
    )
    assert outcome.left_out == {DELETED: 1}


def test_companies_are_clients():
    outcome = check(
        HERE / "company.csv",
        {
            "clients": """
            client_id | name              | segment
            31        | Brightwater Mills | MACHINERY
            """
        },
    )
    assert outcome.left_out == {DELETED: 1}


def test_contacts_without_a_company_are_left_out():
    outcome = check(
        HERE / "contact.csv",
        {
            "contacts": """
            contact_id | client_id | name      | email                    | role
            51         | 31        | Piet Mill | piet@brightwater.example | Buyer
            """
        },
    )
    assert outcome.left_out == {NO_COMPANY: 1}


def test_meetings_say_what_became_of_them_but_not_who_caused_it():
    check(
        HERE / "meeting.csv",
        {
            "meetings": """
            meeting_id | client_id | starts_at        | outcome | caused_by | title
            701        | 31        | 2025-02-03 09:00 | held    | -         | Kick-off
            702        | 31        | 2025-02-10 09:00 | no_show | -         | Review
            703        | -         | 2025-02-17 09:00 | -       | -         | Follow-up
            """
        },
    )


def test_files_that_only_tie_records_together_are_no_problem():
    assert check(HERE / "ticket_company.csv", {}).left_out == {TIE: 1}
    assert check(HERE / "engagement_company.csv", {}).left_out == {TIE: 2}


def test_reads_the_screens_export_of_tickets():
    check(
        HERE / "screen_tickets.csv",
        {
            "tickets": """
            ticket_id | client_id         | opened_at        | closed_at        | status | subject
            801       | Brightwater Mills | 2025-02-03 08:00 | 2025-02-05 10:00 | Closed | Invoice unclear
            802       | -                 | 2025-02-04 22:00 | -                | New    | Login
            """
        },
    )


def test_reads_the_screens_export_of_companies():
    check(
        HERE / "screen_companies.csv",
        {
            "clients": """
            client_id | name              | segment   | owner
            31        | Brightwater Mills | Machinery | Ada Agent
            """
        },
    )


def test_a_hundred_real_meetings_have_no_outcome(shared):
    outcome = read_all(shared / "formats" / "fivetran_seeds" / "hubspot" / "engagement_meeting_data.csv")
    meetings = outcome.tables["meetings"]
    assert len(meetings) == 100
    assert {meeting["outcome"] for meeting in meetings} == {None}
    assert [doubt.values["count"] for doubt in outcome.doubts] == [100]


def test_reads_the_tickets_and_companies_of_a_real_account(shared):
    folder = shared / "formats" / "fivetran_seeds" / "hubspot"
    for name in ("ticket_data.csv", "company_data.csv", "contact_data.csv", "owner_data.csv"):
        outcome = read_all(folder / name)
        assert outcome.tables, name
        assert not outcome.problems, name
