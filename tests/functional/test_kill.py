import os
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger

from . import steps

KILLS = int(os.environ.get("AMICABLE_KILLS", "12"))
PATIENCE = 0.6
"""Seconds within which an import is killed; a step takes about a third of it."""


def begin(folder, prefix, first, last):
    """A process of its own that imports these steps; given back when it has begun."""
    command = [sys.executable, steps.__file__, str(folder), prefix, str(first), str(last)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert started.stdout.readline() == "begun\n"
    return started


def amounts(ledger, table, prefix):
    """Id and amount of every row in the files of one snapshot."""
    key, _, amount = steps.TABLES[table]
    found = pa.concat_tables([pq.read_table(path, columns=[key, amount]) for path in ledger.files(table)])
    rows = zip(found[key].to_pylist(), found[amount].to_pylist(), strict=True)
    return sorted(row for row in rows if row[0].startswith(f"{prefix}:"))


def whole(ledger, prefix):
    """The step at which this snapshot stands; fails if it is not one step in both tables."""
    step = len(amounts(ledger, "invoices", prefix)) // 10 - 1
    expected = sorted((f"{prefix}:{number}", step) for number in range(10 * (step + 1)))
    for table in steps.TABLES:
        assert amounts(ledger, table, prefix) == expected
    return step


def test_an_import_killed_anywhere_loses_nothing_and_doubles_nothing(tmp_path):
    folder, chance = tmp_path / "ledger", random.Random(2)
    steps.enter(folder, "a", 0)
    step = 0
    for _ in range(KILLS):
        importing = begin(folder, "a", step + 1, step + 1000)
        time.sleep(chance.uniform(0, PATIENCE))
        importing.kill()
        importing.wait()
        ledger = Ledger.open(folder)
        step = whole(ledger, "a")
        assert len(ledger.imports()) == step + 1
    steps.enter(folder, "a", step + 1)
    after = Ledger.open(folder)
    assert whole(after, "a") == step + 1
    assert whole(ledger, "a") == step, "the older snapshot can still be read"
    evidence = open_evidence(after, today=date(2025, 1, 1))
    assert evidence.invoices.count().execute() == 10 * (step + 2)


def test_a_reader_sees_whole_snapshots_while_an_import_runs(tmp_path):
    folder = tmp_path / "ledger"
    steps.enter(folder, "a", 0)
    importing, seen = begin(folder, "a", 1, 8), {0}
    while importing.poll() is None:
        seen.add(whole(Ledger.open(folder), "a"))
    assert importing.returncode == 0
    assert whole(Ledger.open(folder), "a") == 8
    assert len(seen) > 1


def test_two_imports_at_once_both_enter_everything(tmp_path):
    folder = Path(tmp_path / "ledger")
    both = [begin(folder, prefix, 0, 4) for prefix in "ab"]
    assert [importing.wait() for importing in both] == [0, 0]
    ledger = Ledger.open(folder)
    assert [whole(ledger, prefix) for prefix in "ab"] == [4, 4]
    assert len(ledger.imports()) == 10
