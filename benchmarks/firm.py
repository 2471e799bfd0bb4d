"""A large simulated ledger: facts by the million, clients skewed as in life, nothing planted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from amicable.engines.ledger import FileRecord, Ledger
from amicable.evidence import schema
from amicable.evidence.schema import PROVENANCE

FIRST, QUARTERS = np.datetime64("2023-10-01"), 12
LAST_DAY = date(2026, 10, 1)
"""The day of the reviews: all quarters are over."""
NIGHT = date(2026, 8, 16)
"""The day that is imported at night: half of its quarter is over."""
SHARES = {"messages": 0.5, "time_entries": 0.2, "meetings": 0.105, "invoices": 0.1, "payments": 0.095}
"""How the facts divide over the tables."""
STAFF = 40
CHUNK = 1_000_000
TYPES = {"VARCHAR": pa.string(), "DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us"), "BIGINT": pa.int64(), "DOUBLE": pa.float64(), "BOOLEAN": pa.bool_()}  # fmt: skip


def fill(folder: Path, *, facts: int, clients: int, seed: int = 7) -> Ledger:
    """A ledger in `folder` with about `facts` facts about `clients` clients over three years."""
    ledger = Ledger.open(folder).set_firm(
        name="Bench", hourly_cost={"*": 45.0}, zone="Europe/Madrid", country="ES"
    )
    rng = np.random.default_rng(seed)
    weight = rng.lognormal(0, 1, clients)
    chooser = np.cumsum(weight / weight.sum())
    names = _names(clients)
    with ledger.importing(at=datetime(2026, 10, 1, tzinfo=UTC)) as batch:
        _write(batch, "clients", iter([_clients(rng, names)]))
        _write(batch, "staff", iter([_staff()]))
        for table, share in SHARES.items():
            for quarter in range(QUARTERS):
                rows = round(facts * share / QUARTERS)
                _write(batch, table, _chunks(table, quarter, rows, rng, chooser, names))
    return Ledger.open(folder)


def add_day(ledger: Ledger, day: date, *, facts: int, clients: int, seed: int = 8) -> None:
    """One more import, as of a night: `facts` facts that happened on `day`."""
    rng = np.random.default_rng(seed)
    with ledger.importing(at=datetime(2026, 10, 2, tzinfo=UTC)) as batch:
        for table, share in SHARES.items():
            rows = max(1, round(facts * share))
            days = np.full(rows, np.datetime64(day, "D"))
            who = _names(clients).take(pa.array(rng.integers(0, clients, rows)))
            _write(batch, table, iter([_facts(table, f"night {day}", 0, who, days, rng)]))
        batch.record(FileRecord("simulated", f"{day}", "bench"))


def _names(clients: int) -> pa.Array:
    return pa.array([f"b:{i:07d}" for i in range(clients)])


def _write(batch: object, table: str, chunks: Iterator[dict[str, object]]) -> None:
    own = schema(table).stored
    names = [n for n in own if n not in PROVENANCE and n not in schema(table).derived] + [
        "evidence_id",
        "line",
    ]
    kinds = pa.schema([(n, TYPES[own[n]]) for n in names])

    def batches() -> Iterator[pa.RecordBatch]:
        for chunk in chunks:
            rows = len(chunk["evidence_id"])  # type: ignore[arg-type]
            columns = [_column(chunk.get(n), kinds.field(n).type, rows) for n in names]
            yield pa.RecordBatch.from_arrays(columns, schema=kinds)

    reader = pa.RecordBatchReader.from_batches(kinds, batches())
    batch.write(table, reader, source="bench", file="simulated", mention=False)  # type: ignore[attr-defined]


def _column(values: object, kind: pa.DataType, rows: int) -> pa.Array:
    if values is None:
        return pa.nulls(rows, kind)
    if isinstance(values, str):
        return pa.repeat(pa.scalar(values), rows)
    return values if isinstance(values, pa.Array) and values.type == kind else pa.array(values).cast(kind)


def _clients(rng: np.random.Generator, names: pa.Array) -> dict[str, object]:
    count = len(names)
    segments = pa.array(["trade", "building", "health", "food", "software"])
    return {
        "client_id": names,
        "name": names,
        "segment": segments.take(pa.array(rng.integers(0, 5, count))),
        "since_on": pa.array(FIRST - rng.integers(0, 3000, count).astype("timedelta64[D]")),
        "evidence_id": names,
        "line": np.arange(count),
    }


def _staff() -> dict[str, object]:
    ids = [f"p{i}" for i in range(STAFF)]
    return {"staff_id": ids, "name": ids, "hourly_cost": [4500 + 100 * (i % 10) for i in range(STAFF)], "currency": "EUR", "evidence_id": ids, "line": list(range(STAFF))}  # fmt: skip


def _chunks(
    table: str, quarter: int, count: int, rng: np.random.Generator, chooser: np.ndarray, names: pa.Array
) -> Iterator[dict[str, object]]:
    months = FIRST.astype("datetime64[M]") + np.arange(2) * 3 + quarter * 3
    first, after = months.astype("datetime64[D]").astype(int)
    for start in range(0, count, CHUNK):
        rows = min(CHUNK, count - start)
        who = names.take(pa.array(np.searchsorted(chooser, rng.random(rows)).clip(max=len(names) - 1)))
        day = rng.integers(first, after, rows).astype("datetime64[D]")
        yield _facts(table, f"{quarter}", start, who, day, rng)


def _facts(
    table: str, batch: str, start: int, who: pa.Array, day: np.ndarray, rng: np.random.Generator
) -> dict[str, object]:
    line = np.arange(start, start + len(day))
    prefix = pa.scalar(f"{table[:3]} {batch}")
    ids = pc.binary_join_element_wise(prefix, pa.array(line).cast(pa.string()), "-")
    common = {"client_id": who, "evidence_id": ids, schema(table).key: ids, "line": line}
    return common | globals()[f"_{table}"](rng, day, len(day))


def _moments(rng: np.random.Generator, day: np.ndarray, rows: int) -> pa.Array:
    # before 22:00 UTC, so that it is the same day, and the same quarter, by the staff's clock
    minute = np.clip(rng.normal(13 * 60, 200, rows), 0, 22 * 60 - 1).astype("timedelta64[m]")
    return pa.array((day.astype("datetime64[m]") + minute).astype("datetime64[us]"))


def _messages(rng: np.random.Generator, day: np.ndarray, rows: int) -> dict[str, object]:
    return {
        "sent_at": _moments(rng, day, rows),
        "direction": pa.array(["in", "out"]).take(pa.array((rng.random(rows) < 0.45).astype(int))),
        "channel": "email",
        "automatic": rng.random(rows) < 0.02,
    }


def _time_entries(rng: np.random.Generator, day: np.ndarray, rows: int) -> dict[str, object]:
    staff = pa.array([f"p{i}" for i in range(STAFF)]).take(pa.array(rng.integers(0, STAFF, rows)))
    return {"staff_id": staff, "worked_on": pa.array(day), "seconds": (rng.gamma(2, 1800, rows)).astype(int)}


def _meetings(rng: np.random.Generator, day: np.ndarray, rows: int) -> dict[str, object]:
    outcome = pa.array(["held", "no_show", "cancelled"]).take(
        pa.array(np.searchsorted([0.85, 0.91], rng.random(rows)))
    )
    return {"starts_at": _moments(rng, day, rows), "outcome": outcome, "caused_by": "client"}


def _invoices(rng: np.random.Generator, day: np.ndarray, rows: int) -> dict[str, object]:
    late = rng.normal(-2, 12, rows).round().astype("timedelta64[D]")
    due = day + np.timedelta64(30, "D")
    total = (rng.lognormal(6, 0.8, rows) * 100).astype(int)
    paid = pa.array(due + late, mask=rng.random(rows) < 0.03)
    return {"issued_on": pa.array(day), "due_on": pa.array(due), "paid_on": paid, "total": total, "net": (total / 1.21).astype(int), "currency": "EUR"}  # fmt: skip


def _payments(rng: np.random.Generator, day: np.ndarray, rows: int) -> dict[str, object]:
    return {
        "paid_on": pa.array(day),
        "amount": (rng.lognormal(6, 0.8, rows) * 100).astype(int),
        "currency": "EUR",
    }
