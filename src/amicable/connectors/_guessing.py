"""Proposes a mapping for a table that no connector knows, and says what it is unsure of."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from amicable.connectors._mapping import Source
from amicable.connectors._reading import Raw, raw_tables, workshop
from amicable.connectors._readings import Reading, read
from amicable.connectors._recognising import Header, first_records, likeliest_header
from amicable.connectors._shapes import shape
from amicable.connectors._synonyms import TABLES, words
from amicable.connectors._toml import source
from amicable.connectors._unpacking import Unreadable, unpack
from amicable.connectors._values import NO, YES
from amicable.evidence import Firm, schema
from amicable.evidence.schema import Kind, Table
from amicable.i18n import N_, say
from amicable.refusal import Refusal

LOOKED_AT = 500

NOT_READ = N_("{file}: {reason}")
NO_HEADER = N_("No row of {file} looks like a header; write the mapping by hand.")
NO_TABLE = N_(
    "The columns of {file} do not resemble any evidence; write the mapping by hand. "
    "They are called: {columns}."
)
RIVALS = N_("“{chosen}” was taken for {table}.{column}, but “{rival}” could be meant as well.")
ONE_AMOUNT = N_(
    "“{column}” was taken for the total with tax; if it is without, write net instead of total as well."
)
BY_NAME = N_(
    "Clients are told apart by “{column}”; if another column holds their number, use that for client_id."
)
UNUSED = N_("Not used: {columns}.")
TRIED = N_(
    "With this mapping {entered} of {read} rows would enter, {left_out} would be left out, "
    "{faulty} have problems."
)


class NoGuess(Refusal):
    """No mapping can be proposed for the file."""


@dataclass(frozen=True)
class Guess:
    """A mapping to start from."""

    toml: str
    doubts: tuple[str, ...]
    """Whole sentences: what to look at before it is used."""


@dataclass(frozen=True)
class _Column:
    """A column of the file, and what its values look like."""

    name: str
    values: Sequence[str]

    @property
    def plain(self) -> str:
        """The name without accents, case and signs."""
        text = unicodedata.normalize("NFKD", self.name.replace("ł", "l").replace("đ", "d").casefold())
        bare = "".join(char for char in text if not unicodedata.combining(char))
        return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"\([a-z]{3}\)", "", bare)))

    def suits(self, kind: Kind) -> bool:
        """Whether the values can be of this kind; an empty column can be of any."""
        test = {
            Kind.DATE: _is_date,
            Kind.TIMESTAMP: _is_date,
            Kind.MONEY: _is_number,
            Kind.NUMBER: _is_number,
            Kind.INTEGER: _is_number,
            Kind.SECONDS: lambda value: _is_number(value) or ":" in value,
            Kind.BOOLEAN: lambda value: value.casefold() in YES + NO,
        }.get(kind)
        return not test or not self.values or sum(map(test, self.values)) > 0.8 * len(self.values)

    def likeness(self, names: Sequence[str]) -> float:
        """How near the name comes to one of `names`, the first being the best."""
        best = 0.0
        for place, name in enumerate(names):
            whole = 3.0 if self.plain == name else 2.0 if f" {name} " in f" {self.plain} " else 0.0
            best = max(best, whole and whole - place / 100)
        return best


def _is_date(value: str) -> bool:
    return shape(re.sub("[0-9]", "9", value)) is not None


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[^\d]{0,5}[\d.,' \u00a0\u202f]*\d[^\d]{0,5}", value) is not None


def guess(path: Path, firm: Firm) -> Guess:
    """A mapping for the first table in `path`, tried out on it; a Refusal where nothing is recognisable."""
    try:
        with workshop() as (folder, connection):
            raw = next(iter(raw_tables(unpack(path, folder), connection)))
            header, columns = _columns(raw, path)
    except Unreadable as error:
        raise NoGuess(NOT_READ, file=path.name, reason=say(error.message, **error.values)) from None
    table, chosen = _best(columns)
    if not chosen:
        raise NoGuess(NO_TABLE, file=path.name, columns=", ".join(header.names))
    text = _toml(path, table, chosen)
    return Guess(
        text, (*_rivals(table, chosen, columns), *_unsure(table, chosen, columns), *_tried(path, firm, text))
    )


def _columns(raw: Raw, path: Path) -> tuple[Header, list[_Column]]:
    header = likeliest_header(raw)
    if not header:
        raise NoGuess(NO_HEADER, file=path.name)
    rows = _rows(raw, header)
    columns = [
        _Column(name, [text for row in rows if index < len(row) and (text := (row[index] or "").strip())])
        for index, name in enumerate(header.names)
    ]
    return header, columns


def _rows(raw: Raw, header: Header) -> Sequence[Sequence[str | None]]:
    """A few hundred rows below the header."""
    if raw.heads:
        return [record.cells for record in first_records(raw, header, LOOKED_AT)]
    shelf = raw.shelf(0, 0)
    cells = ", ".join(f"c{index}" for index in range(shelf.width))
    return raw.connection.execute(f"SELECT {cells} FROM {shelf.relation} LIMIT {LOOKED_AT}").fetchall()


def _best(columns: Sequence[_Column]) -> tuple[Table, dict[str, _Column]]:
    """The evidence table for which most is there, and which column gives what."""
    tried = [(schema(name), _assigned(schema(name), columns)) for name in TABLES]
    whole = [(table, chosen) for table, chosen in tried if _suffices(table, chosen)]
    return max(whole, key=lambda found: len(found[1]), default=(schema("clients"), {}))


def _suffices(table: Table, chosen: Mapping[str, _Column]) -> bool:
    needed = {name for name, column in table.columns.items() if column.required and name != table.key}
    return needed <= set(chosen) and (table.name == "clients" or "client_id" in chosen)


def _assigned(table: Table, columns: Sequence[_Column]) -> dict[str, _Column]:
    """Each evidence column with the column of the file that suits it best; the clearest first."""
    ranked = sorted(
        (
            (-column.likeness(words(table.name, name)), place, name, column)
            for place, name in enumerate(table.columns)
            for column in columns
            if column.suits(table.columns[name].kind) and column.likeness(words(table.name, name))
        ),
        key=lambda found: found[:2],
    )
    chosen: dict[str, _Column] = {}
    for _, _, name, column in ranked:
        if name not in chosen and (_shared(name) or column not in chosen.values()):
            chosen[name] = column
    return {name: chosen[name] for name in table.columns if name in chosen}


def _shared(name: str) -> bool:
    """A number or name may serve as id as well."""
    return name.endswith("_id") or name in {"number", "name"}


def _toml(path: Path, table: Table, chosen: Mapping[str, _Column]) -> str:
    stem = path.name.split(".")[0]
    lines = [
        f"title = {_quoted(stem)}",
        f"namespace = {_quoted(re.sub('[^a-z0-9]+', '_', stem.casefold()).strip('_0123456789') or 'own')}",
        f"needs = [{', '.join(_quoted(name) for name in dict.fromkeys(c.name for c in chosen.values()))}]",
        *_fill(table.name, {name: _quoted(column.name) for name, column in chosen.items()}),
    ]
    if table.name != "clients":
        client = _quoted(chosen["client_id"].name)
        lines += _fill("clients", {"client_id": client, "name": client}, mention=True)
    return "\n".join(lines) + "\n"


def _fill(table: str, columns: Mapping[str, str], *, mention: bool = False) -> Iterator[str]:
    yield from ("", "[[fill]]", f'table = "{table}"')
    if mention:
        yield "mention = true"
    yield from ("", "[fill.columns]")
    yield from (f"{name} = {given}" for name, given in columns.items())


def _quoted(text: str) -> str:
    """A text in TOML's quotation marks."""
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )


