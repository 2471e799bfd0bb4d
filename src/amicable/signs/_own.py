"""Signs that a firm declares itself: one TOML file each, in the folder `signs` of its ledger."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import NoReturn

import ibis

from amicable import place
from amicable.evidence import Evidence, schemas
from amicable.evidence.schema import Kind
from amicable.evidence.schema import Table as Schema
from amicable.i18n import N_, say
from amicable.refusal import Refusal
from amicable.signs._language import Scope, Sort, compiled
from amicable.signs._occasions import Occasions
from amicable.signs._sign import FAMILIES, REMEDIES, Gravity, Model, Side, Sign

FOLDER = "signs"
NAME = re.compile(r"[a-z][a-z0-9_]{2,40}")
TEXTS = ("title", "explanation", "situation", "unit", "framing")
EXPRESSIONS: Mapping[str, tuple[Sort, ...]] = {
    "where": (Sort.TRUTH,),
    "amount": (Sort.TRUTH, Sort.NUMBER),
    "out_of": (Sort.NUMBER,),
    "value": (Sort.NUMBER,),
}
"""What each expression is to give; `value` is money in whole units."""
NUMBERS: Mapping[str, float] = {
    "above": 0.0,
    "times": 1.5,
    "enough": 6,
    "half_life_quarters": 8,
    "expires_days": 365,
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "family": tuple(FAMILIES),
    "gravity": tuple(one.value for one in Gravity if one is not Gravity.GRAVE),
    "model": (Model.SHARE.value, Model.COUNT.value, Model.RATIO.value),
    "side": tuple(one.value for one in Side),
}
USUAL = {"gravity": "normal", "model": "share", "side": "theirs"}
KNOWN = (*TEXTS, "table", "on", *EXPRESSIONS, *NUMBERS, *CHOICES, "rule_out", "remedies", "by_period")
NEEDED = ("title", "explanation", "family", "table", "amount", "above")


PLAIN = "{why}"


class BadSign(Refusal):
    """A sign of the firm's own is declared in a way that cannot be measured."""


def declared(taken: frozenset[str]) -> Mapping[str, Sign]:
    """The firm's own signs by name, none of which may bear a name already `taken`."""
    ledger = place.in_use()
    files = sorted((ledger / FOLDER).glob("*.toml")) if ledger else []
    return _read(tuple((path, path.stat().st_mtime_ns) for path in files), taken)


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[Path, int], ...], taken: frozenset[str]) -> Mapping[str, Sign]:
    return {path.stem: load(path, taken) for path, _ in files}


def load(path: Path, taken: frozenset[str] = frozenset()) -> Sign:
    """The sign declared in `path`; a Refusal names file and line of what is wrong with it."""
    file = _File.read(path)
    if not NAME.fullmatch(path.stem) or path.stem in taken:
        file.refuse(
            "",
            N_(
                "The sign cannot be called “{name}”: use small letters, digits and _ , and no name of another sign."
            ),
            name=path.stem,
        )
    return file.sign()


