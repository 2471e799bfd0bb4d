"""Signs that a firm declares itself, without Python."""

from datetime import date
from pathlib import Path

import pytest

from amicable.decision.criteria import Criteria
from amicable.decision.review import review
from amicable.place import use
from amicable.signs import all_signs, shipped
from amicable.signs._own import BadSign, load
from amicable.signs.late_payment import late_payment

from .tables import evidence

LATE = """
title = "Pays after a week"
explanation = "Invoices paid more than a week late."
family = "payment"
gravity = "high"
table = "invoices"
on = "due_on"
where = "paid_on is not null"
amount = "paid_on - due_on > 7"
value = "total"
above = 0.25
situation = "Invoice {quote} came late."
rule_out = ["a bank holiday"]
remedies = ["set_boundary"]
"""
INVOICES = """
    invoice_id | client_id | number | issued_on  | due_on     | paid_on    | total
    1          | anna      | A1     | 2025-01-01 | 2025-01-31 | 2025-01-31 | 100
    2          | anna      | A2     | 2025-02-01 | 2025-03-03 | 2025-03-13 | 100
    3          | anna      | A3     | 2025-03-01 | 2025-03-31 | -          | 100
    4          | berta     | A4     | 2025-01-01 | 2025-01-15 | 2025-01-20 | 2000
"""
MOST = """
    client_id | happened_on | amount | out_of
    anna      | 2025-01-31  | 0      | 1
    anna      | 2025-03-03  | 1      | 1
    berta     | 2025-01-15  | 0      | 1
"""


@pytest.fixture
def written(tmp_path):
    """A way to write a declaration, from `LATE` with other values for some keys."""

    def write(name="slow_payer", **changes):
        lines = [line for line in LATE.strip().splitlines() if line.split(" =")[0] not in changes]
        lines += [f"{key} = {value}" for key, value in changes.items() if value is not None]
        path = tmp_path / "signs" / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    yield write
    use(Path("nowhere"))


def test_measures_what_the_same_sign_in_python_does(spec, written):
    spec(load(written()), {"invoices": INVOICES}, MOST)
    spec(late_payment, {"invoices": INVOICES}, MOST)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("total >= 1000", [0, 0, 1]),
        ("number in ('A1', 'A4')", [1, 0, 1]),
        ("not (number = 'A1') and paid_on < '2025-02-01'", [0, 0, 1]),
        ("paid_on between '2025-03-01' and today", [0, 1, 0]),
        ("starts_with(lower(number), 'a2') or contains(number, '4')", [0, 1, 1]),
        ("coalesce(net, total) / 2 = 50", [1, 1, 0]),
        ("net > 0", [0, 0, 0]),
        ("due_on + 10 <= paid_on", [0, 1, 0]),
        ("true", [1, 1, 1]),
    ],
)
def test_says_what_can_be_said_of_a_row(spec, written, expression, shown):
    rows = zip(("anna | 2025-01-31", "anna | 2025-03-03", "berta | 2025-01-15"), shown, strict=True)
    table = "client_id | happened_on | amount | out_of\n" + "\n".join(f"{row} | {x} | 1" for row, x in rows)
    spec(load(written(amount=f'"{expression}"')), {"invoices": INVOICES}, table)


def test_measures_amounts_out_of_amounts_in_whole_units(spec, written):
    path = written(
        amount='"coalesce(open_amount, 0)"', out_of='"total"', model='"ratio"', where="\"number = 'A4'\""
    )
    spec(
        load(path),
        {"invoices": INVOICES},
        "client_id | happened_on | amount | out_of\n berta | 2025-01-15 | 0 | 2000",
    )


def test_a_moment_counts_on_its_day(spec, written):
    path = written(
        table='"meetings"', on='"starts_at"', where=None, amount='"late_seconds > 600"', value=None
    )
    meetings = """
        meeting_id | client_id | starts_at        | late_seconds
        1          | anna      | 2025-03-03 10:00 | 660
        2          | anna      | 2025-03-04 10:00 | -
    """
    wanted = (
        "client_id | happened_on | amount | out_of\n anna | 2025-03-03 | 1 | 1\n anna | 2025-03-04 | 0 | 1"
    )
    spec(load(path), {"meetings": meetings}, wanted)


@pytest.mark.parametrize(
    ("changes", "line", "words"),
    [
        ({"amount": '"payd_on > due_on"'}, 13, "the nearest is “paid_on”"),
        ({"amount": "\"total > 'much'\""}, 13, "a number is needed, not a text"),
        ({"amount": "\"due_on > 'soon'\""}, 13, "is no day"),
        ({"amount": '"number"'}, 13, "what is written there gives a text"),
        ({"amount": '"read_csv(number)"'}, 13, "is not allowed in a sign"),
        ({"amount": '"(select 1)"'}, 13, "is not allowed in a sign"),
        ({"amount": '"total >"'}, 13, "is not an expression"),
        ({"table": '"invoice"'}, 13, "There is no table “invoice”"),
        ({"on": '"number"'}, 13, "is no day in the table invoices"),
        ({"family": '"lateness"'}, 13, "is to be one of"),
        ({"gravity": '"grave"'}, 13, "is to be one of"),
        ({"above": '"much"'}, 13, "is to be a number"),
        ({"enough": "inf"}, 14, "is to be a number"),
        ({"times": "nan"}, 14, "is to be a number"),
        ({"by_period": '"no"'}, 14, "is to be one of: true, false"),
        ({"remedies": '["shouting"]'}, 13, "There is no remedy “shouting”"),
        ({"abvoe": "0.1"}, 14, "the nearest is “above”"),
        ({"title": None}, 1, "“title” is missing"),
    ],
)
def test_refuses_with_file_and_line_what_cannot_be_measured(written, changes, line, words):
    path = written(**changes)
    with pytest.raises(BadSign) as refused:
        load(path)
    assert f"{path}, line {line}" in str(refused.value)
    assert words in str(refused.value)


def test_refuses_the_name_of_a_shipped_sign_and_what_is_no_toml(written, tmp_path):
    with pytest.raises(BadSign, match="cannot be called “late_payment”"):
        load(written("late_payment"), frozenset(shipped()))
    broken = written("broken", title="no quotation marks")
    with pytest.raises(BadSign, match="line 13"):
        load(broken)


def test_is_reviewed_like_all_others_and_names_its_file(engine, written, tmp_path):
    written()
    use(tmp_path)
    assert all_signs()["slow_payer"].source == "signs/slow_payer.toml"
    found = review(evidence(engine, {"invoices": INVOICES}, as_of=date(2025, 12, 31)), Criteria())
    one = next(one for one in found.candidates([0])[0].findings if one.sign.name == "slow_payer")
    assert (one.events, one.exposure) == (1, 2)


def test_is_read_again_when_its_file_changes(written, tmp_path):
    use(tmp_path)
    assert "slow_payer" not in all_signs()
    written()
    assert all_signs()["slow_payer"].above == 0.25
