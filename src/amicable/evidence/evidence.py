"""Evidence = the bound tables of the ledger, as they were known on one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

from amicable import catalogue
from amicable.evidence.firm import Firm
from amicable.evidence.schema import Table

if TYPE_CHECKING:
    import ibis  # takes a while to load, and whoever only asks for a schema needs none of it
    import pyarrow as pa

Facts: TypeAlias = "Callable[[Evidence], ibis.Table]"
"""A question to the evidence whose answer adds up: rows of one quarter never change those of another."""
Promise: TypeAlias = "Callable[[], ibis.Table]"
"""An answer that may still be on its way; called, it waits."""


@cache
def schemas() -> Mapping[str, Table]:
    """Every kind of fact the ledger knows, by name."""
    package = "amicable.evidence.tables"
    return {name: catalogue.item(package, name, "TABLE") for name in catalogue.names(package)}  # type: ignore[misc]


def schema(name: str) -> Table:
    """The schema of the table `name`."""
    return schemas()[name]


@dataclass(frozen=True)
class Evidence:
    """Tables of facts known on `as_of`: `evidence.invoices` is an Ibis table.

    Money is in minor units of the firm's reporting currency (null where no exchange rate is known),
    client ids are those of the merged client, and what became known after `as_of` is absent.
    """

    tables: Mapping[str, ibis.Table]
    as_of: date
    firm: Firm = field(default_factory=Firm)
    rows: Mapping[str, int] = field(default_factory=dict)
    """Rows of each table, so that a question to an empty table can be answered "no evidence"."""
    quarterly: Callable[[str, str, Facts, str], Promise] | None = None
    """How the engine keeps answers by quarter of a table; None: ask afresh each time."""

    def __getattr__(self, name: str) -> ibis.Table:
        try:
            return self.tables[name]
        except KeyError:
            raise AttributeError(name) from None

    def has(self, *tables: str) -> bool:
        """Whether each of these tables holds at least one row."""
        return all(self.rows.get(table, 0) > 0 for table in tables)

    @property
    def day(self) -> int:
        """`as_of` as a day number, like the columns that end in _day: days since 1970-01-01."""
        return (self.as_of - date(1970, 1, 1)).days

    @property
    def quarter(self) -> int:
        """The current quarter: year * 4 + 0 to 3."""
        return self.as_of.year * 4 + (self.as_of.month - 1) // 3

    def lay(self, rows: pa.Table) -> ibis.Table:
        """`rows` as a table beside the evidence, so that one question may look at both."""
        create, name = self.clients.get_backend().create_table, f"laid_{uuid4().hex}"
        try:
            return create(name, rows, temp=True)
        except NotImplementedError:  # Spark knows no temporary tables
            return create(name, rows)

    def kept(self, table: str, question: str, facts: Facts, fingerprint: str) -> Promise:
        """The answer of `facts` over `table`, from what the engine kept where nothing changed.

        `question` names it; `fingerprint` says how it was asked (parameters, version).
        """
        if self.quarterly is None:
            return partial(facts, self)
        return self.quarterly(table, question, facts, fingerprint)


def count(condition: ibis.Value) -> ibis.Value:
    """How often `condition` holds; unlike a count of rows it may be moved onto filtered rows."""
    return condition.count(where=condition)
