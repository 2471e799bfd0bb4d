"""One measured thing in a process of its own: python -m benchmarks.measured NAME JSON; prints JSON."""

import json
import os
import resource
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from amicable.connectors import read
from amicable.decision.criteria import Criteria
from amicable.decision.facts import _able, _answers
from amicable.decision.findings import EPOCH
from amicable.decision.review import review
from amicable.decision.summary import Summary
from amicable.engines._staging import PACKED
from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger
from amicable.evidence import Evidence, Firm
from amicable.importing import import_files
from benchmarks.by_hand import Asked, ranked
from benchmarks.firm import LAST_DAY, NIGHT, add_day

READ = {
    "messages": "direction automatic sent_on sent_day sent_minute",
    "time_entries": "staff_id worked_on seconds cost",
    "meetings": "starts_on starts_day starts_minute cancelled_on cancelled_day cancelled_minute outcome caused_by",
    "invoices": "issued_on due_on paid_on net tax total open_amount",
}
"""The columns that a review reads."""


@dataclass
class Stopwatch:
    """Seconds by name, of the wall and of the processor."""

    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Measure the block."""
        wall, cpu = perf_counter(), process_time()
        yield
        self.wall[name], self.cpu[name] = perf_counter() - wall, process_time() - cpu


def ours(
    watch: Stopwatch, ledger: str, memory: str | None = None, out: str = "", *, kept: bool = False
) -> None:
    """A whole review; nothing is kept from before, unless `kept`."""
    place = Path(ledger)
    if not kept:
        shutil.rmtree(place / "facts", ignore_errors=True)
    with watch.timed("review"):
        found = review(open_evidence(Ledger.open(place), today=LAST_DAY, memory=memory), Criteria())
        found.top(25)
    if out:
        _save(out, {one.sign.name: one.summary for one in found.signs})


def what_if(watch: Stopwatch, ledger: str, memory: str | None = None) -> None:
    """A whole review from nothing, and draft criteria beside it: three settings that only judge, one that asks anew."""
    from amicable.decision.what_if import what_if as beside  # noqa: PLC0415 (nobody else needs it)

    place, criteria = Path(ledger), Criteria()
    shutil.rmtree(place / "facts", ignore_errors=True)
    with watch.timed("review"):
        before = review(open_evidence(Ledger.open(place), today=LAST_DAY, memory=memory), criteria)
        before.top(25)
    for name, changes in DRAFTS.items():
        with watch.timed(name):
            beside(before, criteria.changed(changes))


DRAFTS = {
    "judged otherwise": ["sure=0.95", "points=1", "late_payment.above=0.4"],
    "asked anew": ["late_payment.grace_days=21"],
}
"""What somebody tries, by what it costs: most settings only judge what was counted."""


def by_hand(watch: Stopwatch, ledger: str, how: str, out: str = "") -> None:
    """The same by hand in polars or pandas."""
    written = import_module(f"benchmarks.by_hand_{how}")
    opened = Ledger.open(Path(ledger))
    tables = (*READ, "staff", "clients")
    holidays = opened.firm.holidays(date(LAST_DAY.year - 10, 1, 1), LAST_DAY)
    days = [(day - EPOCH).days for day in holidays]
    hourly = round(opened.firm.hourly_cost["*"] * 100)
    asked = Asked({table: opened.files(table) for table in tables}, LAST_DAY, days, hourly)
    with watch.timed("review"):
        with watch.timed("sums"):
            sums, money = written.sums(asked)
        ranked(sums, money, LAST_DAY)
    if out:
        _save(out, sums)


def _save(out: str, summaries: Mapping[str, Summary]) -> None:
    shown = {
        f"{sign}.{name}": getattr(one, name)
        for sign, one in summaries.items()
        for name in ("place", "x", "n", "expected")
    }
    np.savez(out, **shown)


def floor(watch: Stopwatch, ledger: str, memory: str | None = None) -> None:
    """One scan of the same columns of the same files, grouped by client and quarter."""
    opened = Ledger.open(Path(ledger))
    with duckdb.connect() as connection:
        if memory:
            connection.execute("SET memory_limit = ?", [memory])
        with watch.timed("scan"):
            for table, columns in READ.items():
                counts = ", ".join(f"count({column})" for column in columns.split())
                connection.execute(
                    f"CREATE TEMP TABLE {table} AS SELECT client_id, quarter, count(*), {counts} "
                    f"FROM read_parquet({opened.files(table)}, hive_partitioning = true) GROUP BY client_id, quarter"
                )


def nightly(watch: Stopwatch, ledger: str, facts: int, clients: int, what: str) -> None:
    """What a review costs on the day before, and again after one more day was imported."""
    with tempfile.TemporaryDirectory(dir=Path(ledger).parent) as folder:
        place = Path(folder) / "ledger"
        shutil.copytree(ledger, place, copy_function=os.link, ignore=shutil.ignore_patterns("facts"))
        with watch.timed("full"):
            ASKED[what](open_evidence(Ledger.open(place), today=NIGHT - timedelta(days=1)))
        add_day(Ledger.open(place), NIGHT, facts=facts // 1096, clients=clients)
        with watch.timed("night"):
            ASKED[what](open_evidence(Ledger.open(place), today=NIGHT))


ASKED: Mapping[str, Callable[[Evidence], object]] = {
    "questions": lambda evidence: _answers(evidence, _able(evidence, Criteria().in_force())),
    "review": lambda evidence: review(evidence, Criteria()),
}
"""What is asked at night: the sums over the fact tables alone, or all of it."""


def dossier(watch: Stopwatch, ledger: str, clients: int) -> None:
    """All messages of one client, with all columns: to open the evidence about it, and to ask for them."""
    opened = Ledger.open(Path(ledger))
    spent = []
    for number in range(1, clients, clients // 9):
        one = Stopwatch()
        with one.timed("opening"):
            evidence = open_evidence(opened, today=LAST_DAY, clients=[f"b:{number:07d}"])
            query = evidence.messages.order_by("sent_at")
        with one.timed("question"):
            rows = query.to_pyarrow()
        spent.append(one)
        if not len(rows):
            raise ValueError(number)
    for what in ("opening", "question"):
        watch.wall[what] = statistics.median(one.wall[what] for one in spent)
        watch.cpu[what] = statistics.median(one.cpu[what] for one in spent)


def csv(watch: Stopwatch, path: str, how: str) -> None:
    """A CSV file of invoices read by somebody."""
    with watch.timed("csv"):
        CSV[how](path)


def _compiled(path: str) -> None:
    for reading in read(Path(path), firm=Firm(), mapping=None):
        for filled in reading.filled:
            for _ in filled.rows:
                pass


def _imported(path: str) -> None:
    with tempfile.TemporaryDirectory(dir=Path(path).parent) as folder:
        ledger = Ledger.open(Path(folder) / "ledger")
        import_files(ledger, [Path(path)], at=datetime(2026, 10, 2, tzinfo=UTC))


def _duckdb(path: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE read AS SELECT * FROM read_csv(?)", [path])


def _sorted(path: str) -> None:
    """Little else than an import writes: the rows by quarter and client, as Parquet."""
    with tempfile.TemporaryDirectory(dir=Path(path).parent) as folder, duckdb.connect() as connection:
        connection.execute(f"""
            COPY (SELECT * FROM read_csv('{path}') ORDER BY date_trunc('quarter', issued_on), client_id)
            TO '{folder}/read.parquet' (FORMAT parquet, {PACKED})
        """)


CSV: Mapping[str, Callable[[str], object]] = {
    "DuckDB: read_csv, types detected, into a table": _duckdb,
    "polars.read_csv with dates": lambda path: pl.read_csv(path, try_parse_dates=True),
    "pandas.read_csv": pd.read_csv,
    "pandas.read_csv with dates": lambda path: pd.read_csv(
        path, parse_dates=["issued_on", "due_on", "paid_on"]
    ),
    "DuckDB: read_csv, sorted, into one Parquet file": _sorted,
    "our reading": _compiled,
    "our import": _imported,
}


def main() -> None:
    """Run what is named in the arguments, and print what it took."""
    name, options = sys.argv[1], json.loads(sys.argv[2])
    Firm(country="ES").holidays(LAST_DAY, LAST_DAY)  # loaded before the watch runs, for everybody
    watch = Stopwatch()
    globals()[name](watch, **options)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"wall": watch.wall, "cpu": watch.cpu, "peak": peak}))


if __name__ == "__main__":
    main()
