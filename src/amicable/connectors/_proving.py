"""What the values of a file prove: the order of day and month, the decimal mark, how dates are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from amicable.connectors._shapes import Shape, shape
from amicable.i18n import N_

SAMPLE = 20_000
MOST_SHAPES = 300
CLEAR = 4
"""So many times more often must one reading be the only possible one to outweigh the other."""

BOTH_ORDERS = N_(
    "Every date in this file could be day/month or month/day (“{example}”), so nothing was imported; "
    'say which with --date-order dmy or mdy, or with date = "dmy" in the mapping.'
)
MIXED_ORDERS = N_(
    "Some dates in this file can only be day/month and others only month/day, so nothing was imported; "
    "correct the file, or say which is meant with --date-order dmy or mdy."
)
HALF_DAYS = N_(
    "The dates fit both day/month and month/day; because times are written with AM and PM they were read as "
    "month/day. Say --date-order dmy and import again if that is wrong."
)
BOTH_MARKS = N_(
    "The amounts do not show whether . or , is the decimal mark (“{example}”); they were read with {mark} as "
    "the decimal mark. Say --decimal {other} and import again if that is wrong."
)
MIXED_MARKS = N_(
    "Some numbers in this file use . as the decimal mark and others ,; they were read with {mark}, which is "
    "more frequent. Say --decimal {other} and import again if that is wrong."
)


@dataclass(frozen=True)
class Stated:
    """What a person or a mapping says, where the values do not prove it."""

    asked: str = ""
    """By the person who imports."""
    mapped: str = ""
    """By the mapping."""


@dataclass(frozen=True)
class Proof:
    """How the numbers and dates of one table are to be read."""

    mark: str = "."
    order: str = ""
    shapes: Mapping[str, tuple[Shape, ...]] = field(default_factory=dict)
    """How each date expression is written."""
    doubts: tuple[tuple[str, dict[str, object]], ...] = ()
    refused: tuple[str, dict[str, object]] | None = None
    """Why the table must not enter."""


@dataclass(frozen=True)
class Witnesses:
    """Expressions of one table, put aside so that they can be asked repeatedly."""

    connection: duckdb.DuckDBPyConnection
    table: str
    columns: Mapping[str, str]
    """Expression -> column of the table that holds its values."""


def witnesses(
    connection: duckdb.DuckDBPyConnection, relation: str, expressions: Iterable[str], *, whole: bool
) -> Witnesses:
    """The values of `expressions` in the first rows of `relation`, or in all of them."""
    columns = {sql: f"w{index}" for index, sql in enumerate(dict.fromkeys(expressions))}
    listed = ", ".join(f"{sql} AS {name}" for sql, name in columns.items()) or "NULL AS w"
    limit = "" if whole else f"LIMIT {SAMPLE}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE witnesses AS SELECT {listed} FROM {relation} {limit}")
    return Witnesses(connection, "witnesses", columns)


NUMBERS = r"""
SELECT
  count_if(regexp_matches(v, '{other}[0-9]{{3}}{mark_}[0-9]')
    OR regexp_matches(v, '{other}[0-9]{{2,3}}{other}[0-9]{{3}}')
    OR (regexp_matches(v, '^[^{both}]*{mark_}([0-9]{{1,2}}|[0-9]{{4,}})([^0-9]|$)'))
    OR regexp_matches(v, '^[^0-9]*(0|[0-9]{{4,}})?{mark_}[0-9]{{3}}([^0-9]|$)')),
  min(v) FILTER (regexp_matches(v, '^[^{both}]*[1-9][0-9]{{0,2}}[{both}][0-9]{{3}}([^0-9{both}]|$)'))
