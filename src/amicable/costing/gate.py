"""Completeness: how much must be known before a margin, a verdict or a value is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis

from amicable.evidence import Evidence, Firm

LIMITS: Mapping[str, float] = {"hours": 0.95, "revenue": 0.95, "periods": 0.5}
"""Least share of hours with a known rate, revenue with a known client, quarters of the year with records."""


def limit(firm: Firm, of: str) -> float:
    """The least share of `of` that must be known: the firm's own limit, else as shipped."""
    return firm.completeness.get(of, LIMITS[of])


@dataclass(frozen=True)
class Known:
    """How much of what the whole firm did is known, as shares; it concerns every client alike."""

    revenue: float
    """Share of the revenue whose client is known."""
    periods: float
    """Share of the last four closed quarters in which the firm's records hold both revenue and cost."""

    def missing(self, firm: Firm) -> tuple[str, ...]:
        """Which of them lie below the firm's limit: "revenue", "periods"."""
        return tuple(name for name, share in vars(self).items() if share < limit(firm, name))


def revenue_with_a_client(evidence: Evidence) -> float:
    """Share of what was billed whose client is known; 1 where nothing was billed."""
    table, amount = ("invoices", "total") if evidence.has("invoices") else ("orders", "amount")
    if not evidence.has(table):
        return 1.0
    rows = evidence.tables[table]
    # asked apart: rows without a client are read by nobody else, and a ledger hardly ever holds one
    nobody = _billed(rows.filter(rows.client_id.isnull()), amount)
    if not nobody:
        return 1.0
    return 1 - nobody / (_billed(rows, amount) or 1)


def _billed(rows: ibis.Table, amount: str) -> int:
    return int(rows[amount].sum().fill_null(0).cast("int64").to_pyarrow().as_py())
