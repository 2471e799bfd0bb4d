"""A review with answers kept from before says the same as one from nothing, whatever came in meanwhile."""

import os
import random
import shutil
from datetime import UTC, date, datetime, timedelta

import numpy as np

from amicable.decision.criteria import Criteria
from amicable.decision.review import review
from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger
from tests.unit.engines.rows import rows_of

FIRST = date(2024, 1, 1)
CLIENTS = [f"x:{number}" for number in range(40)]


def night(rng, number, today):
    """What one import brings: mostly of the last days, some of it long ago, some of it again and otherwise."""
    back = [today - timedelta(days=rng.choice([0, 1, 2, rng.randrange(500)])) for _ in range(30)]
    who = [rng.choice([*CLIENTS, f"x:new{number}"]) for _ in back]
    again = [f"x:{rng.randrange(900)}" for _ in back]
    both = list(enumerate(zip(who, back, again, strict=True)))
    invoices = [
        {
            "invoice_id": again[i],
            "client_id": client,
            "issued_on": day,
            "due_on": day + timedelta(days=14),
            "paid_on": rng.choice([None, day + timedelta(days=rng.randrange(60))]),
            "total": rng.randrange(90_000),
        }
        for i, (client, day, _) in both
    ]
    hours = [
        {
            "entry_id": f"x:{one}",
            "client_id": client,
            "worked_on": day,
            "seconds": rng.randrange(9000),
            "cost": 1 + rng.randrange(9000),
        }
        for _, (client, day, one) in both
    ]
    messages = [
        {
            "message_id": f"x:{number}-{i}",
            "client_id": client,
            "sent_at": datetime(day.year, day.month, day.day, rng.randrange(24), tzinfo=UTC).replace(
                tzinfo=None
            ),
            "direction": "in",
        }
        for i, (client, day, _) in both
    ]
    clients = [{"client_id": client, "name": client} for client in dict.fromkeys(who)]
    return {"clients": clients, "invoices": invoices, "time_entries": hours, "messages": messages}


def enter(folder, tables):
    with Ledger.open(folder).importing(at=datetime(2026, 1, 1, tzinfo=UTC)) as batch:
        for table, rows in tables.items():
            batch.write(table, rows_of(table, rows), source="books", file="books.csv", mention=False)


def told(folder, today):
    """All figures of a review."""
    found = review(open_evidence(Ledger.open(folder), today=today, as_of=today), Criteria())
    figures = {
        f"{one.sign.name}.{name}": getattr(of, name)
        for one in found.signs
        for of, names in (
            (one.summary, ("place", "x", "n", "expected", "value", "last_day")),
            (one.judged, ("q_value", "strength")),
        )
        for name in names
    }
    clients = found.portfolio
    return figures | {
        "points": found.points,
        "margin": clients.margin,
        "seconds": clients.seconds,
        "complete": clients.complete,
    }, clients.client_id


def test_a_review_after_each_night_equals_a_review_from_nothing(tmp_path):
    rng, folder = random.Random(5), tmp_path / "ledger"
    enter(folder, {"staff": [{"staff_id": "s", "name": "s"}]})
    for number in range(3):
        today = FIRST + timedelta(days=600 + 17 * number)
        for _ in range(4 if not number else 1):
            enter(folder, night(rng, number, today))
        kept, clients = told(folder, today)
        shutil.rmtree(folder / "facts")
        fresh, same = told(folder, today)
        assert clients.equals(same)
        assert len(clients) > 30
        assert kept.keys() == fresh.keys()
        for name in fresh:
            np.testing.assert_allclose(kept[name], fresh[name], rtol=1e-12, err_msg=name)
        told(folder, today)


def filled(folder):
    rng = random.Random(7)
    tables = night(rng, 0, FIRST + timedelta(days=600))
    enter(folder, {name: tables[name] for name in ("clients", "invoices")})


def reviewed_with(folder, grace_days):
    criteria = Criteria().changed(["late_payment.grace_days=" + str(grace_days)])
    today = FIRST + timedelta(days=600)
    return review(open_evidence(Ledger.open(folder), today=today, as_of=today), criteria)


def test_a_review_can_be_read_on_after_many_others_under_other_criteria(tmp_path):
    folder = tmp_path / "ledger"
    filled(folder)
    first = reviewed_with(folder, 1)
    for days in range(2, 6):
        reviewed_with(folder, days)
    everybody = list(range(len(first.points)))
    assert any(client.findings for client in first.candidates(everybody))


def test_answers_that_nobody_wanted_for_days_make_room(tmp_path):
    folder = tmp_path / "ledger"
    filled(folder)
    reviewed_with(folder, 1)
    kept = set(folder.glob("facts/invoices-*/*.parquet"))
    long_ago = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    for path in kept:
        os.utime(path, (long_ago, long_ago))
    reviewed_with(folder, 1)
    assert kept == set(folder.glob("facts/invoices-*/*.parquet"))
    for path in kept:
        os.utime(path, (long_ago, long_ago))
    reviewed_with(folder, 2)
    left = kept & set(folder.glob("facts/invoices-*/*.parquet"))
    assert left < kept