def _rivals(table: Table, chosen: Mapping[str, _Column], columns: Sequence[_Column]) -> Iterator[str]:
    """Columns that could have been meant as well as those that were chosen."""
    for name, column in chosen.items():
        for rival in columns:
            likely = rival.likeness(words(table.name, name)) > 0 and rival.suits(table.columns[name].kind)
            if rival not in chosen.values() and likely:
                yield say(RIVALS, chosen=column.name, table=table.name, column=name, rival=rival.name)


def _unsure(table: Table, chosen: Mapping[str, _Column], columns: Sequence[_Column]) -> Iterator[str]:
    if table.name == "invoices" and not {"net", "tax"} & set(chosen):
        yield say(ONE_AMOUNT, column=chosen["total"].name)
    if "client_id" in chosen and not re.search(r"\b(id|number|no|code)\b", chosen["client_id"].plain):
        yield say(BY_NAME, column=chosen["client_id"].name)
    unused = [column.name for column in columns if column not in chosen.values()]
    if unused:
        yield say(UNUSED, columns=", ".join(f"“{name}”" for name in unused))


def _tried(path: Path, firm: Firm, text: str) -> Iterator[str]:
    """What comes out when the file is read with the mapping."""
    mapping: Source = source(tomllib.loads(text), path.stem)
    for reading in read(path, firm=firm, mapping=mapping):
        yield from _outcome(reading)
        return


def _outcome(reading: Reading) -> Iterator[str]:
    left_out = sum(reading.left_out.values())
    yield say(TRIED, entered=reading.entered, read=reading.read, left_out=left_out, faulty=reading.faulty)
    seen = dict.fromkeys((problem.column, problem.message) for problem in reading.problems)
    for column, message in list(seen)[:10]:
        first = next(p for p in reading.problems if (p.column, p.message) == (column, message))
        yield f"{column}: {first.sentence}" if column else first.sentence
    yield from (doubt.sentence for doubt in reading.doubts)
