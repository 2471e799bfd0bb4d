"""What the facts say of single clients; where there are few facts, everything that was read is held for the next."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from amicable.decision.facts import Facts, Key
from amicable.decision.findings import Cell
from amicable.signs import Sign

FEW = 1_000_000
"""Facts up to which everything that dossiers read is held in memory: some hundred bytes for each."""


def are_few(facts: Facts) -> bool:
    """Whether all that is asked about one client may be held for the next: then only the first one waits."""
    return sum(facts.evidence.rows.values()) <= FEW


def occasions_of(facts: Facts, sign: Sign, clients: Sequence[str]) -> list[dict[str, Any]]:
    """The occasions on which the sign showed on these clients; all clients' are read when first asked for."""
    if sign.name not in facts.held:
        every = sign.occasions(facts.evidence).rows(facts.evidence.as_of)
        facts.held[sign.name] = every.filter(every.amount > 0).to_pyarrow()
    found: list[dict[str, Any]] = _of(facts.held[sign.name], clients).to_pylist()
    return found


def cells_of(facts: Facts, clients: Collection[str]) -> dict[str, dict[str, tuple[Cell, ...]]]:
    """Sign -> client -> its quarters, for these clients; each answer is read once, whatever the signs."""
    wanted = dict.fromkeys(key for keys in facts.parts.values() for key in keys)
    read = {key: _shown(facts, key, clients) for key in wanted}
    return {name: _quarters(name, [read[key] for key in keys]) for name, keys in facts.parts.items()}


def _shown(facts: Facts, key: Key, clients: Collection[str]) -> dict[str, list[Any]]:
    """What is shown, and out of how much, in the rows of an answer about these clients."""
    if not are_few(facts):
        answer = _counts(facts.answers[key])
        rows = answer.filter(answer.client_id.isin(list(clients))).to_pyarrow()
    else:
        if key not in facts.held:
            facts.held[key] = _counts(facts.answers[key]).to_pyarrow()
        rows = _of(facts.held[key], clients)
    found: dict[str, list[Any]] = rows.to_pydict()
    return found


def _of(rows: pa.Table, clients: Collection[str]) -> pa.Table:
    ids = rows["client_id"]
    return rows.filter(pc.is_in(ids, pa.array(list(clients), ids.type)))


def _counts(answer: ibis.Table) -> ibis.Table:
    return answer.select(
        "client_id", "quarter", *(name for name in answer.columns if name.endswith(("__x", "__n")))
    )


def _quarters(name: str, parts: Sequence[Mapping[str, list[Any]]]) -> dict[str, tuple[Cell, ...]]:
    """The cells of one sign by client; an occasion may fall into another quarter than the row that tells of it."""
    met: dict[str, dict[int, tuple[float, float]]] = {}
    for part in parts:
        rows = zip(part["client_id"], part["quarter"], part[f"{name}__x"], part[f"{name}__n"], strict=True)
        for client, quarter, x, n in rows:
            if x or n:
                before = met.setdefault(client, {}).get(quarter, (0.0, 0.0))
                met[client][quarter] = (before[0] + x, before[1] + n)
    return {
        client: tuple(Cell(quarter, *met[client][quarter]) for quarter in sorted(met[client]))
        for client in met
    }
