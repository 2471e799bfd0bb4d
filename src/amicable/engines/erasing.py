"""Erasing clients from a ledger: their rows, their names in the texts of other rows, and every older version.

What is erased cannot be brought back: the past of all tables goes with it, so imports that were made before can
be taken back only without what they had replaced.
"""

import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import DeltaTable
from filelock import FileLock

from amicable.engines import _delta
from amicable.engines._batch import Batch
from amicable.engines._sql import identifier, literal
from amicable.engines.ledger import LOCK, Ledger
from amicable.evidence import schema, schemas

PARENTS = ("invoices", "orders", "engagements", "messages")
"""Tables whose rows others belong to even where they do not name the client themselves."""
NAMING = {
    "clients": ("name", "email", "phone", "tax_number"),
    "contacts": ("name", "email", "phone"),
    "messages": ("contact",),
    "staff": ("name", "email"),
}
"""Tables -> columns that say who somebody is."""
GONE = "[…]"
"""Stands where words were taken out."""
APART = r"[^\pL\pN]"
"""What must stand before and after words, so that no part of a longer word is taken for them (RE2)."""


@dataclass(frozen=True)
class Erased:
    """What was erased from one table."""

    rows: int
    """Rows of the client that are gone."""
    mentions: int
    """Rows of others whose texts named the client, and no longer do."""


def ids_of(ledger: Ledger, client_id: str) -> frozenset[str]:
    """All ids under which the client stands in the tables: its own, and those read as it."""
    links = ledger.links()
    aliases = links.filter(pc.equal(links["client_id"], client_id))["alias"].to_pylist()
    return frozenset({client_id, *aliases})


def said_of(ledger: Ledger, client_ids: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What names these clients and their people (names, addresses, numbers), and what names everybody else."""
    ours, others = set[str](), set[str]()
    for table, columns in NAMING.items():
        if not (files := ledger.files(table)):
            continue
        rows = pq.read_table(files, columns=[*columns, *(["client_id"] if table != "staff" else [])], partitioning=None).to_pylist()  # fmt: skip
        for row in rows:
            place = ours if row.get("client_id") in client_ids else others
            place.update(str(row[name]).strip() for name in columns if row[name])
    return frozenset(ours), frozenset(others)


def erase(
    ledger: Ledger, client_ids: Collection[str], words: Collection[str], *, at: datetime
) -> Mapping[str, Erased]:
    """Erase every row of these ids and every mention of `words`, then all that remembers them. Again, it does nothing."""
    pattern = _pattern(words)
    with ledger.importing(at=at) as batch:
        found = dict(_expelled(batch, client_ids, pattern))
        batch.write_links(_others(ledger.links(), client_ids))
    with FileLock(ledger.folder / LOCK):
        _forget_past(Ledger.open(ledger.folder), words)
    return {table: one for table, one in found.items() if one.rows or one.mentions}


def _expelled(batch: Batch, client_ids: Collection[str], pattern: str) -> Iterator[tuple[str, Erased]]:
    named = ", ".join(literal(one) for one in sorted(client_ids))
    belonging: dict[str, str] = {}
    for parent in PARENTS:
        key = schema(parent).key
        rows = batch.rows(parent, (key,), f"client_id IN ({named})")
        belonging[parent] = ", ".join(literal(one) for some in rows for one in some[key].to_pylist() if one)
    for table in schemas():
        yield table, Erased(*batch.expel(table, _goes(table, named, belonging), pattern))


def _goes(table: str, named: str, belonging: Mapping[str, str]) -> str:
    """The condition by which a row of the table is the client's."""
    declared = schema(table).columns
    if "client_id" not in declared:
        return "FALSE"
    found = [f"coalesce(client_id, '') IN ({named})"]
    for name, column in declared.items():
        if belonging.get(column.refers_to):
            found.append(f"coalesce({identifier(name)}, '') IN ({belonging[column.refers_to]})")
    return " OR ".join(found)


def _pattern(words: Collection[str]) -> str:
    """Any of the words, by itself, in capitals or small letters."""
    some = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return f"(?i)(^|{APART})(?:{some})($|{APART})" if some else ""


def _others(links: pa.Table, client_ids: Collection[str]) -> pa.Table:
    wanted = pa.array(sorted(client_ids), pa.string())
    ours = pc.or_(pc.is_in(links["alias"], wanted), pc.is_in(links["client_id"], wanted))
    return links.filter(pc.invert(ours))


def _forget_past(ledger: Ledger, words: Collection[str]) -> None:
    """Remove older versions of the tables, older links, answers kept, and the words in what imports wrote down."""
    for table, version in ledger.manifest.tables.items():
        _only_now(ledger.folder / "tables" / table, version, {Path(one) for one in ledger.files(table)})
    for path in (ledger.folder / "links").glob("*.parquet"):
        if path != ledger.links_file:
            path.unlink()
    shutil.rmtree(ledger.folder / "facts", ignore_errors=True)
    for path in (ledger.folder / "imports").glob("*.jsonl"):
        _rewrite(path, words)


def _only_now(place: Path, version: int, files: Collection[Path]) -> None:
    """Leave one version of a table: its files, and a log that begins with it."""
    DeltaTable(place, version=version).create_checkpoint()
    for path in (place / "_delta_log").iterdir():
        number = path.name.lstrip(".")[:20]
        if number.isdigit() and int(number) < version:
            path.unlink()
    for path in place.rglob("*.parquet"):
        if path not in files and "_delta_log" not in path.parts:
            path.unlink()
    if _delta.latest(place) != version:  # never leave a table that cannot be read
        _delta.restore(place, version)


def _rewrite(path: Path, words: Iterable[str]) -> None:
    """Take the words out of a file of lines, at one stroke."""
    text = path.read_text(encoding="utf-8")
    less = unsaid(text, words)
    if less != text:
        draft = path.with_name(f".{path.name}")
        draft.write_text(less, encoding="utf-8")
        draft.replace(path)


def unsaid(text: str, words: Iterable[str]) -> str:
    """`text` without any of the words, each by itself, in capitals or small letters."""
    some = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?i)(?<![^\W_])(?:{some})(?![^\W_])", GONE, text) if some else text
