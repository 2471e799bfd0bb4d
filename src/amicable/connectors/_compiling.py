"""Runs the plan of one sheet: typed rows, what stayed out and why, what is wrong, and counts that add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa

from amicable.connectors._expression import literal
from amicable.connectors._mapping import From
from amicable.connectors._plan import NUMERIC, TIMES, FillPlan, Plan
from amicable.connectors._proving import SAMPLE, Proof, Stated, date_order, decimal_mark, witnesses
from amicable.connectors._statement import prepared, shown, typed
from amicable.evidence.schema import SQL_TYPES

BATCH = 100_000


class Irregular(Exception):  # noqa: N818 (tells the reader to go slowly)
    """Lines of the file are not its rows."""


@dataclass(frozen=True)
class Options:
    """What the person who imports says about the file."""

    date_order: Stated = field(default_factory=Stated)
    decimal: Stated = field(default_factory=Stated)
    typed: bool = False


@dataclass(frozen=True)
class Typed:
    """The typed rows of one sheet, and the plan by which they were made."""

    connection: duckdb.DuckDBPyConnection
    plan: Plan
    rows: int
    table: str = "typed_rows"

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """Rows of an answer; {table} stands for the typed rows."""
        return self.connection.execute(sql.format(table=self.table)).fetchall()


def compiled_rows(plan: Plan, connection: duckdb.DuckDBPyConnection, options: Options) -> Typed:
    """The typed rows of a sheet, proved by a sample first and by all rows if some seem wrong."""
    proved = _proved(plan, connection, options, whole=False)
    result = _natively(proved, connection) or _run(proved, connection)
    if result.rows > SAMPLE and not proved.proof.refused and _doubtful(result):
        again = _proved(plan, connection, options, whole=True)
        if again.proof != proved.proof:
            return _run(again, connection)
    return result


def _natively(plan: Plan, connection: duckdb.DuckDBPyConnection) -> Typed | None:
    """The rows of a large file whose numbers and dates DuckDB reads itself; none where one needs a closer look."""
    if plan.shelf.lines <= SAMPLE or plan.proof.refused or not plan.natives:
        return None
    try:
        result = _run(fresh(plan, plan.proof, plan.natives), connection)
    except Irregular as error:
        if error.__cause__ is None:
            raise
        return None
    return None if _doubtful(result) else result


def _proved(plan: Plan, connection: duckdb.DuckDBPyConnection, options: Options, *, whole: bool) -> Plan:
    """The plan with what the values prove: the decimal mark, then the dates (whose conditions may use it)."""
    try:
        numbers = Proof()
        if plan.numbers:
            found = witnesses(connection, f"({prepared(plan)})", plan.numbers, whole=whole)
            numbers = decimal_mark(found, options.decimal, typed=options.typed)
        plan = fresh(plan, numbers)
        if not plan.dates:
            return plan
        found = witnesses(connection, f"({prepared(plan)})", plan.dates, whole=whole)
        dates = date_order(found, options.date_order)
    except duckdb.Error as error:
        raise Irregular from error
    return fresh(plan, replace(dates, mark=numbers.mark, doubts=(*numbers.doubts, *dates.doubts)))


def fresh(plan: Plan, proof: Proof, native: Mapping[str, str] | None = None) -> Plan:
    """The same plan under another proof."""
    known = (plan.match, plan.shelf, plan.firm, proof, plan.lenient, plan.namespace, plan.looked_up)
    return Plan(*known, native or {})


def _run(plan: Plan, connection: duckdb.DuckDBPyConnection) -> Typed:
    try:
        connection.execute(f"CREATE OR REPLACE TABLE typed_file AS {typed(plan)}")
    except duckdb.Error as error:
        raise Irregular(str(error)) from error
    beside = "".join(f"{sql} AS {name}, " for name, sql in shown(plan).items())
    connection.execute(f"CREATE OR REPLACE VIEW typed_rows AS SELECT {beside}* FROM typed_file")
    rows = int(connection.execute("SELECT count(*) FROM typed_file").fetchall()[0][0])
    if plan.shelf.lines not in {-1, rows}:
        raise Irregular
    return Typed(connection, plan, rows)


def _doubtful(result: Typed) -> bool:
    """Whether a number or a date could not be read as the sample had shown them."""
    checks = [
        str(number)
        for number, check in enumerate(result.plan.checks, start=1)
        if check.column.kind in (*NUMERIC, *TIMES)
    ]
    listed = ", ".join(checks) or "0"
    return bool(
        result.ask(f"SELECT 1 FROM {{table}} WHERE _bad IN ({listed}) AND _quoted IS NOT NULL LIMIT 1")
    )


@dataclass(frozen=True)
class Entered:
    """The rows of one evidence table."""

    fill: FillPlan
    sql: str
    """Its rows, with `line`."""
    count: int
    keeps_all: bool
    """No row was merged into another."""
    distinct: bool = True
    """No key stands in two of the rows."""
    repeated: int = 0
    """Rows that bear the key of another row though each should have its own."""


def entered(rows: Typed) -> list[Entered]:
    """The rows of each table; a row that was merged into another mentions nothing."""
    main = [_entered(rows, fill, "true") for fill in rows.plan.main]
    kept = "true" if all(table.keeps_all for table in main) else f"_line IN ({_lines(main)})"
    others = [fill for fill in rows.plan.fills if fill not in rows.plan.main]
    return main + [_entered(rows, fill, kept) for fill in others]


def _lines(tables: Sequence[Entered]) -> str:
    return " UNION ".join(f"SELECT line FROM ({table.sql})" for table in tables)


def _entered(rows: Typed, fill: FillPlan, kept: str) -> Entered:
    """The rows that enter the table of `fill`: one for each key."""
    count = int(str(rows.ask(f"SELECT count(*) FROM {{table}} WHERE i{fill.number}")[0][0]))
    own = fill.table.key in fill.names
    key = fill.column(fill.table.key) if own else _made_id(rows, fill)
    source = f"(SELECT *, {key} AS _key FROM {rows.table} WHERE i{fill.number} AND {kept})"
    if fill.fill.keep or fill.fill.mention:
        return _grouped(rows, fill, source)
    distinct = int(str(rows.ask(f"SELECT count(DISTINCT _key) FROM {source}")[0][0]))
    if distinct == count:
        return Entered(fill, _plain(fill, source), count, keeps_all=True)
    if not own:
        numbered = f"{_plain(fill, _numbered(source))} ORDER BY _line"
        return Entered(fill, numbered, count, keeps_all=True, distinct=False)
    last = f"(SELECT * FROM {source} QUALIFY row_number() OVER (PARTITION BY _key ORDER BY _line DESC) = 1)"
    ordered = f"{_plain(fill, last)} ORDER BY _line"
    return Entered(fill, ordered, distinct, keeps_all=False, repeated=count - distinct)


def _numbered(source: str) -> str:
    """Rows that say the same are told apart by their number, so that the same file gives the same ids."""
    number = "row_number() OVER (PARTITION BY _key ORDER BY _line)"
    return (
        f"(SELECT * REPLACE (CASE WHEN _n > 1 THEN _key || '-' || _n ELSE _key END AS _key) "
        f"FROM (SELECT *, {number} AS _n FROM {source}))"
    )


def _made_id(rows: Typed, fill: FillPlan) -> str:
    """An id made of what names the row."""
    names = [name for name in fill.table.identity if name in fill.names] or list(fill.names)
    parts = ", ".join(f"coalesce(CAST({fill.column(name)} AS VARCHAR), '')" for name in names)
    prefix = literal(f"{rows.plan.setting.namespace}:")
    if fill.table.key == "staff_id":
        return f"lower({fill.column('name')})"
    return f"{prefix} || left(md5(concat_ws(chr(31), {literal(fill.table.name)}, {parts})), 24)"


def _plain(fill: FillPlan, source: str) -> str:
    return f"SELECT {_columns(fill, {})}, _line AS line FROM {source}"


def _columns(fill: FillPlan, taken: dict[str, str]) -> str:
    """Every column of the evidence table with its type, empty where the file does not tell it."""
    listed = []
    for name, column in fill.table.columns.items():
        sql = "_key" if name == fill.table.key else taken.get(name) or fill.names.get(name, "NULL")
        listed.append(f"CAST({sql} AS {SQL_TYPES[column.kind]}) AS {name}")
    return ", ".join(listed)


def _grouped(rows: Typed, fill: FillPlan, source: str) -> Entered:
    """One row per key: the first or last of its rows, with sums and the like over all of them."""
    place = "_line"
    if fill.order:
        place = "_place"
        order = f"row_number() OVER (ORDER BY o{fill.number} NULLS LAST, _line)"
        source = f"(SELECT *, {order} AS _place FROM {source})"
    default = ("last" if fill.fill.keep == "last" else "first") + ("" if fill.fill.mention else " row")
    taken = {name: _taken(fill, name, default, place) for name in fill.names}
    kept = f"{'max' if fill.fill.keep == 'last' else 'min'}({place})"
    line = f"arg_max(_line, {place})" if fill.fill.keep == "last" else f"arg_min(_line, {place})"
    table = f"entered{fill.number}"
    rows.connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM (SELECT {_columns(fill, taken)}, "
        f"{line if fill.order else kept} AS line FROM {source} GROUP BY _key) ORDER BY line"
    )
    count = int(str(rows.ask(f"SELECT count(*) FROM {table}")[0][0]))
    return Entered(fill, f"SELECT * FROM {table}", count, keeps_all=False)


def _taken(fill: FillPlan, name: str, default: str, place: str) -> str:
    """The aggregate that gives a column its value from the rows of one key."""
    source = fill.fill.columns.get(name)
    asked = source.take if isinstance(source, From) else ""
    take = asked or ("sum" if name in fill.fill.sums else default)
    value = fill.column(name)
    return {
        "first row": f"arg_min_null({value}, {place})",
        "last row": f"arg_max_null({value}, {place})",
        "first": f"arg_min({value}, {place})",
        "last": f"arg_max({value}, {place})",
    }.get(take, f"{take}({value})")


def left_out(rows: Typed) -> dict[str, int]:
    """Rows left out, by reason."""
    found = rows.ask("SELECT _out, count(*) FROM {table} WHERE _out > 0 GROUP BY 1 ORDER BY 2 DESC, 1")
    return {rows.plan.reasons[int(str(number))]: int(str(count)) for number, count in found}


def faulty(rows: Typed, most: int) -> tuple[list[tuple[int, str, int, str | None]], int]:
    """Line, damage, check and found text of rows with problems (at most `most`), and how many there are."""
    where = "FROM {table} WHERE _bad > 0 OR _damage IS NOT NULL"
    count = int(str(rows.ask(f"SELECT count(*) {where}")[0][0]))
    sql = f"SELECT _line, coalesce(_damage, ''), _bad, _quoted {where} ORDER BY _line LIMIT {most}"
    return rows.ask(sql) if count else [], count  # type: ignore[return-value]


def kept_and_folded(rows: Typed, tables: Sequence[Entered]) -> tuple[int, int]:
    """Rows that stand in a table of their own right, and rows that were merged into such a row."""
    entering = " OR ".join(f"i{table.fill.number}" for table in tables) or "false"
    if all(table.keeps_all for table in tables):
        return int(str(rows.ask(f"SELECT count(*) FROM {{table}} WHERE {entering}")[0][0])), 0
    kept = f"(SELECT DISTINCT line FROM ({_lines(tables)}))"
    found = rows.ask(
        f"SELECT count(k.line), count(*) FILTER (k.line IS NULL) FROM {{table}} t LEFT JOIN {kept} k "
        f"ON t._line = k.line WHERE {entering}"
    )
    return int(str(found[0][0])), int(str(found[0][1]))


def reader(rows: Typed, sql: str) -> pa.RecordBatchReader:
    """The rows of one table, streamed."""
    return rows.connection.cursor().sql(sql).to_arrow_reader(BATCH)


def without_client(rows: Typed, table: Entered) -> int:
    """How many rows entered the table though they name no client."""
    client = table.fill.table.columns.get("client_id")
    if table.fill.fill.mention or client is None or client.required:
        return 0
    return int(str(rows.ask(f"SELECT count(*) FROM ({table.sql}) WHERE client_id IS NULL")[0][0]))
