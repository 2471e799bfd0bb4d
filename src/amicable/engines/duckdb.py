"""DuckDB reads the ledger: evidence on one machine, as it was known on one day."""

from collections.abc import Collection
from datetime import date
from uuid import uuid4

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from amicable.engines._facts import Keeper
from amicable.engines._links import EFFECTIVE
from amicable.engines._sql import parquet
from amicable.engines._views import EXCHANGED, View, dated_rates, masking_days
from amicable.engines.ledger import Ledger
from amicable.evidence import Evidence, schema, schemas


def open_evidence(
    ledger: Ledger,
    *,
    today: date,
    as_of: date | None = None,
    clients: Collection[str] | None = None,
    memory: str | None = None,
) -> Evidence:
    """The evidence known on `as_of`; without it on the latest day in the ledger, but not after `today`.

    `clients`: only the rows of these clients (and of their other ids), found without reading the rest.
    `memory`: the most that DuckDB may take before it uses the disk, like "3GB".
    Amounts are in minor units of the firm's currency; `original_currency` tells what they were in.
    """
    day = as_of or last_day(ledger, today)
    connection = _connect(ledger, memory)
    if ledger.links_file:
        links = parquet([str(ledger.links_file)])
        connection.con.execute(LINKED.format(links=links, effective=EFFECTIVE))
    _lay_rates(connection, ledger)
    view = View(ledger, day, tuple(clients) if clients is not None else None)
    tables = {}
    for name in schemas():
        connection.con.execute(view.statement(name, schema(name), ledger.data_files(name)))
        tables[name] = connection.table(name)
    keeper = Keeper(connection, view, tables)
    kept = keeper.answer if clients is None else None
    return Evidence(tables, day, ledger.firm, ledger.rows(), kept)


def _lay_rates(connection: Backend, ledger: Ledger) -> None:
    """Rates by day as a table, which amounts in other currencies are joined to."""
    if rates := dated_rates(ledger.firm):
        names = ["currency", "day", "numerator", "denominator"]
        columns = [pa.array(map(str, column), pa.string()) for column in zip(*rates, strict=True)]
        connection.con.register("rates_as_written", pa.table(columns, names=names))
        connection.con.execute(RATES)
        connection.con.unregister("rates_as_written")


RATES = """
    CREATE TABLE exchange AS
    SELECT currency, CAST(day AS DATE) AS day, CAST(numerator AS HUGEINT) AS numerator,
           CAST(denominator AS HUGEINT) AS denominator
    FROM rates_as_written ORDER BY currency, day
"""

LINKED = """
    CREATE TABLE linked AS
    SELECT alias, any_value(client_id) AS client_id FROM {links}
    WHERE {effective} AND alias <> client_id GROUP BY alias
"""
"""The ids that are read as another one."""


def last_day(ledger: Ledger, today: date) -> date:
    """The latest day on which anything happened or became known, but not after `today`; `today` without facts."""
    days = (
        ledger.latest(name, column) for name, table in schemas().items() for column in masking_days(table)
    )
    return min(today, max((day for day in days if day), default=today))


def usual_currency(ledger: Ledger) -> str:
    """The currency of most invoices, or of most orders; empty where the ledger has neither."""
    with duckdb.connect() as connection:
        for table in ("invoices", "orders"):
            if files := ledger.files(table):
                found = connection.execute(f"SELECT mode(currency) FROM {parquet(files)}").fetchone()
                if found and found[0]:
                    return str(found[0])
    return ""


def _connect(ledger: Ledger, memory: str | None) -> Backend:
    # what does not fit into memory stays beside the evidence, under the same rights; each reader has a folder
    # of its own, because DuckDB empties it when it ends
    spill = ledger.folder / f".spill-{uuid4().hex}"
    connection: Backend = ibis.duckdb.connect(temp_directory=str(spill))
    connection.con.execute("SET parquet_metadata_cache = true")
    if memory:
        connection.con.execute("SET memory_limit = ?", [memory])
    connection.con.execute(EXCHANGED)
    return connection
