"""From any file to evidence rows and problems: what the rest of the product asks connectors for."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from amicable.connectors._compiling import (
    Entered,
    Irregular,
    Options,
    Typed,
    compiled_rows,
    entered,
    faulty,
    kept_and_folded,
    left_out,
    reader,
    without_client,
)
from amicable.connectors._lookups import beside, joined
from amicable.connectors._mapping import Source
from amicable.connectors._plan import Plan
from amicable.connectors._proving import Proof, Stated
from amicable.connectors._reading import Raw, raw_tables, row_table, workshop
from amicable.connectors._recognising import Header, Match, match, nearest_miss
from amicable.connectors._sources import sources
from amicable.connectors._unpacking import Progress, Unreadable, beginning, unpack
from amicable.connectors._values import MISSING
from amicable.evidence import Firm, Problem
from amicable.i18n import N_

MOST_PROBLEMS = 10_000
VERSION = "1"
"""Changes when the same file would give other rows."""

UNKNOWN = N_(
    "No connector knows this table; run “amicable guess {file}” to get a mapping to start from, "
    "and import the file with it."
)
NOT_MAPPED = N_("The mapping does not fit this table; it lacks the columns {columns}.")
NO_TABLE = N_("The file could not be read as a table: {reason}.")
LACKING = N_("The column “{column}” is missing, without which nothing can be read; export it as well.")
MORE_PROBLEMS = N_("{count} more rows have problems like those above.")
REPEATED = N_(
    "{count} rows bear the id of an earlier row; the last row of each id counts. If they belong together, "
    'say keep = "first" and what to sum in a mapping.'
)
NO_CLIENT = N_(
    "{count} rows name no client; their hours, tickets or meetings are counted for nobody. "
    "Name the client at the source and import again."
)
DAMAGES = {
    "extra": N_(
        "This row has more cells than the header has names; a comma in a text may lack its quotation marks."
    ),
    "zero": N_("This row holds zero bytes; the file is damaged, fetch it again."),
    "bytes": N_("This row holds bytes that are no UTF-8 text; the file is damaged, fetch it again."),
    "quote": N_(
        "A quotation mark in this row is opened or closed in the wrong place; correct it at the source."
    ),
    "long": N_("This line is longer than two million characters; it is no row of a table."),
    "cut": N_("The file seems to be cut off here; fetch it again."),
    "json": N_("This is no JSON object; correct it at the source."),
}


@dataclass(frozen=True)
class Filled:
    """Rows of one evidence table."""

    table: str
    mention: bool
    enrich: bool
    distinct: bool
    """No key stands in two of the rows."""
    count: int
    rows: pa.RecordBatchReader = field(repr=False, compare=False)
    """All columns of the table and `line`; can be read once, until the next reading is asked for."""


@dataclass(frozen=True)
class Reading:
    """What one table of one file gave."""

    file: str
    source: str = ""
    """Namespace of its ids; empty where nothing could be read."""
    connector: str = ""
    sheet: str = ""
    """Name of the shape that was recognised."""
    page: str = ""
    """Name of the workbook's page."""
    digest: str = ""
    """SHA-256 of the content and of all that decides how it is read."""
    read: int = 0
    """Rows in the table."""
    entered: int = 0
    """Rows that stand in at least one evidence table."""
    folded: int = 0
    """Rows merged into one that was entered."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Rows that are no evidence, by reason."""
    faulty: int = 0
    """Rows that stayed out because of a problem."""
    filled: list[Filled] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)

    @property
    def adds_up(self) -> bool:
        """Every row that was read is accounted for, once."""
        return self.read == self.entered + self.folded + sum(self.left_out.values()) + self.faulty


@dataclass(frozen=True)
class _Wish:
    """What was asked for."""

    path: Path
    firm: Firm
    known: Mapping[str, Source]
    mapped: bool
    namespace: str
    date_order: str
    decimal: str

    def problem(self, message: str, rows: int, values: dict[str, object]) -> Problem:
        return Problem(str(self.path), 0, "", message, values, rows)

    def nothing(self, message: str, page: str, **values: object) -> Reading:
        return Reading(str(self.path), page=page, problems=[self.problem(message, 0, values)])


