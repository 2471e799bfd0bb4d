"""Taking an import back: first what would go and come back, then the deed, at one stroke."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb

from amicable.engines._undo import Undo, find, older_files
from amicable.engines.ledger import Ledger
from amicable.engines.linkage.decisions import settle
from amicable.evidence import schema, schemas
from amicable.i18n import N_
from amicable.refusal import Refusal

__all__ = ["NotImported", "Undo", "Undoing", "look", "undo"]


class NotImported(Refusal):
    """There is no such import to take back."""


@dataclass(frozen=True)
class Undoing:
    """What taking an import back does."""

    tables: Mapping[str, Undo]
    """Those of whose rows some go."""
    followed: bool
    """Whether other imports came after it; what they corrected stays as they left it."""

    @property
    def goes(self) -> int:
        """Rows that go, in all tables."""
        return sum(each.goes for each in self.tables.values())

    @property
    def returns(self) -> int:
        """Older rows that come back, in all tables."""
        return sum(each.returns for each in self.tables.values())

    @property
    def forgotten(self) -> bool:
        """Whether rows that it replaced cannot be brought back."""
        return any(each.forgotten for each in self.tables.values())


def look(ledger: Ledger, import_id: str) -> Undoing:
    """What would go and come back; changes nothing."""
    _known(ledger, import_id)
    tables = {}
    with duckdb.connect() as connection:
        for table in schemas():
            if files := ledger.data_files(table):
                older = older_files(ledger.folder, schema(table))
                found = find(connection, schema(table), import_id, files, older, ledger.manifest.undone)
                if found.goes:
                    tables[table] = found
    return Undoing(tables, followed=list(ledger.manifest.imports)[-1] != import_id)


def undo(
    ledger: Ledger, import_id: str, *, at: datetime, waiting: Callable[[], None] | None = None
) -> Undoing:
    """Take an import back; all of it becomes visible together, or nothing. Its files can be imported again."""
    with ledger.importing(at=at, waiting=waiting) as batch:
        undoing = look(Ledger.open(ledger.folder), import_id)
        batch.take_back(import_id)
    settle(Ledger.open(ledger.folder), now=at)
    return undoing


def _known(ledger: Ledger, import_id: str) -> None:
    if import_id in ledger.manifest.undone:
        raise NotImported(N_("This import was taken back before; nothing was changed."))
    if import_id not in ledger.manifest.imports:
        raise NotImported(N_("There is no import {import_id} in this ledger."), import_id=import_id)
