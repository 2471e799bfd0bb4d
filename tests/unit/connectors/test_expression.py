import re
from contextlib import suppress

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amicable.connectors._expression import NotAllowed, Scope, UnknownColumn, compiled, condition
from amicable.refusal import Refusal

CELLS = {"A": "'abc'", "B": "'5'", "Empty": "NULL", "When": "'2021-01-31'", 'a "b"': "'q'"}
SCOPE = Scope(
    CELLS.get,
    lambda text: f"try_cast({text} AS DOUBLE)",
    lambda text: f"try_cast({text} AS DATE)",
    tuple(CELLS),
)


def result(expression):
    ((value,),) = duckdb.execute(f"SELECT {compiled(expression, SCOPE).sql}").fetchall()
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('number("B") * 2', "10.0"),
        ('-number("B") + 1', "-4.0"),
        ('round(number("B") / 3, 2)', "1.67"),
        ('number("B") / 0', None),
        ('abs(number("B") - 8)', "3.0"),
        ('integer("B")', "5"),
        ('number("A")', None),
        ('date("When") + 30', "2021-03-02"),
        ("date(\"When\") - date('2021-01-01')", "30"),
        ('upper("A")', "ABC"),
        ('"A" || \'-\' || "B"', "abc-5"),
        ('concat_ws(\'/\', "A", "Empty", "B")', "abc/5"),
        ("replace(\"A\", 'b', 'x')", "axc"),
        ('substring("A", 2, 1)', "b"),
        ("split_part('x/y', '/', 2)", "y"),
        ('coalesce("Empty", "A")', "abc"),
        ("nullif(\"A\", 'abc')", None),
        ('greatest(number("B"), 7)', "7.0"),
        ("case when \"A\" = 'abc' then 1 else 2 end", "1"),
        ("case \"A\" when 'x' then 'no' when 'abc' then 'yes' end", "yes"),
        ("if(\"A\" = 'x', 1, 0)", "0"),
        ("\"A\" in ('x', 'abc')", "True"),
        ("\"A\" not in ('x', 'abc')", "False"),
        ("\"A\" like 'a%' and not contains(\"A\", 'z')", "True"),
        ("\"Empty\" = ''", "True"),
        ("\"Empty\" <> 'x'", "True"),
        ('"Empty" is null', "True"),
        ('"A" is not null', "True"),
        ("starts_with(\"A\", 'ab') or false", "True"),
        ('number("B") between 4 and 6', "True"),
        ("'it''s'", "it's"),
        ('"a ""b"""', "q"),
    ],
)
def test_works_out_what_a_mapping_may_ask_for(expression, expected):
    assert result(expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "(select 1)",
        "\"A\" in (select 'abc')",
        "exists (select 1)",
        "read_csv('/etc/passwd')",
        "read_text('/etc/passwd')",
        "getenv('HOME')",
        "current_setting('home_directory')",
        'cast("A" as int)',
        '"A"::int',
        'max("A")',
        "row_number() over ()",
        "1; drop table x",
        "*",
        "columns(*)",
        'x."A"',
        "\"A\"['x']",
        "[1, 2]",
        "{'a': 1}",
        "list_transform([1], x -> x)",
        "1e999",
        "",
        "'open",
        'number("B"',
        "lower()",
        "lower('a', 'b', 'c')",
        "(" * 3000 + "1" + ")" * 3000,
    ],
)
def test_refuses_everything_else(expression):
    with pytest.raises(NotAllowed):
        compiled(expression, SCOPE)


def test_names_the_nearest_column():
    with pytest.raises(UnknownColumn, match=r"“Whem”.*nearest is “When”"):
        compiled('"Whem"', SCOPE)


def test_asks_for_the_quotation_marks_of_a_column():
    with pytest.raises(NotAllowed, match='double quotes: "Total"'):
        compiled("Total", SCOPE)


def test_asks_for_number_where_text_is_added():
    with pytest.raises(NotAllowed, match="a number is needed, not a text"):
        compiled('"A" + 1', SCOPE)


def test_a_condition_must_be_true_or_false():
    with pytest.raises(NotAllowed, match="true or false is needed"):
        condition('"A"', SCOPE)


@settings(max_examples=300)
@given(st.text(alphabet="\"'AB()+-*/,=<>[]{}|;: 0129%_.selctfromwhrnuby", max_size=40))
def test_any_text_is_compiled_or_refused(text):
    with suppress(Refusal):
        sql = compiled(text, SCOPE).sql
        assert "select" not in re.sub("'[^']*'", "", sql).lower()
