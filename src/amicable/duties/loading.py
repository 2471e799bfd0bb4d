"""Policy packs out of files, strictly: whatever is unknown, uncited or dated in the future is refused."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from amicable.duties.pack import (
    Channel,
    Choice,
    Clock,
    Element,
    Notice,
    Pack,
    PackGate,
    Reason,
    ReasonRule,
    RecordClass,
    Rule,
    Source,
    Variation,
)
from amicable.i18n import N_
from amicable.refusal import Refusal

ONE: Mapping[str, type[Rule]] = {"notice": Notice, "reason": ReasonRule}
"""Tables of a pack that hold one rule."""
MANY: Mapping[str, type[Rule]] = {
    "channels": Channel,
    "elements": Element,
    "records": RecordClass,
    "gates": PackGate,
    "clocks": Clock,
    "variations": Variation,
    "choices": Choice,
}
"""Lists of a pack that hold many rules; where a rule has a name, `names` says the same of several."""
HEAD = ("title", "countries", "professions", "clients", "checked_on", "checked_by")
GENERAL = "general_b2b"
"""Holds where no other pack fits."""
Made = TypeVar("Made")
Written = Mapping[str, Any]


class FaultyPack(Refusal):
    """A file of duties that cannot be trusted as it stands."""


class UnknownPack(Refusal):
    """No policy pack goes by this name."""


@cache
def shipped() -> Mapping[str, Path]:
    """Where each shipped pack lies, by name."""
    with as_file(files("amicable.duties")) as folder:
        return {path.stem: path for path in sorted(folder.glob("*.toml"))}


@cache
def packs() -> Mapping[str, Pack]:
    """Every shipped pack, by name."""
    return {name: load(path) for name, path in shipped().items()}


def in_force(ledger: Path, *, as_of: date | None = None) -> Mapping[str, Pack]:
    """Shipped packs and the firm's own in `ledger`/duties; its copy of a shipped one stands in its place."""
    own = {path.stem: load(path, as_of=as_of) for path in sorted((ledger / "duties").glob("*.toml"))}
    return {**packs(), **own}


def pack(name: str, known: Mapping[str, Pack]) -> Pack:
    """The pack `name` out of `known`; UnknownPack where there is none."""
    if name not in known:
        near = get_close_matches(name, known, n=1)
        if near:
            raise UnknownPack(N_("There is no “{name}”. Did you mean {near}?"), name=name, near=near[0])
        raise UnknownPack(N_("There is no “{name}”. There are: {known}."), name=name, known=", ".join(known))
    return known[name]


def fitting(
    known: Iterable[Pack], *, country: str = "", profession: str = "", kind: str = ""
) -> tuple[Pack, ...]:
    """Packs that hold for this country, profession and kind of client, the most specific first."""
    asked = (country, profession, kind)
    found = [
        one
        for one in known
        if all(not said or wanted in said for wanted, said in zip(asked, _scope(one), strict=True))
    ]
    return tuple(sorted(found, key=lambda one: (-sum(map(bool, _scope(one))), one.name)))


def usual(known: Mapping[str, Pack], *, country: str = "", profession: str = "", kind: str = "") -> Pack:
    """The pack that holds until somebody chooses another: the most specific that fits, else the general one."""
    fits = fitting(known.values(), country=country, profession=profession, kind=kind or "business")
    return fits[0] if fits else known[GENERAL]


def _scope(one: Pack) -> tuple[tuple[str, ...], ...]:
    return one.countries, one.professions, one.clients


def load(path: Path, *, as_of: date | None = None) -> Pack:
    """The pack in the file at `path`, named like it; FaultyPack where anything is wrong.

    With `as_of`, a date after that day is refused.
    """
    return _Reader(path.name, as_of).pack(path.stem, _toml(path))


def _toml(path: Path) -> Written:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FaultyPack(
            N_("{file} cannot be read as TOML ({error}). Correct it, or copy the shipped pack again."),
            file=path.name,
            error=error,
        ) from error


