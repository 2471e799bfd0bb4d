"""Columns joined from other files that lie beside the one that is read."""

from pathlib import Path

import duckdb

from amicable.connectors._mapping import Lookup
from amicable.connectors._reading import Raw, Shelf, raw_tables
from amicable.connectors._recognising import Header, Match, folded, headers
from amicable.connectors._statement import trimmed
from amicable.connectors._unpacking import Unreadable, unpack
from amicable.i18n import N_

NO_FILE = N_("The mapping looks things up in “{file}”, which is not beside this file; put it there.")
NO_KEY = N_("The file “{file}”, in which the mapping looks things up, has no column “{column}”.")


def beside(lookup: Lookup, path: Path) -> Path | None:
    """The other file, if it lies beside `path`."""
    names = (lookup.file,) if isinstance(lookup.file, str) else lookup.file
    found = (file for name in names for file in sorted(path.parent.glob(name)))
    return next((file for file in found if file.is_file() and file != path), None)


def joined(
    shelf: Shelf, found: Match, path: Path, folder: Path, connection: duckdb.DuckDBPyConnection
) -> tuple[Shelf, dict[str, str]]:
    """The rows with the columns of the other files, and where those columns are; raises Unreadable."""
    relation, names = f"{shelf.relation} AS own", dict[str, str]()
    for number, lookup in enumerate(found.sheet.lookups):
        index = found.header.find(lookup.on)
        if index is None:
            raise Unreadable(NO_KEY, file=path.name, column=lookup.on)
        other, columns = _stored(lookup, number, path, folder, connection)
        names |= {name: sql for name, sql in columns.items() if name not in names}
        relation += f" LEFT JOIN {other} ON {trimmed(f'own.c{index}')} = {other}._key"
    listed = ", ".join(f"{sql}" for sql in names.values())
    connection.execute(
        f"CREATE OR REPLACE TABLE looked_up AS SELECT own.*, {listed} FROM {relation} ORDER BY _line"
    )
    return Shelf("looked_up", shelf.width), names


def _stored(
    lookup: Lookup, number: int, path: Path, folder: Path, connection: duckdb.DuckDBPyConnection
) -> tuple[str, dict[str, str]]:
    """A table with one row per key, and its columns by folded name."""
    other = beside(lookup, path)
    if not other:
        raise Unreadable(NO_FILE, file=lookup.file if isinstance(lookup.file, str) else lookup.file[0])
    place = folder / f"lookup{number}"
    place.mkdir()
    raw = next(iter(raw_tables(unpack(other, place), connection, f"other{number}")))
    key = lookup.key or lookup.on
    header = next((header for header in headers(raw) if header.find(key) is not None), None)
    if not header:
        raise Unreadable(NO_KEY, file=other.name, column=key)
    return _table(raw, header, header.find(key) or 0, number, connection)


def _table(
    raw: Raw, header: Header, key: int, number: int, connection: duckdb.DuckDBPyConnection
) -> tuple[str, dict[str, str]]:
    shelf, table = raw.careful(header.head_number, header.line), f"lookup{number}"
    columns = {folded(name): f"l{number}_{index}" for index, name in enumerate(header.names)}
    cells = ", ".join(
        f"arg_min_null({trimmed(f'c{index}')}, _line) AS {sql}" for index, sql in enumerate(columns.values())
    )
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT {trimmed(f'c{key}')} AS _key, {cells} "
        f"FROM {shelf.relation} "
        "WHERE _damage IS NULL GROUP BY 1"
    )
    return table, columns
