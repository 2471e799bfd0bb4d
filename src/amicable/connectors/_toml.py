"""A mapping file in TOML as a Source; docs/how-to/map-your-own-table.md shows all it can say.

At the top: title, namespace, and either the sheet itself (name, needs, lacks, currency, zone, date,
[[leave_out]], [[lookup]], [[fill]]) or several [[sheet]] that hold these. A [[fill]] has table, keep,
order_by, sums, mention, enrich, [[fill.leave_out]] and [fill.columns]: evidence column = "Source column" or a
table with the fields of `From`: column, constant, values, compute, date, zone, decimal, unit, take.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from amicable.connectors._mapping import Fill, From, LeaveOut, Lookup, Sheet, Source
from amicable.evidence import schemas
from amicable.i18n import N_, say
from amicable.refusal import Refusal


class BadMapping(Refusal):
    """A mapping file says something that cannot be."""


UNREAD = N_("The mapping file {file} cannot be read: {reason}.")
NO_KEY = N_("“{key}” is nothing that {place} can say; the nearest is “{nearest}”.")
NO_VALUE = N_("“{value}” is not allowed for “{key}”; allowed are {allowed}.")
WRONG_TYPE = N_("“{key}” must be {wanted}.")
NO_FILL = N_("The mapping fills no table; add a [[fill]] with table and columns.")
NO_TABLE = N_("There is no evidence table “{table}”; the nearest is “{nearest}”.")
NO_COLUMN = N_("The table {table} has no column “{column}”; the nearest is “{nearest}”.")
NEEDED = N_("A row of {table} needs “{column}”; say where it comes from.")
NO_ZONE = N_("“{zone}” is no time zone; write it like Europe/Madrid.")
NO_NAMESPACE = N_("“{namespace}” is no namespace; use small letters, digits and _ and begin with a letter.")

SHEET_KEYS = ("name", "needs", "lacks", "currency", "zone", "date", "leave_out", "lookup", "fill")
FILL_KEYS = ("table", "columns", "leave_out", "keep", "order_by", "sums", "mention", "enrich")
FROM_KEYS = tuple(item.name for item in fields(From))
CHOICES = {
    "keep": ("", "first", "last"),
    "take": ("", "first", "last", "min", "max", "sum", "count"),
    "unit": ("", "hours", "minutes", "seconds", "clock", "major", "minor"),
    "decimal": ("", ".", ","),
}
QUOTED = re.compile(r'"((?:[^"]|"")+)"')
Given = Mapping[str, Any]


def load_mapping(path: Path) -> Source:
    """The Source that a mapping file declares; a Refusal names what is wrong with it."""
    try:
        given = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadMapping(UNREAD, file=path.name, reason=str(error)) from None
    return source(given, path.stem)


def source(given: Given, name: str) -> Source:
    """The Source that the content of a mapping file declares."""
    _known(given, ("title", "namespace", "sheet", *SHEET_KEYS), N_("a mapping"))
    namespace = (
        _text(given, "namespace") or re.sub(r"\W+", "_", name.casefold(), flags=re.ASCII).strip("_") or "own"
    )
    if not re.fullmatch("[a-z][a-z0-9_]*", namespace):
        raise BadMapping(NO_NAMESPACE, namespace=namespace)
    several = _tables(given, "sheet")
    own = {key: value for key, value in given.items() if key in SHEET_KEYS}
    sheets = tuple(_sheet(part, name) for part in (several or [own]))
    return Source(title=_text(given, "title") or name, sheets=sheets, namespace=namespace)


def _sheet(given: Given, name: str) -> Sheet:
    _known(given, SHEET_KEYS, N_("a sheet"))
    fills = tuple(_fill(part) for part in _tables(given, "fill"))
    if not fills:
        raise BadMapping(NO_FILL)
    lookups = tuple(_lookup(part) for part in _tables(given, "lookup"))
    leave_out = _leave_out(given)
    sheet = Sheet(
        name=_text(given, "name") or name,
        needs=_texts(given, "needs"),
        fills=fills,
        lacks=_texts(given, "lacks"),
        leave_out=leave_out,
        currency=_currency(given),
        zone=_zone(given),
        date=_text(given, "date"),
        lookups=lookups,
    )
    return sheet if sheet.needs else _needing(sheet)


def _needing(sheet: Sheet) -> Sheet:
    """A sheet that does not say what it needs needs the columns it reads, unless other files have them."""
    named = [column for fill in sheet.fills for given in fill.columns.values() for column in _read_by(given)]
    named = [lookup.on for lookup in sheet.lookups] if sheet.lookups else named
    needs = tuple(dict.fromkeys(named))
    return Sheet(**{item.name: getattr(sheet, item.name) for item in fields(sheet)} | {"needs": needs})


def _read_by(given: str | From) -> Iterable[str]:
    if isinstance(given, str):
        return [given]
    if given.compute:
        return [name.replace('""', '"') for name in QUOTED.findall(given.compute)]
    return [given.column] if isinstance(given.column, str) and given.column else []


def _fill(given: Given) -> Fill:
    _known(given, FILL_KEYS, N_("a fill"))
    name = _text(given, "table")
    if name not in schemas():
        raise BadMapping(NO_TABLE, table=name, nearest=_nearest(name, schemas()))
    table = schemas()[name]
    columns = {column: _from(part) for column, part in _table(given, "columns").items()}
    for column in columns:
        if column not in table.columns:
            raise BadMapping(NO_COLUMN, table=name, column=column, nearest=_nearest(column, table.columns))
    lacking = (
        c for c, known in table.columns.items() if known.required and c != table.key and c not in columns
    )
    for column in lacking:
        raise BadMapping(NEEDED, table=name, column=column)
    return Fill(
        table=name,
        columns=columns,
        leave_out=_leave_out(given),
        keep=_choice(given, "keep"),
        order_by=_text(given, "order_by"),
        sums=_columns_of(given, "sums", name, table.columns),
        mention=_truth(given, "mention"),
        enrich=_truth(given, "enrich"),
    )


def _columns_of(given: Given, key: str, table: str, columns: Mapping[str, object]) -> tuple[str, ...]:
    names = _texts(given, key)
    for name in names:
        if name not in columns:
            raise BadMapping(NO_COLUMN, table=table, column=name, nearest=_nearest(name, columns))
    return names


def _from(given: object) -> str | From:
    if isinstance(given, str):
        return given
    if isinstance(given, list):
        return From(_texts({"column": given}, "column"))
    if not isinstance(given, dict):
        raise BadMapping(
            WRONG_TYPE, key="columns", wanted=say(N_("the name of a column or a table of settings"))
        )
    _known(given, FROM_KEYS, N_("a column"))
    column = given.get("column", "")
    return From(
        column=_texts(given, "column") if isinstance(column, list) else _text(given, "column"),
        constant=_constant(given),
        values={str(key): _plain(value) for key, value in _table(given, "values").items()},
        compute=_text(given, "compute"),
        date=_text(given, "date"),
        zone=_zone(given),
        decimal=_choice(given, "decimal"),
        unit=_choice(given, "unit"),
        take=_choice(given, "take"),
    )


def _constant(given: Given) -> str:
    return _plain(given.get("constant", ""))


def _plain(value: object) -> str:
    """A value as the file would write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _leave_out(given: Given) -> tuple[LeaveOut, ...]:
    rules = _tables(given, "leave_out")
    for rule in rules:
        _known(rule, ("when", "reason"), N_("a leave_out"))
    return tuple(LeaveOut(_text(rule, "when"), _text(rule, "reason")) for rule in rules)


