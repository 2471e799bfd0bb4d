"""The final account: exact in every currency, the same in any order, and nothing negative is paid."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.disengagement.account import account, as_csv
from amicable.disengagement.settlement import (
    UNITS,
    NotAnAmount,
    Part,
    credited,
    deposit,
    given_out,
    goodwill,
    open_invoice,
    prepaid,
    rounded,
    settle,
    unbilled,
    waived,
    work_done,
)
from amicable.disengagement.texts import Texts
from amicable.money import MixedCurrencies, Money
from tests.unit.disengagement.partings import END, euros

ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP, ROUND_DOWN, ROUND_CEILING)
CURRENCIES = ("EUR", "USD", "PLN", "VND", "JPY", "KWD")
minor = st.integers(0, 10**11)
rates = st.sampled_from([Decimal(one) for one in ("0", "4", "8", "10", "13.5", "20", "21", "23", "25.5")])
quantities = st.decimals("0.25", "500", places=2)
parts = st.builds(
    Part,
    name=st.sampled_from(["Design", "Build", "Test", "Launch", "Care"]),
    done=st.decimals("0", "600", places=2),
    planned=quantities,
    unit=st.sampled_from(UNITS),
    weight=st.none() | quantities,
)


@st.composite
def items(draw, currency, rounding):
    """Any item of an account."""
    amount, tax = Money(draw(minor), currency), draw(rates)
    first = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    period = {"first": first, "last": first + timedelta(days=draw(st.integers(0, 800))), "end_on": draw(st.dates(date(2019, 1, 1), date(2031, 1, 1)))}  # fmt: skip
    return draw(
        st.sampled_from(
            [
                lambda: work_done("Work", amount, draw(st.lists(parts, min_size=1, max_size=6)), paid=Money(draw(minor), currency), tax=tax, rounding=rounding),
                lambda: prepaid("Care", amount, **period, tax=tax, rounding=rounding),
                lambda: unbilled("Hours", amount, tax=tax),
                lambda: open_invoice("17", amount, tax=tax),
                lambda: waived("18", amount, tax=tax),
                lambda: credited("16", amount, tax=tax),
                lambda: goodwill("A sign", amount, tax=tax),
                lambda: deposit("Keys", amount),
            ]
        )
    )()  # fmt: skip


@st.composite
def accounts(draw):
    """Any account in any currency and rounding."""
    currency, rounding = draw(st.sampled_from(CURRENCIES)), draw(st.sampled_from(ROUNDINGS))
    some = draw(st.lists(items(currency, rounding), max_size=6))
    return settle(some, currency=currency, rounding=rounding)


@given(accounts())
def test_lines_and_tax_add_up_to_the_total_to_the_last_minor_unit(made):
    lines = sum(line.amount.minor for line in made.lines)
    taxes = sum(tax.amount.minor for tax in made.taxes)
    assert lines + taxes == made.balance == made.due.minor - made.refund.minor


@given(accounts())
def test_nothing_negative_is_paid_or_refunded(made):
    assert made.due.minor >= 0
    assert made.refund.minor >= 0
    assert 0 in (made.due.minor, made.refund.minor)
    assert all(item.credited >= 0 for item in made.items)


@given(accounts(), st.randoms())
def test_the_order_of_items_does_not_matter(made, random):
    shuffled = list(made.items)
    random.shuffle(shuffled)
    other = replace(made, items=tuple(shuffled))
    assert (other.due, other.refund, other.taxes) == (made.due, made.refund, made.taxes)


@given(st.lists(parts, min_size=1, max_size=6), minor, minor, st.sampled_from(ROUNDINGS), st.randoms())
def test_the_order_of_parts_does_not_matter(some, price, paid, rounding, random):
    shuffled = list(some)
    random.shuffle(shuffled)
    one, other = (work_done("Work", Money(price, "EUR"), each, paid=Money(paid, "EUR"), rounding=rounding) for each in (some, shuffled))  # fmt: skip
    assert one.balance == other.balance
    assert sorted(line.amount.minor for line in one.lines) == sorted(line.amount.minor for line in other.lines)  # fmt: skip


@given(minor, st.lists(quantities, min_size=1, max_size=9))
def test_shares_of_a_price_add_up_to_the_price(total, shares):
    out = given_out(total, shares, [str(place) for place in range(len(shares))])
    assert sum(out) == total
    assert all(abs(part - total * share / sum(shares)) <= 1 for part, share in zip(out, shares, strict=True))


@given(minor, st.lists(parts, min_size=1, max_size=6))
def test_work_all_done_earns_its_price_and_work_not_begun_nothing(price, some):
    whole = Money(price, "EUR")
    done = [replace(part, done=part.planned) for part in some]
    begun = [replace(part, done=Decimal(0)) for part in some]
    assert work_done("Work", whole, done, paid=euros(0)).balance == price
    assert settle([work_done("Work", whole, begun, paid=whole)], currency="EUR").refund == whole


@given(accounts(), st.sampled_from(["en"]))
def test_the_table_shows_what_the_account_says(made, language):
    rows = as_csv(made, Texts(language)).splitlines()
    total = Decimal(rows[1 + len(made.lines) + len(made.taxes)].split(",")[-2])
    assert total == abs(Money(made.balance, made.currency).amount)
    assert len(account(made, Texts(language)).rows) == len(made.lines) + len(made.taxes) + 1


def test_nine_of_twelve_hours_leave_a_quarter_of_the_price():
    work = work_done("Accounts", euros(1200), [Part("Books", Decimal(9), Decimal(12), "hours")], paid=euros(1200), tax=Decimal(20))  # fmt: skip
    assert settle([work], currency="EUR").refund == euros(360)


def test_a_third_each_of_ten_euros_is_three_thirds_and_a_cent():
    thirds = [Part(name, Decimal(1), Decimal(1), "milestone") for name in "ABC"]
    assert [line.amount for line in work_done("Site", euros(10), thirds, paid=euros(0)).lines] == [euros(3.34), euros(3.33), euros(3.33)]  # fmt: skip


def test_a_waived_invoice_is_neither_owed_nor_paid_back_but_credited():
    made = settle([waived("18", euros(121), tax=Decimal(21))], currency="EUR")
    assert made.balance == 0
    assert made.items[0].credited == 12100


def test_money_of_the_clients_own_is_never_set_off():
    made = settle([open_invoice("17", euros(80))], currency="EUR", held=euros(500))
    assert (made.due, made.refund, made.held) == (euros(80), euros(0), euros(500))


def test_a_prepaid_year_is_paid_back_by_days():
    year = prepaid("Care", euros(365), first=date(2026, 7, 1), last=date(2027, 6, 30), end_on=END)
    assert year.balance == -18100


@pytest.mark.parametrize(("end_on", "back"), [(date(2026, 6, 1), -100), (date(2026, 8, 1), 0)])
def test_a_period_not_begun_is_paid_back_whole_and_a_past_one_not_at_all(end_on, back):
    july = prepaid("Care", Money(100, "VND"), first=date(2026, 7, 1), last=date(2026, 7, 31), end_on=end_on)
    assert july.balance == back


def test_two_currencies_are_not_added():
    with pytest.raises(MixedCurrencies, match="one account for each currency"):
        settle([open_invoice("1", Money(1, "USD"))], currency="EUR")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: unbilled("Hours", euros(-1)),
        lambda: deposit("Keys", euros(-0.01)),
        lambda: work_done("Site", euros(10), [Part("A", Decimal(-1), Decimal(1), "hours")], paid=euros(0)),
        lambda: work_done("Site", euros(10), [Part("A", Decimal(1), Decimal(0), "hours")], paid=euros(0)),
        lambda: work_done("Site", euros(10), [Part("A", Decimal(1), Decimal(1), "litres")], paid=euros(0)),
        lambda: prepaid("Care", euros(1), first=date(2026, 2, 1), last=date(2026, 1, 1), end_on=END),
    ],
)
def test_amounts_below_nothing_and_plans_of_nothing_are_refused(wrong):
    with pytest.raises(NotAnAmount):
        wrong()


def test_rounds_as_asked():
    assert [rounded(Decimal("2.5"), one) for one in (ROUND_HALF_UP, ROUND_HALF_EVEN)] == [3, 2]


def test_a_name_that_looks_like_a_formula_stays_a_text():
    made = settle([deposit("=cmd", euros(1)), unbilled("=1+1", euros(1))], currency="EUR")
    assert "'=1+1: done and not yet invoiced" in as_csv(made, Texts("en"))