FROM (SELECT {column} AS v FROM {table} WHERE contains({column}, '.') OR contains({column}, ','))
"""


def decimal_mark(found: Witnesses, stated: Stated, *, typed: bool) -> Proof:
    """The decimal mark that the numbers prove, else the one stated, else the point with a doubt."""
    points, commas, example = 0, 0, None
    for column in found.columns.values():
        dots, near = _decisive(found, column, ".")
        others, _ = _decisive(found, column, ",")
        points, commas, example = points + dots, commas + others, example or near
    if stated.asked or (stated.mapped and not points and not commas):
        return Proof(mark=stated.asked or stated.mapped)
    mark = "," if commas > points else "."
    other = "." if mark == "," else ","
    if min(points, commas) * CLEAR > max(points, commas):
        return Proof(mark=mark, doubts=((MIXED_MARKS, {"mark": mark, "other": other}),))
    if not points and not commas and example and not typed:
        return Proof(doubts=((BOTH_MARKS, {"mark": ".", "other": ",", "example": example}),))
    return Proof(mark=mark)


def _decisive(found: Witnesses, column: str, mark: str) -> tuple[int, str | None]:
    """How many numbers can only have `mark` as decimal mark, and one that leaves it open."""
    other = "," if mark == "." else "[.]"
    mark_ = "[.]" if mark == "." else ","
    sql = NUMBERS.format(mark_=mark_, other=other, both=".,", column=column, table=found.table)
    count, example = found.connection.execute(sql).fetchall()[0]
    return count or 0, example


def date_order(found: Witnesses, stated: Stated) -> Proof:
    """How each date is written, and the order of day and month that all of them together prove."""
    shapes = {sql: _shapes(found, column) for sql, column in found.columns.items()}
    numeric = [found.columns[sql] for sql, kinds in shapes.items() if any(k.kind == "numeric" for k in kinds)]
    if not numeric:
        return Proof(shapes=shapes)
    known = [kind for kinds in shapes.values() for kind in kinds]
    return _ordered(found, numeric, known, stated, shapes)


def _ordered(
    found: Witnesses,
    numeric: Sequence[str],
    known: Sequence[Shape],
    stated: Stated,
    shapes: Mapping[str, tuple[Shape, ...]],
) -> Proof:
    days, months, example = _counted(found, numeric)
    if stated.asked:
        return Proof(order=stated.asked, shapes=shapes)
    if min(days, months) * CLEAR > max(days, months):
        return Proof(shapes=shapes, refused=(MIXED_ORDERS, {}))
    if days or months:
        return Proof(order="dmy" if days > months else "mdy", shapes=shapes)
    dotted = all(kind.mark == "." for kind in known if kind.kind == "numeric")
    if stated.mapped or dotted:
        return Proof(order=stated.mapped or "dmy", shapes=shapes)
    if any(kind.half_days for kind in known):
        return Proof(order="mdy", shapes=shapes, doubts=((HALF_DAYS, {}),))
    return Proof(shapes=shapes, refused=(BOTH_ORDERS, {"example": example}))


DATES = r"""
SELECT count_if(one > 12 AND two <= 12), count_if(two > 12 AND one <= 12), min(v)
FROM (
  SELECT v, try_cast(p.one AS INTEGER) AS one, try_cast(p.two AS INTEGER) AS two
  FROM (
    SELECT {column} AS v, regexp_extract(
      {column}, '^[A-Za-z., ]*([0-9]{{1,2}})[-/. ]([0-9]{{1,2}})[-/. ][0-9]{{2}}', ['one', 'two']
    ) AS p
    FROM {table}
  )
) WHERE one BETWEEN 1 AND 31 AND two BETWEEN 1 AND 31
"""


def _counted(found: Witnesses, columns: Sequence[str]) -> tuple[int, int, str]:
    """Dates that can only be day-first, those that can only be month-first, and one of all."""
    days = months = 0
    example = ""
    for column in columns:
        asked = found.connection.execute(DATES.format(column=column, table=found.table))
        first, second, one = asked.fetchall()[0]
        days, months, example = days + (first or 0), months + (second or 0), example or one or ""
    return days, months, example


def _shapes(found: Witnesses, column: str) -> tuple[Shape, ...]:
    sql = (
        f"SELECT translate({column}, '0123456789', '9999999999') AS shape FROM {found.table} "
        f"WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MOST_SHAPES}"
    )
    kinds = (shape(text) for (text,) in found.connection.execute(sql).fetchall())
    return tuple(dict.fromkeys(kind for kind in kinds if kind))
