"""Answers kept by quarter: after a nightly import only the quarters that changed are asked again.

An answer lies in facts/<question>/<quarter>_<key>_<as of>_<last day>.parquet. The key says of what it was
asked (files, links, firm, parameters); the two days say for which other days it holds: once everything in it,
and everything that could have been hidden from it, had happened, a later look sees the same.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from math import inf
from pathlib import Path
from time import time
from typing import TypeVar
from uuid import uuid4

import ibis
from ibis.backends.duckdb import Backend
from ibis.backends.sql.datatypes import DuckDBType

from amicable.engines._delta import DataFile
from amicable.engines._sql import identifier, literal
from amicable.engines._views import View, masking_days, quarter_of
from amicable.evidence import Evidence, schema
from amicable.evidence.evidence import Facts, Promise

PACKED = "COMPRESSION lz4_raw"
"""Read back at once, and made anew at will: time counts for more than room."""
AT_ONCE = 3
"""Quarters asked about at the same time; each takes memory of its own."""
UNUSED = timedelta(days=2)
"""How long nobody has wanted an answer that goes: a reader comes back to its answers, and none reads on for so long."""
EPOCH = date(1970, 1, 1)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Watched(Mapping[str, Value]):
    """A mapping that notes which of its names were looked up."""

    inner: Mapping[str, Value]
    asked: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> Value:
        self.asked.add(name)
        return self.inner[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.inner)

    def __len__(self) -> int:
        return len(self.inner)


@dataclass(frozen=True)
class Answer:
    """One file of kept facts."""

    path: Path
    key: str
    as_of: date
    last: date
    """The latest day that the answer, or what it was asked of, depends on."""

    @classmethod
    def at(cls, path: Path) -> "Answer":
        """The answer whose file is `path`."""
        _, key, as_of, last = path.stem.split("_")
        return cls(path, key, date.fromisoformat(as_of), date.fromisoformat(last))

    def holds(self, key: str, as_of: date) -> bool:
        """Whether the same would be answered to the question `key` on `as_of`."""
        return self.key == key and (self.as_of == as_of or self.last <= min(self.as_of, as_of))

    def is_wanted(self) -> bool:
        """Whether it is still there; it is then known to be in use."""
        try:
            os.utime(self.path)
        except FileNotFoundError:
            return False
        except PermissionError:  # kept by somebody else, which is no reason not to read it
            return True
        return True


@dataclass(frozen=True)
class Keeper:
    """Asks questions quarter by quarter, of one reader's evidence, and keeps the answers in the ledger."""

    connection: Backend
    view: View
    tables: Mapping[str, ibis.Table]
    # one small query does not keep all cores busy; quarters know nothing of one another
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE))

    def answer(self, table: str, question: str, facts: Facts, fingerprint: str) -> Promise:
        """The rows of `facts` over each quarter of `table`, one below the other; the engine is at it at once.

        `facts` gives an aggregate over `table` whose rows add up over quarters, with a column `last_day`
        (DATE, or days since 1970-01-01): the latest day on which the row depends. What else `facts` looks
        up is taken whole, and all quarters are asked again when it changes.
        """
        last = quarter_of(self.view.as_of)
        files = [file for file in self.view.ledger.data_files(table) if file.quarter <= last]
        if not files:
            seen = Evidence(self.tables, self.view.as_of, self.view.ledger.firm, self.view.ledger.rows())
            return partial(facts, seen)
        asking = _Asking(self, table, question, facts, fingerprint)
        quarters = groupby(files, key=lambda file: file.quarter)
        asked = [self.pool.submit(asking.answer, quarter, list(own)) for quarter, own in quarters]
        return lambda: self.connection.read_parquet([str(one.result().path) for one in asked])