def _lookup(given: Given) -> Lookup:
    _known(given, ("file", "on", "key"), N_("a lookup"))
    name = _text(given, "file")
    if Path(name).name != name or not name:
        raise BadMapping(NO_VALUE, value=name, key="file", allowed=N_("names of files in the same folder"))
    return Lookup(name, _text(given, "on"), _text(given, "key"))


def _currency(given: Given) -> str | From:
    found = _from(given.get("currency", ""))
    return found if isinstance(found, From) or found else ""


def _zone(given: Given) -> str:
    zone = _text(given, "zone")
    try:
        return ZoneInfo(zone).key if zone else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadMapping(NO_ZONE, zone=zone) from None


def _known(given: Given, keys: Iterable[str], place: str) -> None:
    known = list(keys)
    for key in given:
        if key not in known:
            raise BadMapping(NO_KEY, key=key, place=say(place), nearest=_nearest(key, known))


def _nearest(word: str, known: Iterable[str]) -> str:
    return (get_close_matches(word, list(known), n=1, cutoff=0) or [""])[0]


def _text(given: Given, key: str) -> str:
    return str(_typed(given, key, str, "", N_("a text")))


def _truth(given: Given, key: str) -> bool:
    return bool(_typed(given, key, bool, False, N_("true or false")))


def _table(given: Given, key: str) -> Given:
    found: Given = _typed(given, key, dict, {}, N_("a table"))
    return found


def _tables(given: Given, key: str) -> list[Given]:
    found: list[Given] = _typed(given, key, list, [], N_("a list of tables"))
    if not all(isinstance(part, dict) for part in found):
        raise BadMapping(WRONG_TYPE, key=key, wanted=say(N_("a list of tables")))
    return found


def _texts(given: Given, key: str) -> tuple[str, ...]:
    found = _typed(given, key, list, [], N_("a list of texts"))
    if not all(isinstance(part, str) for part in found):
        raise BadMapping(WRONG_TYPE, key=key, wanted=say(N_("a list of texts")))
    return tuple(found)


def _typed(given: Given, key: str, kind: type, default: object, wanted: str) -> Any:  # noqa: ANN401 (TOML)
    found = given.get(key, default)
    if not isinstance(found, kind):
        raise BadMapping(WRONG_TYPE, key=key, wanted=say(wanted))
    return found


def _choice(given: Given, key: str) -> str:
    value = _text(given, key)
    if value not in CHOICES[key]:
        allowed = ", ".join(f"“{choice}”" for choice in CHOICES[key] if choice)
        raise BadMapping(NO_VALUE, value=value, key=key, allowed=allowed)
    return value
