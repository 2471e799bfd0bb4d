"""What is read from Zendesk."""

from collections import Counter
from pathlib import Path

from tests.connectors.tables import check, read_all

from amicable.connectors.zendesk import DELETED, INTERNAL

HERE = Path(__file__).parent


def test_tickets_belong_to_the_organisation_else_to_the_person():
    outcome = check(
        HERE / "ticket.csv",
        {
            "tickets": """
            ticket_id | client_id       | opened_at        | status | priority | category | subject
            501       | organization 31 | 2025-02-03 08:15 | closed | normal   | incident | Printer is silent
            502       | user 82         | 2025-02-04 22:40 | open   | high     | question | Where is my order
            """
        },
    )
    assert outcome.left_out == {DELETED.reason: 1}


def test_comments_find_their_client_in_the_tickets_beside_them():
    outcome = check(
        HERE / "ticket_comment.csv",
        {
            "messages": """
            message_id | client_id       | direction | channel | sent_at          | thread_id | subject
            901        | organization 31 | in        | email   | 2025-02-03 08:15 | 501       | Printer is silent
            902        | organization 31 | out       | email   | 2025-02-03 09:30 | 501       | Printer is silent
            """
        },
    )
    assert outcome.left_out == {INTERNAL.reason: 1}


def test_comments_without_their_tickets_are_refused(tmp_path):
    alone = tmp_path / "ticket_comment.csv"
    alone.write_text((HERE / "ticket_comment.csv").read_text())
    outcome = read_all(alone)
    assert not outcome.tables
    assert len(outcome.problems) == 1


def test_users_are_staff_contacts_or_clients():
    check(
        HERE / "user.csv",
        {
            "staff": """
            staff_id  | name      | email
            ada agent | Ada Agent | ada@helpful.example
            """,
            "contacts": """
            contact_id | client_id       | name       | email
            81         | organization 31 | Piet Mill  | piet@brightwater.example
            82         | user 82         | Rosa Finch | rosa@home.example
            """,
            "clients": """
            client_id | name       | email             | mentioned
            user 82   | Rosa Finch | rosa@home.example | no
            """,
        },
    )


def test_organisations_are_clients():
    check(
        HERE / "organization.csv",
        {
            "clients": """
            client_id       | name
            organization 31 | Brightwater Mills
            """
        },
    )


def test_a_view_tells_when_a_ticket_was_solved_and_how_content_the_client_was():
    check(
        HERE / "view.csv",
        {
            "tickets": """
            ticket_id | client_id                      | opened_at        | closed_at        | status | taken_in_charge | reopened | score
            601       | organization Brightwater Mills | 2025-02-06 08:00 | 2025-02-06 11:30 | Solved | 2               | 1        | 5
            602       | user Rosa Finch                | 2025-02-07 21:00 | -                | Open   | 0               | 0        | -
            """,
            "staff": """
            staff_id  | name
            ada agent | Ada Agent
            """,
        },
    )


def test_deleted_tickets_of_a_real_account_are_left_out(shared):
    outcome = read_all(shared / "formats" / "fivetran_seeds" / "zendesk" / "ticket_data.csv")
    assert Counter(ticket["status"] for ticket in outcome.tables["tickets"]) == {"closed": 7, "solved": 1}
    assert outcome.left_out == {DELETED.reason: 2}


def test_reads_the_people_of_a_real_account(shared):
    folder = shared / "formats" / "fivetran_seeds" / "zendesk"
    people = read_all(folder / "user_data.csv").tables
    assert len(people["staff"]) + len(people["contacts"]) == 10
    assert len(read_all(folder / "organization_data.csv").tables["clients"]) == 10
