"""The roster: all clients in the order of their ids; a client's place there stands for it in all arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa

from amicable.decision.summary import NEVER
from amicable.evidence import Evidence


@dataclass(frozen=True)
class Roster:
    """Every client of the evidence."""

    clients: pa.Table
    """client_id, name, segment, wanted, since_on, ended_on, in the order of their places."""
    places: ibis.Table
    """client_id, place."""

    @classmethod
    def of(cls, evidence: Evidence) -> "Roster":
        """The roster of all clients."""
        clients = evidence.clients
        known = clients.filter(
            clients.client_id.notnull()
        )  # an address that belongs to no client yet has none
        shown = known.select("client_id", "name", "segment", "wanted", "since_on", "ended_on")
        rows = shown.order_by("client_id").to_pyarrow().combine_chunks()
        place = pa.array(np.arange(len(rows), dtype=np.int32))
        return cls(rows, evidence.lay(pa.table({"client_id": rows["client_id"], "place": place})))

    def __len__(self) -> int:
        return len(self.clients)

    def column(self, name: str) -> pa.Array:
        """One column of `clients`."""
        return self.clients[name].combine_chunks()

    def arrays(self, answer: ibis.Table, *names: str) -> Mapping[str, np.ndarray]:
        """Place, quarter and the columns `names` of `answer`; days as numbers, or `NEVER`; strangers are left out."""
        known = answer if "place" in answer.columns else answer.inner_join(self.places, "client_id")
        rows = known.select("place", "quarter", *names).to_pyarrow()
        return {name: _array(rows[name]) for name in rows.column_names}


def _array(column: pa.ChunkedArray) -> np.ndarray:
    if pa.types.is_date(column.type):
        column = column.cast(pa.int32()).fill_null(NEVER)
    return np.asarray(column.to_numpy())