def recognised(path: Path) -> list[tuple[str, str]]:
    """Connector and sheet of each table in the file, empty where none is known."""
    giver = _giver(path, sources())
    if giver:
        return [(giver, "")]
    with suppress(Unreadable), workshop() as (folder, connection):
        found = (match(raw, sources()) for raw in raw_tables(unpack(path, folder), connection))
        return [(known.connector, known.sheet.name) for known in found if known]
    return []


def read(
    path: Path,
    *,
    firm: Firm,
    mapping: Source | None = None,
    namespace: str = "",
    date_order: str = "",
    decimal: str = "",
    progress: Progress | None = None,
) -> Iterator[Reading]:
    """One reading per table in the file; each is good until the next is asked for.

    `date_order` is "dmy" or "mdy", `decimal` "." or ",": what to take where the values do not prove it.
    `progress` is told how many bytes of how many have been looked at.
    """
    known = {"mapping": mapping} if mapping else sources()
    wish = _Wish(path, firm, known, mapping is not None, namespace, date_order, decimal)
    with workshop() as (folder, connection):
        try:
            giver = _giver(path, known)
            if giver:
                yield _given(wish, giver, connection)
                return
            content = unpack(path, folder, progress)
            for raw in raw_tables(content, connection):
                yield _reading(wish, raw, content.digest.copy(), folder)
        except Unreadable as error:
            yield Reading(str(path), problems=[wish.problem(error.message, 0, error.values)])


def _giver(path: Path, known: Mapping[str, Source]) -> str:
    """The connector that reads this path row by row, because it is no table."""
    head = b"" if path.is_dir() else beginning(path)
    return next(
        (name for name, source in known.items() if source.recognises and source.recognises(path, head)), ""
    )


def _given(wish: _Wish, connector: str, connection: duckdb.DuckDBPyConnection) -> Reading:
    source, problems = wish.known[connector], list[Problem]()
    rows = source.rows or (lambda *_: iter(()))
    raw = row_table(rows(wish.path, wish.firm, problems), connection)
    sheet = next(
        (s for s in source.sheets if all(Header(0, raw.names).find(n) is not None for n in s.needs)), None
    )
    if not sheet:
        return Reading(str(wish.path), connector=connector, problems=problems)
    found = Match(connector, source, sheet, Header(0, raw.names))
    reading = _matched(wish, raw, found, _path_digest(wish.path), wish.path.parent)
    refused = [problem for problem in problems if problem.rows]
    lost = sum(problem.rows for problem in refused)
    return replace(
        reading,
        read=reading.read + lost,
        faulty=reading.faulty + lost,
        problems=[*refused, *reading.problems],
        doubts=[*(problem for problem in problems if not problem.rows), *reading.doubts],
    )


