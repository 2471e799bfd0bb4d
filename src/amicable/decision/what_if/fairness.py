"""Fairness audit: how often clients of each group are listed, with intervals; groups too small are said to be so.

What is marked for audit only is read here and nowhere else: no sign and no score ever sees it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from amicable.decision.review import Review
from amicable.decision.what_if.shares import LEVEL, wilson

COLUMNS = ("country", "language", "size", "kind", "segment")
"""What the records say of every client, beside the size of its revenue."""
FEW = 20
"""Clients of a group below which its share is not compared."""
MOST = 12
"""Groups of one attribute; smaller ones together are the rest."""
THIRDS = ("small", "middle", "large")


@dataclass(frozen=True)
class Selected:
    """One group: how many of its clients are listed."""

    value: str
    """Empty: nobody wrote it down."""
    clients: int
    listed: int
    low: float
    high: float
    verdict: str
    """"alike", "more", "less" than all other clients beyond chance, or "few"."""

    @property
    def rate(self) -> float:
        """Share of the group that is listed."""
        return self.listed / self.clients if self.clients else 0.0


@dataclass(frozen=True)
class Attribute:
    """One attribute with its groups, the largest first."""

    name: str
    """A column, "revenue", or a column that is marked for audit only."""
    groups: tuple[Selected, ...]
    audit_only: bool = False

    @property
    def differs(self) -> bool:
        """Whether any group is listed more or less often than the others."""
        return any(one.verdict in ("more", "less") for one in self.groups)


def audit(answer: Review, marked: Mapping[str, Mapping[str, str]] | None = None) -> tuple[Attribute, ...]:
    """Every attribute known of the clients; `marked`: column for audit only -> client_id -> value."""
    there = _there(answer)
    ids = [client for client, is_there in zip(answer.portfolio.client_id.to_pylist(), there, strict=True) if is_there]  # fmt: skip
    named = (answer.points >= answer.criteria.points)[there].tolist()
    found = [_attribute(name, [values.get(one, "") for one in ids], named) for name, values in _known(answer)]
    found.append(_attribute("revenue", _thirds(answer.portfolio.revenue[there]), named))
    for name, values in (marked or {}).items():
        found.append(_attribute(name, [values.get(one, "") for one in ids], named, audit_only=True))
    return tuple(one for one in found if len(one.groups) > 1)


def _there(answer: Review) -> np.ndarray:
    """Who is a client on the day, and not a machine."""
    ended = pc.less_equal(answer.portfolio.ended_on, answer.as_of).fill_null(False)
    there = ~np.asarray(ended.to_numpy(zero_copy_only=False), bool)
    for client in answer.automatic:
        there[answer.portfolio.place(client)] = False
    return there


def _known(answer: Review) -> list[tuple[str, dict[str, str]]]:
    rows = answer.facts.evidence.clients.select("client_id", *COLUMNS).to_pyarrow().to_pydict()
    ids = rows["client_id"]
    return [
        (name, {one: str(value) for one, value in zip(ids, rows[name], strict=True) if value})
        for name in COLUMNS
    ]


def _thirds(revenue: np.ndarray) -> list[str]:
    if not len(revenue):
        return []
    edges = np.quantile(revenue, [1 / 3, 2 / 3])
    return [THIRDS[int(i)] for i in np.searchsorted(edges, revenue, side="left")]


def _attribute(
    name: str, values: Sequence[str], named: Sequence[bool], *, audit_only: bool = False
) -> Attribute:
    clients = Counter(values)
    chosen = Counter(value for value, is_named in zip(values, named, strict=True) if is_named)
    groups = [value for value, _ in clients.most_common(MOST)]
    whole, all_named = len(values), sum(chosen.values())
    # several groups are compared, so each is held to a share of the doubt (Dunn, 1961)
    level = 1 - (1 - LEVEL) / max(len(groups), 1)
    selected = (
        _selected(one, chosen[one], clients[one], all_named - chosen[one], whole - clients[one], level)
        for one in groups
    )
    return Attribute(name, tuple(selected) if any(groups) else (), audit_only)


def _selected(value: str, listed: int, clients: int, others: int, out_of: int, level: float) -> Selected:
    low, high = wilson(listed, clients, level=level)
    rest_low, rest_high = wilson(others, out_of, level=level)
    if clients < FEW or out_of < FEW:
        verdict = "few"
    elif low > rest_high:
        verdict = "more"
    else:
        verdict = "less" if high < rest_low else "alike"
    return Selected(value, clients, listed, low, high, verdict)