class _Reader:
    """Reads one file; knows its name for whatever must be said about it."""

    def __init__(self, file: str, as_of: date | None) -> None:
        self.file = file
        self.as_of = as_of

    def pack(self, name: str, written: Written) -> Pack:
        self.known(written, (*HEAD, "sources", *ONE, *MANY), "")
        head = {key: written[key] for key in HEAD if key in written}
        sources = {
            key: self.made(Source, self.table(each, f"sources.{key}"), f"sources.{key}")
            for key, each in self.table(self.needed(written, "sources", ""), "sources").items()
        }
        single = {key: self.rule(kind, self.table(self.needed(written, key, ""), key), key, written, sources) for key, kind in ONE.items()}  # fmt: skip
        lists = {key: self.rules(kind, key, written, sources) for key, kind in MANY.items()}
        single["reason_rule"] = single.pop("reason")
        return self.made(Pack, {"name": name, **head, "sources": sources, **single, **lists}, "")

    def rules(
        self, kind: type[Rule], key: str, written: Written, sources: Mapping[str, Source]
    ) -> tuple[Rule, ...]:
        """The list `key`; an entry with `names` stands for one rule each."""
        entries = written.get(key, [])
        if not isinstance(entries, list):
            raise self.wrong(key, N_("{file}: {place} must be a list of tables, each headed [[{place}]]."))
        found: list[Rule] = []
        for number, entry in enumerate(entries, 1):
            place = f"{key} {number}"
            table = dict(self.table(entry, place))
            names = table.pop("names", None)
            tables = [table] if names is None else [{**table, "name": name} for name in names]
            found += [self.rule(kind, one, place, written, sources) for one in tables]
        self.once(key, [name for one in found if key != "channels" and (name := getattr(one, "name", ""))])
        return tuple(found)

    def rule(
        self,
        kind: type[Rule],
        table: Written,
        place: str,
        pack: Written,
        sources: Mapping[str, Source],
    ) -> Rule:
        if not table.get("cite"):
            raise self.wrong(place, N_('{file}: {place} cites no source. Add cite = ["name of a source"].'))
        made = self.made(kind, {"dated": pack.get("checked_on"), **table}, place)
        for name in made.cite:
            if name not in sources:
                raise self.wrong(
                    place,
                    N_("{file}: {place} cites “{name}”, which is not among its sources: {known}."),
                    name=name,
                    known=", ".join(sources),
                )
        return made

    def made(self, kind: type[Made], table: Written, place: str) -> Made:
        """`table` as a value of `kind`, every key known, every value of its type and among its choices."""
        known = {one.name.rstrip("_"): one for one in fields(kind)}  # type: ignore[arg-type]
        self.known(table, tuple(known), place)
        types = get_type_hints(kind)
        values = {}
        for key, one in known.items():
            if key in table:
                value = self.typed(table[key], types[one.name], f"{place}.{key}".strip("."))
                self.chosen(value, one.metadata.get("choices"), f"{place}.{key}".strip("."))
                values[one.name] = Reason(str(value)) if types[one.name] is Reason else value
            elif one.default is MISSING and one.default_factory is MISSING:
                self.needed(table, key, place)
        return kind(**values)

    def typed(self, value: object, wanted: object, place: str) -> object:
        """`value` if it is of the wanted type, lists as tuples."""
        if wanted == tuple[str, ...]:
            if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
                return tuple(value)
            raise self.wrong(place, N_("{file}: {place} must be a list of words in quotation marks."))
        if wanted is date:
            return self.day(value, place)
        for plain in (str, bool, int):
            if isinstance(wanted, type) and issubclass(wanted, plain):
                below = isinstance(value, int) and value < 0
                if not isinstance(value, plain) or isinstance(value, bool) != (plain is bool) or below:
                    raise self.wrong(place, N_("{file}: “{value}” will not do for {place}."), value=value)
                return value
        return value

    def day(self, value: object, place: str) -> date:
        if type(value) is not date:
            raise self.wrong(place, N_("{file}: {place} must be a day, written like 2026-11-22."))
        if self.as_of and value > self.as_of:
            raise self.wrong(
                place,
                N_("{file}: {place} is {day}, which lies in the future. Nobody can have checked it then."),
                day=value.isoformat(),
            )
        return value

    def chosen(self, value: object, choices: tuple[str, ...] | None, place: str) -> None:
        given = value if isinstance(value, tuple) else (value,)
        for one in given if choices else ():
            if one not in (choices or ()):
                raise self.wrong(
                    place,
                    N_("{file}: {place} cannot be “{value}”. It can be: {known}."),
                    value=one,
                    known=", ".join(filter(None, choices or ())),
                )

    def known(self, table: Written, keys: tuple[str, ...], place: str) -> None:
        for key in table:
            if key not in keys:
                raise self.wrong(
                    place or self.file,
                    N_("{file}: {place} has the key “{key}”, which means nothing here. Known are: {known}."),
                    key=key,
                    known=", ".join(keys),
                )

    def once(self, place: str, names: list[str]) -> None:
        for name in names:
            if names.count(name) > 1:
                raise self.wrong(
                    place, N_("{file}: {place} names “{name}” twice. Keep one of them."), name=name
                )

    def needed(self, table: Written, key: str, place: str) -> object:
        if key not in table:
            raise self.wrong(place or self.file, N_("{file}: {place} lacks “{key}”."), key=key)
        return table[key]

    def table(self, value: object, place: str) -> Written:
        if not isinstance(value, Mapping):
            raise self.wrong(place, N_("{file}: {place} must be a table, headed [{place}]."))
        return value

    def wrong(self, place: str, message: str, **values: object) -> FaultyPack:
        return FaultyPack(message, file=self.file, place=place, **values)
