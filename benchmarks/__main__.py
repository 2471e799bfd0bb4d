"""The benchmark: python -m benchmarks, or ./run bench. Everything compared is measured in one run on the same data."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

import duckdb
import numpy as np

from benchmarks.firm import fill

LONG = 30.0
"""Seconds from which one run is enough; what is shorter runs three times."""
MANY = 50_000_000
"""Facts from which memory is limited, and what needs all of it at once is left out."""
RESULTS = Path(__file__).with_name("results.md")
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "amicable-bench" / "compiled")
}
"""Modules are compiled once, as where the product is installed, and not in every process."""
PACKAGES = ("duckdb", "ibis-framework", "polars", "pandas", "numpy", "pyarrow", "scipy")


@dataclass(frozen=True)
class Spent:
    """What one thing took: the medians of its runs."""

    wall: Mapping[str, float]
    cpu: Mapping[str, float]
    peak: float
    """Bytes."""


@dataclass(frozen=True)
class Bench:
    """What is asked for on the command line."""

    facts: int
    clients: int
    folder: Path

    @property
    def ledger(self) -> Path:
        """The generated ledger; made on first use."""
        return self.of(self.facts, self.clients)

    @property
    def memory(self) -> dict[str, str]:
        """The limit for DuckDB, where there are many facts."""
        return {"memory": "3GB"} if self.facts >= MANY else {}

    def of(self, facts: int, clients: int) -> Path:
        """A ledger of this size, generated once and kept."""
        place = self.folder / f"{facts}-{clients}"
        if not place.exists():
            print(f"Generating {facts:,} facts about {clients:,} clients ...", flush=True)
            draft = place.with_name(f"{place.name}.draft")
            fill(draft, facts=facts, clients=clients)
            draft.rename(place)
        return place


def measured(name: str, **options: object) -> Spent:
    """Run `name` of benchmarks.measured in fresh processes."""
    runs = [_run(name, options)]
    if sum(runs[0]["wall"].values()) < LONG:
        runs += [_run(name, options) for _ in range(2)]
    wall, cpu = (
        {what: median(run[of][what] for run in runs) for what in runs[0][of]} for of in ("wall", "cpu")
    )
    return Spent(wall, cpu, max(run["peak"] for run in runs))


def _run(name: str, options: Mapping[str, object]) -> dict:
    command = [sys.executable, "-m", "benchmarks.measured", name, json.dumps(options)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=COMPILED)  # noqa: S603 (our own program)
    return json.loads(done.stdout.splitlines()[-1])


# ---- parts


def review(bench: Bench) -> Iterator[str]:
    """Our review beside a scan, polars and pandas."""
    ledger = str(bench.ledger)
    sums = {name: str(bench.folder / f"{name}.npz") for name in ("ours", "polars", "pandas")}
    spent = {"one scan and group": measured("floor", ledger=ledger, **bench.memory)}
    spent["our review"] = measured("ours", ledger=ledger, out=sums["ours"], **bench.memory)
    spent["our review, facts kept"] = measured("ours", ledger=ledger, kept=True, **bench.memory)
    for how in ("polars", "pandas") if bench.facts < MANY else ("polars",):
        spent[f"{how} by hand"] = measured("by_hand", ledger=ledger, how=how, out=sums[how])
        _agree(sums["ours"], sums[how])
    base = _whole(spent["our review"].wall)
    yield "| | wall s | cpu s | peak GB | of our review |\n| --- | ---: | ---: | ---: | ---: |"
    for name, one in spent.items():
        wall, cpu = _whole(one.wall), _whole(one.cpu)
        yield f"| {name} | {wall:.2f} | {cpu:.2f} | {one.peak / 1e9:.2f} | {wall / base:.2f} |"
    yield "\nx, n and expected of every client and sign agree to 1e-9."


def _whole(watch: Mapping[str, float]) -> float:
    return max(watch.values())


def _agree(ours: str, theirs: str) -> None:
    """Nothing is reported about figures that differ."""
    with np.load(ours) as mine, np.load(theirs) as yours:
        if set(mine) != set(yours):
            raise SystemExit(f"{theirs} has other signs: {set(mine) ^ set(yours)}")
        for name in mine:
            np.testing.assert_allclose(yours[name], mine[name], rtol=1e-9, atol=1e-9, err_msg=name)


def nightly(bench: Bench) -> Iterator[str]:
    """One more day, and the review again."""
    yield "| | full s | after one more day s | ratio |\n| --- | ---: | ---: | ---: |"
    for what in ("questions", "review"):
        spent = measured(
            "nightly", ledger=str(bench.ledger), facts=bench.facts, clients=bench.clients, what=what
        )
        full, night = spent.wall["full"], spent.wall["night"]
        yield f"| {what} | {full:.2f} | {night:.2f} | {full / night:.1f} |"


def dossier(bench: Bench) -> Iterator[str]:
    """One client out of all."""
    spent = measured("dossier", ledger=str(bench.ledger), clients=bench.clients)
    messages = round(bench.facts / 2)
    yield f"All messages of one client out of {messages:,}: {spent.wall['one client'] * 1000:.1f} ms."


def csv(bench: Bench) -> Iterator[str]:
    """A million clean invoices in a CSV file."""
    path = bench.folder / "invoices.csv"
    if not path.exists():
        _write_csv(path, 1_000_000)
    names = ("DuckDB read_csv", "polars read_csv", "pandas read_csv", "our reading", "our import")
    spent = {name: measured("csv", path=str(path), how=name) for name in names}
    yield "| | wall s | cpu s | peak GB | of DuckDB | of pandas |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    base, pandas = spent["DuckDB read_csv"].wall["csv"], spent["pandas read_csv"].wall["csv"]
    for name, one in spent.items():
        wall = one.wall["csv"]
        yield f"| {name} | {wall:.2f} | {one.cpu['csv']:.2f} | {one.peak / 1e9:.2f} | {wall / base:.2f} | {wall / pandas:.2f} |"


def _write_csv(path: Path, rows: int) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"""
            COPY (
                SELECT 'i' || i AS invoice_id, 'c' || hash(i) % 5000 AS client_id, 'R-' || i AS number,
                    DATE '2024-01-01' + CAST(hash(i + 1) % 700 AS INTEGER) AS issued_on, issued_on + 30 AS due_on,
                    due_on + CAST(hash(i + 2) % 20 AS INTEGER) - 8 AS paid_on,
                    10000 + hash(i + 3) % 900000 AS total, total * 100 // 121 AS net, 'EUR' AS currency
                FROM range({rows}) AS numbers (i)
            ) TO '{path}' (HEADER)
        """)


def growth(bench: Bench) -> Iterator[str]:
    """Ten times the facts and clients."""
    tenth = bench.of(bench.facts // 10, bench.clients // 10)
    small = measured("ours", ledger=str(tenth), **bench.memory).wall["review"]
    large = measured("ours", ledger=str(bench.ledger), **bench.memory).wall["review"]
    yield f"{bench.facts // 10:,} facts: {small:.2f} s. {bench.facts:,} facts: {large:.2f} s. Ratio {large / small:.1f}."


PARTS: Mapping[str, Callable[[Bench], Iterator[str]]] = {
    "review": review,
    "nightly": nightly,
    "dossier": dossier,
    "csv": csv,
    "growth": growth,
}


# ---- the run


def main() -> None:
    """Measure, print, and write results.md."""
    asked = _arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(asked.facts, asked.clients, asked.folder)
    lines = [_heading(bench)]
    print(lines[0], flush=True)
    for name in asked.part or PARTS:
        lines.append(f"\n### {name}: {(PARTS[name].__doc__ or '').strip()}\n")
        print(lines[-1], flush=True)
        for line in PARTS[name](bench):
            print(line, flush=True)
            lines.append(line)
    _write("\n".join(lines))


def _heading(bench: Bench) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"## {bench.facts:,} facts, {bench.clients:,} clients, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n\n"
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; "
        f"Python {platform.python_version()}, {versions}."
    )


def _write(section: str) -> None:
    """Newest first; what was measured before stays below."""
    title, _, before = (RESULTS.read_text() if RESULTS.exists() else "# Measured\n").partition("\n")
    RESULTS.write_text(f"{title}\n\n{section}\n{before}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--facts", type=int, default=10_000_000)
    parser.add_argument("--clients", type=int, default=100_000)
    parser.add_argument(
        "--part", action="append", choices=list(PARTS), help="may be given several times; default: all"
    )
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "amicable-bench", help="keeps what is generated")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()
