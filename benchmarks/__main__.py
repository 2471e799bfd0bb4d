"""The benchmark: python -m benchmarks, or ./run bench. Everything compared is measured in one run on the same data."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

import duckdb
import numpy as np

from benchmarks.closing import closing as measured_closing
from benchmarks.firm import fill
from benchmarks.measured import CSV
from benchmarks.reading import reading
from benchmarks.web import web as measured_web

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
OTHERS = {
    ("web",): ("The web application", ("django", "jinja2", "granian")),
    ("read",): ("Messages read", ("badwords-py", "py3langid")),
    ("closing",): ("Endings under way", ("django",)),
}
"""What is not measured on the ledger: its heading, and the packages that matter."""


Options = Mapping[str, object]


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

    def sums(self, whose: str) -> str:
        """Where sums are put, to be compared."""
        return str(self.folder / f"{whose}.npz")

    def of(self, facts: int, clients: int) -> Path:
        """A ledger of this size, generated once and kept."""
        place = self.folder / f"{facts}-{clients}"
        if not place.exists():
            print(f"Generating {facts:,} facts about {clients:,} clients ...", flush=True)
            draft = place.with_name(f"{place.name}.draft")
            fill(draft, facts=facts, clients=clients)
            draft.rename(place)
        return place


def measured(asked: Mapping[str, tuple[str, Options]]) -> dict[str, Spent]:
    """Run what is named in benchmarks.measured, in fresh processes: one after the other, in three rounds."""
    runs: dict[str, list[dict]] = {label: [] for label in asked}
    for _ in range(3):  # in rounds, so that whatever else the machine does meets everybody alike
        for label, (name, options) in asked.items():
            if not runs[label] or max(runs[label][0]["wall"].values()) < LONG:
                runs[label].append(_run(name, options))
    return {label: _median(done) for label, done in runs.items()}


def _median(runs: list[dict]) -> Spent:
    wall, cpu = (
        {what: median(run[of][what] for run in runs) for what in runs[0][of]} for of in ("wall", "cpu")
    )
    return Spent(wall, cpu, max(run["peak"] for run in runs))


def _run(name: str, options: Options) -> dict:
    return _process("measured", name, json.dumps(options))


def _process(module: str, *given: str) -> dict:
    command = [sys.executable, "-m", f"benchmarks.{module}", *given]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=COMPILED)  # noqa: S603 (our own program)
    return json.loads(done.stdout.splitlines()[-1])


# ---- parts


def review(bench: Bench) -> Iterator[str]:
    """Our review beside a scan, polars and pandas."""
    ledger = {"ledger": str(bench.ledger)}
    asked: dict[str, tuple[str, Options]] = {
        "one scan and group": ("floor", {**ledger, **bench.memory}),
        "our review": ("ours", {**ledger, **bench.memory, "out": bench.sums("ours")}),
        "our review, facts kept": ("ours", {**ledger, **bench.memory, "kept": True}),
    }
    hands = ("polars", "pandas") if bench.facts < MANY else ("polars",)
    for how in hands:
        asked[f"{how} by hand"] = ("by_hand", {**ledger, "how": how, "out": bench.sums(how)})
    spent = measured(asked)
    for how in hands:
        _agree(bench.sums("ours"), bench.sums(how))
    yield from _table(spent, "our review")
    yield "\nx, n and expected of every client and sign agree to 1e-9."


def _table(spent: Mapping[str, Spent], base: str) -> Iterator[str]:
    yield f"| | wall s | cpu s | peak GB | wall, of {base} | cpu |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, one in spent.items():
        wall, cpu = _whole(one.wall), _whole(one.cpu)
        against = f"{wall / _whole(spent[base].wall):.2f} | {cpu / _whole(spent[base].cpu):.2f}"
        yield f"| {name} | {wall:.2f} | {cpu:.2f} | {one.peak / 1e9:.2f} | {against} |"


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
    given = {"ledger": str(bench.ledger), "facts": bench.facts, "clients": bench.clients}
    spent = measured({what: ("nightly", {**given, "what": what}) for what in ("questions", "review")})
    yield "| | full s | after one more day s | ratio |\n| --- | ---: | ---: | ---: |"
    for what, one in spent.items():
        full, night = one.wall["full"], one.wall["night"]
        yield f"| {what} | {full:.2f} | {night:.2f} | {full / night:.1f} |"


def what_if(bench: Bench) -> Iterator[str]:
    """Draft criteria beside those in force: at most three times one review."""
    spent = measured({"one": ("what_if", {"ledger": str(bench.ledger), **bench.memory})})["one"]
    yield "| | wall s | cpu s | of one review |\n| --- | ---: | ---: | ---: |"
    for what, wall in spent.wall.items():
        yield f"| {what} | {wall:.2f} | {spent.cpu[what]:.2f} | {wall / spent.wall['review']:.2f} |"


def dossier(bench: Bench) -> Iterator[str]:
    """One client out of all."""
    asked = {"ledger": str(bench.ledger), "clients": bench.clients}
    spent = measured({"one": ("dossier", asked)})["one"]
    wall, cpu = ({what: 1000 * seconds for what, seconds in of.items()} for of in (spent.wall, spent.cpu))
    yield (
        f"All messages of one client out of {bench.facts // 2:,}, with all columns: {wall['question']:.1f} ms ({cpu['question']:.1f} of cpu) "
        f"for the question in an open session that nobody has asked before; {wall['opening']:.1f} ms ({cpu['opening']:.1f}) to open it."
    )


def csv(bench: Bench) -> Iterator[str]:
    """A million clean invoices in a CSV file."""
    path = bench.folder / "invoices.csv"
    if not path.exists():
        _write_csv(path, 1_000_000)
    spent = measured({name: ("csv", {"path": str(path), "how": name}) for name in CSV})
    yield from _table(spent, next(iter(CSV)))


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
    sizes = {
        f"{bench.facts // by:,} facts": bench.of(bench.facts // by, bench.clients // by) for by in (10, 1)
    }
    asked = {size: ("ours", {"ledger": str(ledger), **bench.memory}) for size, ledger in sizes.items()}
    yield from _table(measured(asked), next(iter(asked)))


def web(bench: Bench) -> Iterator[str]:
    """The list of clients beside Django's own admin, sixteen writers, the first page."""
    yield from measured_web(bench.folder)


