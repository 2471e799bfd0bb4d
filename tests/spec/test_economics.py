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


def lines(engine, tables, *, client="anna", as_of="2025-12-31", firm=None):
    """Every line of one client over all quarters, whole units; the lines that nothing is recorded for are None."""
    facts = gather(evidence(engine, tables, as_of=date.fromisoformat(as_of), firm=firm), ())
    found = facts.lines
    place = facts.roster.column("client_id").to_pylist().index(client)
    total: dict[str, float] = {}
    for _, amounts in found.of(place):
        for name, amount in amounts.items():
            total[name] = total.get(name, 0) + amount / 100
    return {name: None if name in found.unknown else amount for name, amount in total.items()}


ONE_INVOICE = "invoice_id | client_id | issued_on  | due_on     | paid_on    | total\n 1 | anna | 2025-01-01 | 2025-01-31 | 2025-01-31 | 1000"


def test_rework_and_chasing_stand_apart_from_work(engine):
    """Five hours at 40: two of work, two of rework, one of chasing; together the cost of time."""
    found = lines(
        engine,
        {
            "invoices": ONE_INVOICE,
            "time_entries": """
            entry_id | client_id | worked_on  | seconds | kind
            1        | anna      | 2025-01-20 | 7200    | work
            2        | anna      | 2025-02-20 | 7200    | rework
            3        | anna      | 2025-02-21 | 3600    | chasing
            """,
        },
        firm=Firm(hourly_cost={"*": 40}),
    )
    assert (found["work"], found["rework"], found["chasing"]) == (80, 80, 40)


def test_where_nobody_writes_rework_down_it_is_unknown_and_not_nothing(engine):
    found = lines(engine, {"invoices": ONE_INVOICE, "staff": STAFF, "time_entries": HOURS})
    assert (found["rework"], found["chasing"], found["financing"]) == (None, None, None)


def test_an_owners_hour_costs_what_it_is_worth_elsewhere(engine):
    """A partner's hour is worth 200, whatever the partner earns; Uma's costs 60 as before."""
    found = lines(
        engine,
        {
            "invoices": BILLED,
            "staff": STAFF,
            "time_entries": """
            entry_id | client_id | staff_id | worked_on  | seconds
            1        | anna      | s1       | 2025-01-20 | 3600
            2        | anna      | s3       | 2025-01-20 | 3600
            """,
        },
        firm=Firm(hourly_cost={"*": 60}, owner_hour=200),
    )
    assert (found["owners"], found["work"]) == (200, 60)


def test_a_person_has_the_role_that_another_source_knows(engine):
    """The time tool names Sofia without a role; the list of staff says that she is a partner."""
    found = lines(
        engine,
        {
            "invoices": BILLED,
            "staff": "staff_id | name | role | hourly_cost\n t:sofia | sofia | - | -\n s1 | Sofia | partner | -",
            "time_entries": "entry_id | client_id | staff_id | worked_on | seconds\n 1 | anna | t:sofia | 2025-01-20 | 3600",
        },
        firm=Firm(hourly_cost={"partner": 90}),
    )
    assert found["owners"] == 90


def test_waiting_for_money_costs_interest_for_each_day_beyond_the_terms(engine):
    """1,000 for 73 days, a fifth of a year, at 10 %: 20. What is paid in time costs nothing."""
    found = lines(
        engine,
        {
            "invoices": """
            invoice_id | client_id | issued_on  | due_on     | paid_on    | total
            1          | anna      | 2025-01-01 | 2025-01-31 | 2025-04-14 | 1000
            2          | anna      | 2025-01-01 | 2025-01-31 | 2025-01-20 | 1000
            """
        },
        firm=Firm(financing_rate=0.1),
    )
    assert found["financing"] == 20


@pytest.mark.parametrize(("as_of", "interest"), [("2025-01-31", 0), ("2025-04-14", 20), ("2025-06-26", 40)])
def test_waiting_goes_on_while_an_invoice_is_open(engine, as_of, interest):
    """The same rows on a later day cost more, also where an answer of an earlier day is at hand."""
    invoices = (
        "invoice_id | client_id | issued_on  | due_on     | total\n 1 | anna | 2025-01-01 | 2025-01-31 | 1000"
    )
    found = lines(engine, {"invoices": invoices}, as_of=as_of, firm=Firm(financing_rate=0.1))
    assert found["financing"] == pytest.approx(interest, abs=0.011)


def test_an_invoice_open_for_too_long_is_bad_debt_and_waits_no_longer(engine):
    """100 days are agreed: on the 101st the revenue in it is lost, without the tax, and interest ends at 100 days."""
    tables = {
        "invoices": """
        invoice_id | client_id | issued_on  | due_on     | paid_on    | total | net
        1          | anna      | 2025-01-01 | 2025-01-31 | -          | 1210  | 1000
        2          | berta     | 2025-01-01 | 2025-01-31 | 2025-01-30 | 1210  | 1000
        """
    }
    firm = Firm(bad_debt_days=100, financing_rate=0.1)
    before, after = (lines(engine, tables, as_of=day, firm=firm) for day in ("2025-05-11", "2025-05-12"))
    assert (before["bad_debt"], after["bad_debt"]) == (0, 1000)
    assert after["financing"] == pytest.approx(1210 * 0.1 * 100 / 365, abs=0.01)
    much_later = lines(engine, tables, as_of="2025-12-31", firm=firm)
    assert much_later["financing"] == after["financing"]


