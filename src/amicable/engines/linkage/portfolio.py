"""Everybody who may be a client, with all keys, as two tables of a DuckDB connection.

party   client_id, source, full_row, invoiced, written, name, form, folded, email, domain, phone, country, tax
mail    client_id, address, domain (null where it is no key): every address of every party
"""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from amicable.engines._sql import parquet
from amicable.engines.ledger import Ledger
from amicable.engines.linkage import keys

ADDRESS = "address:"
"""Begins the id of somebody of whom only the mail address is known."""

WRITTEN = ("client_id", "name", "email", "tax_number", "phone", "country", "mentioned")


def connect(ledger: Ledger) -> duckdb.DuckDBPyConnection:
    """A connection with the tables `party` and `mail` of one snapshot."""
    connection = duckdb.connect()
    raw = connection.sql(_written(ledger)).to_arrow_table()
    contacts = connection.sql(_select(ledger, "contacts", ("client_id", "email", "phone"))).to_arrow_table()
    invoicing = connection.sql(
        f"SELECT DISTINCT split_part(client_id, ':', 1) FROM ({_ids(ledger, 'invoices')})"
    )
    sources = {source for (source,) in invoicing.fetchall()}
    mail = _mail(raw, contacts, own=ledger.firm.domains)
    connection.register("mail_met", mail)
    connection.register("party_met", _parties(raw, contacts, sources))
    connection.execute("CREATE TABLE mail AS SELECT DISTINCT * FROM mail_met")
    connection.execute(PARTY)
    return connection


PARTY = """
    CREATE TABLE party AS
    SELECT party_met.*, found.address AS email, found.domain
    FROM party_met LEFT JOIN (
        SELECT client_id, min_by(address, place) AS address, min_by(domain, place) AS domain
        FROM mail_met GROUP BY client_id
    ) AS found USING (client_id)
"""


def _select(ledger: Ledger, table: str, columns: Iterable[str]) -> str:
    files = ledger.files(table)
    kinds = {"mentioned": "BOOLEAN"}
    empty = ", ".join(f"CAST(NULL AS {kinds.get(name, 'VARCHAR')}) AS {name}" for name in columns)
    return f"SELECT {', '.join(columns)} FROM {parquet(files)}" if files else f"SELECT {empty} WHERE FALSE"


def _ids(ledger: Ledger, table: str) -> str:
    return _select(ledger, table, ("client_id",))


def _written(ledger: Ledger) -> str:
    """Client rows, and addresses that only messages and appointments know."""
    clients = _select(ledger, "clients", WRITTEN)
    met = " UNION ".join(_ids(ledger, table) for table in ("messages", "meetings"))
    return f"""
        WITH described AS ({clients}), met AS ({met})
        SELECT * FROM described
        UNION ALL BY NAME
        SELECT client_id, TRUE AS mentioned FROM met ANTI JOIN described USING (client_id)
        WHERE starts_with(client_id, '{ADDRESS}')
        ORDER BY client_id
    """


def _mail(raw: pa.Table, contacts: pa.Table, own: tuple[str, ...]) -> pa.Table:
    """The addresses, each party's main one first. The firm's own domains are no key."""
    ours = {domain.lower() for domain in own}
    main = zip(raw["client_id"].to_pylist(), raw["email"].to_pylist(), strict=True)
    also = zip(contacts["client_id"].to_pylist(), contacts["email"].to_pylist(), strict=True)
    rows: list[tuple[int, str, str, str | None]] = []
    for client_id, written in (*main, *also):
        cell = client_id.removeprefix(ADDRESS) if client_id.startswith(ADDRESS) else written
        for address in keys.addresses(cell):
            domain = keys.domain(address)
            rows.append((len(rows), client_id, address, None if domain in ours else domain))
    names = ("place", "client_id", "address", "domain")
    kinds = (pa.int64(), pa.string(), pa.string(), pa.string())
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return pa.table(arrays, names=list(names))


def _parties(raw: pa.Table, contacts: pa.Table, invoicing: set[str]) -> pa.Table:
    ids = raw["client_id"].to_pylist()
    written = raw["name"].to_pylist()
    companies = [keys.company(name) for name in written]
    sources = [client_id.partition(":")[0] for client_id in ids]
    spare = dict(zip(contacts["client_id"].to_pylist(), contacts["phone"].to_pylist(), strict=True))
    phones = [
        own or spare.get(client_id) for client_id, own in zip(ids, raw["phone"].to_pylist(), strict=True)
    ]
    columns = {
        "client_id": ids,
        "source": sources,
        "full_row": [not mentioned for mentioned in raw["mentioned"].to_pylist()],
        "written": written,
        "name": [name for name, _ in companies],
        "form": [form for _, form in companies],
        "folded": [name and keys.unmarked(name) for name, _ in companies],
        "phone": [keys.phone(number) for number in phones],
        "country": [keys.country(code) for code in raw["country"].to_pylist()],
        "tax": [keys.tax_number(number) for number in raw["tax_number"].to_pylist()],
        "invoiced": [source in invoicing for source in sources],
    }
    flags = {"full_row", "invoiced"}
    return pa.table(
        {
            name: pa.array(cells, pa.bool_() if name in flags else pa.string())
            for name, cells in columns.items()
        }
    )


def names(ledger: Ledger, ids: Iterable[str]) -> dict[str, str]:
    """What clients with these ids are called, as far as any client list says."""
    files = ledger.files("clients")
    if not files:
        return {}
    wanted = pa.table({"client_id": pa.array(sorted(set(ids)), pa.string())})
    with duckdb.connect() as connection:
        connection.register("wanted", wanted)
        found = connection.execute(
            f"SELECT client_id, any_value(name) FROM {parquet(files)} SEMI JOIN wanted USING (client_id) "
            "WHERE name IS NOT NULL GROUP BY client_id"
        ).fetchall()
    return dict(found)
