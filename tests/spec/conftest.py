"""The `spec` fixture: tables in, occasions out, on every engine."""

import os
from collections.abc import Callable
from datetime import date
from functools import partial

import ibis
import pytest

from amicable.decision.facts import gather
from amicable.evidence import Firm
from amicable.signs import Sign

from .tables import evidence, parse

Spec = Callable[..., None]
exactly = partial(pytest.approx, rel=1e-9, abs=1e-9)
"""Engines may add up in another order; nothing else may differ."""


def _sail() -> ibis.BaseBackend:
    """Spark's protocol and dialect in one process: ./run test-spark."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer()
    server.start()
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate()
    connection = ibis.pyspark.connect(session)
    connection.server = server  # which lives as long as the connection
    return connection


ENGINES: dict[str, Callable[[], ibis.BaseBackend]] = {"duckdb": ibis.duckdb.connect, "sail": _sail}


@pytest.fixture(scope="session", params=os.environ.get("AMICABLE_SPEC_ENGINES", "duckdb").split())
def engine(request: pytest.FixtureRequest) -> ibis.BaseBackend:
    """A connection of each engine that the specs run on; every spec makes tables of its own in it."""
    return ENGINES[request.param]()


@pytest.fixture
def spec(engine: ibis.BaseBackend) -> Spec:
    """Check that `sign` finds in `tables` exactly the `expected` occasions (client_id, happened_on, amount, out_of)."""

    def check(
        sign: Sign,
        tables: dict[str, str],
        expected: str,
        *,
        as_of: str = "2025-12-31",
        firm: Firm | None = None,
        **parameters: object,
    ) -> None:
        known = evidence(engine, tables, as_of=date.fromisoformat(as_of), firm=firm)
        asked = sign.with_parameters(**parameters)
        facts = gather(known, (asked,))
        rows = asked.occasions(facts.evidence).rows(known.as_of).to_pyarrow().to_pylist()
        found = sorted(
            (row["client_id"], str(row["happened_on"]), row["amount"], row["out_of"]) for row in rows
        )
        wanted = sorted(
            (row["client_id"], row["happened_on"], float(row["amount"]), float(row["out_of"]))
            for row in parse(expected)
        )
        assert [one[:2] for one in found] == [one[:2] for one in wanted]
        assert [one[2:] for one in found] == [exactly(one[2:]) for one in wanted]
        # the sums that findings are made of tell the same as the list of occasions
        cells = facts.cells(asked).to_pyarrow().to_pylist() if facts.signs else []
        assert sum(cell["x"] for cell in cells) == exactly(sum(one[2] for one in wanted))
        assert sum(cell["n"] for cell in cells) == exactly(sum(one[3] for one in wanted))

    return check
