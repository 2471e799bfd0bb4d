"""What each client brought and cost, quarter by quarter."""

from collections.abc import Callable
from datetime import date

import pytest

from amicable.decision.facts import gather
from amicable.evidence import Firm

from .tables import evidence, parse


@pytest.fixture
def economics(engine) -> Callable[..., None]:
    """Check that `tables` give exactly the `expected` rows, of which only the named clients and columns are compared."""

    def check(tables, expected, *, as_of="2025-12-31", firm=None):
        facts = gather(evidence(engine, tables, as_of=date.fromisoformat(as_of), firm=firm), ())
        rows = facts.evidence.economics.order_by("client_id", "quarter").to_pyarrow().to_pylist()
        wanted = parse(expected)
        named = {row["client_id"] for row in wanted}
        found = [
            row
            for row in rows
            if row["client_id"] in named and any(row[name] for name in ("revenue", "cost", "seconds"))
        ]
        assert [{name: shown(name, row[name]) for name in wanted[0]} for row in found] == wanted

    return check


def shown(name: str, value: object) -> str:
    """A figure as the table writes it: money in units, hours, yes or no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value / 100:g}" if name in MONEY else str(value)


MONEY = ("revenue", "direct", "time_cost", "cost", "margin", "revenue_a_year_before")


def test_revenue_is_what_was_invoiced_without_tax_less_credits(economics):
    """The net amount where it is given, else total less tax, else the total."""
    economics(
        {
            "invoices": """
            invoice_id | client_id | issued_on  | total | net  | tax
            1          | anna      | 2025-01-15 | 121   | 100  | 21
            2          | anna      | 2025-02-15 | 121   | -    | 21
            3          | anna      | 2025-03-15 | 50    | -    | -
            4          | anna      | 2025-04-15 | 50    | -    | -
            """,
            "credits": """
            credit_id | client_id | issued_on  | amount
            1         | anna      | 2025-03-30 | 30
            """,
        },
        """
        client_id | began_on   | revenue
        anna      | 2025-01-01 | 220
        anna      | 2025-04-01 | 50
        """,
    )


STAFF = """
    staff_id | name  | role     | hourly_cost
    s1       | Sofia | partner  | 120
    s2       | Tomas | partner  | -
    s3       | Uma   | employee | -
"""
HOURS = """
    entry_id | client_id | staff_id | worked_on  | seconds
    1        | anna      | s1       | 2025-01-20 | 3600
    2        | berta     | s2       | 2025-01-20 | 3600
    3        | carla     | s3       | 2025-01-20 | 5400
    4        | dora      | -        | 2025-01-20 | 3600
"""


BILLED = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-01-15 | 9000
    2          | berta     | 2025-01-15 | 9000
    3          | carla     | 2025-01-15 | 9000
    4          | dora      | 2025-01-15 | 9000
"""


def test_an_hour_costs_what_the_person_costs_else_the_role_else_anybody(economics):
    """Sofia has a rate of her own, Tomas that of a partner, Uma and whoever worked for Dora that of anybody."""
    economics(
        {"invoices": BILLED, "staff": STAFF, "time_entries": HOURS},
        """
        client_id | time_cost | seconds | unpriced_seconds | complete
        anna      | 120       | 3600    | 0                | yes
        berta     | 100       | 3600    | 0                | yes
        carla     | 60        | 5400    | 0                | yes
        dora      | 40        | 3600    | 0                | yes
        """,
        firm=Firm(hourly_cost={"partner": 100, "*": 40}),
    )


def test_an_hour_without_a_rate_leaves_the_quarter_incomplete(economics):
    """Without a rate for anybody, only the cost of the partners is known."""
    economics(
        {"invoices": BILLED, "staff": STAFF, "time_entries": HOURS},
        """
        client_id | time_cost | seconds | unpriced_seconds | complete
        anna      | 120       | 3600    | 0                | yes
        berta     | 100       | 3600    | 0                | yes
        carla     | 0         | 5400    | 5400             | no
        dora      | 0         | 3600    | 3600             | no
        """,
        firm=Firm(hourly_cost={"partner": 100}),
    )


def test_the_cost_that_the_source_states_goes_before_any_rate(economics):
    """Stated 75 stays 75; a stated zero is an empty cell of the export, not free work."""
    economics(
        {
            "invoices": BILLED,
            "time_entries": """
            entry_id | client_id | worked_on  | seconds | cost
            1        | anna      | 2025-01-20 | 3600    | 75
            2        | berta     | 2025-01-20 | 3600    | 0
            """,
        },
        """
        client_id | time_cost | unpriced_seconds | complete
        anna      | 75        | 0                | yes
        berta     | 0         | 3600             | no
        """,
        firm=Firm(hourly_cost={"*": 40}),
    )


def test_up_to_one_hour_in_twenty_may_be_without_a_rate(economics):
    """Anna: 1 of 20 hours; Berta: 2 of 20."""
    economics(
        {
            "invoices": BILLED,
            "staff": STAFF,
            "time_entries": """
            entry_id | client_id | staff_id | worked_on  | seconds
            1        | anna      | s1       | 2025-01-20 | 68400
            2        | anna      | s3       | 2025-01-20 | 3600
            3        | berta     | s1       | 2025-01-20 | 64800
            4        | berta     | s3       | 2025-01-20 | 7200
            """,
        },
        """
        client_id | seconds | unpriced_seconds | complete
        anna      | 72000   | 3600             | yes
        berta     | 72000   | 7200             | no
        """,
    )