def _path_digest(path: Path) -> "hashlib._Hash":
    """Digest of a file, or of all files in a folder."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            digest.update(str(file.relative_to(path)).encode(errors="surrogateescape"))
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest


def _reading(wish: _Wish, raw: Raw, digest: "hashlib._Hash", folder: Path) -> Reading:
    found = match(raw, wish.known)
    if found:
        return _matched(wish, raw, found, digest, folder)
    if not wish.mapped:
        return wish.nothing(UNKNOWN, raw.name, file=wish.path)
    lacking = nearest_miss(raw, wish.known["mapping"])
    columns = ", ".join(f"“{name}”" for name in lacking)
    return wish.nothing(NOT_MAPPED, raw.name, columns=columns)


def _matched(wish: _Wish, raw: Raw, found: Match, digest: "hashlib._Hash", folder: Path) -> Reading:
    namespace = wish.namespace or found.namespace
    told = (
        VERSION,
        found.sheet,
        namespace,
        wish.date_order,
        wish.decimal,
        wish.firm.zone,
        wish.firm.currency,
        wish.firm.domains,
    )
    digest.update(repr(told).encode())
    for lookup in found.sheet.lookups:
        other = beside(lookup, wish.path)
        digest.update(_path_digest(other).digest() if other else b"")
    reading = Reading(
        str(wish.path), namespace, found.connector, found.sheet.name, raw.name, digest.hexdigest()
    )
    try:
        rows = _typed(wish, raw, found, folder)
    except Unreadable as error:
        return replace(reading, problems=[wish.problem(error.message, 0, error.values)])
    return _counted(wish, reading, rows)


def _typed(wish: _Wish, raw: Raw, found: Match, folder: Path) -> Typed:
    options = Options(Stated(wish.date_order, _mapped_order(found)), Stated(wish.decimal, ""), raw.typed)
    header = found.header
    if found.sheet.lookups:
        shelf, looked_up = joined(
            raw.careful(header.head_number, header.line), found, wish.path, folder, raw.connection
        )
        plan = Plan(found, shelf, wish.firm, Proof(), not wish.mapped, wish.namespace, looked_up)
        return _carefully(plan, raw, options)
    plan = Plan(
        found, raw.shelf(header.head_number, header.line), wish.firm, Proof(), not wish.mapped, wish.namespace
    )
    try:
        return compiled_rows(plan, raw.connection, options)
    except Irregular:
        plan.shelf = raw.careful(header.head_number, header.line)
        return _carefully(plan, raw, options)


def _carefully(plan: Plan, raw: Raw, options: Options) -> Typed:
    try:
        return compiled_rows(plan, raw.connection, options)
    except Irregular as error:
        reason = str(error.__cause__ or error).splitlines()[0]
        raise Unreadable(NO_TABLE, reason=reason) from error


def _mapped_order(found: Match) -> str:
    """The order of day and month that the mapping states."""
    stated = [found.sheet.date]
    for fill in found.sheet.fills:
        stated += [source.date for source in fill.columns.values() if not isinstance(source, str)]
    return next((order for order in stated if order in {"dmy", "mdy"}), "")


def _counted(wish: _Wish, reading: Reading, rows: Typed) -> Reading:
    proof, plan = rows.plan.proof, rows.plan
    if plan.missing and not plan.fills:
        return _refused(wish, reading, rows.rows, LACKING, {"column": plan.missing[0]})
    if proof.refused:
        return _refused(wish, reading, rows.rows, *proof.refused)
    tables = entered(rows)
    kept, folded = kept_and_folded(rows, tables[: len(plan.main)])
    problems, count = _problems(wish, rows)
    return replace(
        reading,
        read=rows.rows,
        entered=kept,
        folded=folded,
        left_out=left_out(rows),
        faulty=count,
        filled=[_filled(rows, table) for table in tables],
        problems=problems,
        doubts=_doubts(wish, rows, tables),
    )


def _refused(wish: _Wish, reading: Reading, rows: int, message: str, values: dict[str, object]) -> Reading:
    """A table of which no row enters."""
    problem = wish.problem(message, rows, values)
    return replace(reading, read=rows, faulty=rows, problems=[problem])


def _filled(rows: Typed, table: Entered) -> Filled:
    fill, found = table.fill.fill, reader(rows, table.sql)
    return Filled(fill.table, fill.mention, fill.enrich, table.distinct, table.count, found)


def _problems(wish: _Wish, rows: Typed) -> tuple[list[Problem], int]:
    found, count = faulty(rows, MOST_PROBLEMS)
    problems = [_problem(wish, rows, *row) for row in found]
    if count > len(found):
        problems.append(wish.problem(MORE_PROBLEMS, count - len(found), {"count": count - len(found)}))
    return problems, count


def _problem(wish: _Wish, rows: Typed, line: int, damage: str, number: int, quoted: str | None) -> Problem:
    if damage:
        return Problem(str(wish.path), line, "", DAMAGES[damage])
    check = rows.plan.checks[number - 1]
    if quoted is None:
        return Problem(str(wish.path), line, check.source, MISSING)
    message, values = check.message
    return Problem(str(wish.path), line, check.source, message, {"value": quoted, **values})


def _doubts(wish: _Wish, rows: Typed, tables: list[Entered]) -> list[Problem]:
    found = [wish.problem(message, 0, values) for message, values in rows.plan.proof.doubts]
    repeated = (table.repeated for table in tables if table.repeated)
    found += [wish.problem(REPEATED, 0, {"count": count}) for count in repeated]
    return found + [
        wish.problem(NO_CLIENT, 0, {"count": count})
        for count in (without_client(rows, table) for table in tables)
        if count
    ]
