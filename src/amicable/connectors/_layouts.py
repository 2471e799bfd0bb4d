"""A table that nobody knows yet: its columns and first rows, what each is likely to be, and the mapping that follows."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from amicable.connectors._guessing import NOT_READ, NoGuess, _assigned, _best, _columns, _quoted, _rows
from amicable.connectors._mapping import Source
from amicable.connectors._proving import BOTH_MARKS, BOTH_ORDERS, HALF_DAYS, MIXED_MARKS, MIXED_ORDERS
from amicable.connectors._reading import raw_tables, workshop
from amicable.connectors._readings import UNKNOWN
from amicable.connectors._recognising import match
from amicable.connectors._synonyms import words
from amicable.connectors._toml import UNREAD, BadMapping, source
from amicable.connectors._unpacking import Unreadable, unpack
from amicable.evidence import Problem, schema
from amicable.evidence.schema import Kind
from amicable.i18n import say

SHOWN = 8
"""Rows that a person is shown."""
NUMERIC = (Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SECONDS)
QUESTIONS = {
    UNKNOWN: "mapping",
    BOTH_ORDERS: "date_order",
    MIXED_ORDERS: "date_order",
    HALF_DAYS: "date_order",
    BOTH_MARKS: "decimal",
    MIXED_MARKS: "decimal",
}
"""Problems and doubts that an answer of the person who imports can settle -> what is asked."""


@dataclass(frozen=True)
class Sketch:
    """The first table of a file."""

    names: tuple[str, ...]
    """Its columns."""
    rows: tuple[tuple[str | None, ...], ...]
    """Its first rows, as they stand there."""
    table: str
    """The evidence it is likely to be; empty: no idea."""
    columns: Mapping[str, str]
    """Evidence column -> the column that is likely meant."""
    rivals: Mapping[str, tuple[str, ...]]
    """Evidence column -> other columns that could be meant as well."""


@dataclass(frozen=True)
class Layout:
    """What a person says about a table: enough for a mapping of one kind of evidence."""

    title: str
    table: str
    columns: Mapping[str, str]
    """Evidence column -> column of the file."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Evidence column -> what it always is."""
    client_name: str = ""
    """Column with the client's name, where `client_id` holds a number."""
    date: str = ""
    decimal: str = ""
    unit: str = ""
    """Of times worked, planned or late."""
    keep: str = ""
    """Of several rows of one key: "first" or "last"; empty: each row stands for itself."""

    @property
    def namespace(self) -> str:
        """Prefix of the ids."""
        return re.sub("[^a-z0-9]+", "_", self.title.casefold()).strip("_0123456789") or "own"


def question(problem: Problem) -> str:
    """What is asked because of a problem or a doubt: "mapping", "date_order", "decimal", or nothing."""
    return QUESTIONS.get(problem.message, "")


def sketch(path: Path, table: str = "") -> Sketch:
    """The first table in `path`, seen as `table` or as what it resembles most; raises NoGuess."""
    try:
        with workshop() as (folder, connection):
            raw = next(iter(raw_tables(unpack(path, folder), connection)))
            header, columns = _columns(raw, path)
            rows = tuple(tuple(row) for row in list(_rows(raw, header))[:SHOWN])
    except Unreadable as error:
        raise NoGuess(NOT_READ, file=path.name, reason=say(error.message, **error.values)) from None
    if table:
        chosen = _assigned(schema(table), columns)
    else:
        likely, chosen = _best(columns)
        table = likely.name if chosen else ""
    rivals = {
        name: tuple(
            other.name
            for other in columns
            if other not in chosen.values()
            and other.likeness(words(table, name)) > 0
            and other.suits(schema(table).columns[name].kind)
        )
        for name in chosen
    }
    found = {name: column.name for name, column in chosen.items()}
    return Sketch(
        header.names, rows, table, found, {name: others for name, others in rivals.items() if others}
    )


def fitting(path: Path, mappings: Mapping[str, Source]) -> str:
    """The name of the mapping that knows a table in the file; empty where none does."""
    with suppress(Unreadable), workshop() as (folder, connection):
        for raw in raw_tables(unpack(path, folder), connection):
            if found := match(raw, mappings):
                return found.connector
    return ""


def mapping_of(text: str, name: str) -> Source:
    """The Source that the text of a mapping file declares; a Refusal names what is wrong with it."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(UNREAD, file=name, reason=str(error)) from None
    return source(given, name)


def written(layout: Layout) -> str:
    """The mapping in TOML."""
    needs = dict.fromkeys([*layout.columns.values(), *([layout.client_name] if layout.client_name else [])])
    lines = [
        f"title = {_quoted(layout.title)}",
        f"namespace = {_quoted(layout.namespace)}",
        f"needs = [{', '.join(map(_quoted, needs))}]",
        *([f"date = {_quoted(layout.date)}"] if layout.date else []),
        *_own_fill(layout),
        *_client_fill(layout),
    ]
    return "\n".join(lines) + "\n"


def _own_fill(layout: Layout) -> Iterator[str]:
    yield from ("", "[[fill]]", f"table = {_quoted(layout.table)}")
    if layout.keep:
        yield f"keep = {_quoted(layout.keep)}"
    yield from ("", "[fill.columns]")
    for name in schema(layout.table).columns:
        if name in layout.columns:
            yield f"{name} = {_given(layout, name)}"
        elif name in layout.constants:
            yield f"{name} = {{ constant = {_quoted(layout.constants[name])} }}"


def _given(layout: Layout, name: str) -> str:
    kind, column = schema(layout.table).columns[name].kind, _quoted(layout.columns[name])
    said: Sequence[str] = [
        *([f"decimal = {_quoted(layout.decimal)}"] if layout.decimal and kind in NUMERIC else []),
        *([f"unit = {_quoted(layout.unit)}"] if layout.unit and kind is Kind.SECONDS else []),
    ]
    return f"{{ column = {column}, {', '.join(said)} }}" if said else column


def _client_fill(layout: Layout) -> Iterator[str]:
    """The client that each row names in passing."""
    client = layout.columns.get("client_id", "")
    if layout.table == "clients" or not client:
        return
    name = layout.client_name or client
    yield from ("", "[[fill]]", 'table = "clients"', "mention = true", "", "[fill.columns]")
    yield from (f"client_id = {_quoted(client)}", f"name = {_quoted(name)}")