def read(_bench: Bench) -> Iterator[str]:
    """Messages a second on one core, beside the quickest package for swear words."""
    yield from reading(lambda name: _process("reading", name))


def closing(bench: Bench) -> Iterator[str]:
    """One sweep of a firm with 10,000 endings under way."""
    yield from measured_closing(bench.folder, lambda *given: _process("closing", *given))


PARTS: Mapping[str, Callable[[Bench], Iterator[str]]] = {
    "review": review,
    "nightly": nightly,
    "what_if": what_if,
    "dossier": dossier,
    "csv": csv,
    "growth": growth,
    "web": web,
    "read": read,
    "closing": closing,
}
OF_THE_LEDGER = tuple(name for name in PARTS if (name,) not in OTHERS)
"""What is measured if nothing is named."""


# ---- the run


def main() -> None:
    """Measure, print, and write results.md."""
    asked = _arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(asked.facts, asked.clients, asked.folder)
    chosen = [*asked.parts, *(asked.part or ())] or OF_THE_LEDGER
    lines = [_heading(bench, chosen)]
    print(lines[0], flush=True)
    for name in chosen:
        lines.append(f"\n### {name}: {(PARTS[name].__doc__ or '').strip()}\n")
        print(lines[-1], flush=True)
        for line in PARTS[name](bench):
            print(line, flush=True)
            lines.append(line)
    _write("\n".join(lines))


def _heading(bench: Bench, chosen: Sequence[str]) -> str:
    what, packages = OTHERS.get(
        tuple(chosen), (f"{bench.facts:,} facts, {bench.clients:,} clients", PACKAGES)
    )
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"## {what}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n\n"
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; "
        f"Python {platform.python_version()}, {versions}."
    )


def _write(section: str) -> None:
    """Newest first; what was measured before stays below."""
    title, _, before = (RESULTS.read_text() if RESULTS.exists() else "# Measured\n").partition("\n")
    RESULTS.write_text(f"{title}\n\n{section}\n{before}")


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(PARTS)}")
    return name


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("parts", nargs="*", type=_part, help="web, read, closing, or parts as with --part")
    parser.add_argument("--facts", type=int, default=10_000_000)
    parser.add_argument("--clients", type=int, default=100_000)
    parser.add_argument(
        "--part",
        action="append",
        choices=list(PARTS),
        help="may be given several times; default: all but web, read and closing",
    )
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "amicable-bench", help="keeps what is generated")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()
