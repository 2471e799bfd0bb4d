"""From any file to raw tables in DuckDB: all cells text, every row with the line on which it stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from amicable.connectors._books import sheets
from amicable.connectors._expression import literal
from amicable.connectors._lines import HEAD, delimiters, head, last_line, opened, records
from amicable.connectors._loading import Record, load
from amicable.connectors._mapping import Row
from amicable.connectors._trees import Objects
from amicable.connectors._unpacking import Content, Form, Unreadable
from amicable.i18n import N_

MEMORY = "2GB"
BLANK = " \t\r\n\u00a0\u202f\u2009\ufeff"

DAMAGED_PARQUET = N_("The Parquet file is damaged or cut off; fetch it again.")


@dataclass(frozen=True)
class Shelf:
    """Where the rows below a header lie, as DuckDB sees them."""

    relation: str
    """What stands after FROM; the columns are c0, c1, ..."""
    width: int
    lined: bool = True
    """It has the columns _line and _damage; otherwise each line from `first_line` on is one row."""
    first_line: int = 1
    lines: int = -1
    """How many rows there must be if each line is one row; -1: not known beforehand."""
    plain_blanks: bool = False
    """Cells have no blanks around them but spaces."""
    natively: Callable[[Mapping[str, str]], str] | None = None
    """The same relation with some columns (c0 ...) read as other SQL types; fails where a cell is none."""


@dataclass
class Raw:
    """One table found in a file, before anything is known about its columns."""

    connection: duckdb.DuckDBPyConnection
    table: str
    """Name of the DuckDB table into which it is loaded, if it has to be."""
    name: str
    """Of the page in a workbook."""
    heads: list[list[Record]]
    """The first records; more than one list where the delimiter could be another."""
    names: tuple[str, ...] = ()
    """Column names, where the format has them; otherwise they are in one of the first records."""
    typed: bool = False
    """Numbers come from typed cells, so the decimal mark is the point."""

    def shelf(self, head_number: int, header_line: int) -> Shelf:
        """The rows below the header, in the quickest way that is right for tidy files."""
        raise NotImplementedError

    def careful(self, head_number: int, header_line: int) -> Shelf:
        """The same rows, read one by one; for files in which lines are not rows."""
        return self.shelf(head_number, header_line)


@dataclass
class Stored(Raw):
    """A table that has been loaded row by row."""

    width: int = 0

    def shelf(self, head_number: int, header_line: int) -> Shelf:
        del head_number
        return Shelf(f"(SELECT * FROM {self.table} WHERE _line > {header_line})", self.width)


@dataclass
class Text(Raw):
    """Delimited text, left where it is until the header is known."""

    content: Content = field(kw_only=True)
    marks: list[str] = field(default_factory=list)

    def shelf(self, head_number: int, header_line: int) -> Shelf:
        content = self.content
        last, blank = last_line(content.path)
        rows = content.newlines + (not content.ends_cleanly) - blank - header_line
        cells = max((len(record.cells) for record in self.heads[head_number]), default=1)
        cut_off = not content.ends_cleanly and last.count(self.marks[head_number]) + 1 < cells
        if content.damaged or cut_off or self._header_spans_lines(head_number, header_line):
            return self.careful(head_number, header_line)
        natively = partial(_csv, content.path, self.marks[head_number], header_line, cells)
        return Shelf(
            natively({}),
            cells,
            lined=False,
            first_line=header_line + 1,
            lines=rows,
            plain_blanks=content.plain_blanks,
            natively=natively,
        )

    def careful(self, head_number: int, header_line: int) -> Shelf:
        with opened(self.content.path) as file:
            found = records(file, self.marks[head_number], ends_cleanly=self.content.ends_cleanly)
            width = load(
                self.connection, self.table, (record for record in found if record.line > header_line)
            )
        return Shelf(self.table, width)

    def _header_spans_lines(self, head_number: int, header_line: int) -> bool:
        found = (record for record in self.heads[head_number] if record.line == header_line)
        return any("\n" in (cell or "") for record in found for cell in record.cells)


def _csv(path: Path, mark: str, header_line: int, cells: int, types: Mapping[str, str]) -> str:
    """The rows of delimited text below its header; an empty cell is no number and no date."""
    names = (f"c{index}" for index in range(cells))
    columns = ", ".join(f"'{name}': '{types.get(name, 'VARCHAR')}'" for name in names)
    empty = "['\x01', '']" if types else "'\x01'"
    return (
        f"read_csv({literal(str(path))}, columns={{{columns}}}, header=false, skip={header_line}, "
        f"auto_detect=false, delim={literal(mark)}, quote='\"', escape='\"', "
        f"null_padding=true, nullstr={empty}, strict_mode=true)"
    )


@dataclass
class Parquet(Raw):
    """A Parquet file, read where it lies."""

    relation: str = ""
    width: int = 0

    def shelf(self, head_number: int, header_line: int) -> Shelf:
        del head_number, header_line
        return Shelf(self.relation, self.width)


@contextmanager
def workshop() -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """A folder and a DuckDB that spills into it; both are gone afterwards."""
    with TemporaryDirectory(prefix="amicable-", ignore_cleanup_errors=True) as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": folder,
            "memory_limit": MEMORY,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        with closing(duckdb.connect(config=settings)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            # Each IN would become a join, which is slow and need not keep the rows in the order of the file.
            connection.execute("SET disabled_optimizers = 'in_clause'")
            yield Path(folder), connection


def raw_tables(content: Content, connection: duckdb.DuckDBPyConnection, table: str = "file") -> Iterator[Raw]:
    """The tables in a file, loaded as `table` where they must be; raises Unreadable."""
    match content.form:
        case Form.XLSX:
            yield from _workbook(content.path, connection, table)
        case Form.PARQUET:
            yield _parquet(content.path, connection, table)
        case Form.JSON:
            yield _json(content.path, connection, table)
        case _:
            marks = delimiters(content.path)
            heads = [head(content.path, mark) for mark in marks]
            yield Text(connection, table, "", heads, content=content, marks=marks)


def row_table(rows: Iterator[Row], connection: duckdb.DuckDBPyConnection) -> Stored:
    """The rows of a source that is no table."""
    names: dict[str, int] = {}
    width = load(connection, "file", (_given(row, names) for row in rows))
    return Stored(connection, "file", "", [], tuple(names), width=width)


def _given(row: Row, names: dict[str, int]) -> Record:
    cells: list[str | None] = [None] * len(names)
    for name, text in row.items():
        if name == "_line":
            continue
        index = names.setdefault(name, len(names))
        cells += [None] * (index + 1 - len(cells))
        cells[index] = text
    return Record(int(row.get("_line") or 0), cells)


def _workbook(path: Path, connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[Raw]:
    for title, found in sheets(path):
        width = load(connection, table, found)
        if width:
            first = _first(connection, table, width)
            yield Stored(connection, table, title, [first], typed=True, width=width)


def _first(connection: duckdb.DuckDBPyConnection, table: str, width: int) -> list[Record]:
    columns = ", ".join(f"c{index}" for index in range(width))
    rows = connection.execute(f"SELECT _line, {columns} FROM {table} ORDER BY _line LIMIT {HEAD}").fetchall()
    return [Record(row[0], row[1:]) for row in rows]


def _json(path: Path, connection: duckdb.DuckDBPyConnection, table: str) -> Stored:
    objects = Objects(path)
    width = load(connection, table, objects.records())
    return Stored(connection, table, "", [], tuple(objects.names), typed=True, width=width)


def _parquet(path: Path, connection: duckdb.DuckDBPyConnection, table: str) -> Parquet:
    source = f"read_parquet({literal(str(path))}, file_row_number=true)"
    try:
        described = connection.execute(
            f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}"
        ).fetchall()
        connection.execute(f"SELECT count(*) FROM {source}").fetchall()
    except duckdb.Error:
        raise Unreadable(DAMAGED_PARQUET) from None
    parts = [part for name, kind, *_ in described for part in _parts((name,), kind, connection)]
    columns = ", ".join(f"CAST({sql} AS VARCHAR) AS c{index}" for index, (_, sql) in enumerate(parts))
    relation = f"(SELECT file_row_number + 1 AS _line, NULL::VARCHAR AS _damage, {columns} FROM {source})"
    names = tuple(".".join(path_) for path_, _ in parts)
    return Parquet(connection, table, "", [], names, typed=True, relation=relation, width=len(parts))


def _parts(
    path: tuple[str, ...], kind: str, connection: duckdb.DuckDBPyConnection
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The columns inside a column: a STRUCT has several, with dots in their names."""
    sql = '"' + '"."'.join(part.replace('"', '""') for part in path) + '"'
    if not kind.startswith("STRUCT("):
        yield path, sql
        return
    inner = connection.sql(f"SELECT NULL::{kind} AS s").types[0]
    for name, part in inner.children:
        yield from _parts((*path, name), str(part), connection)


def texts(cells: Sequence[str | None]) -> list[str]:
    """Cells without the blanks around them."""
    return [(cell or "").strip(BLANK) for cell in cells]