def test_cost_to_serve_is_direct_cost_plus_time(economics):
    """1,000 less postage of 30 and two hours at 120."""
    economics(
        {
            "invoices": """
            invoice_id | client_id | issued_on  | total
            1          | anna      | 2025-01-15 | 1000
            """,
            "costs": """
            cost_id | client_id | incurred_on | amount
            1       | anna      | 2025-02-01  | 30
            """,
            "staff": STAFF,
            "time_entries": """
            entry_id | client_id | staff_id | worked_on  | seconds
            1        | anna      | s1       | 2025-03-20 | 7200
            """,
        },
        """
        client_id | revenue | direct | time_cost | cost | margin | complete
        anna      | 1000    | 30     | 240       | 270  | 730    | yes
        """,
    )


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "invoices",
            "invoice_id | client_id | issued_on  | total | currency\n 9 | anna | 2025-02-15 | - | USD",
        ),
        (
            "credits",
            "credit_id | client_id | issued_on  | amount | currency\n 9 | anna | 2025-02-15 | - | USD",
        ),
        ("costs", "cost_id | client_id | incurred_on | amount | currency\n 9 | anna | 2025-02-15 | - | USD"),
    ],
)
def test_an_amount_without_an_exchange_rate_leaves_the_quarter_incomplete(economics, table, row):
    """What cannot be converted arrives without an amount; a cost that is not known never counts as nothing."""
    tables = {
        "invoices": "invoice_id | client_id | issued_on  | total | currency\n 1 | anna | 2025-01-15 | 1000 | EUR",
        "credits": "credit_id | client_id | issued_on  | amount | currency\n 1 | anna | 2025-01-15 | 10 | EUR",
        "costs": "cost_id | client_id | incurred_on | amount | currency\n 1 | anna | 2025-01-15 | 30 | EUR",
    }
    economics(
        {**tables, table: tables[table] + "\n" + row.splitlines()[1]},
        """
        client_id | revenue | cost | complete
        anna      | 990     | 30   | no
        """,
    )


def test_a_shop_without_invoices_lives_on_its_orders(economics):
    """Orders less returns; goods cost the share of revenue that the firm states."""
    economics(
        {
            "orders": """
            order_id | client_id | ordered_at       | amount
            1        | anna      | 2025-01-15 10:00 | 100
            2        | anna      | 2025-02-15 10:00 | 60
            """,
            "returns": """
            return_id | client_id | ordered_at | returned_at      | amount
            1         | anna      | -          | 2025-03-01 10:00 | 60
            """,
        },
        """
        client_id | revenue | direct | margin | complete
        anna      | 100     | 65     | 35     | yes
        """,
        firm=Firm(direct_cost_rate=0.65),
    )


def test_orders_are_no_revenue_where_there_are_invoices(economics):
    """The same sale must not count twice."""
    economics(
        {
            "orders": """
            order_id | client_id | ordered_at       | amount
            1        | anna      | 2025-01-15 10:00 | 100
            """,
            "invoices": """
            invoice_id | client_id | issued_on  | total
            1          | anna      | 2025-01-15 | 100
            """,
        },
        """
        client_id | revenue
        anna      | 100
        """,
    )


def test_a_quarter_is_closed_when_it_is_over(economics):
    """On the last day of March the first quarter is still open."""
    invoices = """
    invoice_id | client_id | issued_on  | total
    1          | anna      | 2025-03-15 | 100
    """
    economics({"invoices": invoices}, "client_id | closed\n anna | no", as_of="2025-03-31")
    economics({"invoices": invoices}, "client_id | closed\n anna | yes", as_of="2025-04-01")


def test_a_prepaid_quarter_without_work_is_not_left_out_of_the_reckoning(economics):
    """Invoiced in January for the year, worked from April: both quarters count, or the client looks like a loss."""
    economics(
        {
            "invoices": """
            invoice_id | client_id | issued_on  | total
            1          | anna      | 2025-01-15 | 4000
            2          | berta     | 2025-01-15 | 4000
            """,
            "staff": STAFF,
            "time_entries": """
            entry_id | client_id | staff_id | worked_on  | seconds
            1        | anna      | s1       | 2025-04-20 | 36000
            2        | berta     | s1       | 2025-01-20 | 36000
            """,
        },
        """
        client_id | began_on   | revenue | cost | complete
        anna      | 2025-01-01 | 4000    | 0    | yes
        anna      | 2025-04-01 | 0       | 1200 | yes
        berta     | 2025-01-01 | 4000    | 1200 | yes
        """,
    )


def test_a_client_never_billed_or_never_worked_for_is_missing_evidence(economics):
    """It may stand in our records under two names: neither free of cost nor without worth."""
    economics(
        {
            "invoices": """
            invoice_id | client_id | issued_on  | total
            1          | anna      | 2025-01-15 | 1000
            """,
            "staff": STAFF,
            "time_entries": """
            entry_id | client_id | staff_id | worked_on  | seconds
            1        | berta     | s1       | 2025-01-20 | 3600
            """,
        },
        """
        client_id | revenue | cost | complete
        anna      | 1000    | 0    | no
        berta     | 0       | 120  | no
        """,
    )