class _Asking:
    """One question on its way through the quarters of one table."""

    def __init__(self, keeper: Keeper, table: str, question: str, facts: Facts, fingerprint: str) -> None:
        self._view = keeper.view
        self._connection = keeper.connection
        self._place = keeper.view.ledger.folder / "facts" / question
        self._table = table
        self._part = f"part_of_{table}"
        self._connection.con.execute(self._seeing((), "VIEW"))
        part = {table: self._connection.table(self._part)}
        tables = Watched({**keeper.tables, **part})
        rows = Watched(self._view.ledger.rows(), tables.asked)
        expression = facts(Evidence(tables, self._view.as_of, self._view.ledger.firm, rows))
        self._statement = _exact(self._connection, expression)
        self._others = sorted(tables.asked - {table})
        self._asked = [fingerprint, repr(self._view.ledger.firm), self._view.ledger.manifest.links]

    def answer(self, quarter: int, files: Sequence[DataFile]) -> Answer:
        """What is kept for this quarter, or else the answer to asking now."""
        key = self._key(files)
        kept = [Answer.at(path) for path in self._place.glob(f"{quarter}_{key}_*.parquet")]
        for answer in kept:
            if answer.holds(key, self._view.as_of) and answer.is_wanted():
                return answer
        return self._ask(quarter, key, files)

    def _ask(self, quarter: int, key: str, files: Sequence[DataFile]) -> Answer:
        self._place.mkdir(parents=True, exist_ok=True)
        draft = self._place / f".{uuid4().hex}"
        with self._connection.con.cursor() as cursor:
            cursor.execute(self._seeing(files, "TEMP VIEW"))
            written = cursor.execute(
                f"COPY ({self._statement}) TO {literal(str(draft))} (FORMAT parquet, {PACKED}, RETURN_STATS)"
            ).fetchone()
        statistics = written[4] if written else {}
        last = max(_day(statistics.get('"last_day"', {}).get("max")), self._last(files))
        path = draft.with_name(f"{quarter}_{key}_{self._view.as_of}_{last}.parquet")
        draft.replace(path)
        self._forget(quarter)
        return Answer.at(path)

    def _seeing(self, files: Sequence[DataFile], kind: str) -> str:
        """SQL that lets the question see these files, and no others, of its table."""
        return self._view.statement(self._part, schema(self._table), files, kind)

    def _key(self, files: Sequence[DataFile]) -> str:
        """What the answer depends on, besides the day."""
        others = [self._view.ledger.files(other) for other in self._others]
        names = [[Path(path).name for path in paths] for paths in ([file.path for file in files], *others)]
        return hashlib.sha256(json.dumps([self._asked, names]).encode()).hexdigest()[:16]

    def _last(self, files: Sequence[DataFile]) -> date:
        """The latest day that decides what of these files, and of the other tables, may be seen."""
        own = [file.latest(column) for column in masking_days(schema(self._table)) for file in files]
        other = [
            self._view.ledger.latest(name, column)
            for name in self._others
            for column in masking_days(schema(name))
        ]
        return max((day for day in own + other if day), default=date.min)

    def _forget(self, quarter: int) -> None:
        """Remove older answers about the quarter that nobody wanted for a while."""
        until = time() - UNUSED.total_seconds()
        for path in self._place.glob(f"{quarter}_*.parquet"):
            if _wanted_at(path) < until:
                path.unlink(missing_ok=True)


def _exact(connection: Backend, expression: ibis.Table) -> str:
    """The question in SQL; sums are cast back to what Ibis says, since DuckDB widens them."""
    cast = [
        f"CAST({identifier(name)} AS {DuckDBType.to_string(kind)}) AS {identifier(name)}"
        for name, kind in expression.schema().items()
    ]
    return f"SELECT {', '.join(cast)} FROM ({connection.compile(expression)})"


def _wanted_at(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else inf


def _day(text: str | None) -> date:
    """A day as Parquet's statistics write it: ISO, or days since 1970-01-01."""
    if text is None:
        return date.min
    return EPOCH + timedelta(days=int(text)) if text.lstrip("-").isdigit() else date.fromisoformat(text[:10])
