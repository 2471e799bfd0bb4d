"""Which client ids are the same client: the rows of the ledger's links, and which of them hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc

from amicable.engines._batch import LINKS

SEPARATIONS = ("rejected", "split")
"""Decisions that two ids are different clients; kept so that no later run links them again."""

EFFECTIVE = "how NOT IN ('rejected', 'split')"
"""SQL condition on the links by which ids may be read as another client's."""


@dataclass(frozen=True)
class Link:
    """`alias` is to be read as `client_id`; where `how` is a separation, just the contrary was decided."""

    alias: str
    client_id: str
    how: str
    """ "tax number", "e-mail", "mail domain", "name", "person", "rejected" or "split"."""
    certainty: float
    decided_by: str | None = None
    """Who decided; None: an exact key, by itself."""
    decided_at: datetime | None = None

    @property
    def effective(self) -> bool:
        """Whether readers apply it."""
        return self.how not in SEPARATIONS


def effective(links: pa.Table) -> pa.Table:
    """The rows of `Ledger.links()` that readers apply: at most one for each alias, none of them chained."""
    return links.filter(pc.invert(pc.is_in(links["how"], pa.array(SEPARATIONS))))


def from_table(links: pa.Table) -> list[Link]:
    """The rows of `Ledger.links()`, in their own order."""
    return [Link(**row | {"decided_at": _aware(row["decided_at"])}) for row in links.to_pylist()]


def to_table(links: Iterable[Link]) -> pa.Table:
    """The same links as `Batch.write_links` takes them."""
    rows = [vars(link) | {"decided_at": _naive(link.decided_at)} for link in sorted(links, key=_place)]
    return pa.Table.from_pylist(rows, schema=LINKS)


def _place(link: Link) -> tuple[str, str, str]:
    return link.alias, link.client_id, link.how


def _aware(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(tzinfo=UTC)


def _naive(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC).replace(tzinfo=None)