@dataclass(frozen=True)
class _File:
    """One declaration, as it is written."""

    path: Path
    text: str
    given: Mapping[str, object]

    @classmethod
    def read(cls, path: Path) -> "_File":
        text = path.read_text(encoding="utf-8", errors="replace")
        try:
            return cls(path, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise BadSign(
                N_("{file} cannot be read as TOML: {why}. Correct the line, or move the file away."),
                file=path,
                why=error,
            ) from error

    def sign(self) -> Sign:
        """The declaration as a sign."""
        self._check_names()
        table, on = self._table(), self._on()
        numbers = {name: self._number(name, usual) for name, usual in NUMBERS.items()}
        chosen = {name: self._choice(name, among) for name, among in CHOICES.items()}
        written = {name: self._text(name) for name in EXPRESSIONS if name in self.given}
        for name, expression in written.items():
            self._check(name, expression, table)
        return Sign(
            name=self.path.stem,
            title=self._text("title"),
            explanation=self._text("explanation"),
            situation=self._text("situation") or str(N_("On {date}: {quote}.")),
            unit=self._text("unit"),
            framing=self._text("framing"),
            family=chosen["family"],
            gravity=Gravity(chosen["gravity"]),
            model=Model(chosen["model"]),
            side=Side(chosen["side"]),
            needs=(table.name,),
            also=(),
            rule_out=self._texts("rule_out"),
            remedies=self._remedies(),
            confidential=False,
            written_down=False,
            above=numbers["above"],
            times=numbers["times"],
            enough=int(numbers["enough"]),
            half_life_quarters=max(1, int(numbers["half_life_quarters"])),  # no period is shorter
            expires_days=int(numbers["expires_days"]),
            by_period=self._truth("by_period"),
            about={},
            measure=Declared(table.name, on, written),
            text=self.text,
            source=f"{FOLDER}/{self.path.name}",
        )

    def refuse(self, key: str, message: str, **values: object) -> NoReturn:
        """Refuse with file and line of `key`."""
        raise BadSign(
            N_("{file}, line {line}: {why}"),
            file=self.path,
            line=self._line(key),
            why=say(message, **values),
        )

    def _line(self, key: str) -> int:
        """The line on which `key` is set; 1 for what is missing."""
        lines = self.text.splitlines()
        return next(
            (
                number
                for number, line in enumerate(lines, 1)
                if key and re.match(rf"\s*{re.escape(key)}\s*=", line)
            ),
            1,
        )

    def _check_names(self) -> None:
        for name in self.given:
            if name not in KNOWN:
                near = get_close_matches(name, KNOWN, n=1, cutoff=0)[0]
                self.refuse(
                    name, N_("A sign has no “{name}”; the nearest is “{near}”."), name=name, near=near
                )
        for name in NEEDED:
            if name not in self.given:
                self.refuse(
                    "", N_("“{name}” is missing; a sign needs {needed}."), name=name, needed=", ".join(NEEDED)
                )

    def _table(self) -> Schema:
        name = self._text("table")
        if name not in schemas() or "client_id" not in schemas()[name].columns:
            self.refuse(
                "table",
                N_("There is no table “{name}” of facts about clients. There are: {known}."),
                name=name,
                known=", ".join(_tables()),
            )
        return schemas()[name]

    def _on(self) -> str:
        """The DATE column that says when the occasion was."""
        table = self._table()
        asked = str(self.given.get("on", table.happened))
        column = table.columns.get(asked)
        if column is None or column.kind not in {Kind.DATE, Kind.TIMESTAMP}:
            days = ", ".join(table.of_kind(Kind.DATE, Kind.TIMESTAMP))
            self.refuse(
                "on",
                N_("“{name}” is no day in the table {table}. Its days are: {days}."),
                name=asked,
                table=table.name,
                days=days,
            )
        return asked.removesuffix("_at") + "_on" if column.kind is Kind.TIMESTAMP else asked

    def _check(self, name: str, expression: str, table: Schema) -> None:
        """Compile it once without any rows, so that it is refused when it is read, and not within a review."""
        try:
            sort = compiled(expression, Scope.of_schema(table)).sort
        except Refusal as refusal:
            self.refuse(name, PLAIN, why=refusal)
        if sort not in EXPRESSIONS[name]:
            wanted = ", ".join(say(one.value) for one in EXPRESSIONS[name])
            self.refuse(
                name,
                N_("“{name}” is to give {wanted}; what is written there gives {given}."),
                name=name,
                wanted=wanted,
                given=say(sort.value),
            )

    def _text(self, name: str) -> str:
        value = self.given.get(name, "")
        if not isinstance(value, str):
            self.refuse(name, N_("“{name}” is to be a text in quotation marks."), name=name)
        return str(value)

    def _texts(self, name: str) -> tuple[str, ...]:
        value = self.given.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.refuse(name, N_("“{name}” is to be a list of texts in quotation marks."), name=name)
        return tuple(value)

    def _remedies(self) -> tuple[str, ...]:
        chosen = self._texts("remedies")
        for one in chosen:
            if one not in REMEDIES:
                self.refuse(
                    "remedies",
                    N_("There is no remedy “{name}”. There are: {known}."),
                    name=one,
                    known=", ".join(REMEDIES),
                )
        return chosen

    def _number(self, name: str, usual: float) -> float:
        value = self.given.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < inf:
            self.refuse(name, N_("“{name}” is to be a number, 0 or more."), name=name)
        return value

    def _truth(self, name: str) -> bool:
        value = self.given.get(name, True)
        if not isinstance(value, bool):
            self.refuse(name, N_("“{name}” is to be one of: {known}."), name=name, known="true, false")
        return value

    def _choice(self, name: str, among: tuple[str, ...]) -> str:
        value = self.given.get(name, USUAL.get(name, ""))
        if value not in among:
            self.refuse(name, N_("“{name}” is to be one of: {known}."), name=name, known=", ".join(among))
        return str(value)


def _tables() -> list[str]:
    return [
        name
        for name, table in schemas().items()
        if "client_id" in table.columns and table.of_kind(Kind.DATE, Kind.TIMESTAMP)
    ]


@dataclass(frozen=True)
class Declared:
    """How a declared sign is measured: its expressions, over the rows of one table."""

    table: str
    on: str
    written: Mapping[str, str]

    def __call__(self, evidence: Evidence) -> Occasions:
        """The occasions in `evidence`."""
        scope = Scope.of_evidence(schemas()[self.table], evidence)
        found: dict[str, ibis.Value] = {
            name: compiled(text, scope).value for name, text in self.written.items()
        }
        if "value" in found:
            found["value"] = (found["value"] * evidence.firm.minor_units).round().cast("int64")
        return Occasions(self.table, of=scope.of, on=self.on, **found)
