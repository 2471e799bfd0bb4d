"""Which sheet a table is, and where its header stands."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from amicable.connectors._loading import Record
from amicable.connectors._mapping import From, Sheet, Source
from amicable.connectors._reading import Raw, texts

HIGHEST = 16
"""The header is looked for in the first so many records."""
CURRENCY_CODE = "([A-Z]{3})"


@dataclass(frozen=True)
class Header:
    """The names of a table's columns, and where they stand."""

    line: int
    """0 where the format itself has names."""
    names: tuple[str, ...]
    """As they stand in the file; blank and repeated ones with a number."""
    head_number: int = 0

    def find(self, wanted: str) -> int | None:
        """Index of the column `wanted`, which may hold {currency}."""
        if "{currency}" not in wanted:
            return self._index.get(folded(wanted))
        return next((index for index, _ in self._priced(wanted)), None)

    def currency(self, wanted: str) -> str:
        """The currency that the name of the column `wanted` tells."""
        return next((code for _, code in self._priced(wanted)), "") if "{currency}" in wanted else ""

    @cached_property
    def _index(self) -> dict[str, int]:
        return {folded(name): index for index, name in reversed(list(enumerate(self.names)))}

    def _priced(self, wanted: str) -> Iterable[tuple[int, str]]:
        before, after = wanted.split("{currency}", 1)
        pattern = re.compile(f"(?i:{re.escape(before)}){CURRENCY_CODE}(?i:{re.escape(after)})")
        for index, name in enumerate(self.names):
            if found := pattern.fullmatch(name):
                yield index, found[1]


def folded(name: str) -> str:
    """A column name as it is compared: without case, outer blanks and byte order mark."""
    return " ".join(name.strip("\ufeff \t\r\n\u00a0").casefold().split())


def named(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Column names from the cells of a header; no two are the same and none is empty."""
    seen: Counter[str] = Counter()
    names = []
    for number, cell in enumerate(texts(cells), start=1):
        name = cell.strip('"') or f"column {number}"
        seen[folded(name)] += 1
        count = seen[folded(name)]
        names.append(name if count == 1 else f"{name} {count}")
    return tuple(names)


def fits(sheet: Sheet, header: Header) -> bool:
    """Whether a table with this header is such a sheet."""
    return (
        all(header.find(name) is not None for name in sheet.needs)
        and all(header.find(name) is None for name in sheet.lacks)
        and (not sheet.exclusive or _holds_only(sheet, header))
    )


def _holds_only(sheet: Sheet, header: Header) -> bool:
    read = {
        folded(column) for fill in sheet.fills for given in fill.columns.values() for column in columns(given)
    }
    return all(folded(name) in read for name in header.names)


def columns(given: str | From) -> tuple[str, ...]:
    """The source columns that an evidence column is read from, of which the first that is filled counts."""
    found = given if isinstance(given, str) else given.column
    return ((found,) if found else ()) if isinstance(found, str) else found


@dataclass(frozen=True)
class Match:
    """A table that has been recognised."""

    connector: str
    source: Source
    sheet: Sheet
    header: Header

    @property
    def namespace(self) -> str:
        """Prefix of its ids."""
        return self.source.namespace or self.connector


def headers(raw: Raw) -> Iterable[Header]:
    """Every record that may be the header, in the order in which they stand."""
    if raw.names:
        yield Header(0, raw.names)
    for number, head in enumerate(raw.heads):
        for record in head[:HIGHEST]:
            yield Header(record.line, named(_without_tail(record.cells)), number)


def match(raw: Raw, sources: Mapping[str, Source]) -> Match | None:
    """The most specific sheet that fits; with equals the connector that comes first in the alphabet."""
    best: Match | None = None
    for header in headers(raw):
        for connector, source in sources.items():
            for sheet in source.sheets:
                more = best is None or len(sheet.needs) > len(best.sheet.needs)
                if more and fits(sheet, header):
                    best = Match(connector, source, sheet, header)
    return best


def likeliest_header(raw: Raw) -> Header | None:
    """The header of an unknown table: the first record that is all names and as wide as what follows."""
    if raw.names:
        return Header(0, raw.names)
    for number, head in enumerate(raw.heads):
        usual = Counter(len(_without_tail(record.cells)) for record in head).most_common(1)
        for record in head[:HIGHEST]:
            cells = _without_tail(record.cells)
            if usual and len(cells) >= max(2, usual[0][0]) and _are_names(cells):
                return Header(record.line, named(cells), number)
    return None


def _are_names(cells: Sequence[str | None]) -> bool:
    names = texts(cells)
    worded = [name for name in names if re.search(r"[^\W\d_]", name)]
    return len(worded) > 0.7 * len(names) and len(set(names)) > 0.7 * len(names)


def _without_tail(cells: Sequence[str | None]) -> Sequence[str | None]:
    """The cells up to the last that is not empty: trailing commas are no columns."""
    full = [index for index, text in enumerate(texts(cells)) if text]
    return cells[: full[-1] + 1] if full else ()


def nearest_miss(raw: Raw, source: Source) -> list[str]:
    """Column names that the best sheet of `source` needs and the table lacks."""
    missing = (
        [name for name in sheet.needs if header.find(name) is None]
        for header in headers(raw)
        for sheet in source.sheets
    )
    return min(missing, key=len, default=[])


def first_records(raw: Raw, header: Header, count: int = 5) -> list[Record]:
    """A few records below the header."""
    head = raw.heads[header.head_number] if raw.heads else []
    return [record for record in head if record.line > header.line][:count]
