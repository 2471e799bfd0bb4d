"""What is read from Freshdesk."""

from pathlib import Path

from tests.connectors.tables import check

from amicable.evidence import Firm

HERE = Path(__file__).parent


def test_tickets_belong_to_the_company_else_to_the_address_of_who_asked():
    check(
        HERE / "tickets.csv",
        {
            "tickets": """
            ticket_id | client_id         | opened_at        | closed_at        | status | priority | category | subject           | seconds | score
            11        | Brightwater Mills | 2025-02-03 08:00 | 2025-02-05 12:00 | Closed | High     | Incident | Mill stands still | 6300    | 1
            12        | rosa@home.example | 2025-02-04 23:10 | -                | Open   | Low      | Question | Opening hours     | -       | -
            """,
            "clients": """
            client_id         | name              | email                    | mentioned
            Brightwater Mills | Brightwater Mills | piet@brightwater.example | yes
            rosa@home.example | rosa@home.example | rosa@home.example        | yes
            """,
            "staff": """
            staff_id  | name
            ada agent | Ada Agent
            """,
        },
    )


def test_times_are_told_by_the_firms_clock():
    check(
        HERE / "tickets.csv",
        {
            "tickets": """
            ticket_id | opened_at
            11        | 2025-02-03 06:00
            12        | 2025-02-04 21:10
            """
        },
        Firm(zone="Europe/Helsinki"),
    )