def test_records_that_never_tell_of_a_payment_do_not_tell_of_bad_debt(engine, economics):
    """Every invoice looks open: nothing is given up, and the line is unknown."""
    invoices = (
        "invoice_id | client_id | issued_on  | due_on     | total\n 1 | anna | 2023-01-01 | 2023-01-31 | 1000"
    )
    assert lines(engine, {"invoices": invoices})["bad_debt"] is None
    economics({"invoices": invoices}, "client_id | cost\n anna | 0")


def test_credits_are_told_apart_and_what_is_written_off_is_bad_debt(engine, economics):
    tables = {
        "invoices": ONE_INVOICE,
        "credits": """
        credit_id | client_id | issued_on  | amount | kind
        1         | anna      | 2025-02-01 | 10     | discount
        2         | anna      | 2025-02-01 | 20     | goodwill
        3         | anna      | 2025-02-01 | 40     | refund
        4         | anna      | 2025-02-01 | 80     | -
        5         | anna      | 2025-02-01 | 160    | write_off
        """,
    }
    found = lines(engine, tables)
    assert (found["discounts"], found["goodwill"], found["other_credits"], found["bad_debt"]) == (
        10,
        20,
        120,
        160,
    )
    economics(tables, "client_id | revenue | cost | margin\n anna | 850 | 160 | 690")


def test_reminders_cost_the_minutes_that_the_firm_says(engine):
    """Two reminders of a quarter of an hour at 40 an hour, in two languages; an ordinary message costs nothing."""
    found = lines(
        engine,
        {
            "invoices": ONE_INVOICE,
            "messages": """
            message_id | client_id | direction | sent_at          | subject
            1          | anna      | out       | 2025-02-10 10:00 | Payment reminder: invoice 12
            2          | anna      | out       | 2025-02-20 10:00 | Recordatorio de pago
            3          | anna      | out       | 2025-02-21 10:00 | Your figures for January
            4          | anna      | in        | 2025-02-22 10:00 | Re: Payment reminder: invoice 12
            """,
        },
        firm=Firm(hourly_cost={"*": 40}, chasing_minutes=15),
    )
    assert found["chasing"] == 20


def test_the_lines_add_up_to_the_margin(engine):
    """Whatever is taken off line by line is what the margin takes off at once."""
    tables = {
        "invoices": ONE_INVOICE,
        "credits": "credit_id | client_id | issued_on  | amount | kind\n 1 | anna | 2025-02-01 | 10 | goodwill",
        "costs": "cost_id | client_id | incurred_on | amount\n 1 | anna | 2025-02-01 | 30",
        "staff": STAFF,
        "time_entries": HOURS,
    }
    firm = Firm(hourly_cost={"partner": 100, "*": 40}, owner_hour=150, financing_rate=0.08)
    found = lines(engine, tables, firm=firm)
    facts = gather(evidence(engine, tables, as_of=date(2025, 12, 31), firm=firm), ())
    rows = facts.evidence.economics.to_pyarrow().to_pylist()
    margin = sum(row["margin"] for row in rows if row["client_id"] == "anna") / 100
    assert found.pop("billed") - sum(amount or 0 for amount in found.values()) == margin


def margin_of_the_year(engine, tables, firm=None):
    return gather(evidence(engine, tables, as_of=date(2025, 12, 31), firm=firm), ()).portfolio


def test_below_the_limit_of_hours_with_a_rate_the_margin_is_unknown(engine):
    """2 of 20 hours have no rate: unknown as shipped, known to a firm that is content with 85 %."""
    tables = {
        "invoices": "invoice_id | client_id | issued_on  | total\n 1 | anna | 2025-01-15 | 9000\n 2 | anna | 2025-04-15 | 9000",
        "staff": STAFF,
        "time_entries": """
        entry_id | client_id | staff_id | worked_on  | seconds
        1        | anna      | s1       | 2025-01-20 | 64800
        2        | anna      | s3       | 2025-01-20 | 7200
        3        | anna      | s1       | 2025-04-20 | 64800
        """,
    }
    assert str(margin_of_the_year(engine, tables).margin[0]) == "nan"
    assert margin_of_the_year(engine, tables, Firm(completeness={"hours": 0.85})).margin[0] > 0


def test_where_the_clients_of_much_revenue_are_not_known_no_margin_is_shown(engine):
    """A third of the revenue stands under no client; the firm hears that it is the revenue."""
    tables = {
        "invoices": """
        invoice_id | client_id | issued_on  | total
        1          | anna      | 2025-01-15 | 1000
        2          | anna      | 2025-04-15 | 1000
        3          | -         | 2025-04-15 | 1000
        """,
        "costs": "cost_id | client_id | incurred_on | amount\n 1 | anna | 2025-01-01 | 30\n 2 | anna | 2025-04-01 | 30",
    }
    found = margin_of_the_year(engine, tables)
    assert found.missing == ("revenue",)
    assert found.known.revenue == pytest.approx(2 / 3)
    assert str(found.margin[0]) == "nan"


def test_where_hours_stopped_coming_in_no_margin_is_shown(engine):
    """Invoices of all four quarters, hours of the first only: the others would look like pure profit."""
    days = ("2024-12-15", "2025-02-15", "2025-05-15", "2025-08-15")
    tables = {
        "invoices": "invoice_id | client_id | issued_on | total\n"
        + "\n".join(f"{day} | anna | {day} | 1000" for day in days),
        "time_entries": "entry_id | client_id | worked_on  | seconds\n 1 | anna | 2024-12-20 | 36000",
    }
    found = margin_of_the_year(engine, tables, Firm(hourly_cost={"*": 40}))
    assert found.missing == ("periods",)
    assert str(found.margin[0]) == "nan"
